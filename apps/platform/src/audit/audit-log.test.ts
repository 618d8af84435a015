/** The audit log as people reach it: found by what they write, complete, exported whole, and reading it leaves a record. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession } from '@gamut/database/owner-session';
import {
  testPlatform,
  type AnyJson,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { makeWorld, type RouteWorld } from '../../../../tests/support/route-world.ts';

/** Begins at the database's own time, which the gates compare. */
let aheadMs = 0;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() };
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
let under: PlatformUnderTest;
let administrator: Client;
let world: RouteWorld;

before(async () => {
  under = await testPlatform({ clock });
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
});
after(() => under.close());

const search = (filter: string, more = '', by = administrator) =>
  by.call({ method: 'GET', path: `/v1/audit-events?filter=${encodeURIComponent(filter)}${more}` });

async function events(filter: string): Promise<string[]> {
  const answer = await search(filter);
  assert.equal(answer.status, 200, answer.text);
  return (answer.json.data as { event: string }[]).map(({ event }) => event);
}

async function countOf(kind: string): Promise<number> {
  const [row] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM journal_entries WHERE stream = 'audit' AND kind = $1",
      [kind],
    ),
  );
  return row?.n ?? 0;
}

test('it is searched by event, actor, subject, kind, time and words, each alone and together', async () => {
  const reason = 'The quarterly REVIEW of claims-triage asked for it';
  const suspended = await administrator.call({
    method: 'POST',
    path: `/v1/agents/${world.agentId}/suspend`,
    body: { reason },
  });
  assert.equal(suspended.status, 200, suspended.text);
  for (const filter of [
    'event:agent.suspended',
    'event:agent.susp*',
    `subject:${world.agentId} event:agent.suspended`,
    'kind:agent event:agent.suspended,agent.retired',
    'actor:"administrator of alpha" event:agent.suspended',
    `actor:${administrator.userId} event:agent.suspended`,
    'quarterly review',
    'claims-triage',
    'quarter*',
    '"review of" since:1h',
    `QUARTERLY until:${day(1)}`,
  ])
    assert.deepEqual(await events(filter), ['agent.suspended'], filter);
  for (const filter of [
    'quarter',
    'quarterly nothing',
    'event:agent.suspended actor:nobody',
    `review until:${day(-1)}`,
  ])
    assert.deepEqual(await events(filter), [], filter);
});

test('before and after are shown', async () => {
  const { json } = await search('event:agent.suspended');
  const [record] = json.data as AnyJson[];
  assert.equal(record.before.status, 'active');
  assert.equal(record.after.status, 'suspended');
});

test('pages together are every record once, newest first, with a filter and without', async () => {
  for (const filter of ['', 'actor:administrator*']) {
    const seqs: number[] = [];
    let cursor = '';
    for (;;) {
      const { json } = await search(filter, `&limit=3${cursor}`);
      seqs.push(...(json.data as { seq: number }[]).map(({ seq }) => seq));
      if (json.has_more !== true) break;
      cursor = `&cursor=${json.next}`;
    }
    assert.deepEqual(
      seqs,
      seqs.toSorted((a, b) => b - a),
    );
    assert.equal(new Set(seqs).size, seqs.length);
    if (filter === '') assert.equal(seqs.length, seqs[0]);
    assert.ok(seqs.length > 9);
  }
});

test('a cursor that is made up is refused by name', async () => {
  for (const key of ['-1', '1e9', 'x', '99999999999999999']) {
    const cursor = Buffer.from(JSON.stringify([key])).toString('base64url');
    const answer = await search('', `&cursor=${cursor}`);
    assert.equal(answer.status, 422, key);
    assert.equal(answer.json.errors[0].pointer, '/cursor');
  }
});

test('whatever is written as a filter is a value or a refusal, and never a fault', async () => {
  for (const filter of [
    "' OR 1=1 --",
    'event:',
    'event:*',
    '*',
    '%',
    'a"b',
    '"',
    'since:9999d',
    'words:x',
    '\u0000',
    '💥*',
    '_'.repeat(900),
  ]) {
    const { status } = await search(filter);
    assert.ok(status === 200 || status === 422, `${filter}: ${status}`);
  }
});

test('reading it leaves one record for each person and quarter of an hour, over all processes', async () => {
  const another = await under.another();
  aheadMs += 3_600_000;
  const reader = await under.as('advanced');
  const before = await countOf('audit_log.read');
  try {
    for (let n = 0; n < 3; n++) {
      assert.equal((await search('', '', reader)).status, 200);
      const elsewhere = await another.server.inject({
        method: 'GET',
        url: '/v1/audit-events',
        headers: { cookie: reader.cookie },
      });
      assert.equal(elsewhere.statusCode, 200, elsewhere.body);
    }
    assert.equal(await countOf('audit_log.read'), before + 1);
    aheadMs += 15 * 60_000;
    await search('', '', reader);
    assert.equal(await countOf('audit_log.read'), before + 2);
  } finally {
    await another.close();
  }
});

test('a reading that can’t be recorded does not happen', async () => {
  aheadMs += 20 * 60_000;
  const session = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  const table = `"${under.tenant.schema}".journal_entries`;
  const reader = await under.as('administrator');
  try {
    await session.script(`ALTER TABLE ${table} ADD CONSTRAINT broken CHECK (stream <> 'audit') NOT VALID`);
    const refused = await search('', '', reader);
    assert.equal(refused.status, 500);
    assert.ok(!refused.text.includes('agent.suspended'));
    await session.script(`ALTER TABLE ${table} DROP CONSTRAINT broken`);
    assert.equal((await search('', '', reader)).status, 200);
  } finally {
    await session.script(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS broken`);
    await session.close();
  }
});

test('each export is recorded with its format and filter, and holds every record before its own', async () => {
  const before = await countOf('audit_log.exported');
  for (const format of ['ocsf', 'csv']) {
    const answer = await administrator.call({
      method: 'GET',
      path: `/v1/audit-events/export?format=${format}`,
    });
    assert.equal(answer.status, 200);
    const lines = answer.text
      .trimEnd()
      .split(/\r?\n/)
      .slice(format === 'csv' ? 1 : 0);
    const { json } = await search('event:audit_log.exported', '&limit=1');
    const [own] = json.data as AnyJson[];
    assert.deepEqual(own.after, { format, filter: '' });
    assert.equal(lines.length, own.seq - 1);
  }
  assert.equal(await countOf('audit_log.exported'), before + 2);
  const filtered = await administrator.call({
    method: 'GET',
    path: `/v1/audit-events/export?format=ocsf&filter=${encodeURIComponent('event:agent.suspended')}`,
  });
  assert.equal(filtered.text.trimEnd().split('\n').length, 1);
});

test('another tenant’s records are in no search and no export', async () => {
  const theirs = await under.as('administrator', under.other);
  const other = await makeWorld(under, theirs, under.other);
  for (const path of [
    `/v1/audit-events?filter=subject:${other.agentId}`,
    '/v1/audit-events/export?format=csv',
  ]) {
    const answer = await administrator.call({ method: 'GET', path });
    assert.equal(answer.status, 200);
    assert.ok(!answer.text.includes(other.agentId), path);
    assert.ok((await theirs.call({ method: 'GET', path })).text.includes(other.agentId), path);
  }
});
