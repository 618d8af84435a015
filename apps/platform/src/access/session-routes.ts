/** Signing in and out, who is signed in, and the one-time links of a development machine. */
import { Type } from 'typebox';
import { permitted } from '@gamut/access/authorize';
import { heldRoles } from '@gamut/access/effective-right';
import { AppError } from '@gamut/kernel/app-error';
import { audited } from '../http/audited.ts';
import {
  closed,
  named,
  NoParams,
  NoQuery,
  oneOf,
  orNull,
  RecordedInControl,
  text,
} from '../http/schema-words.ts';
import { controlRoute, openRoute, readRoute, type Route } from '../http/route.ts';
import type { Platform } from '../platform.ts';
import { standingOf, type Person } from './person.ts';
import { identifyPerson } from './identify-person.ts';
import { countingFailures } from './failed-sign-in.ts';
import { clearCookie, csrfTokenOf } from './session-cookie.ts';
import { endSession } from './session-store.ts';
import { recordEnd } from './start-session.ts';
import { provePassword, setPassword } from './set-password.ts';
import { signIn } from './sign-in.ts';
import { mintSignInLink, useSignInLink } from './sign-in-link.ts';

export const Session = Type.Object(
  {
    user: Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() }, closed),
    tenant: Type.Object(
      { id: Type.String(), slug: Type.String(), name: Type.String(), plan: Type.String() },
      closed,
    ),
    role: Type.String(),
    roles: Type.Array(Type.String()),
    permissions: Type.Array(Type.String(), {
      description: 'All that this person may do here and now: role and plan together.',
    }),
    csrfToken: Type.String(),
    mode: oneOf(['production', 'development']),
    gatewayUrl: Type.String(),
    securityContact: orNull(Type.String()),
    demo: Type.Boolean(),
  },
  named('Session'),
);

export function sessionOf(
  platform: Platform,
  person: Person,
  cookie: string,
): {
  user: { id: string; name: string; email: string };
  tenant: { id: string; slug: string; name: string; plan: string };
  role: string;
  roles: string[];
  permissions: string[];
  csrfToken: string;
  mode: 'production' | 'development';
  gatewayUrl: string;
  securityContact: string | null;
  demo: boolean;
} {
  const { id, name, email, tenant } = person;
  return {
    user: { id, name, email },
    tenant: { id: tenant.id, slug: tenant.slug, name: tenant.name, plan: tenant.plan },
    role: person.role,
    roles: heldRoles(person),
    permissions: permitted(standingOf(person)),
    csrfToken: csrfTokenOf(platform.tokenPepper, cookie),
    mode: platform.mode,
    gatewayUrl: platform.gatewayUrl,
    securityContact: platform.securityContact,
    demo: platform.mode === 'development' && tenant.slug === 'demo',
  };
}

export const sessionRoutes: readonly Route[] = [
  openRoute(
    {
      method: 'POST',
      path: '/v1/session',
      summary: 'Sign in with e-mail and password',
      params: NoParams,
      query: NoQuery,
      body: Type.Object(
        { email: text(3, 320), password: text(1, 1024), tenant: Type.Optional(text(2, 40)) },
        closed,
      ),
      answer: Session,
      status: 201,
      permission: 'anyone',
      entitlement: null,
      audit: 'session.started',
      rateClass: 'sign_in',
      csrf: 'same_origin',
    },
    async ({ platform, body }) => {
      const { email: account, tenant: slug } = body;
      const meant = slug === undefined ? undefined : { slug };
      const started = await countingFailures(platform, { account, door: 'password', meant }, () =>
        signIn(platform, body),
      );
      const { person } = await identifyPerson(platform.db, platform.clock, started.cookieValue);
      return {
        answer: sessionOf(platform, person, started.cookieValue),
        headers: { 'set-cookie': started.cookie },
      };
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/v1/session',
      summary: 'Who is signed in, and what they may do',
      params: NoParams,
      query: NoQuery,
      body: null,
      answer: Session,
      status: 200,
      permission: 'session.read',
      entitlement: null,
      audit: 'none',
      rateClass: 'read',
      csrf: 'none',
      whileSealed: 'serve',
    },
    async ({ platform, person, cookie }) => sessionOf(platform, person, cookie),
  ),
  controlRoute(
    {
      method: 'DELETE',
      path: '/v1/session',
      summary: 'Sign out',
      params: NoParams,
      query: NoQuery,
      body: null,
      answer: RecordedInControl,
      status: 200,
      permission: 'session.end',
      entitlement: null,
      audit: 'session.ended',
      rateClass: 'change',
      csrf: 'session_token',
      whileSealed: 'serve',
    },
    async ({ platform, person, inControl }) => {
      const { receipt, value } = await inControl(async (change) => {
        await endSession(change.tx, person.sessionId, change.now());
        return recordEnd(change, person);
      });
      return audited(receipt, { answer: value, headers: { 'set-cookie': clearCookie(platform.mode) } });
    },
  ),
  controlRoute(
    {
      method: 'PUT',
      path: '/v1/session/password',
      summary: 'Set your own password; your other sessions end',
      params: NoParams,
      query: NoQuery,
      body: Type.Object({ current: Type.Optional(text(1, 1024)), password: text(1, 1024) }, closed),
      answer: RecordedInControl,
      status: 200,
      permission: 'password.set',
      entitlement: null,
      audit: 'password.set',
      rateClass: 'sign_in',
      csrf: 'session_token',
      whileSealed: 'serve',
    },
    async ({ platform, person, body, inControl }) => {
      const proven = await countingFailures(
        platform,
        { account: person.email, door: 'password_change', meant: { tenantId: person.tenant.id } },
        () => provePassword(platform, person, body),
      );
      const { receipt, value } = await setPassword(person, proven, inControl);
      return audited(receipt, { answer: value });
    },
  ),
  openRoute(
    {
      method: 'GET',
      path: '/sign-in/:token',
      summary: 'Use a one-time sign-in link: sets the session’s cookie and goes to the console',
      params: Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) }, closed),
      query: NoQuery,
      body: null,
      answer: Type.Null(),
      status: 303,
      permission: 'anyone',
      entitlement: null,
      audit: 'session.started',
      // a link holds 256 random bits: what is limited here is noise, not guesses
      rateClass: 'change',
      csrf: 'none',
    },
    async ({ platform, params }) => {
      const started = await useSignInLink(platform, params.token);
      if (started === undefined) return { answer: null, headers: { location: '/sign-in?link=used' } };
      return { answer: null, headers: { location: '/', 'set-cookie': started.cookie } };
    },
  ),
  openRoute(
    {
      method: 'POST',
      path: '/operator/v1/sign-in-links',
      summary: 'Mint a one-time sign-in link (operator of a development machine)',
      params: NoParams,
      query: NoQuery,
      body: Type.Object({ tenant: text(2, 40), email: text(3, 320) }, closed),
      answer: Type.Object({ url: Type.String() }, closed),
      status: 201,
      permission: 'operator',
      entitlement: null,
      audit: 'sign_in_link.minted',
      rateClass: 'change',
      csrf: 'none',
    },
    async ({ platform, body }) => {
      const origin = platform.consoleOrigins()[0];
      if (origin === undefined) throw new AppError('unavailable', 'The console has no address yet.');
      return { answer: { url: `${origin}${await mintSignInLink(platform, body)}` } };
    },
  ),
];
