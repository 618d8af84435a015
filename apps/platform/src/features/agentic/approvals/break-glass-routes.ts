/** The rows of emergencies: letting one action pass at once, what waits for a review, and the review. */
import { Type } from 'typebox';
import { notFound } from '../../../http/expected-refusals.ts';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, oneOf, pageOf as Page, PageQuery } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead } from '../agentic-rows.ts';
import { Approval } from './approval.ts';
import { readingOf } from './approval-routes.ts';
import { BreakGlass, BreakGlassReview, breakGlassStatuses, BreakGlassUse } from './break-glass.ts';
import { breakGlassUse, findBreakGlass, listBreakGlass } from './break-glass-store.ts';
import { breakTheGlass, reviewBreakGlass } from './break-the-glass.ts';

const OneApproval = Type.Object({ approvalId: idOf('apr') }, closed);
const One = Type.Object({ breakGlassId: idOf('bgl') }, closed);
const BreakGlassQuery = Type.Object(
  {
    ...PageQuery.properties,
    status: Type.Optional(oneOf(breakGlassStatuses)),
    overdue: Type.Optional(
      Type.Enum(['true', 'false'], { description: 'true: only those whose review is late' }),
    ),
  },
  closed,
);
const nowOf = ({ platform }: { platform: { clock: { nowMs(): number } } }): string =>
  new Date(platform.clock.nowMs()).toISOString();

export const breakGlassRoutes: readonly Route[] = [
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/approvals/:approvalId/break-glass',
      summary: 'Let this one action pass at once, when nobody who would approve can be reached',
      params: OneApproval,
      body: BreakGlass,
      answer: Approval,
      status: 200,
      permission: 'approval.break_glass',
      loosens: 'an_action',
      audit: 'approval.glass_broken',
    },
    async (call) =>
      breakTheGlass(call.change, call.params.approvalId, call.body.reason, await readingOf(call)),
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/break-glass-uses',
      summary: 'Actions that an administrator let pass at once, newest first',
      params: NoParams,
      query: BreakGlassQuery,
      answer: Page(BreakGlassUse),
      permission: 'break_glass.read',
    },
    async (call) => {
      const asked = askedPage(call.query, 1);
      return pageOf(
        await listBreakGlass(call.tx, asked, call.query, nowOf(call)),
        asked,
        (row) => [row.id],
        (row) => breakGlassUse(row, call.person.id, nowOf(call)),
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/break-glass-uses/:breakGlassId',
      summary: 'One action that an administrator let pass at once',
      params: One,
      answer: BreakGlassUse,
      permission: 'break_glass.read',
    },
    async (call) => {
      const found = await findBreakGlass(call.tx, call.params.breakGlassId);
      if (found === undefined) throw notFound('emergency');
      return breakGlassUse(found, call.person.id, nowOf(call));
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/break-glass-uses/:breakGlassId/review',
      summary: 'Say whether it was right to let it pass',
      params: One,
      body: BreakGlassReview,
      answer: BreakGlassUse,
      status: 200,
      permission: 'break_glass.review',
      loosens: 'an_action',
      audit: 'break_glass.reviewed',
    },
    ({ change, person, params, body }) => reviewBreakGlass(change, person.id, params.breakGlassId, body),
  ),
];
