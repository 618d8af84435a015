/** Routes that make a reset link: the administrator's, and the one of the root token for a tenant that nobody else administers. */
import { Type } from 'typebox';
import { audited } from '../../../http/audited.ts';
import { controlRoute, operatorRoute, type Route } from '../../../http/route.ts';
import { closed, named, NoQuery, text, Time } from '../../../http/schema-words.ts';
import { Email } from './invitation.ts';
import { peopleManaging, PersonParams } from './people-administration-routes.ts';
import { makeResetLink, makeWaitingResetLink } from './reset-password.ts';

const ResetLinkMade = Type.Object(
  {
    id: Type.String(),
    url: Type.String({ description: 'a reset link; shown this once' }),
    usableFrom: Time,
    expiresAt: Time,
  },
  named('ResetLinkMade'),
);

export const resetLinkRoutes: readonly Route[] = [
  controlRoute(
    {
      ...peopleManaging,
      path: '/v1/people/:personId/reset-link',
      summary:
        'A link by which a person sets a new password for their place here, good for an hour and one use',
      params: PersonParams,
      body: null,
      answer: ResetLinkMade,
      status: 201,
      permission: 'person.reset_password',
      audit: 'person.reset_link_made',
    },
    async (call) => {
      const { receipt, value } = await makeResetLink(call, call.params.personId);
      return audited(receipt, { answer: value });
    },
  ),
  operatorRoute(
    {
      method: 'POST',
      path: '/operator/v1/tenants/:slug/reset-links',
      summary:
        'A link by which the only administrator of a tenant sets a new password: opens after a day, and not once they sign in',
      params: Type.Object({ slug: text(1, 40) }, closed),
      query: NoQuery,
      body: Type.Object({ email: Email }, closed),
      answer: ResetLinkMade,
      status: 201,
      permission: 'operator',
      platformRole: 'root',
      entitlement: null,
      audit: 'tenant.reset_link_made',
      rateClass: 'sensitive',
      csrf: 'none',
    },
    ({ change, platform, params, body }) => makeWaitingResetLink(change, platform, { ...params, ...body }),
  ),
];
