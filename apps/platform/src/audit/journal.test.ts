/** The journal end to end on a real Postgres: written, checkpointed, exported, verified, and found out when it is touched. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sha256, startSha256 } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { ed25519Signer, verifyEd25519 } from '@gamut/crypto/sign';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { verifyExport } from '@gamut/journal/verify-export';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { appendAudit } from './append-audit.ts';
import { checkpointTenant } from './checkpoint-streams.ts';
import { listNewestCheckpoints } from './checkpoint-store.ts';
import { exportJournal, journalVkey } from './export-journal.ts';
import { findEntry, listChainAround, listEntries, listStreams } from './journal-reading.ts';
import { verifyJournal } from './verify-journal.ts';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const signer = { deployment: 'test', key: ed25519Signer(randomBytes(32)) };
let database: TestDatabase;
let db: Database;
let tenant: TenantRef;

before(async () => {
  database = await testDatabase();
  const { id } = await database.createTenant('journal');
  db = createDatabase({ url: database.appUrl, applicationName: 'test' });
  tenant = (await db.findTenant({ id })) as TenantRef;
});
after(async () => {
  await db.close();
  await database.close();
});

function suspend(reason: string) {
  return db.tenant(tenant, (tx) =>
    appendAudit(tx, clock, {
      actor: { kind: 'person', id: 'usr_x', name: 'A Person' },
      event: 'agent.suspended',
      subject: { kind: 'agent', id: 'agt_x', name: 'writer' },
      before: { status: 'active' },
      after: { status: 'suspended' },
      reason,
    }),
  );
}

async function exported(): Promise<string> {
  let text = '';
  for await (const piece of exportJournal({ db, signer, witness: null, clock }, tenant)) text += piece;
  return text;
}

const verify = (text: string, key = journalVkey(signer)) =>
  verifyExport(
    new TextEncoder().encode(text),
    { key, nowMs: Date.now() },
    { sha256, startSha256, verifyEd25519 },
  );

test('writers on one stream wait for each other: 32 at once leave 32 numbers without a gap', async () => {
  const receipts = await Promise.all(Array.from({ length: 32 }, (_, at) => suspend(`reason ${at}`)));
  assert.deepEqual(
    receipts.map((receipt) => receipt.seq).sort((a, b) => a - b),
    Array.from({ length: 32 }, (_, at) => at + 1),
  );
});

test('a checkpoint is signed when a stream has grown, and not again', async () => {
  assert.equal(await checkpointTenant(db, tenant, signer, clock), 1);
  assert.equal(await checkpointTenant(db, tenant, signer, clock), 0);
  await suspend('one more');
  assert.equal(await checkpointTenant(db, tenant, signer, clock), 1);
  const [newest] = await db.readTenant(tenant, (tx) => listNewestCheckpoints(tx, 1));
  assert.equal(Number(newest?.size), 33);
});

test('the export verifies with the pinned key and with no other', async () => {
  const text = await exported();
  assert.equal((await verify(text)).outcome, 'verified');
  const other = journalVkey({ deployment: 'test', key: ed25519Signer(randomBytes(32)) });
  assert.equal((await verify(text, other)).outcome, 'wrong_key');
});

test('an export with one entry edited, one dropped, or its end cut off is found', async () => {
  const text = await exported();
  assert.equal((await verify(text.replace('reason 7', 'reason 8'))).outcome, 'broken');
  const lines = text.split('\n');
  assert.equal((await verify([...lines.slice(0, 5), ...lines.slice(6)].join('\n'))).outcome, 'broken');
  assert.equal((await verify(text.slice(0, text.length >> 1))).outcome, 'incomplete');
});

test('an owner of the database who rewrites an entry can export it, and the file does not verify', async () => {
  await suspend('before the rewriting');
  await checkpointTenant(db, tenant, signer, clock);
  const { openOwnerSession } = await import('@gamut/database/owner-session');
  const owner = await openOwnerSession(database.superuserUrl, 'test');
  await owner.query(
    `UPDATE ${tenant.schema}.journal_entries SET bytes = replace(bytes, 'before the', 'after the') WHERE bytes LIKE '%before the rewriting%'`,
    [],
  );
  await owner.close();
  const report = await verifyJournal({ db, signer, witness: null, clock }, tenant, 'test');
  assert.equal(report.outcome, 'broken');
  assert.equal(report.firstBad?.seq, 34);
  const [audit] = await db.readTenant(tenant, (tx) => listStreams(tx, 1));
  assert.equal(audit?.lastVerified?.outcome, 'broken');
});

test('entries are read newest first, alone, and with their neighbours', async () => {
  await db.readTenant(tenant, async (tx) => {
    const page = await listEntries(tx, { stream: 'audit', before: 10, limit: 3 });
    assert.deepEqual(
      page.map((entry) => entry.seq),
      [9, 8, 7],
    );
    assert.equal(page[0]?.prev, page[1]?.hash);
    assert.equal((await findEntry(tx, 'audit', 5))?.seq, 5);
    assert.equal(await findEntry(tx, 'audit', 999), undefined);
    assert.deepEqual(
      (await listChainAround(tx, 'audit', 2, 2)).map((entry) => entry.seq),
      [1, 2, 3, 4],
    );
  });
});
