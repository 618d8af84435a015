/**
 * The audit log as a file, in pieces, oldest record last as it is searched: newest first. Records never change, so each piece may
 * come from its own transaction; it goes up to the export's own record and no further.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import { csvHeader, csvLineOf } from './audit-csv.ts';
import type { AuditFilter } from './audit-filter.ts';
import { ocsfEventOf } from './ocsf-event.ts';
import { searchAudit } from './search-audit.ts';

export const exportFormats = ['ocsf', 'csv'] as const;

export interface AuditExport {
  readonly format: (typeof exportFormats)[number];
  readonly filter: AuditFilter;
  /** The number of the record of this export, which is not in it. */
  readonly upTo: number;
}

const recordsAtOnce = 500;

/** @yields pieces of the file, in order */
export async function* exportAudit(
  db: Database,
  tenant: TenantRef,
  { format, filter, upTo }: AuditExport,
): AsyncGenerator<string, void, undefined> {
  const source = { tenantId: tenant.id, tenantSlug: tenant.slug };
  if (format === 'csv') yield csvHeader;
  let before = upTo;
  for (;;) {
    const page = { before, limit: recordsAtOnce };
    const records = await db.readTenant(tenant, (tx) => searchAudit(tx, filter, page));
    const last = records.at(-1);
    if (last === undefined) return;
    yield records
      .map((record) =>
        format === 'csv' ? csvLineOf(record) : `${JSON.stringify(ocsfEventOf(record, source))}\n`,
      )
      .join('');
    if (records.length < recordsAtOnce) return;
    before = last.seq;
  }
}
