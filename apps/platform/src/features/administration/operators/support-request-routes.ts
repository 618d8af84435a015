/** Routes of support at the operator's door: all that `platform_support` may do there, and `platform_ops` may not. */
import { Type } from 'typebox';
import { supportHoursMax, supportRoles } from '@gamut/access/platform-roles';
import { listSupportGrants } from '../../../access/support-grant-store.ts';
import { askedPage, pageOf as cutPage } from '../../../http/list-page.ts';
import { operatorReadRoute, operatorRoute, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  named,
  NoParams,
  NoQuery,
  oneOf,
  pageOf,
  PageQuery,
  ReasonText,
  text,
} from '../../../http/schema-words.ts';
import { askSupport, giveUpSupport, openSupport } from './request-support.ts';
import { SupportRequest, supportRequestOf } from './support-grant.ts';

const SupportOpened = Type.Object(
  {
    request: SupportRequest,
    token: Type.String({ description: 'a bearer for GET /v1/…, shown this once' }),
  },
  named('SupportOpened'),
);
const Params = Type.Object({ supportRequestId: idOf('sup') }, closed);

const bySupport = {
  permission: 'operator',
  platformRole: 'platform_support',
  entitlement: null,
  csrf: 'none',
} as const;
const acting = { ...bySupport, method: 'POST', query: NoQuery, rateClass: 'sensitive' } as const;

export const supportRequestRoutes: readonly Route[] = [
  operatorReadRoute(
    {
      ...bySupport,
      method: 'GET',
      path: '/operator/v1/support-requests',
      summary: 'What you have asked of tenants, newest first, and how it stands',
      params: NoParams,
      query: PageQuery,
      body: null,
      answer: pageOf(SupportRequest),
      status: 200,
      audit: 'none',
      rateClass: 'read',
    },
    async ({ tx, operator, query }) => {
      const asked = askedPage(query, 1);
      const page = { limit: asked.limit, beforeId: asked.after?.[0] };
      const rows = await listSupportGrants(tx, { operatorId: operator.id }, page);
      return cutPage(rows, asked, ({ id }) => [id], supportRequestOf);
    },
  ),
  operatorRoute(
    {
      ...acting,
      path: '/operator/v1/support-requests',
      summary: 'Ask a tenant to let you look, for hours and under a role; nothing opens until it approves',
      params: NoParams,
      body: Type.Object(
        {
          tenant: text(1, 40),
          reason: ReasonText,
          hours: Type.Integer({ minimum: 1, maximum: supportHoursMax }),
          role: oneOf(supportRoles),
          readOnly: Type.Optional(Type.Literal(true)),
        },
        closed,
      ),
      answer: SupportRequest,
      status: 201,
      audit: 'support_access.asked',
    },
    ({ change, operator, body }) => askSupport(change, operator, body),
  ),
  operatorRoute(
    {
      ...acting,
      path: '/operator/v1/support-requests/:supportRequestId/open',
      summary: 'Take up what the tenant approved: answers a bearer that reads, until the access ends',
      params: Params,
      body: Type.Object({}, closed),
      answer: SupportOpened,
      status: 201,
      audit: 'support_access.opened',
    },
    ({ change, platform, operator, params }) =>
      openSupport(change, platform, operator, params.supportRequestId),
  ),
  operatorRoute(
    {
      ...acting,
      path: '/operator/v1/support-requests/:supportRequestId/give-up',
      summary: 'Give up a request, or the access that came of it',
      params: Params,
      body: Type.Object({}, closed),
      answer: SupportRequest,
      status: 200,
      audit: 'support_access.given_up',
    },
    ({ change, operator, params }) => giveUpSupport(change, operator, params.supportRequestId),
  ),
];
