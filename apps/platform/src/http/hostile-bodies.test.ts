/** Bodies that no well-meaning program sends are refused, and who sent them is on record, once in a while. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
let administrator: Client;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
});
after(() => under.close());

const send = (client: Client, path: string, body: string): Promise<Answer> =>
  client.call({ method: 'POST', path, body });

interface Denied {
  readonly event: string;
  readonly actor: { readonly id: string };
  readonly after: { readonly reason: string; readonly route: string };
}

async function denials(client: Client): Promise<Denied[]> {
  const { json } = await client.call({ method: 'GET', path: '/v1/audit-events?filter=event:access.denied' });
  return json.data as Denied[];
}

test('ten megabytes, nesting without end, a member twice: each is on record under its sender, and repeats are not', async () => {
  const operator = await under.as('operator');
  for (const [body, status, code] of [
    [`{"name":${'['.repeat(10_000_000)}`, 413, 'body_too_large'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 413, 'too_deep'],
    ['{"name":"a","name":"b"}', 400, 'duplicate_key'],
  ] as const)
    for (const path of ['/v1/agents', '/v1/agents', '/v1/findings']) {
      const answer = await send(operator, path, body);
      assert.deepEqual([answer.status, answer.json.code], [status, code]);
    }
  const records = await denials(administrator);
  assert.deepEqual(
    records.map(({ actor, after: { reason, route } }) => [actor.id, reason, route]).reverse(),
    ['body_too_large', 'too_deep', 'duplicate_key'].map((code) => [operator.userId, code, 'POST /v1/agents']),
  );
});

test('it stands in the sender’s own tenant, and a body that is merely wrong is told and not recorded', async () => {
  const stranger = await under.as('administrator', under.other);
  const before_ = (await denials(administrator)).length;
  assert.equal((await send(stranger, '/v1/agents', '{"nothing":1}')).status, 422);
  assert.equal((await denials(stranger)).length, 0);
  assert.equal((await send(stranger, '/v1/agents', '{"a":1,"a":2}')).status, 400);
  assert.deepEqual(
    (await denials(stranger)).map(({ actor }) => actor.id),
    [stranger.userId],
  );
  assert.equal((await denials(administrator)).length, before_);
});

test('who is not known is refused before the body is read, and leaves no entry with anybody', async () => {
  const before_ = (await denials(administrator)).length;
  const answer = await under.anonymous({ method: 'POST', path: '/v1/agents', body: '['.repeat(2_000_000) });
  assert.equal(answer.status, 401);
  assert.equal((await denials(administrator)).length, before_);
});
