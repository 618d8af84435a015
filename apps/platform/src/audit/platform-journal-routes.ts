/**
 * The platform's own journal for the operator: what operators and provisioning did, as a file that verifies without us. Taking it is
 * itself an entry, committed before the first line.
 */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../http/list-page.ts';
import { operatorReadRoute, operatorRoute, type Route } from '../http/route.ts';
import { NoParams, NoQuery, pageOf as Page, PageQuery } from '../http/schema-words.ts';
import { auditRecordOf, AuditRecordSchema, type EntryOfAudit } from './audit-record.ts';
import { beforeOf } from './audit-log-routes.ts';
import { exportPlatformJournal } from './export-journal.ts';

export const platformJournalRoutes: readonly Route[] = [
  operatorReadRoute(
    {
      method: 'GET',
      path: '/operator/v1/audit-events',
      summary: 'What operators and provisioning did, newest first',
      params: NoParams,
      query: PageQuery,
      body: null,
      answer: Page(AuditRecordSchema),
      status: 200,
      permission: 'operator',
      platformRole: 'platform_ops',
      entitlement: null,
      audit: 'platform_journal.read',
      rateClass: 'read',
      csrf: 'none',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      const rows = await tx.query<EntryOfAudit>(
        `SELECT seq, hash, at, kind, bytes FROM control.journal_entries
         WHERE stream = 'platform' AND ($1::bigint IS NULL OR seq < $1) ORDER BY seq DESC LIMIT $2`,
        [beforeOf(asked.after?.[0]) ?? null, asked.limit + 1],
      );
      return pageOf(rows, asked, ({ seq }) => [String(seq)], auditRecordOf);
    },
  ),
  operatorRoute(
    {
      method: 'GET',
      path: '/operator/v1/journal/export',
      summary: 'The platform’s own journal as a file that verifies offline',
      params: NoParams,
      query: NoQuery,
      body: null,
      answer: Type.Unsafe<unknown>({}),
      status: 200,
      permission: 'operator',
      platformRole: 'platform_ops',
      entitlement: null,
      audit: 'platform_journal.exported',
      rateClass: 'heavy',
      csrf: 'none',
    },
    ({ platform, change }) => {
      const { db, journal: signer, witnessVkey, witness: witnessEdge, clock } = platform;
      const parts = { db, signer, witness: witnessVkey, witnessEdge, clock };
      return change.succeed(
        {
          event: 'platform_journal.exported',
          subject: { kind: 'platform_journal', id: 'platform', name: 'The platform’s own journal' },
        },
        exportPlatformJournal(parts),
      );
    },
  ),
];
