/** Who reads the journal's entries is part of the account: one record a stream, person and quarter of an hour, and none, no reading. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession } from '@gamut/database/owner-session';
import { makeOperator } from '../../../../tests/support/operators-world.ts';
import {
  operatorToken,
  testPlatform,
  type AnyJson,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';

let aheadMs = 0;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() };
let under: PlatformUnderTest;

before(async () => {
  under = await testPlatform({ clock });
});
after(() => under.close());

async function readings(by: Client): Promise<string[]> {
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'journal.read' ORDER BY seq",
    ),
  );
  return rows
    .map(({ bytes }) => (JSON.parse(bytes) as AnyJson).body)
    .filter(({ actor }) => actor.id === by.userId)
    .map(({ after: { route }, subject }) => `${subject.kind} ${route}`);
}

async function read(by: Client, path: string, status = 200): Promise<AnyJson> {
  const answer = await by.call({ method: 'GET', path: `/v1/journal/${path}` });
  assert.equal(answer.status, status, answer.text);
  return answer.json;
}

test('reading entries leaves one record for each stream, however many pages and entries are looked at', async () => {
  const reader = await under.as('advanced');
  const { next } = await read(reader, 'audit/entries?limit=1');
  await read(reader, `audit/entries?limit=1&cursor=${next}`);
  await read(reader, 'decisions/entries');
  await read(reader, 'runs/entries');
  for (const seq of [1, 2, 3]) await read(reader, `audit/entries/${seq}`);
  const once = [
    'journal GET /v1/journal/audit/entries',
    'journal GET /v1/journal/decisions/entries',
    'journal GET /v1/journal/runs/entries',
    'journal GET /v1/journal/audit/entries/:seq',
  ];
  assert.deepEqual(await readings(reader), once);
  aheadMs += 15 * 60_000;
  await read(reader, 'audit/entries');
  assert.deepEqual(await readings(reader), [...once, once[0]]);
});

test('the record of a reading stands before what is read, so whoever reads finds their own name', async () => {
  const reader = await under.as('administrator');
  const { data } = await read(reader, 'audit/entries?limit=1');
  assert.equal(data[0].kind, 'journal.read');
  assert.equal((JSON.parse(data[0].bytes) as AnyJson).body.actor.id, reader.userId);
});

test('entries whose reading can’t be recorded are not shown', async () => {
  aheadMs += 15 * 60_000;
  const reader = await under.as('advanced');
  const owner = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  const table = `"${under.tenant.schema}".journal_entries`;
  try {
    await owner.script(`ALTER TABLE ${table} ADD CONSTRAINT broken CHECK (stream <> 'audit') NOT VALID`);
    await read(reader, 'audit/entries', 500);
    await read(reader, 'audit/entries/1', 500);
  } finally {
    await owner.script(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS broken`);
    await owner.close();
  }
  await read(reader, 'audit/entries');
});

test('another site’s link can’t have somebody read, and so leaves no record', async () => {
  const reader = await under.as('advanced');
  const before = (await readings(reader)).length;
  aheadMs += 15 * 60_000;
  const answer = await under.anonymous({
    method: 'GET',
    path: '/v1/journal/audit/entries',
    headers: { cookie: reader.cookie, 'sec-fetch-site': 'cross-site' },
  });
  assert.equal(answer.status, 403, answer.text);
  assert.equal((await readings(reader)).length, before);
});

test('taking the platform’s own journal is an entry of it, before the first line is given', async () => {
  const answer = await under.anonymous({
    method: 'GET',
    path: '/operator/v1/journal/export',
    headers: { authorization: `Bearer ${operatorToken}` },
  });
  assert.equal(answer.status, 200, answer.text);
  const rows = await under.running.platform.db.readControl((tx) =>
    tx.query<{ kind: string; bytes: string }>(
      'SELECT kind, bytes FROM control.journal_entries ORDER BY seq DESC LIMIT 1',
    ),
  );
  assert.equal(rows[0]?.kind, 'platform_journal.exported');
  assert.equal((JSON.parse(rows[0].bytes) as AnyJson).body.actor.id, 'operator');
});

async function platformReadings(by: string): Promise<string[]> {
  const rows = await under.running.platform.db.readControl((tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM control.journal_entries WHERE kind = 'platform_journal.read' ORDER BY seq",
    ),
  );
  return rows
    .map(({ bytes }) => (JSON.parse(bytes) as AnyJson).body)
    .filter(({ actor }) => actor.id === by)
    .map(({ after: { route }, subject }) => `${subject.kind} ${route}`);
}

const platformLog = '/operator/v1/audit-events';

test('an operator’s reading of the platform’s own journal is an entry of it, one in a quarter of an hour, and theirs is the newest they see', async () => {
  const reader = await makeOperator(under, 'platform_ops');
  const first = await reader.call('GET', `${platformLog}?limit=1`);
  assert.equal(first.status, 200, first.text);
  assert.deepEqual(
    [first.json.data[0].event, first.json.data[0].actor.id],
    ['platform_journal.read', reader.id],
  );
  const once = `platform_journal GET ${platformLog}`;
  await reader.call('GET', `${platformLog}?limit=1&cursor=${first.json.next as string}`);
  await Promise.all(Array.from({ length: 8 }, () => reader.call('GET', platformLog)));
  assert.deepEqual(await platformReadings(reader.id), [once]);
  aheadMs += 15 * 60_000;
  await Promise.all(Array.from({ length: 8 }, () => reader.call('GET', platformLog)));
  assert.deepEqual(await platformReadings(reader.id), [once, once]);
});

test('an operator whose reading can’t be recorded is shown nothing, and who is refused has read nothing', async () => {
  aheadMs += 15 * 60_000;
  const [reader, support] = [
    await makeOperator(under, 'platform_ops'),
    await makeOperator(under, 'platform_support'),
  ];
  assert.equal((await support.call('GET', platformLog)).status, 403);
  assert.deepEqual(await platformReadings(support.id), []);
  const owner = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  try {
    await owner.script('ALTER TABLE control.journal_entries ADD CONSTRAINT broken CHECK (false) NOT VALID');
    assert.equal((await reader.call('GET', platformLog)).status, 500);
  } finally {
    await owner.script('ALTER TABLE control.journal_entries DROP CONSTRAINT IF EXISTS broken');
    await owner.close();
  }
  assert.equal((await reader.call('GET', platformLog)).status, 200);
  assert.equal((await platformReadings(reader.id)).length, 1);
});
