/** The tenant's routes of support access: who of the platform asks or may look, and letting, refusing, ending it. */
import { Type } from 'typebox';
import { findSupportGrant, listSupportGrants } from '../../../access/support-grant-store.ts';
import { audited } from '../../../http/audited.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { askedPage, pageOf as cutPage } from '../../../http/list-page.ts';
import { controlRoute, readRoute, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  named,
  NoParams,
  NoQuery,
  pageOf,
  PageQuery,
  ReasonText,
  Time,
} from '../../../http/schema-words.ts';
import { answerSupport, endSupport } from './answer-support.ts';
import { SupportAccess, supportAccessOf } from './support-grant.ts';
import { listUses } from './support-uses.ts';

const Params = Type.Object({ supportAccessId: idOf('sup') }, closed);
const SupportUses = Type.Object(
  {
    access: SupportAccess,
    uses: Type.Array(
      Type.Object({ seq: Type.Integer(), at: Time, event: Type.String(), what: Type.String() }, closed),
      {
        description:
          'newest first, at most 500: each reading, once a route and quarter of an hour, and each refusal',
      },
    ),
  },
  named('SupportUses'),
);

const reading = {
  method: 'GET',
  body: null,
  status: 200,
  permission: 'support_access.read',
  entitlement: null,
  audit: 'none',
  rateClass: 'read',
  csrf: 'none',
  whileSealed: 'refuse',
} as const;
const answering = {
  method: 'POST',
  params: Params,
  query: NoQuery,
  body: Type.Object({ reason: ReasonText }, closed),
  answer: SupportAccess,
  status: 200,
  entitlement: null,
  rateClass: 'sensitive',
  csrf: 'session_token',
  whileSealed: 'refuse',
} as const;

const readRoutes: readonly Route[] = [
  readRoute(
    {
      ...reading,
      path: '/v1/support-access',
      summary: 'Who of the platform asked to look, who may, until when, and when they last did; newest first',
      params: NoParams,
      query: PageQuery,
      answer: pageOf(SupportAccess),
    },
    async ({ platform, tenant, query }) => {
      const asked = askedPage(query, 1);
      const page = { limit: asked.limit, beforeId: asked.after?.[0] };
      const rows = await platform.db.readControlFor(tenant, (tx) =>
        listSupportGrants(tx, { tenantId: tenant.id }, page),
      );
      return cutPage(rows, asked, ({ id }) => [id], supportAccessOf);
    },
  ),
  readRoute(
    {
      ...reading,
      path: '/v1/support-access/:supportAccessId',
      summary: 'One support access, with everything that was looked at and refused under it',
      params: Params,
      query: NoQuery,
      answer: SupportUses,
    },
    async ({ platform, tenant, tx, params }) => {
      const row = await platform.db.readControlFor(tenant, (control) =>
        findSupportGrant(control, params.supportAccessId),
      );
      if (row === undefined) throw notFound('support request');
      return { access: supportAccessOf(row), uses: await listUses(tx, row.id) };
    },
  ),
];

const answerRoutes: readonly Route[] = [
  controlRoute(
    {
      ...answering,
      path: '/v1/support-access/:supportAccessId/approve',
      summary: 'Let support look: read-only, under the role and for the hours that were asked, from now on',
      permission: 'support_access.answer',
      audit: 'support_access.approved',
    },
    async (call) => {
      const answer = { status: 'approved', reason: call.body.reason } as const;
      const { receipt, value } = await answerSupport(call, call.params.supportAccessId, answer);
      return audited(receipt, { answer: value });
    },
  ),
  controlRoute(
    {
      ...answering,
      path: '/v1/support-access/:supportAccessId/refuse',
      summary: 'Refuse support',
      permission: 'support_access.answer',
      audit: 'support_access.refused',
    },
    async (call) => {
      const answer = { status: 'refused', reason: call.body.reason } as const;
      const { receipt, value } = await answerSupport(call, call.params.supportAccessId, answer);
      return audited(receipt, { answer: value });
    },
  ),
  controlRoute(
    {
      ...answering,
      path: '/v1/support-access/:supportAccessId/end',
      summary: 'End the access of support: the next request is refused, and what streams is cut',
      permission: 'support_access.end',
      audit: 'support_access.ended',
    },
    async (call) => {
      const { receipt, value } = await endSupport(call, call.params.supportAccessId, call.body.reason);
      return audited(receipt, { answer: value });
    },
  ),
];

export const supportAccessRoutes: readonly Route[] = [...readRoutes, ...answerRoutes];
