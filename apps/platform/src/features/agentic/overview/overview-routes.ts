/** The row of the overview. */
import { authorize } from '@gamut/access/authorize';
import { standingOf } from '../../../access/person.ts';
import { readRoute, type Route } from '../../../http/route.ts';
import { NoParams } from '../../../http/schema-words.ts';
import { agenticRead } from '../agentic-rows.ts';
import { loadOverview } from './load-overview.ts';
import { Overview } from './overview.ts';

export const overviewRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      entitlement: null,
      path: '/v1/overview',
      summary: 'What needs a person, and what agents did',
      params: NoParams,
      answer: Overview,
      permission: 'overview.read',
    },
    async ({ tx, tenant: ref, person, platform }) => {
      const standing = standingOf(person);
      const { open } = await platform.keys.sealerOf(ref);
      return loadOverview(tx, {
        generation: ref.authorityEpoch,
        nowMs: platform.clock.nowMs(),
        readerId: person.id,
        may: (permission) => authorize(standing, permission).allowed,
        open,
      });
    },
  ),
];
