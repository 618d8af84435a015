/** From the command line to a tenant's record and back: an operator by name, support access asked, approved, used and given up. */
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { operator } from '../../apps/cli/src/commands/operator.ts';
import { tenant } from '../../apps/cli/src/commands/tenant.ts';
import type { World } from '../../apps/cli/src/world.ts';
import { operatorToken, testPlatform, type PlatformUnderTest } from '../support/platform.ts';

let under: PlatformUnderTest;
let origin: string;

before(async () => {
  under = await testPlatform();
  origin = `http://127.0.0.1:${String(await under.running.listen())}`;
});
after(() => under.close());

async function run(
  command: (args: readonly string[], world: World) => Promise<number>,
  token: string,
  ...args: string[]
): Promise<string> {
  const said: string[] = [];
  const world = {
    env: { GAMUT_PLATFORM_URL: origin, GAMUT_OPERATOR_TOKEN: token },
    home: tmpdir(),
    answer: (text: string) => void said.push(text),
    say: (text: string) => void said.push(text),
  } as unknown as World;
  assert.equal(await command(args, world), 0, said.join('\n'));
  return said.join('\n');
}

test('an operator is made, listed, lets a plan be changed and is revoked from the command line', async () => {
  const made = await run(
    operator,
    operatorToken,
    ...['create', '--name', 'Ada Ops', '--email', 'ada@platform.example', '--role', 'platform_ops'],
  );
  const token = made.split('\n')[0] ?? '';
  assert.match(token, /^gmo_opr_/);
  const plan = ['plan', 'alpha', '--plan', 'trial', '--trial-days', '9', '--reason', 'they try it'];
  assert.match(await run(tenant, token, ...plan), /^alpha has the plan trial until 20/);
  assert.match(
    await run(tenant, token, 'plan', 'alpha', '--plan', 'enterprise', '--reason', 'bought'),
    /enterprise$/,
  );
  const listed = await run(operator, token, 'list');
  assert.match(listed, /Ada Ops <ada@platform\.example>/);
  const id = /opr_[0-9a-z]{26}/.exec(listed)?.[0] ?? '';
  await assert.rejects(run(operator, token, 'revoke', id, '--reason', 'by herself'), /root token/);
  assert.match(await run(operator, operatorToken, 'revoke', id, '--reason', 'left'), /is revoked/);
  await assert.rejects(run(operator, token, 'list'), /does not take this operator token/);
});

test('support asks, is approved, reads over the wire and gives the access up', async () => {
  const made = await run(
    operator,
    operatorToken,
    ...['create', '--name', 'Sol Support', '--email', 'sol@platform.example', '--role', 'platform_support'],
  );
  const token = made.split('\n')[0] ?? '';
  const asked = ['ask', '--tenant', 'alpha', '--reason', 'a case of theirs', '--role', 'advanced'];
  const id = /sup_[0-9a-z]{26}/.exec(await run(operator, token, ...asked))?.[0] ?? '';
  const administrator = await under.as('administrator');
  const seen = await administrator.call({ method: 'GET', path: '/v1/support-access' });
  assert.equal(seen.json.data[0].operator.name, 'Sol Support');
  await administrator.call({
    method: 'POST',
    path: `/v1/support-access/${id}/approve`,
    body: { reason: 'they may look' },
  });
  const bearer = (await run(operator, token, 'open', id)).split('\n')[0] ?? '';
  const headers = { authorization: `Bearer ${bearer}` };
  assert.equal((await fetch(`${origin}/v1/findings`, { headers })).status, 200);
  const write = await fetch(`${origin}/v1/findings`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ agentId: 'agt_00000000000000000000000000', severity: 'low', title: 'x' }),
  });
  assert.equal(write.status, 403);
  assert.match(await run(operator, token, 'requests'), new RegExp(`${id}.*approved`));
  assert.match(await run(operator, token, 'give-up', id), /ended/);
  assert.equal((await fetch(`${origin}/v1/findings`, { headers })).status, 401);
});
