/**
 * The owner of the database rewrites history completely: entries, hashes, heads, checkpoints, and platform's own key signs the
 * result. The chain can't tell; the witness does, at the very next round (security.md section 9).
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { sha256 } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { ed25519Signer } from '@gamut/crypto/sign';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession } from '@gamut/database/owner-session';
import { journalKeyName } from '@gamut/journal/checkpoint';
import { appendEntry, noHash, type StreamHead } from '@gamut/journal/entry';
import { formatVkey, noteKey, parseVkey } from '@gamut/journal/signed-note';
import { createLogger } from '@gamut/service/logger';
import { appendAudit } from '../../apps/platform/src/audit/append-audit.ts';
import { listNewestCheckpoints } from '../../apps/platform/src/audit/checkpoint-store.ts';
import { journalVkey } from '../../apps/platform/src/audit/export-journal.ts';
import { createJournalKeeper, type JournalKeeper } from '../../apps/platform/src/audit/journal-keeper.ts';
import { verifyJournal } from '../../apps/platform/src/audit/verify-journal.ts';
import { composeWitness, type WitnessProgram } from '../../apps/witness/src/compose.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const signer = { deployment: 'test', key: ed25519Signer(randomBytes(32)) };
const witnessSeed = randomBytes(32);
const witnessKey = noteKey(
  'cosignature',
  `${journalKeyName('test')}/witness`,
  ed25519Signer(witnessSeed).publicKey,
  sha256,
);
let database: TestDatabase;
let db: Database;
let tenant: TenantRef;
let folder: string;
let witness: WitnessProgram;
let keeper: JournalKeeper;
let made = 0;

before(async () => {
  database = await testDatabase();
  db = createDatabase({ url: database.appUrl, applicationName: 'test' });
});
after(async () => {
  await db.close();
  await database.close();
});

beforeEach(async () => {
  const { id } = await database.createTenant(`owner-${++made}`);
  tenant = (await db.findTenant({ id })) as TenantRef;
  folder = mkdtempSync(join(tmpdir(), 'gamut-owner-'));
  const journalKey = parseVkey('note', journalVkey(signer), sha256);
  assert.ok(journalKey !== undefined);
  const logger = createLogger('witness', { level: 'silent' });
  witness = await composeWitness({ port: 0, journalKey, folder }, { signingKey: witnessSeed }, logger);
  const url = `http://127.0.0.1:${await witness.listen()}`;
  const parts = {
    db,
    signer,
    witness: { url, key: witnessKey, deadlineMs: 60_000 },
    clock,
    random: randomBytes,
  };
  keeper = createJournalKeeper({ ...parts, intervalMs: 10_000, onFailure: () => undefined });
  for (let n = 0; n < 5; n++) await record(`reason ${n}`);
});
afterEach(async () => {
  await witness.close();
  rmSync(folder, { recursive: true, force: true });
});

function record(reason: string) {
  const subject = { kind: 'agent', id: 'agt_x', name: 'writer' };
  const actor = { kind: 'person', id: 'usr_x', name: 'A Person' } as const;
  return db.tenant(tenant, (tx) =>
    appendAudit(tx, clock, { actor, event: 'agent.suspended', subject, reason }),
  );
}

/** This tenant's failures of one round. */
async function round(): Promise<number> {
  return (await keeper.round()).filter((failure) => failure.tenant === tenant.id).length;
}

/** As the owner of the database can: a whole new history of `size` entries that is right in itself, and no checkpoint of the old. */
async function rewrite(size: number): Promise<void> {
  const owner = await openOwnerSession(database.superuserUrl, 'test');
  const at = new Date(clock.nowMs()).toISOString();
  try {
    for (const table of ['journal_entries', 'journal_checkpoints']) {
      await owner.query(`DELETE FROM ${tenant.schema}.${table} WHERE stream = 'audit'`, []);
    }
    let head: StreamHead = { seq: 0, hash: noHash };
    for (let n = 0; n < size; n++) {
      const entry = appendEntry(
        { stream: 'audit', tenant: tenant.id, head, at, kind: 'agent.suspended', body: { forged: n } },
        sha256,
      );
      head = entry;
      const values = ['audit', entry.seq, entry.hash, at, 'agent.suspended', entry.bytes];
      await owner.query(
        `INSERT INTO ${tenant.schema}.journal_entries (stream, seq, hash, at, kind, bytes) VALUES ($1, $2, $3, $4, $5, $6)`,
        values,
      );
    }
    await owner.query(
      `UPDATE ${tenant.schema}.journal_heads SET seq = $1, hash = $2 WHERE stream = 'audit'`,
      [head.seq, head.hash],
    );
  } finally {
    await owner.close();
  }
}

test('an honest journal is countersigned round by round, and its export says so', async () => {
  assert.equal(await round(), 0);
  await record('one more');
  assert.equal(await round(), 0);
  const witnessVkey = formatVkey(witnessKey);
  const report = await verifyJournal({ db, signer, witness: witnessVkey, clock }, tenant, 'test');
  assert.equal(report.outcome, 'verified', report.summary);
  assert.equal(report.streams.find(({ stream }) => stream === 'audit')?.witnessed?.size, 6);
});

for (const [name, size] of [
  ['of the same length', 5],
  ['that is shorter', 3],
  ['that is longer', 9],
] as const) {
  test(`a rewritten history ${name}, signed with platform’s own key, is refused by the witness at the next round`, async () => {
    assert.equal(await round(), 0);
    await rewrite(size);
    assert.equal(await round(), 1);
    assert.equal(await round(), 1, 'and at every round after');
    const [newest] = await db.readTenant(tenant, (tx) => listNewestCheckpoints(tx, 1));
    assert.equal(newest?.witnessedAt, null);
    const proof = readdirSync(folder).filter((file) => file.endsWith('.contradiction'));
    assert.equal(proof.length, size === 5 ? 1 : 0, 'two signed roots of one size are kept as proof');
  });
}

test('an export of the rewritten history says that no witness vouches for it', async () => {
  await round();
  await rewrite(5);
  await round();
  const report = await verifyJournal({ db, signer, witness: formatVkey(witnessKey), clock }, tenant, 'test');
  assert.equal(report.streams.find(({ stream }) => stream === 'audit')?.witnessed, null);
  assert.ok(report.doesNotProve.some((limit) => limit.includes('audit from entry 1')));
});
