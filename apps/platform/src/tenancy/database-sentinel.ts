/**
 * Tells whether this process holds the key of this database: a known text, sealed at the first start, must open at every
 * later one. Without it a wrong key would go unnoticed until it had sealed half the records.
 */
import { openText, sealValue, type NamedKey, type Place } from '@gamut/crypto/envelope';
import { keyIdOf, purposeKey } from '@gamut/crypto/key-purposes';
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';

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
  const keys = encryptionKeys.map((key): NamedKey => ({
    id: keyIdOf(key),
    key: purposeKey(key, 'databaseSentinel'),
  }));
  const sealed = await db.control(async (tx) => {
    const select = "SELECT sealed FROM control.sentinels WHERE purpose = 'database'";
    const [known] = await tx.query<{ sealed: string }>(select);
    if (known !== undefined) return known.sealed;
    await tx.query(
      "INSERT INTO control.sentinels (purpose, sealed, created_at) VALUES ('database', $1, $2) ON CONFLICT DO NOTHING",
      [sealValue(keys[0] as NamedKey, place, knownText, random), new Date(clock.nowMs()).toISOString()],
    );
    const [stored] = await tx.query<{ sealed: string }>(select);
    return stored?.sealed ?? '';
  });
  try {
    return openText((id) => keys.find((key) => key.id === id), place, sealed) === knownText
      ? undefined
      : 'the sentinel holds another text';
  } catch (error) {
    if (error instanceof AppError) return 'DATA_ENCRYPTION_KEY is not the key that sealed this database';
    throw error;
  }
}
