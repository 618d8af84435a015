/** Routes of operators: the root token makes and revokes them, whoever provisions may see them. */
import { Type } from 'typebox';
import { platformRoles } from '@gamut/access/platform-roles';
import { listOperators } from '../../../access/operator-store.ts';
import { askedPage, pageOf as cutPage } from '../../../http/list-page.ts';
import { operatorReadRoute, operatorRoute, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  named,
  NoParams,
  NoQuery,
  oneOf,
  orNull,
  pageOf,
  PageQuery,
  ReasonText,
  text,
} from '../../../http/schema-words.ts';
import { Email } from '../people/invitation.ts';
import { makeOperator, revokeOperator } from './make-operator.ts';
import { OperatorShown, operatorShown } from './operator-shown.ts';

const OperatorMade = Type.Object(
  { operator: OperatorShown, token: Type.String({ description: 'shown this once' }) },
  named('OperatorMade'),
);

const OperatorSelf = Type.Object(
  {
    name: Type.String(),
    email: orNull(Type.String()),
    role: oneOf(platformRoles),
    root: Type.Boolean(),
  },
  named('OperatorSelf'),
);

const atTheDoor = { permission: 'operator', entitlement: null, csrf: 'none' } as const;
const byRoot = {
  ...atTheDoor,
  method: 'POST',
  query: NoQuery,
  platformRole: 'root',
  rateClass: 'sensitive',
} as const;

export const operatorRoutes: readonly Route[] = [
  operatorReadRoute(
    {
      ...atTheDoor,
      method: 'GET',
      path: '/operator/v1/self',
      summary: 'Whose token this is, and what it may',
      params: NoParams,
      query: NoQuery,
      body: null,
      answer: OperatorSelf,
      status: 200,
      platformRole: 'any',
      audit: 'none',
      rateClass: 'read',
    },
    async ({ operator }) => ({
      name: operator.name,
      email: operator.email,
      role: operator.role,
      root: operator.root,
    }),
  ),
  operatorReadRoute(
    {
      ...atTheDoor,
      method: 'GET',
      path: '/operator/v1/operators',
      summary: 'All operators: role, expiry, last use, and which are revoked',
      params: NoParams,
      query: PageQuery,
      body: null,
      answer: pageOf(OperatorShown),
      status: 200,
      platformRole: 'platform_ops',
      audit: 'none',
      rateClass: 'read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      const rows = await listOperators(tx, { limit: asked.limit, afterId: asked.after?.[0] });
      return cutPage(rows, asked, ({ id }) => [id], operatorShown);
    },
  ),
  operatorRoute(
    {
      ...byRoot,
      path: '/operator/v1/operators',
      summary: 'Make an operator; answers their token this once',
      params: NoParams,
      body: Type.Object(
        {
          name: text(1, 200),
          email: Email,
          role: oneOf(platformRoles),
          expiresInDays: Type.Integer({ minimum: 1, maximum: 365 }),
        },
        closed,
      ),
      answer: OperatorMade,
      status: 201,
      audit: 'operator.created',
    },
    ({ change, platform, body }) => makeOperator(change, platform, body),
  ),
  operatorRoute(
    {
      ...byRoot,
      path: '/operator/v1/operators/:operatorId/revoke',
      summary:
        'Revoke an operator: their token opens nothing from now on, and what support access they had has ended',
      params: Type.Object({ operatorId: idOf('opr') }, closed),
      body: Type.Object({ reason: ReasonText }, closed),
      answer: OperatorShown,
      status: 200,
      audit: 'operator.revoked',
    },
    ({ change, params, body }) => revokeOperator(change, { id: params.operatorId, reason: body.reason }),
  ),
];
