/** The rows of observe mode: its periods, the list that is drafted from one, and the acceptance of that list. */
import { Type } from 'typebox';
import { notFound } from '../../../http/expected-refusals.ts';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, oneOf, pageOf as Page, ReasonText } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { acceptToolList } from './accept-tool-list.ts';
import { draftToolList } from './draft-tool-list.ts';
import { endObservePeriod } from './end-observe-period.ts';
import {
  AcceptedToolList,
  NewObservePeriod,
  ObservePeriod,
  observePeriodStates,
  ToolListDraft,
} from './observe-period.ts';
import { findObservePeriod, listObservePeriods } from './observe-period-store.ts';
import { openObservePeriod } from './open-observe-period.ts';

const One = Type.Object({ observePeriodId: idOf('obs') }, closed);
const PeriodQuery = Type.Object(
  { ...AgentPageQuery.properties, state: Type.Optional(oneOf(observePeriodStates)) },
  closed,
);
const nowOf = (platform: { readonly clock: { nowMs(): number } }) =>
  new Date(platform.clock.nowMs()).toISOString();

export const observePeriodRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/observe-periods',
      summary: 'Observe periods, running and ended, newest first',
      params: NoParams,
      query: PeriodQuery,
      answer: Page(ObservePeriod),
      permission: 'observe_period.read',
    },
    async ({ tx, query, platform }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listObservePeriods(tx, nowOf(platform), asked, query),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/observe-periods/:observePeriodId',
      summary: 'One observe period',
      params: One,
      answer: ObservePeriod,
      permission: 'observe_period.read',
    },
    async ({ tx, params, platform }) => {
      const found = await findObservePeriod(tx, params.observePeriodId, nowOf(platform));
      if (found === undefined) throw notFound('observe period');
      return found;
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/observe-periods/:observePeriodId/draft',
      summary: 'The least-privilege list of tools that is drafted from an observe period',
      params: One,
      answer: ToolListDraft,
      permission: 'observe_period.read',
    },
    async ({ tx, params, platform, tenant }) => {
      const now = nowOf(platform);
      const found = await findObservePeriod(tx, params.observePeriodId, now);
      if (found === undefined) throw notFound('observe period');
      const { open } = await platform.keys.sealerOf(tenant);
      return draftToolList(tx, found, now, open);
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/observe-periods',
      summary: 'Let an agent read beyond its permissions for a time, to see what it needs',
      params: NoParams,
      body: NewObservePeriod,
      answer: ObservePeriod,
      status: 201,
      permission: 'observe_period.open',
      loosens: 'an_agent',
      audit: 'observe_period.opened',
    },
    ({ change, body }) => openObservePeriod(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/observe-periods/:observePeriodId/end',
      summary: 'End an observe period at once',
      params: One,
      body: Type.Object({ reason: ReasonText }, closed),
      answer: ObservePeriod,
      status: 200,
      permission: 'observe_period.end',
      loosens: { nothing: 'it leaves the agent with its permissions alone' },
      audit: 'observe_period.ended',
    },
    ({ change, params, body }) => endObservePeriod(change, params.observePeriodId, body.reason),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/observe-periods/:observePeriodId/accept',
      summary: 'Grant and withdraw what was chosen from the draft, and end the period',
      params: One,
      body: AcceptedToolList,
      answer: ObservePeriod,
      status: 200,
      permission: 'observe_period.accept',
      loosens: 'an_agent',
      audit: 'observe_period.accepted',
    },
    ({ change, params, body }) => acceptToolList(change, params.observePeriodId, body),
  ),
];
