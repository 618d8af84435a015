/**
 * Tells whether this process holds the key of this database: a known text, sealed at the first start, must open at every
 * later one. Without it a wrong key would go unnoticed until it had sealed half the records. It stands under the key that is
 * in force, and moves first when that key is replaced.
 */
import { openText, sealedUnder, sealValue, type NamedKey, type Place } from '@gamut/crypto/envelope';
import { keyIdOf, purposeKey } from '@gamut/crypto/key-purposes';
import type { Database } from '@gamut/database/database';
import type { ControlTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { countStoredKeys, countTenantKeys, isKeyReplaced } from './tenant-key-store.ts';

export interface SentinelParts {
  readonly db: Database;
  readonly encryptionKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly clock: Clock;
  readonly random: RandomBytes;
}

const place: Place = {
  tenant: '-',
  table: 'sentinels',
  column: 'sealed',
  row: 'database',
  purpose: 'database-sentinel',
};
const knownText = 'this is the database of this key';

/**
 * @returns why, in a sentence; undefined when it opens (or was sealed just now, in a database that had none and that nothing
 * was sealed in)
 */
export async function whySentinelStaysShut(parts: SentinelParts): Promise<string | undefined> {
  const { db, encryptionKeys } = parts;
  return db.control(async (tx) => {
    const known = (await readSentinel(tx)) ?? (await plantSentinel(tx, parts));
    if (known === undefined)
      return 'the sentinel is gone from a database in which data keys stand, so nobody can say whether DATA_ENCRYPTION_KEY is theirs: bring control.sentinels back from a backup';
    const why = whyShut(encryptionKeys, known);
    if (why !== undefined) return why;
    const { underNone } = await countTenantKeys(tx, encryptionKeys.map(keyIdOf));
    if (underNone === 0) return undefined;
    const because = (await isKeyReplaced(tx)) ? 'a rotation is not finished, and ' : '';
    return `${because}${String(underNone)} data keys still need the key before (DATA_ENCRYPTION_KEY_RETIRING)`;
  });
}

async function readSentinel(tx: ControlTx): Promise<string | undefined> {
  const [known] = await tx.query<{ sealed: string }>(
    "SELECT sealed FROM control.sentinels WHERE purpose = 'database'",
  );
  return known?.sealed;
}

/** @returns undefined, and writes nothing, when data keys stand here already: this is no new database, and they name no key as ours */
async function plantSentinel(
  tx: ControlTx,
  { encryptionKeys, clock, random }: SentinelParts,
): Promise<string | undefined> {
  // planted and used by another process meanwhile, or gone
  if ((await countStoredKeys(tx)) > 0) return readSentinel(tx);
  await tx.query(
    "INSERT INTO control.sentinels (purpose, sealed, created_at) VALUES ('database', $1, $2) ON CONFLICT DO NOTHING",
    [
      sealValue(sentinelKey(encryptionKeys[0]), place, knownText, random),
      new Date(clock.nowMs()).toISOString(),
    ],
  );
  return (await readSentinel(tx)) ?? '';
}

/**
 * Puts the sentinel under the first key: from this commit on nothing new is wrapped under another.
 * @throws AppError `integrity_failed` when no key that is held opens it
 */
export async function resealSentinel(
  tx: ControlTx,
  encryptionKeys: readonly [Uint8Array, ...Uint8Array[]],
  random: RandomBytes,
): Promise<void> {
  const [row] = await tx.query<{ sealed: string }>(
    "SELECT sealed FROM control.sentinels WHERE purpose = 'database' FOR UPDATE",
  );
  if (row === undefined) throw new AppError('integrity_failed', 'The sentinel of this database is gone.');
  if (sealedUnder(row.sealed) === keyIdOf(encryptionKeys[0])) return;
  const why = whyShut(encryptionKeys, row.sealed);
  if (why !== undefined) throw new AppError('integrity_failed', `The sentinel stays shut: ${why}.`);
  await tx.query("UPDATE control.sentinels SET sealed = $1 WHERE purpose = 'database'", [
    sealValue(sentinelKey(encryptionKeys[0]), place, knownText, random),
  ]);
}

function whyShut(encryptionKeys: readonly Uint8Array[], sealed: string): string | undefined {
  const keys = encryptionKeys.map(sentinelKey);
  try {
    return openText((id) => keys.find((key) => key.id === id), place, sealed) === knownText
      ? undefined
      : 'the sentinel holds another text';
  } catch (error) {
    if (error instanceof AppError) return 'DATA_ENCRYPTION_KEY is not the key that sealed this database';
    throw error;
  }
}

function sentinelKey(encryptionKey: Uint8Array): NamedKey {
  return { id: keyIdOf(encryptionKey), key: purposeKey(encryptionKey, 'databaseSentinel') };
}
