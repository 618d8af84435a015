/** The row of the replay material: an export of its own, for whoever may see what agents asked for, and recorded as one. */
import { Type } from 'typebox';
import { audited } from '../../../http/audited.ts';
import { workRoute, type Route } from '../../../http/route.ts';
import { NoParams, NoQuery } from '../../../http/schema-words.ts';
import { writeReplayMaterial } from './replay-material.ts';

export const replayRoutes: readonly Route[] = [
  workRoute(
    {
      method: 'GET',
      path: '/v1/journal/replay',
      summary: 'What the decisions of a journal export can be derived again from, offline',
      params: NoParams,
      query: NoQuery,
      body: null,
      status: 200,
      answer: Type.Unsafe<unknown>({}),
      permission: 'decision.export',
      entitlement: 'agentic',
      audit: 'decisions.exported',
      rateClass: 'heavy',
      csrf: 'not_cross_site',
      whileSealed: 'refuse',
    },
    async ({ tenant, platform, inChange }) => {
      const { open } = await platform.keys.sealerOf(tenant);
      const { receipt } = await inChange((change) =>
        change.recorded({
          event: 'decisions.exported',
          subject: { kind: 'journal', id: tenant.id, name: tenant.slug },
        }),
      );
      const headers = {
        'content-type': 'application/x-gamut-replay',
        'content-disposition': `attachment; filename="${tenant.slug}.replay"`,
      };
      return audited(receipt, {
        answer: writeReplayMaterial(platform.db, tenant, open),
        headers,
      });
    },
  ),
];
