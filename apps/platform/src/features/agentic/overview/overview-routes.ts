/** The row of the overview. */
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
    ({ tx, platform }) => loadOverview(tx, platform.clock.nowMs()),
  ),
];
