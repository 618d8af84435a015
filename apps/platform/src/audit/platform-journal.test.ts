/** The platform's own stream: chained, signed, countersigned and exported like a tenant's; carried to tenants exactly once. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sha256, startSha256 } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { ed25519Signer, verifyEd25519 } from '@gamut/crypto/sign';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { parseEntry } from '@gamut/journal/entry';
import { verifyExport } from '@gamut/journal/verify-export';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { systemTime } from '@gamut/service/system-time';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { appendControl, type ControlRecord } from './append-control.ts';
import { appendEntries, lockStreamHead } from './append-entries.ts';
import { carryOutbox, sweepOutbox } from './carry-outbox.ts';
import { exportPlatformJournal, journalVkey } from './export-journal.ts';
import { createJournalKeeper } from './journal-keeper.ts';

const signer = { deployment: 'test', key: ed25519Signer(randomBytes(32)) };
const sources = { clock: systemTime, random: randomBytes };
let database: TestDatabase;
let db: Database;
let tenant: TenantRef;
let other: TenantRef;
let owner: OwnerSession;

before(async () => {
  database = await testDatabase();
  const [first, second] = [await database.createTenant('carried'), await database.createTenant('other')];
  db = createDatabase({ url: database.appUrl, applicationName: 'test' });
  tenant = (await db.findTenant({ id: first.id })) as TenantRef;
  other = (await db.findTenant({ id: second.id })) as TenantRef;
  owner = await openOwnerSession(database.migratorUrl, 'test');
});
after(async () => {
  await owner.close();
  await db.close();
  await database.close();
});

const record = (reason: string, concerns?: string): ControlRecord => ({
  actor: { kind: 'operator', id: 'operator', name: 'Operator' },
  event: 'tenant.suspended',
  subject: { kind: 'tenant', id: tenant.id, name: tenant.slug },
  reason,
  ...(concerns === undefined ? {} : { concerns }),
});
const append = (reason: string, concerns?: string) =>
  db.control((tx) => appendControl(tx, sources, record(reason, concerns)));

function carriedOf(ref: TenantRef) {
  return db.readTenant(ref, (tx) =>
    tx.query<{ kind: string; subject: string; bytes: string }>(
      "SELECT kind, subject, bytes FROM journal_entries WHERE stream = 'audit' ORDER BY seq",
    ),
  );
}
const waiting = () => owner.query('SELECT id FROM control.audit_outbox WHERE carried_at IS NULL');

test('entries of the platform and of the provision process make one chain without a gap, also when they race', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, at) => append(`racing ${String(at)}`)));
  await owner.transaction(() => appendControl(owner, sources, record('by the migrator')));
  const rows = await owner.query<{ seq: number; hash: string; bytes: string }>(
    'SELECT seq, hash, bytes FROM control.journal_entries ORDER BY seq',
  );
  assert.deepEqual(
    rows.map(({ seq }) => Number(seq)),
    Array.from({ length: 13 }, (_, at) => at + 1),
  );
  let before = '0'.repeat(64);
  for (const row of rows) {
    const parsed = parseEntry(row.bytes);
    assert.ok('entry' in parsed);
    assert.deepEqual(
      [parsed.entry.tenant, parsed.entry.stream, parsed.entry.prev],
      ['-', 'platform', before],
    );
    before = row.hash;
  }
});

test('an act that rolls back leaves neither entry nor outbox', async () => {
  const [head] = await owner.query('SELECT seq, hash FROM control.journal_heads');
  await assert.rejects(
    db.control(async (tx) => {
      await appendControl(tx, sources, record('never', tenant.id));
      throw new Error('no');
    }),
    /no/,
  );
  assert.deepEqual(await owner.query('SELECT seq, hash FROM control.journal_heads'), [head]);
  assert.deepEqual(await waiting(), []);
});

test('what concerns a tenant is carried into its own stream once, with the hash of the platform’s entry, and to nobody else', async () => {
  const receipt = await append('unpaid', tenant.id);
  assert.equal(await carryOutbox(db, tenant, systemTime), 1);
  assert.equal(await carryOutbox(db, tenant, systemTime), 0);
  const [entry, ...more] = await carriedOf(tenant);
  assert.deepEqual([entry?.kind, more], ['tenant.suspended', []]);
  const body = (JSON.parse(entry?.bytes ?? '') as { body: Record<string, unknown> }).body;
  assert.equal(body['reason'], 'unpaid');
  assert.deepEqual(body['from'], {
    at: receipt.at,
    hash: receipt.hash,
    seq: receipt.seq,
    stream: 'platform',
  });
  assert.equal(await carryOutbox(db, other, systemTime), 0);
  assert.deepEqual(await carriedOf(other), []);
});

test('killed between the entry and the mark, it is not carried again; raced by sixteen, it stands once', async () => {
  await append('killed between', tenant.id);
  await assert.rejects(
    carryOutbox(db, tenant, systemTime, () => {
      throw new Error('killed');
    }),
    /killed/,
  );
  assert.equal((await waiting()).length, 1, 'nobody wrote down that it was carried');
  assert.equal(await carryOutbox(db, tenant, systemTime), 0, 'and yet it stands already');
  assert.deepEqual(await waiting(), []);
  for (let at = 0; at < 5; at++) await append(`raced ${String(at)}`, tenant.id);
  const carried = await Promise.all(Array.from({ length: 16 }, () => carryOutbox(db, tenant, systemTime)));
  assert.equal(
    carried.reduce((sum, each) => sum + each, 0),
    5,
  );
  const entries = await carriedOf(tenant);
  const names = entries.map(({ bytes }) => (JSON.parse(bytes) as { body: { outbox: string } }).body.outbox);
  assert.equal(entries.length, 7);
  assert.equal(new Set(names).size, 7);
  assert.deepEqual(
    [...new Set(entries.map(({ subject }) => subject))],
    [tenant.id],
    'found by what they are about',
  );
  assert.deepEqual(
    await owner.query("SELECT 1 FROM control.audit_outbox WHERE body <> ''"),
    [],
    'what was carried has left control',
  );
});

test('what an earlier version appended under the outbox’s id, and was killed before it wrote that down, is not carried again', async () => {
  await append('by an earlier version', other.id);
  const [row] = await owner.query<{ id: string; kind: string; body: string }>(
    'SELECT id, kind, body FROM control.audit_outbox WHERE tenant_id = $1 AND carried_at IS NULL',
    [other.id],
  );
  assert.ok(row !== undefined);
  await db.tenant(other, async (tx) => {
    const body = { ...(JSON.parse(row.body) as JsonObject), outbox: row.id };
    const entry = { kind: row.kind, subject: row.id, body };
    await appendEntries(tx, 'audit', await lockStreamHead(tx, 'audit'), new Date().toISOString(), [entry]);
  });
  const before = (await carriedOf(other)).length;
  assert.equal(await carryOutbox(db, other, systemTime), 0);
  assert.equal((await carriedOf(other)).length, before);
  assert.deepEqual(await waiting(), []);
});

test('a row of the outbox goes a day after it was carried, and one that waits never', async () => {
  await append('carried', tenant.id);
  await carryOutbox(db, tenant, systemTime);
  await append('still waiting', tenant.id);
  const rows = async (): Promise<number> => (await owner.query('SELECT 1 FROM control.audit_outbox')).length;
  const later = (hours: number) => ({ ...systemTime, nowMs: () => systemTime.nowMs() + hours * 3_600_000 });
  const all = await rows();
  await sweepOutbox(db, later(23));
  assert.equal(await rows(), all);
  await sweepOutbox(db, later(24 * 365));
  assert.equal(await rows(), 1);
  assert.equal(await carryOutbox(db, tenant, systemTime), 1);
});

test('the keeper signs the platform’s stream beside the tenants’, and its export verifies with the pinned key alone', async () => {
  const stood = (await carriedOf(other)).length;
  await append('carried by the keeper', other.id);
  const keeper = createJournalKeeper({
    db,
    signer,
    witness: undefined,
    clock: systemTime,
    random: randomBytes,
    intervalMs: 60_000,
    onFailure: () => undefined,
  });
  assert.deepEqual(await keeper.round(), []);
  assert.equal((await carriedOf(other)).length, stood + 1);
  const [checkpoint] = await owner.query<{ size: number; note: string }>(
    'SELECT size, note FROM control.journal_checkpoints ORDER BY size DESC LIMIT 1',
  );
  const [head] = await owner.query<{ seq: number }>('SELECT seq FROM control.journal_heads');
  assert.equal(Number(checkpoint?.size), Number(head?.seq));
  assert.match(checkpoint?.note ?? '', /^gamut\.example\/test\/-\/platform\n/);
  let text = '';
  for await (const piece of exportPlatformJournal({ db, signer, witness: null, clock: systemTime }))
    text += piece;
  const verify = (content: string, key = journalVkey(signer)) =>
    verifyExport(
      content,
      { key, witness: undefined, nowMs: Date.now() },
      { sha256, startSha256, verifyEd25519 },
    );
  const report = await verify(text);
  assert.equal(report.outcome, 'verified', report.summary);
  assert.equal((await verify(text.replace('racing 3', 'racing 4'))).outcome, 'broken');
});

test('the platform can add to its stream and never change it', async () => {
  for (const sql of [
    "UPDATE control.journal_entries SET kind = 'x'",
    'DELETE FROM control.journal_entries',
    "UPDATE control.deleted_tenants SET slug = 'x'",
  ])
    await assert.rejects(
      db.control((tx) => tx.execute(sql)),
      /permission denied/,
    );
});
