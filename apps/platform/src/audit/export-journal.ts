/**
 * A journal, a tenant's or the platform's own, as a file that needs nobody's word (docs/journal-format.md): a fresh checkpoint over every
 * stream, then all entries up to it, in pieces. Entries never change, so each piece may come from its own transaction.
 */
import { sha256, startSha256 } from '@gamut/crypto/hash';
import type { Database, TenantRef } from '@gamut/database/database';
import { journalKeyName } from '@gamut/journal/checkpoint';
import { noHash, type StreamName } from '@gamut/journal/entry';
import { formatVkey, noteKey } from '@gamut/journal/signed-note';
import { writeExport, type StreamToExport } from '@gamut/journal/write-export';
import type { Clock } from '@gamut/kernel/time-source';
import { checkpointJournal, type JournalSigner } from './checkpoint-streams.ts';
import { submitToWitness, type WitnessEdge } from './witness-client.ts';
import {
  findNewestEarlier,
  findNewestWitnessed,
  listNewestCheckpoints,
  type StoredCheckpoint,
} from './checkpoint-store.ts';
import { platformJournal, tenantJournal, type JournalOf } from './journal-of.ts';

export interface ExportParts {
  readonly db: Database;
  readonly signer: JournalSigner;
  /** The witness's verifier key, when there is a witness. */
  readonly witness: string | null;
  /** Where to have the fresh checkpoint countersigned before the file is written; its silence delays and never stops an export. */
  readonly witnessEdge?: WitnessEdge | undefined;
  readonly clock: Clock;
}

const entriesAtOnce = 500;

export function journalVkey(signer: JournalSigner): string {
  return formatVkey(noteKey('note', journalKeyName(signer.deployment), signer.key.publicKey, sha256));
}

/** @yields pieces of the file, in order */
export function exportJournal(
  parts: ExportParts,
  tenant: TenantRef,
): AsyncGenerator<string, void, undefined> {
  return writeJournal(parts, tenantJournal(parts.db, tenant));
}

/** The platform's own stream, as a file of the same format whose tenant is `-`. @yields pieces of the file, in order */
export function exportPlatformJournal(parts: ExportParts): AsyncGenerator<string, void, undefined> {
  return writeJournal(parts, platformJournal(parts.db));
}

async function* writeJournal(
  parts: ExportParts,
  journal: JournalOf,
): AsyncGenerator<string, void, undefined> {
  const { signer, clock } = parts;
  await checkpointJournal(journal, signer, clock);
  if (parts.witnessEdge !== undefined)
    await submitToWitness(journal, parts.witnessEdge, clock).catch(() => 0);
  const { generation, covered } = await journal.read(async (tx) => {
    const of = await journal.generation(tx);
    const newest = await listNewestCheckpoints(tx, of);
    const each = newest.map(async (checkpoint): Promise<Covered> => {
      const [earlier, witnessed] = await Promise.all([
        findNewestEarlier(tx, checkpoint.stream, of),
        findNewestWitnessed(tx, checkpoint.stream, of),
      ]);
      return { checkpoint, earlier, witnessed };
    });
    return { generation: of, covered: await Promise.all(each) };
  });
  const plan = {
    deployment: signer.deployment,
    tenant: journal.tenant,
    generation,
    exportedAt: new Date(clock.nowMs()).toISOString(),
    vkey: journalVkey(signer),
    witness: parts.witness,
    streams: await Promise.all(
      journal.streams.map((stream) =>
        planStream(
          journal,
          stream,
          covered.find((one) => one.checkpoint.stream === stream),
        ),
      ),
    ),
  };
  yield* writeExport(plan, signer.key, { sha256, startSha256 });
}

/** The checkpoints of one stream that an export holds: what it was before a restore, how far a witness vouches, its end. */
interface Covered {
  readonly checkpoint: StoredCheckpoint;
  readonly earlier: StoredCheckpoint | undefined;
  readonly witnessed: StoredCheckpoint | undefined;
}

async function planStream(
  journal: JournalOf,
  stream: StreamName,
  covered: Covered | undefined,
): Promise<StreamToExport> {
  if (covered === undefined)
    return { stream, size: 0, head: noHash, checkpoints: [], notes: [], entries: [] };
  const { checkpoint, earlier, witnessed } = covered;
  const size = Number(checkpoint.size);
  const between = Number(witnessed?.size) === size ? undefined : witnessed;
  const kept = [earlier, between, checkpoint].filter((one) => one !== undefined).sort(bySize);
  const [head] = await journal.read((tx) =>
    tx.query<{ hash: string }>('SELECT hash FROM journal_entries WHERE stream = $1 AND seq = $2', [
      stream,
      size,
    ]),
  );
  return {
    stream,
    size,
    head: head?.hash ?? noHash,
    checkpoints: kept.map((one) => ({
      size: Number(one.size),
      at: one.at.toISOString(),
      ...(one.generation === checkpoint.generation ? {} : { generation: one.generation }),
    })),
    notes: kept.map((one) => one.note),
    entries: readEntries(journal, stream, size),
  };
}

function bySize(a: StoredCheckpoint, b: StoredCheckpoint): number {
  return Number(a.size) - Number(b.size) || a.generation - b.generation;
}

async function* readEntries(journal: JournalOf, stream: StreamName, size: number): AsyncGenerator<string> {
  for (let from = 0; from < size; from += entriesAtOnce) {
    const rows = await journal.read((tx) =>
      tx.query<{ bytes: string }>(
        'SELECT bytes FROM journal_entries WHERE stream = $1 AND seq > $2 AND seq <= $3 ORDER BY seq',
        [stream, from, Math.min(size, from + entriesAtOnce)],
      ),
    );
    for (const row of rows) yield row.bytes;
  }
}
