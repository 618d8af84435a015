/**
 * The first half of the pipeline, before a body is read: limits → identify → tenant active → CSRF → tenant open; and the right to do
 * it, decided before anything is. The limit and the question who it is leave in one flight, the limit first.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authorize } from '@gamut/access/authorize';
import type { RateClass } from '@gamut/access/permission-row';
import type { Database, TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { readCredential, type Credential } from '../access/credential.ts';
import { countFailure } from '../access/failed-sign-in.ts';
import { identifyPerson } from '../access/identify-person.ts';
import { identifySupport } from '../access/identify-support.ts';
import { identifyToken, RefusedToken } from '../access/identify-token.ts';
import { standingOf, type Person } from '../access/person.ts';
import { sessionHash } from '../access/session-cookie.ts';
import { networkOf, type Caller as Measured } from '../limits/caller-measure.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import { tooManyRequests, type RateVerdict } from '../limits/rate-verdict.ts';
import type { Platform } from '../platform.ts';
import { assertNoOtherOrigin, assertNotCrossSite, assertSessionToken } from './csrf.ts';
import type { DenialLog } from './denial-log.ts';
import type { Route } from './route.ts';

export interface AdmitParts {
  readonly platform: Platform;
  readonly limits: RateLimits;
  readonly denials: DenialLog;
}

/** What the first half has found out about a request, for the second half. */
export interface Caller {
  readonly person: Person;
  readonly tenant: TenantRef;
  readonly cookie: string;
}

type ReadControl = Database['readControl'];

export async function spendByAddress(
  { limits }: AdmitParts,
  rateClass: RateClass,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const caller = { address: request.ip, credentialHash: undefined };
  obey(await limits.spend(rateClass, caller), rateClass, reply);
}

function obey(verdict: RateVerdict, rateClass: RateClass, reply: FastifyReply): void {
  reply.headers(verdict.fields);
  if (!verdict.admitted) throw tooManyRequests(`Too many requests of the class ${rateClass}.`, verdict);
}

/** @throws AppError for whoever is not let in, and why */
export async function admit(
  parts: AdmitParts,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller> {
  const { limits } = parts;
  const credential = credentialOf(parts, request);
  const caller = { address: request.ip, credentialHash: hashOf(credential) };
  if (caller.credentialHash === undefined) {
    await spendByAddress(parts, route.rateClass, request, reply);
    return admitBy(parts, route, request, { credential, read: parts.platform.db.readControl, isUse: true });
  }
  const read: ReadControl = async (work) => {
    const { verdict, found } = await limits.spendWith(route.rateClass, caller, work);
    obey(verdict, route.rateClass, reply);
    return found as Awaited<ReturnType<typeof work>>;
  };
  return admitBy(parts, route, request, { credential, read, isUse: !isUnattended(request) });
}

/** Once more, for what lasts: as if the request came in now, but for its limit. */
export async function admitAgain(parts: AdmitParts, route: Route, request: FastifyRequest): Promise<void> {
  const credential = credentialOf(parts, request);
  const { db } = parts.platform;
  await assertAllowed(
    parts,
    route,
    await admitBy(parts, route, request, { credential, read: db.readControl, isUse: false }),
  );
}

interface Shown {
  readonly credential: Credential;
  readonly read: ReadControl;
  /** Somebody uses the session now. */
  readonly isUse: boolean;
}

async function admitBy(
  parts: AdmitParts,
  route: Route,
  request: FastifyRequest,
  shown: Shown,
): Promise<Caller> {
  const { platform } = parts;
  const { credential } = shown;
  const { person, csrfHash } = await identify(parts, request, shown);
  const tenant = await platform.db.findTenant({ id: person.tenant.id });
  if (tenant === undefined)
    throw new AppError('tenant_not_active', 'This organisation is not there any more.', {
      who: 'the operator of Gamut',
    });
  // a browser sends no token by itself, so there is nothing to forge
  if (csrfHash !== undefined && route.csrf === 'not_cross_site') assertNotCrossSite(request.headers);
  if (csrfHash !== undefined && route.csrf === 'session_token') {
    assertNoOtherOrigin(request.headers, platform.consoleOrigins());
    assertSessionToken(request.headers, csrfHash);
  }
  if (route.whileSealed === 'refuse') await platform.sealing.assertOpen(tenant.id);
  return { person, tenant, cookie: credential.kind === 'cookie' ? credential.cookie : '' };
}

/**
 * What a browser opens again by itself whenever it breaks off, and what the console asks again while nobody touches the page. Whoever says
 * so can only have their session end sooner.
 */
function isUnattended({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/event-stream') === true || headers['gamut-background'] !== undefined;
}

function credentialOf({ platform }: AdmitParts, request: FastifyRequest): Credential {
  return readCredential(request, platform.mode, platform.tokenPepper);
}

function hashOf(credential: Credential): Measured['credentialHash'] {
  if (credential.kind === 'cookie') return sessionHash(credential.cookie);
  if (credential.kind === 'support') return credential.bearer.mac;
  return credential.kind === 'token' ? credential.token?.mac : undefined;
}

/** By session or by token; tokens that are none are guesses at a secret, and measured out as such. */
async function identify(
  { platform, limits }: AdmitParts,
  request: FastifyRequest,
  { credential, read, isUse }: Shown,
): Promise<{ readonly person: Person; readonly csrfHash: string | undefined }> {
  const { db, clock } = platform;
  if (credential.kind === 'cookie' || credential.kind === 'none')
    return identifyPerson(db, clock, credential.kind === 'cookie' ? credential.cookie : undefined, {
      read,
      isUse,
    });
  try {
    const person =
      credential.kind === 'support'
        ? await identifySupport(db, credential.bearer, read)
        : await identifyToken(db, clock, credential.token, read);
    return { person, csrfHash: undefined };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unauthenticated') throw error;
    const guesser = { address: request.ip, credentialHash: undefined, door: 'api token' };
    const verdict = await limits.spend('sign_in', guesser);
    const token = error.cause instanceof RefusedToken ? error.cause : undefined;
    // anybody can make tokens up, so those that name none of ours are one count an address
    const account = token?.tokenId ?? `address ${networkOf(request.ip)}`;
    await countFailure(platform, { account, door: 'api_token', token }, verdict.admitted);
    if (verdict.admitted) throw error;
    throw tooManyRequests('Too many wrong API tokens from this address.', verdict);
  }
}

/** @throws AppError with what stands against it and who could change that; the denial is recorded first */
export async function assertAllowed(
  parts: AdmitParts,
  route: Route,
  { person, tenant }: Caller,
): Promise<void> {
  if (route.permission === 'anyone' || route.permission === 'operator') return;
  const access = authorize(standingOf(person), route.permission);
  if (access.allowed) return;
  await parts.denials.record(tenant, person, {
    permission: route.permission,
    route: `${route.method} ${route.path}`,
    reason: access.reason,
  });
  const code =
    access.reason === 'plan' ? 'not_entitled' : access.reason === 'tenant' ? 'tenant_suspended' : 'forbidden';
  throw new AppError(code, access.message, { fix: access.fix, who: access.who });
}
