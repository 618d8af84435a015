/**
 * Provision's part in the separation of secrets (security.md section 3): it speaks no edge, so it compares by itself what it holds,
 * and every part of its addresses, with the fingerprints of the keys that the other processes have shown. It writes nothing.
 */
import { openOwnerSession } from '@gamut/database/owner-session';
import { fingerprintReadings, type HeldSecrets } from '@gamut/service/secret-fingerprints';
import { GateFailure } from '@gamut/service/start-gates';

/** @param url of the home database, as migrator. @throws GateFailure `secrets-distinct` naming both purposes */
export async function assertDistinctFromOthers(
  url: string,
  deployment: string,
  held: HeldSecrets,
): Promise<void> {
  const readings = fingerprintReadings(deployment, held);
  const known = await knownAmong(url, [...readings.keys()]);
  for (const { fingerprint, purpose, holder } of known) {
    const own = readings.get(fingerprint);
    // one secret of two processes, as the table of secrets says: it serves one purpose
    if (own === undefined || own === purpose) continue;
    throw new GateFailure(
      'secrets-distinct',
      `${own} of provision is the same secret as ${purpose} of ${holder}`,
      'make a key of its own for each purpose',
    );
  }
}

interface Known {
  readonly fingerprint: string;
  readonly purpose: string;
  readonly holder: string;
}

/** None before the first migration. */
async function knownAmong(url: string, fingerprints: readonly string[]): Promise<readonly Known[]> {
  const session = await openOwnerSession(url, 'gamut-provision');
  try {
    const [table] = await session.query<{ there: boolean }>(
      "SELECT to_regclass('control.secret_fingerprints') IS NOT NULL AS there",
    );
    if (table?.there !== true) return [];
    return await session.query<Known>(
      'SELECT fingerprint, purpose, holder FROM control.secret_fingerprints WHERE fingerprint = ANY ($1::text[]) ORDER BY purpose',
      [fingerprints],
    );
  } finally {
    await session.close();
  }
}
