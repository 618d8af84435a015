/**
 * A restored journal before the real witness: it goes on as a generation of its own, still bound to what was countersigned of the
 * one before; and nobody passes a shortened history off as the old one, or another beginning as a restored one.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sha256, startSha256 } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { ed25519Signer, verifyEd25519 } from '@gamut/crypto/sign';
import type { TenantRef } from '@gamut/database/database';
import { journalKeyName } from '@gamut/journal/checkpoint';
import { entryHash } from '@gamut/journal/entry';
import { formatVkey, noteKey, parseVkey } from '@gamut/journal/signed-note';
import { verifyExport } from '@gamut/journal/verify-export';
import { createLogger } from '@gamut/service/logger';
import { systemTime } from '@gamut/service/system-time';
import { checkpointTenant } from '../../apps/platform/src/audit/checkpoint-streams.ts';
import { exportJournal, journalVkey } from '../../apps/platform/src/audit/export-journal.ts';
import { tenantJournal } from '../../apps/platform/src/audit/journal-of.ts';
import { submitToWitness } from '../../apps/platform/src/audit/witness-client.ts';
import { composeWitness, type WitnessProgram } from '../../apps/witness/src/compose.ts';
import { deployment, openTwoCells, type LivingTenant, type TwoCells } from '../support/two-cells.ts';
import { secondVerify } from './second-verifier.ts';

const witnessSeed = randomBytes(32);
const witnessName = `${journalKeyName(deployment)}/witness`;
const witnessKey = noteKey('cosignature', witnessName, ed25519Signer(witnessSeed).publicKey, sha256);
let cells: TwoCells;
let witness: WitnessProgram;
let folder: string;
let url: string;
const witnessVkey = formatVkey(witnessKey);

before(async () => {
  cells = await openTwoCells();
  folder = mkdtempSync(join(tmpdir(), 'gamut-restored-'));
  const journalKey = parseVkey('note', journalVkey(cells.signer), sha256);
  assert.ok(journalKey !== undefined);
  const logger = createLogger('witness', { level: 'silent' });
  witness = await composeWitness({ port: 0, journalKey, folder }, { signingKey: witnessSeed }, logger);
  url = `http://127.0.0.1:${String(await witness.listen())}`;
});
after(async () => {
  await witness.close();
  await cells.close();
  rmSync(folder, { recursive: true, force: true });
});

async function countersign(ref: TenantRef): Promise<number> {
  await checkpointTenant(cells.db, ref, cells.signer, systemTime);
  return submitToWitness(
    tenantJournal(cells.db, ref),
    { url, key: witnessKey, deadlineMs: 60_000 },
    systemTime,
  );
}

async function listed(ref: TenantRef): Promise<string[]> {
  const answer = (await (await fetch(`${url}/checkpoints`)).json()) as {
    data: { origin: string; size: number }[];
  };
  return answer.data
    .filter(({ origin }) => origin.includes(ref.id))
    .map(({ origin, size }) => `${origin.split(ref.id)[1] ?? ''} ${String(size)}`)
    .sort();
}

/** Countersigned, exported, grown and countersigned again, restored, reactivated. */
async function restored(slug: string): Promise<{ tenant: LivingTenant; ref: TenantRef }> {
  const tenant = await cells.live(slug);
  const first = await cells.ref(tenant.id);
  assert.equal(await countersign(first), 1);
  const { result } = await cells.run('tenant.export', tenant.id, {});
  await tenant.decide(first);
  await tenant.decide(first);
  assert.equal(await countersign(first), 1);
  const { failure } = await cells.run('tenant.restore', tenant.id, { file: result?.['file'] });
  assert.equal(failure, null);
  await cells.look.home.query("UPDATE control.tenants SET status = 'active' WHERE id = $1", [tenant.id]);
  return { tenant, ref: await cells.ref(tenant.id) };
}

