/**
 * Every change in control and its record stand or fall together (docs/decisions/0033): where control's commit fails, or its entry can't be
 * written, there is neither change nor record nor key; where only the way to the tenant is shut, the change stands and its record comes
 * once. Over every row of the route table that changes control, and all that happens before anybody is signed in.
 */
import assert from 'node:assert/strict';
import { after, before as prepare, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { breakStream, nameOf } from '../../../../tests/support/changing-routes.ts';
import {
  actOf,
  actsBefore,
  before,
  carryAll,
  headOf,
  inControl,
  mintLink,
  recordsAfter,
  somebody,
  standingIn,
  type Act,
} from '../../../../tests/support/control-acts.ts';
import { peopleActs } from '../../../../tests/support/people-world.ts';
import {
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { carriedEvents } from '../audit/carried-events.ts';
import { carryOutbox } from '../audit/carry-outbox.ts';

let under: PlatformUnderTest;
let administrator: Client;
let owner: OwnerSession;
const world = () => ({ under, administrator });

prepare(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  owner = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  await owner.script(`CREATE FUNCTION control.fail_commit() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the commit fails'; END $$`);
});
after(async () => {
  await owner.close();
  await under.close();
});

const faults: Readonly<Record<string, (broken: boolean) => Promise<void>>> = {
  'its entry can’t be written': (broken) => breakStream(under, 'platform', broken),
  'control’s commit fails': (broken) =>
    owner.script(
      broken
        ? `CREATE CONSTRAINT TRIGGER fail_commit AFTER INSERT ON control.audit_outbox DEFERRABLE INITIALLY DEFERRED
           FOR EACH ROW EXECUTE FUNCTION control.fail_commit()`
        : 'DROP TRIGGER fail_commit ON control.audit_outbox',
    ),
};

let made = 0;
const freshKey = () => ({ 'idempotency-key': `key-${String(++made)}` });
const byLink = 'GET /sign-in/:token';

test('every route that changes control is tried, before sign-in and after', () => {
  assert.deepEqual(before.map(nameOf).toSorted(), [byLink, ...Object.keys(actsBefore)].toSorted());
  assert.ok(inControl.length >= 18);
  const left = new Set([...inControl, ...before].map(({ audit }) => audit as string));
  for (const event of carriedEvents) assert.ok(left.has(event), event);
});

for (const route of [...inControl, ...before].filter((one) => nameOf(one) !== byLink))
  test(`${nameOf(route)}: change, record and key stand together or not at all`, async () => {
    const act = await actOf(world(), route);
    const key = freshKey();
    await carryAll(world());
    for (const [fault, breakIt] of Object.entries(faults)) {
      const was = await standingIn(owner, world());
      await breakIt(true);
      try {
        const refused = await act.ask(key);
        assert.equal(refused.status, 500, `${fault}: ${refused.text}`);
      } finally {
        await breakIt(false);
      }
      assert.deepEqual(await standingIn(owner, world()), was, `${fault}: nothing of it stands`);
    }
    await comesOnce(act, key);
  });

/** The way to the tenant is shut, as when the process dies behind control's commit: what is carried later is carried once. */
async function comesOnce(act: Act, key: Readonly<Record<string, string>>): Promise<void> {
  const { schema } = under.tenant;
  const [seq, platformSeq] = [await headOf(owner, schema), await headOf(owner, 'control')];
  const { answer, again } = await whileShut(act, key);
  assert.equal(answer.status, act.status, answer.text);
  if ('recorded' in (answer.json ?? {})) assert.equal(answer.json.recorded, null, 'on its way');
  if (again !== undefined && act.repeatable)
    assert.deepEqual([again.status, again.json], [act.status, answer.json]);
  else if (again !== undefined) assert.ok([401, 409].includes(again.status), again.text);
  assert.deepEqual(await recordsAfter(owner, schema, seq), []);
  const entries = (await recordsAfter(owner, 'control', platformSeq)).map(({ kind }) => kind);
  for (const event of act.events)
    assert.ok(entries.includes(event), `${event} stands in the platform’s stream`);
  const { db, clock } = under.running.platform;
  const killed = (): void => {
    throw new Error('killed');
  };
  await assert.rejects(carryOutbox(db, under.tenant, clock, killed), /killed/);
  await Promise.all([carryAll(world()), carryAll(world())]);
  const records = await recordsAfter(owner, schema, seq);
  const kinds = records.map(({ kind }) => kind);
  assert.deepEqual(kinds, act.events, 'each once, in its order');
  for (const { subject, body } of records)
    assert.equal(subject, body.subject.id, 'found by what it is about');
}

async function whileShut(
  act: Act,
  key: Readonly<Record<string, string>>,
): Promise<{ answer: Answer; again: Answer | undefined }> {
  await breakStream(under, 'tenant', true);
  try {
    const answer = await act.ask(key);
    return { answer, again: act.keyed ? await act.ask(key) : undefined };
  } finally {
    await breakStream(under, 'tenant', false);
  }
}

async function suspension() {
  const { id } = await somebody(world());
  return {
    method: 'POST',
    path: `/v1/people/${id}/suspend`,
    body: { reason: 'leaver' },
    headers: freshKey(),
  };
}

test('a repeated key is told the place of the record, once it has one', async () => {
  const asked = await suspension();
  const answer = await administrator.call(asked);
  assert.equal(answer.status, 200, answer.text);
  const records = await recordsAfter(owner, under.tenant.schema, answer.json.recorded.seq - 1);
  assert.equal(records[0]?.kind, 'person.suspended');
  const again = await administrator.call(asked);
  assert.deepEqual([again.status, again.json], [200, answer.json]);
});

test('of sixteen with one key at once one changes something, and all hear of it', async () => {
  const asked = await suspension();
  const seq = await headOf(owner, under.tenant.schema);
  const answers = await Promise.all(Array.from({ length: 16 }, () => administrator.call(asked)));
  for (const { status, text } of answers) assert.equal(status, 200, text);
  await carryAll(world());
  const kinds = (await recordsAfter(owner, under.tenant.schema, seq)).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['person.suspended']);
});

