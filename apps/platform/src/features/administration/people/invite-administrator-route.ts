/** The operator's row of people: the first administrator of a tenant. */
import { Type } from 'typebox';
import { operatorRoute, type Route } from '../../../http/route.ts';
import { closed, NoQuery, text } from '../../../http/schema-words.ts';
import { Email, Invitation } from './invitation.ts';
import { inviteAdministrator } from './invite-administrator.ts';

export const inviteAdministratorRoutes: readonly Route[] = [
  operatorRoute(
    {
      method: 'POST',
      path: '/operator/v1/tenants/:slug/administrators',
      summary: 'Invite an administrator of a tenant; answers a set-up link, good for 72 hours and one use',
      params: Type.Object({ slug: text(1, 40) }, closed),
      query: NoQuery,
      body: Type.Object({ email: Email, name: text(1, 200) }, closed),
      answer: Invitation,
      status: 201,
      permission: 'operator',
      platformRole: 'platform_ops',
      entitlement: null,
      audit: 'tenant.administrator_invited',
      rateClass: 'sensitive',
      csrf: 'none',
    },
    ({ change, platform, params, body }) => inviteAdministrator(change, platform, { ...params, ...body }),
  ),
];
