/**
 * Which secret serves which purpose, by fingerprint, over all processes of the deployment: one fingerprint has one purpose,
 * and the primary key of the table holds that even against two newcomers at once (security.md section 3).
 */
import type { Database } from '@gamut/database/database';
import type { ControlTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { SecretFingerprint } from '@gamut/protocol/handshake';
import { isOwnPurpose, type Holder } from './purposes.ts';

/** A secret that nobody has shown for so long is forgotten; until then its value serves no other purpose. */
const forgottenMs = 30 * 86_400_000;

export interface Presentation {
  readonly holder: Holder;
  readonly fingerprints: readonly SecretFingerprint[];
  readonly nowMs: number;
}

/** @throws AppError `secret_shared` that names both purposes; nothing is stored then */
export async function registerSecrets(db: Database, presentation: Presentation): Promise<void> {
  const { holder, fingerprints, nowMs } = presentation;
  const byFingerprint = new Map<string, string>();
  for (const { purpose, fingerprint } of fingerprints) {
    if (!isOwnPurpose(holder, purpose)) throw foreignPurpose(holder, purpose);
    const twin = byFingerprint.get(fingerprint);
    if (twin !== undefined && twin !== purpose) throw sharedSecret(holder, purpose, holder, twin);
    byFingerprint.set(fingerprint, purpose);
  }
  if (byFingerprint.size === 0) return;
  const at = new Date(nowMs).toISOString();
  await db.control(async (tx) => {
    await forget(tx, presentation, [...byFingerprint.keys()]);
    // in one order, so that two newcomers at once wait for each other and never in a circle
    for (const [fingerprint, purpose] of [...byFingerprint].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const stored = await tx.execute(
        `INSERT INTO secret_fingerprints AS known (fingerprint, purpose, holder, seen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (fingerprint) DO UPDATE SET purpose = excluded.purpose, seen_at = excluded.seen_at
           WHERE known.purpose = excluded.purpose OR (known.holder = excluded.holder AND known.purpose = ANY ($5::text[]))`,
        [fingerprint, purpose, holder, at, [...byFingerprint.values()]],
      );
      if (stored === 0) throw await takenBy(tx, holder, purpose, fingerprint);
    }
  });
}

/** What is too old, and what this holder has replaced by another value for the same purpose. */
async function forget(
  tx: ControlTx,
  { holder, fingerprints, nowMs }: Presentation,
  kept: readonly string[],
): Promise<void> {
  await tx.execute(
    `DELETE FROM secret_fingerprints WHERE seen_at < $1
       OR (holder = $2 AND purpose = ANY ($3::text[]) AND NOT fingerprint = ANY ($4::text[]))`,
    [
      new Date(nowMs - forgottenMs).toISOString(),
      holder,
      fingerprints.map(({ purpose }) => purpose),
      [...kept],
    ],
  );
}

async function takenBy(
  tx: ControlTx,
  holder: Holder,
  purpose: string,
  fingerprint: string,
): Promise<AppError> {
  const [known] = await tx.query<{ purpose: string; holder: string }>(
    'SELECT purpose, holder FROM secret_fingerprints WHERE fingerprint = $1',
    [fingerprint],
  );
  return sharedSecret(
    holder,
    purpose,
    known?.holder ?? 'another process',
    known?.purpose ?? 'another purpose',
  );
}

export function sharedSecret(holder: string, purpose: string, other: string, otherPurpose: string): AppError {
  return new AppError(
    'secret_shared',
    `${purpose} of ${holder} is the same secret as ${otherPurpose} of ${other}.`,
    {
      fix: `make a key of its own for ${purpose} with "gamut keys", and start ${holder} with it`,
      who: 'whoever installs Gamut',
    },
  );
}

function foreignPurpose(holder: Holder, purpose: string): AppError {
  return new AppError('bad_request', `${holder} shows a secret for ${purpose}, which is not its own.`, {
    fix: `See that what calls as ${holder} is ${holder}.`,
    who: 'the operator',
  });
}
