/**
 * The journal, live: the newest entries of each stream are hashed and chained anew, and the newest checkpoint is signed once
 * more, computed from the entries' own hashes and shown to the witness. Every entry of every stream is `journal/verify`'s work.
 */
import { sha256 } from '@gamut/crypto/hash';
import { verifyEd25519 } from '@gamut/crypto/sign';
import type { TenantRef } from '@gamut/database/database';
import { checkpointOrigin, journalKeyName, parseCheckpoint } from '@gamut/journal/checkpoint';
import { verifyCosignature } from '@gamut/journal/cosignature';
import { noHash } from '@gamut/journal/entry';
import { fromHex, toHex } from '@gamut/journal/hex';
import { Frontier, leafHash } from '@gamut/journal/merkle';
import { noteKey, parseNote, verifyNote } from '@gamut/journal/signed-note';
import { checkpointTenant } from '../../../audit/checkpoint-streams.ts';
import {
  listHeads,
  listLeafHashes,
  listNewestCheckpoints,
  type StoredCheckpoint,
  type StoredHead,
} from '../../../audit/checkpoint-store.ts';
import { tenantJournal, type JournalReader } from '../../../audit/journal-of.ts';
import { submitToWitness } from '../../../audit/witness-client.ts';
import type { Platform } from '../../../platform.ts';
import { failed, notMeasured, verified, type CheckAnswer } from './security-check.ts';

/** How many of a stream's newest entries are hashed again. */
const newest = 200;
/** A tree up to this size is computed from all of its entries' hashes; of a larger one the signatures alone are checked. */
const leavesMax = 200_000;
const hashesAtOnce = 10_000;
const encoder = new TextEncoder();

export async function checkJournalHead({ db }: Platform, tenant: TenantRef): Promise<CheckAnswer> {
  const { found, lookedAt } = await db.readTenant(tenant, async (tx) => {
    const heads = await listHeads(tx);
    const each = await Promise.all(heads.map((head) => whatBreaks(tx, tenant.id, head)));
    return {
      found: each.flatMap(({ broken }) => (broken === undefined ? [] : [broken])),
      lookedAt: each.reduce((sum, { entries }) => sum + entries, 0),
    };
  });
  if (found.length > 0) return failed(found.join('; '));
  return verified(`the newest ${String(lookedAt)} entries hash and chain up to the head of each stream`);
}

async function whatBreaks(
  tx: JournalReader,
  tenant: string,
  head: StoredHead,
): Promise<{ broken?: string; entries: number }> {
  const rows = await tx.query<{ seq: number; hash: string; bytes: string }>(
    'SELECT seq, hash, bytes FROM journal_entries WHERE stream = $1 ORDER BY seq DESC LIMIT $2',
    [head.stream, newest + 1],
  );
  const last = rows[0];
  if ((last?.hash ?? noHash) !== head.hash || Number(last?.seq ?? 0) !== Number(head.seq))
    return { broken: `${head.stream} does not end at its head`, entries: 0 };
  for (const [i, { seq, hash, bytes }] of rows.entries()) {
    const entry = JSON.parse(bytes) as { prev: string; seq: number; stream: string; tenant: string };
    const before = rows[i + 1];
    const holds =
      toHex(leafHash(encoder.encode(bytes), sha256)) === hash &&
      entry.seq === Number(seq) &&
      entry.stream === head.stream &&
      entry.tenant === tenant &&
      (before === undefined || (entry.prev === before.hash && Number(before.seq) === entry.seq - 1)) &&
      (before !== undefined || i === newest || (entry.seq === 1 && entry.prev === noHash));
    if (!holds)
      return { broken: `entry ${String(seq)} of ${head.stream} is not what was written`, entries: i };
  }
  return { entries: Math.min(rows.length, newest) };
}

export async function checkWitnessHead(platform: Platform, tenant: TenantRef): Promise<CheckAnswer> {
  const { db, journal, clock, witness } = platform;
  await checkpointTenant(db, tenant, journal, clock);
  const reached =
    witness === undefined
      ? false
      : await submitToWitness(tenantJournal(db, tenant), witness, clock).then(
          () => true,
          () => false,
        );
  const checkpoints = await db.readTenant(tenant, (tx) => listNewestCheckpoints(tx, tenant.authorityEpoch));
  for (const checkpoint of checkpoints) {
    const broken = await whyNotSigned(platform, tenant, checkpoint);
    if (broken !== undefined) return failed(`${checkpoint.stream}: ${broken}`);
  }
  if (witness === undefined)
    return notMeasured(
      'The checkpoints are signed and are the entries’ own roots; no witness is configured.',
    );
  const waiting = checkpoints.filter(({ witnessedAt }) => witnessedAt === null);
  if (!reached || waiting.length > 0)
    return notMeasured('The checkpoints are signed; the witness did not countersign the newest just now.');
  return verified(
    checkpoints
      .map(
        ({ stream, size, at }) =>
          `${stream} to ${String(size)}, signed ${String(ageSeconds(clock.nowMs(), at))} s ago`,
      )
      .join(', ') || 'nothing is in the journal yet',
  );
}

const ageSeconds = (nowMs: number, at: Date): number =>
  Math.max(0, Math.round((nowMs - at.getTime()) / 1000));

async function whyNotSigned(
  { db, journal, witness }: Platform,
  tenant: TenantRef,
  checkpoint: StoredCheckpoint,
): Promise<string | undefined> {
  const note = parseNote(checkpoint.note);
  const said = note === undefined ? undefined : parseCheckpoint(note.text);
  if (note === undefined || said === undefined) return 'the newest checkpoint can’t be read';
  const key = noteKey('note', journalKeyName(journal.deployment), journal.key.publicKey, sha256);
  if ((await verifyNote(note, key, verifyEd25519)) !== 'verified') return 'its signature does not verify';
  const origin = checkpointOrigin(journal.deployment, tenant.id, checkpoint.stream, checkpoint.generation);
  if (said.origin !== origin || said.size !== Number(checkpoint.size))
    return 'it is another stream’s checkpoint';
  if (witness !== undefined && checkpoint.witnessedAt !== null) {
    const cosigned = await verifyCosignature(note, witness.key, verifyEd25519);
    if (cosigned.is !== 'verified') return 'the witness’s countersignature does not verify';
  }
  if (said.size > leavesMax) return undefined;
  const root = await db.readTenant(tenant, (tx) => rootOfEntries(tx, checkpoint));
  return root === toHex(said.root) ? undefined : 'its root is not the root of the entries';
}

async function rootOfEntries(
  tx: JournalReader,
  { stream, size }: Pick<StoredCheckpoint, 'stream' | 'size'>,
): Promise<string | undefined> {
  const frontier = Frontier.empty(sha256);
  for (let from = 0; from < size; from += hashesAtOnce)
    for (const hash of await listLeafHashes(tx, stream, from, Math.min(Number(size), from + hashesAtOnce)))
      frontier.append(fromHex(hash) as Uint8Array);
  return frontier.size === Number(size) ? toHex(frontier.root()) : undefined;
}
