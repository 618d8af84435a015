/**
 * The audit log as people reach it (docs/audit-log.md): searched, exported, streamed. Each way leaves a record of its own: who
 * reads what others did is part of the account.
 */
import { Type } from 'typebox';
import { AppError } from '@gamut/kernel/app-error';
import { audited } from '../http/audited.ts';
import { askedPage, pageOf } from '../http/list-page.ts';
import { watchedRoute, workRoute, type Answered, type Route, type WatchedCall } from '../http/route.ts';
import { closed, NoParams, oneOf, pageOf as Page, PageQuery, text } from '../http/schema-words.ts';
import type { Platform } from '../platform.ts';
import type { TenantRef } from '@gamut/database/database';
import { asksForAll, parseAuditFilter, type AuditFilter } from './audit-filter.ts';
import { AuditRecordSchema } from './audit-record.ts';
import { exportAudit, exportFormats } from './export-audit.ts';
import { indexAudit } from './index-audit.ts';
import { searchAudit } from './search-audit.ts';
import { listHeads } from './checkpoint-store.ts';
import { streamAudit, streamTimes } from './stream-audit.ts';
import { parseStreamCursor } from './stream-cursor.ts';

const Filter = Type.Optional(text(0, 1000));
const SearchQuery = Type.Object({ ...PageQuery.properties, filter: Filter }, closed);
const ExportQuery = Type.Object({ format: Type.Optional(oneOf(exportFormats)), filter: Filter }, closed);

const about = {
  method: 'GET',
  body: null,
  params: NoParams,
  status: 200,
  entitlement: 'audit_trail',
  csrf: 'not_cross_site',
  whileSealed: 'serve',
} as const;

/** At a thousand entries a round, what a busy tenant leaves between two searches. */
const roundsOfASearch = 5;

export const auditLogRoutes: readonly Route[] = [
  watchedRoute(
    {
      ...about,
      path: '/v1/audit-events',
      summary: 'What people did, newest first, by the filter language',
      query: SearchQuery,
      answer: Page(AuditRecordSchema),
      permission: 'audit_event.read',
      audit: 'audit_log.read',
      rateClass: 'read',
    },
    async ({ query, tenant, platform, inRead }) => {
      const asked = askedPage(query, 1);
      const filter = parseAuditFilter(query.filter ?? '', platform.clock.nowMs());
      const before = beforeOf(asked.after?.[0]);
      await assertIndexed(platform, tenant, filter);
      const found = await inRead((tx) => searchAudit(tx, filter, { before, limit: asked.limit + 1 }));
      const page = pageOf(
        found,
        asked,
        ({ seq }) => [String(seq)],
        (record) => record,
      );
      return { answer: page };
    },
  ),
  watchedRoute(
    {
      ...about,
      path: '/v1/audit-events/stream',
      summary: 'The audit log as it grows: Server-Sent Events from a cursor (Last-Event-ID, or `after`)',
      query: Type.Object({ after: Type.Optional(text(1, 40)) }, closed),
      answer: Type.Unsafe<unknown>({}),
      permission: 'audit_event.read',
      audit: 'audit_log.streamed',
      rateClass: 'read',
    },
    openStream,
  ),
  workRoute(
    {
      ...about,
      path: '/v1/audit-events/export',
      summary: 'The audit log as a file: OCSF events, one a line, or a spreadsheet',
      query: ExportQuery,
      answer: Type.Unsafe<unknown>({}),
      permission: 'audit_event.export',
      audit: 'audit_log.exported',
      rateClass: 'heavy',
    },
    async ({ query, tenant, platform, inChange }) => {
      const { format = 'ocsf' } = query;
      const written = query.filter ?? '';
      const filter = parseAuditFilter(written, platform.clock.nowMs());
      await assertIndexed(platform, tenant, filter);
      const { receipt } = await inChange((change) =>
        change.recorded({
          event: 'audit_log.exported',
          subject: { kind: 'audit_log', id: tenant.id, name: tenant.slug },
          after: { format, filter: written },
        }),
      );
      const { type, extension } = exportAs[format];
      return audited(receipt, {
        answer: exportAudit(platform.db, tenant, { format, filter, upTo: receipt.seq }),
        headers: {
          'content-type': type,
          'content-disposition': `attachment; filename="${tenant.slug}-audit.${extension}"`,
        },
      });
    },
  ),
];

/** Without `Accept: text/event-stream` it ends with what there is now: for whoever asks again and again. */
async function openStream(call: WatchedCall<unknown, { after?: string }>): Promise<Answered<unknown>> {
  const { headers, query, tenant, person, platform, inRead, assertStillAllowed } = call;
  const generation = tenant.authorityEpoch;
  const head = (await inRead(listHeads)).find(({ stream }) => stream === 'audit')?.seq ?? 0;
  const given = headers['last-event-id'] ?? query.after;
  const after =
    given === undefined ? Number(head) : parseStreamCursor(String(given), { generation, head: Number(head) });
  const ended = new AbortController();
  const giveBack = platform.streamSeats.take(person.id, () => {
    ended.abort();
  });
  const out = streamAudit({
    inRead,
    assertStillAllowed,
    clock: platform.clock,
    generation,
    after,
    follow: String(headers.accept).includes('text/event-stream'),
    times: streamTimes,
    onFailure: (error) => {
      platform.logger.warn({ err: error }, 'a live stream of the audit log broke off');
    },
  });
  ended.signal.addEventListener('abort', () => out.destroy(), { once: true });
  out.once('close', giveBack);
  return {
    answer: out,
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
  };
}

const exportAs = {
  ocsf: { type: 'application/x-ndjson', extension: 'ocsf.ndjson' },
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
} as const;

/** @throws AppError while a long log is still being indexed: a search that leaves something out says nothing */
async function assertIndexed(platform: Platform, tenant: TenantRef, filter: AuditFilter): Promise<void> {
  if (asksForAll(filter)) return;
  const behind = await indexAudit(platform.db, tenant, roundsOfASearch);
  if (behind === 0) return;
  throw new AppError('unavailable', `The search is being prepared: ${behind} records are still to come.`, {
    fix: 'Try again in a moment, or ask without a filter.',
    who: 'the person',
  });
}

export function beforeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9][0-9]{0,14}$/.test(text)) return Number(text);
  throw new AppError('validation_failed', 'The cursor is not one that this list gave.', {
    fix: 'Pass `next` of the page before, unchanged.',
    who: 'the caller',
    fields: [{ pointer: '/cursor', message: 'is not a cursor of this list' }],
  });
}