test('a key counts for one tenant: the same person with a place in another is not answered with what they did here', async () => {
  const [{ key_hash: hash } = { key_hash: '' }] = await owner.query<{ key_hash: string }>(
    'SELECT key_hash FROM control.idempotency_keys WHERE tenant_id = $1 LIMIT 1',
    [under.tenant.id],
  );
  const { db } = under.running.platform;
  const seen = (tenant: typeof under.tenant) =>
    db.readControlFor(tenant, (tx) =>
      tx.query('SELECT 1 AS one FROM idempotency_keys WHERE key_hash = $1', [hash]),
    );
  assert.equal((await seen(under.tenant)).length, 1);
  assert.deepEqual(await seen(under.other), []);
});

test('the platform’s own entry says who, what and where by ids alone, and the outbox keeps no word of what it carried', async () => {
  const name = 'Nobody But The Tenant';
  const { json } = await peopleActs(under).add(administrator, { name, email: 'nobody-but@people.example' });
  const [entry] = await owner.query<{ bytes: string }>(
    "SELECT bytes FROM control.journal_entries WHERE kind = 'person.added' AND subject = $1",
    [json.id],
  );
  const { body } = JSON.parse(entry?.bytes ?? '{}') as AnyJson;
  assert.deepEqual(body, {
    actor: { kind: 'person', id: administrator.userId, name: administrator.userId },
    subject: { kind: 'person', id: json.id, name: json.id },
    after: { tenant: under.tenant.id },
  });
  for (const table of ['journal_entries', 'audit_outbox', 'idempotency_keys'])
    assert.deepEqual(
      await owner.query(`SELECT 1 FROM control.${table} t WHERE strpos(t::text, $1) > 0`, [name]),
      [],
      table,
    );
});

test('a sign-in link whose session can’t be recorded opens nothing', async () => {
  const { json } = await mintLink(world());
  await breakStream(under, 'platform', true);
  try {
    const path = new URL(json.url).pathname;
    assert.equal((await under.anonymous({ method: 'GET', path })).status, 500);
  } finally {
    await breakStream(under, 'platform', false);
  }
});
