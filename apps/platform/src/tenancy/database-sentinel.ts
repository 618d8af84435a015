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
import { countKeysLeftBehind } from './tenant-key-store.ts';

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

/** @returns why, in a sentence; undefined when it opens (or was sealed just now, in a database that had none) */
export async function whySentinelStaysShut({
  db,
  encryptionKeys,
  clock,
  random,
}: SentinelParts): Promise<string | undefined> {
  const { sealed, leftBehind } = await db.control(async (tx) => {
    const select = "SELECT sealed FROM control.sentinels WHERE purpose = 'database'";
    const leftBehind = await countKeysLeftBehind(tx, encryptionKeys.map(keyIdOf));
    const [known] = await tx.query<{ sealed: string }>(select);
    if (known !== undefined) return { sealed: known.sealed, leftBehind };
    await tx.query(
      "INSERT INTO control.sentinels (purpose, sealed, created_at) VALUES ('database', $1, $2) ON CONFLICT DO NOTHING",
      [
        sealValue(sentinelKey(encryptionKeys[0]), place, knownText, random),
        new Date(clock.nowMs()).toISOString(),
      ],
    );
    const [stored] = await tx.query<{ sealed: string }>(select);
    return { sealed: stored?.sealed ?? '', leftBehind };
  });
  const why = whyShut(encryptionKeys, sealed);
  if (why !== undefined || leftBehind === 0) return why;
  return `a rotation is not finished, and ${String(leftBehind)} data keys still need the key before (DATA_ENCRYPTION_KEY_RETIRING)`;
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
  if (row === undefined || sealedUnder(row.sealed) === keyIdOf(encryptionKeys[0])) return;
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
