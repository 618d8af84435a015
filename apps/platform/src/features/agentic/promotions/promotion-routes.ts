/** The rows of promotions, their sign-offs and this tenant's thresholds. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, oneOf, pageOf as Page, ReasonText } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { approvePromotion, endPromotion } from './decide-promotion.ts';
import { loadPromotion, withGates } from './load-promotion.ts';
import {
  NewPromotion,
  Promotion,
  PromotionPatch,
  promotionStatuses,
  PromotionThresholdTable,
  SignOff,
} from './promotion.ts';
import { listPromotionRows, loadThresholds } from './promotion-store.ts';
import { amendPromotion, requestPromotion } from './request-promotion.ts';
import { setThresholds } from './set-thresholds.ts';
import { signPromotion } from './sign-promotion.ts';

const One = Type.Object({ promotionId: idOf('pmt') }, closed);
const Note = Type.Object({ note: ReasonText }, closed);
const PromotionQuery = Type.Object(
  { ...AgentPageQuery.properties, status: Type.Optional(oneOf(promotionStatuses)) },
  closed,
);

const reads: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/promotions',
      summary: 'Promotions of agents, newest first',
      params: NoParams,
      query: PromotionQuery,
      answer: Page(Promotion),
      permission: 'promotion.read',
    },
    async ({ tx, query, platform }) => {
      const asked = askedPage(query, 1);
      const found = await listPromotionRows(tx, asked, query);
      const rows: Promotion[] = [];
      for (const row of found) rows.push(await withGates(tx, row, platform.clock.nowMs()));
      return pageOf(
        rows,
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/promotions/:promotionId',
      summary: 'One promotion, with its five gates',
      params: One,
      answer: Promotion,
      permission: 'promotion.read',
    },
    ({ tx, params, platform }) => loadPromotion(tx, params.promotionId, platform.clock.nowMs()),
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/promotion-thresholds',
      summary: 'What each promotion asks for',
      params: NoParams,
      answer: PromotionThresholdTable,
      permission: 'promotion.read',
    },
    async ({ tx }) => ({
      thresholds: (await loadThresholds(tx)).map((one) => ({ ...one, evidence: [...one.evidence] })),
    }),
  ),
];

const changes: readonly Route[] = [
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/promotions',
      summary: 'Ask for an agent’s promotion to its next level',
      params: NoParams,
      body: NewPromotion,
      answer: Promotion,
      status: 201,
      permission: 'promotion.request',
      loosens: { nothing: 'it asks, and somebody else decides' },
      audit: 'promotion.requested',
    },
    ({ change, body }) => requestPromotion(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/promotions/:promotionId/amend',
      summary: 'Amend a promotion that waits; signatures given before no longer count',
      params: One,
      body: PromotionPatch,
      answer: Promotion,
      status: 200,
      permission: 'promotion.request',
      loosens: { nothing: 'it takes the signatures that there were' },
      audit: 'promotion.amended',
    },
    ({ change, params, body }) => amendPromotion(change, params.promotionId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/promotions/:promotionId/sign-offs',
      summary: 'Sign a promotion',
      params: One,
      body: SignOff,
      answer: Promotion,
      status: 200,
      permission: 'promotion.sign',
      loosens: { nothing: 'a signature promotes nobody, and somebody else decides' },
      audit: 'promotion.signed',
    },
    ({ change, params, body }) => signPromotion(change, params.promotionId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/promotions/:promotionId/approve',
      summary: 'Promote the agent, once all five gates pass',
      params: One,
      body: Note,
      answer: Promotion,
      status: 200,
      permission: 'agent.promote',
      loosens: 'an_agent',
      audit: 'agent.promoted',
    },
    ({ change, params, body }) => approvePromotion(change, params.promotionId, body.note),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/promotions/:promotionId/refuse',
      summary: 'Refuse a promotion',
      params: One,
      body: Note,
      answer: Promotion,
      status: 200,
      permission: 'agent.promote',
      loosens: { nothing: 'the level stays' },
      audit: 'promotion.refused',
    },
    ({ change, params, body }) => endPromotion(change, params.promotionId, 'refused', body.note),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/promotions/:promotionId/withdraw',
      summary: 'Withdraw a promotion that was asked for',
      params: One,
      body: Note,
      answer: Promotion,
      status: 200,
      permission: 'promotion.request',
      loosens: { nothing: 'the level stays' },
      audit: 'promotion.withdrawn',
    },
    ({ change, params, body }) => endPromotion(change, params.promotionId, 'withdrawn', body.note),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'PUT',
      path: '/v1/promotion-thresholds',
      summary: 'Set what each promotion asks for',
      params: NoParams,
      body: PromotionThresholdTable,
      answer: PromotionThresholdTable,
      status: 200,
      permission: 'promotion.configure',
      loosens: 'all_agents',
      audit: 'promotion.thresholds_set',
    },
    ({ change, body }) => setThresholds(change, body),
  ),
];

export const promotionRoutes: readonly Route[] = [...reads, ...changes];
