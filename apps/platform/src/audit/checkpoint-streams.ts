/**
 * Signs a checkpoint over every stream of a journal that has grown (C2SP tlog-checkpoint under the platform's journal key).
 * The root is computed from the entries' own hashes since the last checkpoint's frontier, never from a cached tree.
 */
import { sha256 } from '@gamut/crypto/hash';
import type { Ed25519Signer } from '@gamut/crypto/sign';
import type { Database, TenantRef } from '@gamut/database/database';
import { checkpointOrigin, formatCheckpoint, journalKeyName } from '@gamut/journal/checkpoint';
import { fromHex, toHex } from '@gamut/journal/hex';
import { Frontier } from '@gamut/journal/merkle';
import { signNote } from '@gamut/journal/signed-note';
import type { Clock } from '@gamut/kernel/time-source';
import {
  insertCheckpoint,
  listHeads,
  listLeafHashes,
  listNewestCheckpoints,
  type StoredCheckpoint,
  type StoredHead,
} from './checkpoint-store.ts';
import { tenantJournal, type JournalOf, type JournalReader } from './journal-of.ts';

export interface JournalSigner {
  readonly deployment: string;
  readonly key: Ed25519Signer;
}

const hashesAtOnce = 10_000;

/** @returns how many streams got a new checkpoint */
export function checkpointTenant(
  db: Database,
  tenant: TenantRef,
  signer: JournalSigner,
  clock: Clock,
): Promise<number> {
  return checkpointJournal(tenantJournal(db, tenant), signer, clock);
}

/** @returns how many streams got a new checkpoint */
export function checkpointJournal(journal: JournalOf, signer: JournalSigner, clock: Clock): Promise<number> {
  return journal.write(async (tx) => {
    const generation = await journal.generation(tx);
    const [heads, newest] = await Promise.all([listHeads(tx), listNewestCheckpoints(tx, generation)]);
    let made = 0;
    for (const head of heads) {
      const last = newest.find((checkpoint) => checkpoint.stream === head.stream);
      if (Number(head.seq) === Number(last?.size ?? 0)) continue;
      await checkpointStream(tx, { tenant: journal.tenant, head, last, generation }, signer, clock);
      made++;
    }
    return made;
  });
}

interface Grown {
  readonly tenant: string;
  readonly head: StoredHead;
  readonly last: StoredCheckpoint | undefined;
  readonly generation: number;
}

async function checkpointStream(
  tx: JournalReader,
  { tenant, head, last, generation }: Grown,
  signer: JournalSigner,
  clock: Clock,
): Promise<void> {
  const frontier = last === undefined ? Frontier.empty(sha256) : Frontier.parse(last.frontier, sha256);
  if (frontier === undefined) throw new Error(`the kept frontier of ${head.stream} can't be read`);
  for (let from = frontier.size; from < head.seq; from += hashesAtOnce) {
    const hashes = await listLeafHashes(tx, head.stream, from, Math.min(head.seq, from + hashesAtOnce));
    for (const hash of hashes) frontier.append(fromHex(hash) as Uint8Array);
  }
  if (frontier.size !== Number(head.seq)) {
    throw new Error(
      `${head.stream} has ${frontier.size} entries and a head at ${head.seq}: nothing is signed over a gap`,
    );
  }
  const root = frontier.root();
  const origin = checkpointOrigin(signer.deployment, tenant, head.stream, generation);
  const note = signNote(
    formatCheckpoint({ origin, size: frontier.size, root }),
    journalKeyName(signer.deployment),
    signer.key,
    sha256,
  );
  const at = new Date(clock.nowMs()).toISOString();
  await insertCheckpoint(
    tx,
    {
      stream: head.stream,
      generation,
      size: frontier.size,
      root: toHex(root),
      frontier: frontier.serialise(),
      note,
    },
    at,
  );
}
