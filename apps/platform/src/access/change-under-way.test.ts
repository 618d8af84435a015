/**
 * A right that is taken away while a change is under way: either the change is recorded first, with the right that it had, or
 * nothing of it is kept. The audit stream is the judge: after the record of the loss nothing of that person stands in it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeWorld, type RouteWorld } from '../../../../tests/support/route-world.ts';
import {
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import {
  addLosing,
  asSession,
  asToken,
  serveStopped,
  type Losing,
} from '../../../../tests/support/stopped-change.ts';

let under: PlatformUnderTest;
let administrator: Client;
let world: RouteWorld;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
});
after(() => under.close());

const addOperator = (): Promise<Losing> => addLosing(under, administrator);
const serve = (where: 'before the record' | 'after the record') =>
  serveStopped({ under, agentId: world.agentId, where });

const reason = { reason: 'because the test says so' };
const losses: Readonly<Record<string, (id: string) => Promise<Answer>>> = {
  'person.roles_set': (id) =>
    administrator.call({
      method: 'PUT',
      path: `/v1/people/${id}/roles`,
      body: { role: 'standard', additiveRoles: [] },
    }),
  'person.suspended': (id) =>
    administrator.call({ method: 'POST', path: `/v1/people/${id}/suspend`, body: reason }),
  'person.removed': (id) => administrator.call({ method: 'DELETE', path: `/v1/people/${id}` }),
};

interface Entry {
  readonly kind: string;
  readonly actor: string;
  readonly subject: string;
}
async function stream(): Promise<Entry[]> {
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ kind: string; bytes: string }>(
      "SELECT kind, bytes FROM journal_entries WHERE stream = 'audit' ORDER BY seq",
    ),
  );
  return rows.map(({ kind, bytes }) => {
    const { actor, subject } = (JSON.parse(bytes) as AnyJson).body;
    return { kind, actor: actor.id, subject: subject.id };
  });
}

/** What this person left in the stream behind the record of their loss. */
async function afterLoss(event: string, id: string): Promise<Entry[]> {
  const entries = await stream();
  const lost = entries.findIndex(({ kind, subject }) => kind === event && subject === id);
  assert.ok(lost >= 0, `no record of ${event}`);
  return entries.slice(lost + 1).filter(({ actor }) => actor === id);
}

const purpose = async (): Promise<string> =>
  (await administrator.call({ method: 'GET', path: `/v1/agents/${world.agentId}` })).json.purpose;

for (const [event, lose] of Object.entries(losses))
  for (const [by, headersOf] of [
    ['a session', (person: Client) => Promise.resolve(asSession(person))],
    ['a token', asToken],
  ] as const) {
    test(`a change by ${by} that has no record yet when ${event} is answered is refused, and nothing of it is kept`, async () => {
      const person = await addOperator();
      const { call, arrived, release } = await serve('before the record');
      const before = await purpose();
      const changing = call(await headersOf(person), `by ${person.id}`);
      await arrived;
      assert.equal(
        (await lose(person.id)).status,
        200,
        'the loss does not wait for whoever has recorded nothing',
      );
      release();
      const answer = await changing;
      assert.deepEqual([answer.statusCode, answer.json().code], [401, 'session_expired'], answer.body);
      assert.equal(await purpose(), before);
      assert.deepEqual(await afterLoss(event, person.id), []);
    });

    test(`a change by ${by} that is recorded first commits, and ${event} is answered after it`, async () => {
      const person = await addOperator();
      const { call, arrived, release } = await serve('after the record');
      const changing = call(await headersOf(person), `by ${person.id}`);
      await arrived;
      let answered = false;
      const losing = lose(person.id).finally(() => (answered = true));
      for (let n = 0; n < 20; n++) await under.running.platform.db.ping();
      assert.equal(answered, false, 'the loss waits for what is recorded before it');
      release();
      assert.equal((await changing).statusCode, 200);
      assert.equal((await losing).status, 200);
      assert.equal(await purpose(), `by ${person.id}`);
      assert.deepEqual(await afterLoss(event, person.id), []);
    });
  }

test('of forty changes at once none is recorded behind the loss, whenever it falls', async () => {
  for (const [event, lose] of Object.entries(losses)) {
    const person = await addOperator();
    const change = (n: number): Promise<Answer> =>
      person.call({
        method: 'POST',
        path: '/v1/findings',
        body: { agentId: world.agentId, severity: 'low', title: `finding ${n}` },
      });
    const first = Array.from({ length: 20 }, (_, n) => change(n));
    const losing = lose(person.id);
    const second = Array.from({ length: 20 }, (_, n) => change(20 + n));
    const answers = await Promise.all([...first, ...second]);
    assert.equal((await losing).status, 200);
    for (const { status, text } of answers) assert.ok([201, 401].includes(status), text);
    assert.deepEqual(await afterLoss(event, person.id), []);
    const made = (await stream()).filter(
      ({ kind, actor }) => kind === 'finding.created' && actor === person.id,
    );
    assert.equal(made.length, answers.filter(({ status }) => status === 201).length);
    assert.equal((await change(99)).status, 401);
  }
});
