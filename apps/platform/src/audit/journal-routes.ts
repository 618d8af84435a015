/**
 * The journal as people reach it: streams, entries with the bytes their hash covers, the export and the verification. Who reads
 * what others did is part of the account: entries leave one record for each stream, person and quarter of an hour, export and
 * verification one each time, before anything is shown.
 */
import { Type } from 'typebox';
import { checkNames } from '@gamut/journal/export-report';
import { audited } from '../http/audited.ts';
import { notFound } from '../http/expected-refusals.ts';
import { askedPage, pageOf } from '../http/list-page.ts';
import { readRoute, watchedRoute, workRoute, type Route } from '../http/route.ts';
import {
  closed,
  named,
  NoParams,
  NoQuery,
  oneOf,
  orNull,
  pageOf as Page,
  PageQuery,
  Sha256,
  Time,
  WholeNumberText,
} from '../http/schema-words.ts';
import type { TenantStream } from './append-entries.ts';
import { exportJournal, type ExportParts } from './export-journal.ts';
import { findEntry, listChainAround, listEntries, listStreams, type StoredEntry } from './journal-reading.ts';
import { verifyJournal } from './verify-journal.ts';
import type { Platform } from '../platform.ts';

const streams = ['audit', 'decisions', 'runs'] as const;
const Text = Type.String();
const Checkpoint = Type.Object(
  { size: Type.Integer(), root: Sha256, note: Text, at: Time, witnessedAt: orNull(Time) },
  closed,
);
const Verified = Type.Object({ at: Time, outcome: Text, by: Text, size: Type.Integer() }, closed);
const Stream = Type.Object(
  {
    stream: oneOf(streams),
    size: Type.Integer(),
    head: Sha256,
    checkpoint: orNull(Checkpoint),
    lastVerified: orNull(Verified),
  },
  named('JournalStream'),
);
const Entry = Type.Object(
  {
    stream: oneOf(streams),
    seq: Type.Integer(),
    hash: Sha256,
    prev: Sha256,
    at: Time,
    kind: Text,
    subject: orNull(Text),
    bytes: Text,
  },
  named('JournalEntry'),
);
const Chain = Type.Object({ entry: Entry, around: Type.Array(Entry) }, closed);
const Check = Type.Object({ name: Text, ok: Type.Boolean(), detail: Text }, closed);
const Verification = Type.Object(
  { at: Time, outcome: Text, summary: Text, checks: Type.Array(Check), doesNotProve: Type.Array(Text) },
  named('JournalVerification'),
);
const OneStream = Type.Object({ stream: oneOf(streams) }, closed);
const OneEntry = Type.Object({ stream: oneOf(streams), seq: WholeNumberText }, closed);
const chainSpan = 3;

const journalRead = {
  method: 'GET',
  query: NoQuery,
  body: null,
  status: 200,
  entitlement: 'audit_trail',
  audit: 'none',
  rateClass: 'read',
  csrf: 'none',
  whileSealed: 'serve',
} as const;
const entriesRead = {
  ...journalRead,
  permission: 'journal.read',
  audit: 'journal.read',
  csrf: 'not_cross_site',
} as const;
const journalWork = {
  params: NoParams,
  query: NoQuery,
  status: 200,
  entitlement: 'audit_trail',
  rateClass: 'heavy',
  whileSealed: 'serve',
} as const;

const exportParts = ({ db, journal, witnessVkey, witness, clock }: Platform): ExportParts => ({
  db,
  signer: journal,
  witness: witnessVkey,
  witnessEdge: witness,
  clock,
});

export const journalRoutes: readonly Route[] = [
  readRoute(
    {
      ...journalRead,
      path: '/v1/journal',
      summary: 'Streams of this tenant',
      params: NoParams,
      answer: Page(Stream),
      permission: 'journal.read',
    },
    async ({ tx, tenant }) => ({
      data: await listStreams(tx, tenant.authorityEpoch),
      next: null,
      has_more: false,
    }),
  ),
  watchedRoute(
    {
      ...entriesRead,
      path: '/v1/journal/:stream/entries',
      summary: 'Entries, newest first',
      params: OneStream,
      query: PageQuery,
      answer: Page(Entry),
    },
    async ({ params, query, inRead }) => {
      const asked = askedPage(query, 1);
      const found = await inRead((tx) => entriesBefore(tx, params.stream, asked));
      const answer = pageOf(
        found,
        asked,
        (entry) => [String(entry.seq)],
        (entry) => entry,
      );
      return { answer };
    },
  ),
  watchedRoute(
    {
      ...entriesRead,
      path: '/v1/journal/:stream/entries/:seq',
      summary: 'One entry and the chain around it',
      params: OneEntry,
      answer: Chain,
    },
    async ({ params, inRead }) => {
      const [stream, seq] = [params.stream, Number(params.seq)];
      const [entry, around] = await inRead((tx) =>
        Promise.all([findEntry(tx, stream, seq), listChainAround(tx, stream, seq, chainSpan)]),
      );
      if (entry === undefined) throw notFound('journal entry');
      return { answer: { entry, around } };
    },
  ),
  workRoute(
    {
      ...journalWork,
      method: 'GET',
      path: '/v1/journal/export',
      summary: 'The whole journal as a file that verifies offline',
      body: null,
      answer: Type.Unsafe<unknown>({}),
      csrf: 'not_cross_site',
      permission: 'journal.export',
      audit: 'journal.exported',
    },
    async ({ tenant, platform, inChange }) => {
      const { receipt } = await inChange((change) =>
        change.recorded({
          event: 'journal.exported',
          subject: { kind: 'journal', id: tenant.id, name: tenant.slug },
        }),
      );
      const headers = {
        'content-type': 'application/x-gamut-journal',
        'content-disposition': `attachment; filename="${tenant.slug}.journal"`,
      };
      return audited(receipt, {
        answer: exportJournal(exportParts(platform), tenant),
        headers,
      });
    },
  ),
  workRoute(
    {
      ...journalWork,
      method: 'POST',
      path: '/v1/journal/verify',
      summary: 'Verify the journal as an auditor would',
      body: Type.Object({}, closed),
      answer: Verification,
      csrf: 'session_token',
      permission: 'journal.verify',
      audit: 'journal.verified',
    },
    async ({ tenant, person, platform, inChange }) => {
      const { receipt } = await inChange((change) =>
        change.recorded({
          event: 'journal.verified',
          subject: { kind: 'journal', id: tenant.id, name: tenant.slug },
        }),
      );
      const report = await verifyJournal(exportParts(platform), tenant, person.name);
      const checks = report.checks
        .filter((check) => check.holds !== null)
        .map((check) => ({
          name:
            check.stream === null ? checkNames[check.name] : `${checkNames[check.name]} (${check.stream})`,
          ok: check.holds === true,
          detail: check.detail,
        }));
      const answer = {
        at: new Date(platform.clock.nowMs()).toISOString(),
        outcome: report.outcome,
        summary: report.summary,
        checks,
        doesNotProve: [...report.doesNotProve],
      };
      return audited(receipt, { answer });
    },
  ),
];

function entriesBefore(
  tx: Parameters<typeof listEntries>[0],
  stream: TenantStream,
  asked: ReturnType<typeof askedPage>,
): Promise<StoredEntry[]> {
  const before = asked.after?.[0];
  return listEntries(tx, {
    stream,
    limit: asked.limit + 1,
    ...(before === undefined ? {} : { before: Number(before) }),
  });
}
