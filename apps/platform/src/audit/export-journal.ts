/**
 * The journal of one tenant as a file that needs nobody's word (docs/journal-format.md): a fresh checkpoint over every
 * stream, then all entries up to it, in pieces. Entries never change, so each piece may come from its own transaction.
 */
import { sha256, startSha256 } from '@gamut/crypto/hash';
import type { Database, TenantRef } from '@gamut/database/database';
import { journalKeyName } from '@gamut/journal/checkpoint';
import { noHash } from '@gamut/journal/entry';
import { formatVkey, noteKey } from '@gamut/journal/signed-note';
import { writeExport, type StreamToExport } from '@gamut/journal/write-export';
import type { Clock } from '@gamut/kernel/time-source';
import type { TenantStream } from './append-entries.ts';
import { checkpointTenant, type JournalSigner } from './checkpoint-streams.ts';
import { submitToWitness, type WitnessEdge } from './witness-client.ts';
import { findNewestWitnessed, listNewestCheckpoints, type StoredCheckpoint } from './checkpoint-store.ts';

export interface ExportParts {
  readonly db: Database;
  readonly signer: JournalSigner;
  /** The witness's verifier key, when there is a witness. */
  readonly witness: string | null;
  /** Where to have the fresh checkpoint countersigned before the file is written; its silence delays and never stops an export. */
  readonly witnessEdge?: WitnessEdge | undefined;
  readonly clock: Clock;
}

const streams: readonly TenantStream[] = ['audit', 'decisions', 'runs'];
const entriesAtOnce = 500;

export function journalVkey(signer: JournalSigner): string {
  return formatVkey(noteKey('note', journalKeyName(signer.deployment), signer.key.publicKey, sha256));
}

/** @yields pieces of the file, in order */
export async function* exportJournal(
  parts: ExportParts,
  tenant: TenantRef,
): AsyncGenerator<string, void, undefined> {
  const { db, signer, clock } = parts;
  await checkpointTenant(db, tenant, signer, clock);
  if (parts.witnessEdge !== undefined)
    await submitToWitness(db, tenant, parts.witnessEdge, clock).catch(() => 0);
  const covered = await db.readTenant(tenant, async (tx) => {
    const newest = await listNewestCheckpoints(tx, tenant.authorityEpoch);
    const witnessed = await Promise.all(
      newest.map((checkpoint) => findNewestWitnessed(tx, checkpoint.stream, checkpoint.generation)),
    );
    return newest.map((checkpoint, at) => ({ checkpoint, witnessed: witnessed[at] }));
  });
  const plan = {
    deployment: signer.deployment,
    tenant: tenant.id,
    generation: tenant.authorityEpoch,
    exportedAt: new Date(clock.nowMs()).toISOString(),
    vkey: journalVkey(signer),
    witness: parts.witness,
    streams: await Promise.all(
      streams.map((stream) =>
        planStream(
          db,
          tenant,
          stream,
          covered.find((one) => one.checkpoint.stream === stream),
        ),
      ),
    ),
  };
  yield* writeExport(plan, signer.key, { sha256, startSha256 });
}

async function planStream(
  db: Database,
  tenant: TenantRef,
  stream: TenantStream,
  covered: { checkpoint: StoredCheckpoint; witnessed: StoredCheckpoint | undefined } | undefined,
): Promise<StreamToExport> {
  if (covered === undefined)
    return { stream, size: 0, head: noHash, checkpoints: [], notes: [], entries: [] };
  const { checkpoint, witnessed } = covered;
  const size = Number(checkpoint.size);
  const kept =
    witnessed === undefined || Number(witnessed.size) === size ? [checkpoint] : [witnessed, checkpoint];
  const [head] = await db.readTenant(tenant, (tx) =>
    tx.query<{ hash: string }>('SELECT hash FROM journal_entries WHERE stream = $1 AND seq = $2', [
      stream,
      size,
    ]),
  );
  return {
    stream,
    size,
    head: head?.hash ?? noHash,
    checkpoints: kept.map((one) => ({ size: Number(one.size), at: one.at.toISOString() })),
    notes: kept.map((one) => one.note),
    entries: readEntries(db, tenant, stream, size),
  };
}

async function* readEntries(
  db: Database,
  tenant: TenantRef,
  stream: TenantStream,
  size: number,
): AsyncGenerator<string> {
  for (let from = 0; from < size; from += entriesAtOnce) {
    const rows = await db.readTenant(tenant, (tx) =>
      tx.query<{ bytes: string }>(
        'SELECT bytes FROM journal_entries WHERE stream = $1 AND seq > $2 AND seq <= $3 ORDER BY seq',
        [stream, from, Math.min(size, from + entriesAtOnce)],
      ),
    );
    for (const row of rows) yield row.bytes;
  }
}
