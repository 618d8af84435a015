/** What an operator looked at under one grant, and what they were refused, out of the tenant's own audit stream. */
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { TenantReader } from '@gamut/database/tenant-transaction';

interface Entry {
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly bytes: string;
}

const usesMax = 500;

/** Newest first: all of it is recorded as about the grant. */
export async function listUses(tx: TenantReader, grantId: string) {
  const rows = await tx.query<Entry>(
    `SELECT seq, at, kind, bytes FROM journal_entries WHERE stream = 'audit' AND subject = $1
       AND kind IN ('support_access.used', 'access.denied', 'audit_log.read', 'audit_log.streamed', 'journal.read')
     ORDER BY seq DESC LIMIT ${String(usesMax)}`,
    [grantId],
  );
  return rows.map((row) => {
    const { body } = JSON.parse(row.bytes) as { body: { after?: JsonObject } };
    const route = body.after?.['route'];
    return {
      seq: Number(row.seq),
      at: row.at.toISOString(),
      event: row.kind,
      what: typeof route === 'string' ? route : '',
    };
  });
}
