/** All SQL of the kept facts: a body stands once under its own SHA-256, and is never changed. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';

export async function insertFactsBody(
  tx: TenantTx,
  kept: { readonly sha256: string; readonly version: number; readonly body: string; readonly at: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO facts_bodies (sha256, version, body, kept_at) VALUES ($1, $2, $3, $4::timestamptz)
     ON CONFLICT (sha256) DO NOTHING`,
    [kept.sha256, kept.version, kept.body, kept.at],
  );
}

export async function findFactsBody(tx: TenantReader, sha256: string): Promise<string | undefined> {
  const [row] = await tx.query<{ body: string }>('SELECT body FROM facts_bodies WHERE sha256 = $1', [sha256]);
  return row?.body;
}