async function exportOf(ref: TenantRef): Promise<string> {
  const { db, signer } = cells;
  let text = '';
  const parts = { db, signer, witness: witnessVkey, clock: systemTime };
  for await (const piece of exportJournal(parts, ref)) text += piece;
  return text;
}

async function judge(text: string) {
  async function* pieces() {
    yield new TextEncoder().encode(text);
  }
  const key = journalVkey(cells.signer);
  return verifyExport(pieces(), { key, witness: witnessVkey }, { sha256, startSha256, verifyEd25519 });
}

test('a restored journal is countersigned as the next generation, beside what was seen of the one before', async () => {
  const { tenant, ref } = await restored('again');
  assert.equal(await countersign(ref), 2, 'audit and decisions, each as a log of its own');
  assert.deepEqual(await listed(ref), ['/decisions 7', '@2/audit 1', '@2/decisions 5']);
  await tenant.decide(ref);
  assert.equal(await countersign(ref), 1, 'and it grows on');
  assert.deepEqual(await listed(ref), ['/decisions 7', '@2/audit 1', '@2/decisions 6']);
  const text = await exportOf(ref);
  const report = await judge(text);
  assert.equal(report.outcome, 'verified', report.summary);
  secondVerify(Buffer.from(text), journalVkey(cells.signer));
  const decisions = (
    JSON.parse(text.split('\n')[0] as string) as { streams: { stream: string; checkpoints: object[] }[] }
  ).streams.find(({ stream }) => stream === 'decisions');
  assert.deepEqual(
    decisions?.checkpoints.map((one) => ({ ...one, at: '' })),
    [
      { at: '', generation: 1, size: 5 },
      { at: '', size: 6 },
    ],
  );
});

test('a shortened history under the old origin is still refused', async () => {
  const { ref } = await restored('shorter');
  const pretended = { ...ref, authorityEpoch: 1 };
  // what a platform would sign that kept the restore to itself
  await cells.look.home.query('UPDATE control.tenants SET authority_epoch = 1 WHERE id = $1', [ref.id]);
  await cells.look.home.query(
    `UPDATE ${ref.schema}.journal_checkpoints SET witnessed_at = NULL, note = split_part(note, E'\\n— gamut.example/${deployment}/witness', 1) || E'\\n'`,
  );
  await assert.rejects(countersign(await cells.ref(pretended.id)), /refused the checkpoint|integrity|size/);
  assert.ok((await listed(ref)).includes('/decisions 7'));
});

test('a generation that does not begin as the one before did is found out by its own export', async () => {
  const { tenant, ref } = await restored('rewritten');
  await tenant.decide(ref);
  await rewriteFirst(ref);
  await cells.look.home.query(`DELETE FROM ${ref.schema}.journal_checkpoints WHERE generation = 2`);
  await countersign(ref);
  const text = await exportOf(ref);
  const report = await judge(text);
  assert.equal(
    report.outcome,
    'broken',
    'the root that the witness countersigned before the restore is another',
  );
  assert.throws(() => secondVerify(Buffer.from(text), journalVkey(cells.signer)), /root/);
});

/** The owner of the database rewrites the first decision and chains all after it anew. */
async function rewriteFirst(ref: TenantRef): Promise<void> {
  const rows = await cells.look.home.query<{ seq: number; bytes: string }>(
    `SELECT seq, bytes FROM ${ref.schema}.journal_entries WHERE stream = 'decisions' ORDER BY seq`,
  );
  let prev = '0'.repeat(64);
  for (const { seq, bytes } of rows) {
    const changed = bytes
      .replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`)
      .replace('"files_write"', seq === 1 ? '"files_wrote"' : '"files_write"');
    prev = entryHash(changed, sha256);
    await cells.look.home.query(
      `UPDATE ${ref.schema}.journal_entries SET bytes = $2, hash = $3 WHERE stream = 'decisions' AND seq = $1`,
      [seq, changed, prev],
    );
  }
  await cells.look.home.query(`UPDATE ${ref.schema}.journal_heads SET hash = $1 WHERE stream = 'decisions'`, [
    prev,
  ]);
}
