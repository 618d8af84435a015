/** All SQL of the kept facts: a body stands once under its own SHA-256, and is never changed. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';

/** @returns those that are kept */
export async function findKeptFacts(tx: TenantReader, digests: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ sha256: string }>(
    'SELECT sha256 FROM facts_bodies WHERE sha256 = ANY ($1::text[])',
    [digests],
  );
  return new Set(rows.map((row) => row.sha256));
}

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
