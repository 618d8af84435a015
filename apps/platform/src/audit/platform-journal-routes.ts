/**
 * The platform's own journal for the operator: what operators and provisioning did, as a file that verifies without us. Taking it is
 * itself an entry, committed before the first line.
 */
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { operatorRoute, type Route } from '../http/route.ts';
import { NoParams, NoQuery } from '../http/schema-words.ts';
import { exportPlatformJournal } from './export-journal.ts';

export const platformJournalRoutes: readonly Route[] = [
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
        Readable.from(exportPlatformJournal(parts)),
      );
    },
  ),
];
