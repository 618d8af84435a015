/** Routes of API tokens: one's own, and, for administrators, those of a person. */
import { Type } from 'typebox';
import { permissionNames } from '@gamut/access/permissions';
import type { TenantRef } from '@gamut/database/database';
import { listTokens } from '../../../access/api-token-store.ts';
import { audited } from '../../../http/audited.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { askedPage, pageOf as cutPage } from '../../../http/list-page.ts';
import { controlRoute, readRoute, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  named,
  NoParams,
  orNull,
  pageOf,
  PageQuery,
  RecordedInControl,
  text,
  Time,
} from '../../../http/schema-words.ts';
import type { Platform } from '../../../platform.ts';
import { findMember } from '../people/member-store.ts';
import { peopleManaging, peopleReading, PersonParams } from '../people/people-administration-routes.ts';
import { AccessToken, accessTokenOf } from './access-token.ts';
import { makeAccessToken, revokeAccessToken } from './make-access-token.ts';

const TokenParams = Type.Object({ tokenId: idOf('tok') }, closed);
const PersonTokenParams = Type.Object({ personId: idOf('usr'), personTokenId: idOf('tok') }, closed);
const TokenMade = Type.Object(
  { id: Type.String(), token: Type.String({ description: 'shown this once' }), expiresAt: orNull(Time) },
  named('AccessTokenMade'),
);

async function pageOfTokens(
  { db }: Platform,
  tenant: TenantRef,
  personId: string,
  query: { readonly cursor?: string; readonly limit?: string },
) {
  const asked = askedPage(query, 1);
  const rows = await db.readControlFor(tenant, async (tx) => {
    const member = await findMember(tx, tenant.id, personId);
    if (member === undefined) throw notFound('person');
    const whose = { userId: member.user_id, tenantId: tenant.id };
    return listTokens(tx, whose, { limit: asked.limit, afterId: asked.after?.[0] });
  });
  return cutPage(rows, asked, (row) => [row.id], accessTokenOf);
}

export const accessTokenRoutes: readonly Route[] = [
  readRoute(
    {
      ...peopleReading,
      path: '/v1/access-tokens',
      summary: 'Your API tokens in this organisation',
      params: NoParams,
      query: PageQuery,
      answer: pageOf(AccessToken),
      permission: 'token.read',
    },
    ({ platform, tenant, person, query }) => pageOfTokens(platform, tenant, person.id, query),
  ),
  controlRoute(
    {
      ...peopleManaging,
      path: '/v1/access-tokens',
      summary: 'Make an API token; its text is shown once',
      params: NoParams,
      body: Type.Object(
        {
          name: text(1, 100),
          permissions: Type.Array(text(1, 64), {
            minItems: 1,
            maxItems: permissionNames.length,
            uniqueItems: true,
          }),
          expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
        },
        closed,
      ),
      answer: TokenMade,
      status: 201,
      permission: 'token.create',
      audit: 'api_token.created',
    },
    async (call) => {
      const { receipt, value } = await makeAccessToken(call, call.body);
      return audited(receipt, { answer: value });
    },
  ),
  controlRoute(
    {
      ...peopleManaging,
      method: 'DELETE',
      rateClass: 'change',
      path: '/v1/access-tokens/:tokenId',
      summary: 'Revoke one of your API tokens: refused from its next request on',
      params: TokenParams,
      body: null,
      answer: RecordedInControl,
      permission: 'token.revoke',
      audit: 'api_token.revoked',
    },
    async (call) => {
      const { receipt, value } = await revokeAccessToken(call, call.person.id, call.params.tokenId);
      return audited(receipt, { answer: value });
    },
  ),
  readRoute(
    {
      ...peopleReading,
      path: '/v1/people/:personId/access-tokens',
      summary: 'The API tokens of a person in this organisation',
      params: PersonParams,
      query: PageQuery,
      answer: pageOf(AccessToken),
      permission: 'person_token.read',
    },
    ({ platform, tenant, params, query }) => pageOfTokens(platform, tenant, params.personId, query),
  ),
  controlRoute(
    {
      ...peopleManaging,
      method: 'DELETE',
      path: '/v1/people/:personId/access-tokens/:personTokenId',
      summary: 'Revoke an API token of a person',
      params: PersonTokenParams,
      body: null,
      answer: RecordedInControl,
      permission: 'person_token.revoke',
      audit: 'api_token.revoked',
    },
    async (call) => {
      const { receipt, value } = await revokeAccessToken(
        call,
        call.params.personId,
        call.params.personTokenId,
      );
      return audited(receipt, { answer: value });
    },
  ),
];
