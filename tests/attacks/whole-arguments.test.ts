/**
 * Payments derived again by a stranger: with the arguments whole, an account number is no reason to leave a decision underived; without
 * the option all stays struck out. Whoever puts other arguments there is found out by the action's digest.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { journal } from '../../apps/cli/src/commands/journal.ts';
import type { ReplayReport } from '../../apps/cli/src/replay/replay-walk.ts';
import { verifyCommand } from '../../apps/cli/src/verify.ts';
import type { World } from '../../apps/cli/src/world.ts';
import { samples } from '../../core/redaction/src/samples.ts';
import { decideCall, type DecidedCall } from '../support/decided-calls.ts';
import { testPlatform, type Client, type PlatformUnderTest } from '../support/platform.ts';
import { makeWorld, type RouteWorld } from '../support/route-world.ts';

const account = 'DE89370400440532013000';
const card = '4111111111111111';
const secret = samples.find(([kind]) => kind === 'github_token')?.[1] ?? '';
let under: PlatformUnderTest;
let administrator: Client;
let world: RouteWorld;
let tool: string;
let folder: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-whole-'));
  under = await testPlatform();
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
  const path = `/v1/connectors/${world['connectorId']}`;
  tool = `${(await administrator.call({ method: 'GET', path })).json.name}_send`;
  await letPass();
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await under.close();
});

/** A senior agent whose payments a gate covers, so that nobody is asked. */
async function letPass(): Promise<void> {
  await under.running.platform.db.tenant(under.tenant, async (tx) => {
    await tx.query(
      `UPDATE agents SET level = 'senior', tier = 'low', security_owner_id = human_owner_id WHERE id = $1`,
      [world.agentId],
    );
    await tx.query(`UPDATE incidents SET status = 'closed' WHERE agent_id = $1`, [world.agentId]);
    await tx.query(`UPDATE approval_gates SET mode = 'covers'`, []);
    const schema = { type: 'object', properties: { to: { type: 'string' }, note: { type: 'string' } } };
    await tx.query(
      `UPDATE tools SET target_pointers = '{/to}', target_kind = 'text', input_schema = $1::jsonb WHERE name = 'send'`,
      [JSON.stringify(schema)],
    );
  });
  const path = `/v1/kill-switches/${String(world['killSwitchId'])}/release`;
  const released = await administrator.call({ method: 'POST', path, body: { reason: 'the test goes on' } });
  assert.equal(released.status, 200, released.text);
}

async function call(args: unknown): Promise<DecidedCall> {
  const made = await decideCall(under, under.tenant, { agentId: world.agentId, tool, arguments: args });
  assert.equal(made.result?.status, 'committed');
  return made;
}

async function download(path: string, client = administrator): Promise<string> {
  const answer = await client.call({ method: 'GET', path });
  assert.equal(answer.status, 200, answer.text);
  return answer.text;
}

async function replay(material: string): Promise<ReplayReport & { code: number }> {
  writeFileSync(join(folder, 'j'), await download('/v1/journal/export'));
  writeFileSync(join(folder, 'm'), material);
  let said = '';
  const stdout = { write: (text: string) => (said += text) };
  const args = [join(folder, 'j'), '--replay', join(folder, 'm'), '--json'];
  const code = await verifyCommand(args, { stdout, gamutHome: undefined });
  return { code, ...(JSON.parse(said) as { replay: ReplayReport }).replay };
}

test('a payment to an account is derived again with the arguments whole, and is not without', async () => {
  const paid = await call({ to: account, note: `card ${card}` });
  assert.equal(paid.entry.decision.kind, 'allow_and_log', JSON.stringify(paid.entry.decision.reasons));
  const shown = await download('/v1/journal/replay');
  const whole = await download('/v1/journal/replay-whole');
  for (const number of [account, card]) {
    assert.ok(!shown.includes(number), 'without the option nothing of it leaves');
    assert.ok(whole.includes(number));
  }
  const [before, now] = [await replay(shown), await replay(whole)];
  assert.deepEqual(
    [before.outcomes.arguments_unknown, before.outcomes.follows ?? 0, before.outcomes.differs],
    [1, 0, undefined],
  );
  assert.deepEqual(
    [now.outcomes.arguments_unknown, now.outcomes.follows, now.outcomes.differs],
    [undefined, 1, undefined],
    JSON.stringify(now.named),
  );
});

test('an account that was put in the place of another gives another digest, and the decision is named', async () => {
  const { entry } = await call({ to: account, note: 'the third invoice' });
  const whole = await download('/v1/journal/replay-whole');
  const forged = whole.replace(`{\\"note\\":\\"the third invoice\\",\\"to\\":\\"${account}`, (found) =>
    found.replace(account, 'GB82WEST12345698765432'),
  );
  assert.ok(forged !== whole);
  const report = await replay(forged);
  assert.equal(report.code, 1);
  const named = report.named.filter(({ outcome }) => outcome === 'differs');
  assert.deepEqual(
    named.map(({ id }) => id),
    [entry.id],
  );
});

test('a secret is in neither: what passed with one stays underived, account or not', async () => {
  const { entry } = await call({ to: account, note: `with ${secret}` });
  assert.equal(entry.argumentsWhole, undefined);
  for (const path of ['/v1/journal/replay', '/v1/journal/replay-whole'])
    assert.ok(!(await download(path)).includes(secret), path);
  const { underived } = await replay(await download('/v1/journal/replay-whole'));
  assert.equal(underived.passed, 1);
});

test('it takes a right of its own, an administrator’s, and leaves a record of its own', async () => {
  for (const role of ['operator', 'advanced', 'standard'] as const) {
    const client = await under.as(role);
    const answer = await client.call({ method: 'GET', path: '/v1/journal/replay-whole' });
    assert.equal(answer.status, 403, role);
  }
  const before = await exports();
  await download('/v1/journal/replay');
  assert.equal(await exports(), before);
  await download('/v1/journal/replay-whole');
  assert.equal(await exports(), before + 1);
});

test('an API token takes it with that right alone; the command says by which option', async () => {
  const tokenFor = async (permissions: readonly string[]) => {
    const body = { name: `export ${permissions.join(' ')}`, permissions };
    const made = await administrator.call({ method: 'POST', path: '/v1/access-tokens', body });
    assert.equal(made.status, 201, made.text);
    return { authorization: `Bearer ${made.json.token as string}` };
  };
  const by = (headers: Record<string, string>) =>
    under.anonymous({ method: 'GET', path: '/v1/journal/replay-whole', headers });
  assert.equal((await by(await tokenFor(['journal.export', 'decision.export']))).status, 403);
  const taken = await by(await tokenFor(['decision_arguments.export']));
  assert.ok(taken.status === 200 && taken.text.includes(account), taken.text.slice(0, 200));
  const cli = { env: {}, home: folder, workingFolder: folder, say: () => undefined } as unknown as World;
  const asked = ['export', '--tenant', 'alpha', '--out', 'x', '--whole-arguments'];
  await assert.rejects(journal(asked, cli), /needs that/);
});

async function exports(): Promise<number> {
  const [row] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ n: string }>(
      `SELECT count(*) AS n FROM journal_entries WHERE kind = 'decision_arguments.exported'`,
      [],
    ),
  );
  return Number(row?.n);
}
