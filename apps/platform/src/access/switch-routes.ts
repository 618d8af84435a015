/** A person's own organisations, and going over from one to another. For sessions alone: a token belongs to one tenant. */
import { Type } from 'typebox';
import { audited } from '../http/audited.ts';
import { askedPage, pageOf as cutPage } from '../http/list-page.ts';
import { controlRoute, readRoute, type Route } from '../http/route.ts';
import {
  closed,
  named,
  NoParams,
  NoQuery,
  oneOf,
  orNull,
  pageOf,
  PageQuery,
  text,
} from '../http/schema-words.ts';
import { identifyPerson } from './identify-person.ts';
import { Session, sessionOf } from './session-routes.ts';
import { listOwnPlaces, switchTenant, whyNotEntered } from './switch-tenant.ts';

const OwnTenant = Type.Object(
  {
    slug: Type.String(),
    name: Type.String(),
    status: oneOf(['active', 'suspended', 'moving', 'deleting']),
    current: Type.Boolean(),
    whyNot: orNull(Type.String({ description: 'why it can’t be entered from here; null: it can' })),
  },
  named('OwnTenant'),
);

const ofSessions = { query: NoQuery, entitlement: null, whileSealed: 'serve' } as const;

export const switchRoutes: readonly Route[] = [
  readRoute(
    {
      ...ofSessions,
      method: 'GET',
      path: '/v1/session/tenants',
      summary:
        'The organisations that you have a place in, as far as the way in which you signed in proves it',
      params: NoParams,
      query: PageQuery,
      body: null,
      answer: pageOf(OwnTenant),
      status: 200,
      permission: 'session.read',
      audit: 'none',
      rateClass: 'read',
      csrf: 'none',
    },
    async ({ platform, person, query }) => {
      const asked = askedPage(query, 1);
      const page = { limit: asked.limit + 1, afterSlug: asked.after?.[0] };
      const rows = await listOwnPlaces(platform, person, page);
      return cutPage(
        rows,
        asked,
        ({ slug }) => [slug],
        (row) => ({
          slug: row.slug,
          name: row.name,
          status: row.tenant_status,
          current: row.tenant_id === person.tenant.id,
          whyNot: whyNotEntered(row),
        }),
      );
    },
  ),
  controlRoute(
    {
      ...ofSessions,
      method: 'POST',
      path: '/v1/session/tenant',
      summary: 'Go over to another of your organisations: this session ends, a fresh one begins there',
      params: NoParams,
      body: Type.Object({ tenant: text(2, 40) }, closed),
      answer: Session,
      status: 201,
      permission: 'session.switch',
      audit: 'session.ended',
      rateClass: 'change',
      csrf: 'session_token',
    },
    async (call) => {
      const { platform } = call;
      const { success, started } = await switchTenant(call, call.body.tenant);
      const { person } = await identifyPerson(platform.db, platform.clock, started.cookieValue);
      return audited(success.receipt, {
        answer: sessionOf(platform, person, started.cookieValue),
        headers: { 'set-cookie': started.cookie },
      });
    },
  ),
];
