/**
 * The rows of the replay material: exports of their own, for whoever may see what agents asked for, and recorded as such. The one with
 * account and card numbers takes a right of its own, and its record says so.
 */
import { Type } from 'typebox';
import type { Permission } from '@gamut/access/permissions';
import type { AuditEvent } from '../../../http/audit-events.ts';
import { audited } from '../../../http/audited.ts';
import { workRoute, type Route } from '../../../http/route.ts';
import { NoParams, NoQuery } from '../../../http/schema-words.ts';
import { writeReplayMaterial, type KeptArguments } from './replay-material.ts';

interface Material {
  readonly which: KeptArguments;
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission;
  readonly event: AuditEvent;
  /** Of the file, after the tenant's slug. */
  readonly ending: string;
}

function materialRoute({ which, path, summary, permission, event, ending }: Material): Route {
  return workRoute(
    {
      method: 'GET',
      path,
      summary,
      params: NoParams,
      query: NoQuery,
      body: null,
      status: 200,
      answer: Type.Unsafe<unknown>({}),
      permission,
      loosens: { nothing: 'it reads' },
      entitlement: 'agentic',
      audit: event,
      rateClass: 'heavy',
      csrf: 'not_cross_site',
      whileSealed: 'refuse',
    },
    async ({ tenant, platform, inChange }) => {
      const { open } = await platform.keys.sealerOf(tenant);
      const subject = { kind: 'journal', id: tenant.id, name: tenant.slug };
      const { receipt } = await inChange((change) => change.recorded({ event, subject }));
      const headers = {
        'content-type': 'application/x-gamut-replay',
        'content-disposition': `attachment; filename="${tenant.slug}${ending}"`,
      };
      return audited(receipt, { answer: writeReplayMaterial(platform.db, tenant, open, which), headers });
    },
  );
}

export const replayRoutes: readonly Route[] = [
  materialRoute({
    which: 'shown',
    path: '/v1/journal/replay',
    summary: 'What the decisions of a journal export can be derived again from, offline',
    permission: 'decision.export',
    event: 'decisions.exported',
    ending: '.replay',
  }),
  materialRoute({
    which: 'whole',
    path: '/v1/journal/replay-whole',
    summary: 'The same with account and card numbers, so that payments are derived again too',
    permission: 'decision_arguments.export',
    event: 'decision_arguments.exported',
    ending: '.whole.replay',
  }),
];
