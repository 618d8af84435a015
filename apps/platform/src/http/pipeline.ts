/**
 * The one way of a person's request: limits → identify → tenant active → CSRF → tenant open → validate → authorize → tenant transaction →
 * operation → audit record present → commit → serialise by the answer's schema. A slice fills in a row and can't step around
 * any of it (promise: enforced server-side on every action).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authorize } from '@gamut/access/authorize';
import type { RateClass } from '@gamut/access/permissions';
import type { TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { measureOf, noCredential, readCredential, type Credential } from '../access/credential.ts';
import { identifyPerson } from '../access/identify-person.ts';
import { identifyToken } from '../access/identify-token.ts';
import { assertOperator } from '../access/operator.ts';
import { actorOf, standingOf, type Person } from '../access/person.ts';
import type { RecordReading } from '../audit/record-reading.ts';
import { readCookie } from '../access/session-cookie.ts';
import { assertStillHeld } from '../access/tenant-person.ts';
import type { Platform } from '../platform.ts';
import { auditEvents, type AuditEvent } from './audit-events.ts';
import { assertRecorded, openChange } from './change.ts';
import { assertRoutes } from './check-routes.ts';
import { assertNoOtherOrigin, assertNotCrossSite, assertSameOrigin, assertSessionToken } from './csrf.ts';
import type { DenialLog } from './denial-log.ts';
import type { RateLimiter } from './rate-limit.ts';
import { openOperatorChange } from './operator-change.ts';
import type { Answered, OperatorCall, ReadCall, Route, WatchedCall, WorkCall } from './route.ts';

export interface PipelineParts {
  readonly platform: Platform;
  readonly limiter: RateLimiter;
  readonly denials: DenialLog;
  readonly recordReading: RecordReading;
}

export function mountRoutes(server: FastifyInstance, parts: PipelineParts, routes: readonly Route[]): void {
  assertRoutes(routes);
  for (const route of routes) mountRoute(server, parts, route);
}

/** What the first half of the pipeline has found out about a request, for the second half. */
interface Caller {
  readonly person: Person;
  readonly tenant: TenantRef;
  readonly cookie: string;
}

function mountRoute(server: FastifyInstance, parts: PipelineParts, route: Route): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  server.route({
    method: route.method,
    url: route.path,
    schema: {
      params: route.params,
      querystring: route.query,
      ...(route.body === null ? {} : { body: route.body }),
      response: { [route.status]: route.answer },
    },
    onRequest: async (request, reply) => {
      // before sign-in a cookie is whatever the caller made up, and would be a fresh measure each time
      const signsIn = route.permission !== 'anyone' && route.permission !== 'operator';
      const credential = signsIn ? credentialOf(parts, request) : noCredential;
      limit(parts, route.rateClass, measureOf(credential, request.ip), reply);
      if (route.permission === 'anyone') return openGate(parts, route, request);
      if (route.permission === 'operator') return assertOperator(parts, request);
      callers.set(request, await admit(parts, route, request, credential));
    },
    preHandler: async (request) => {
      if (route.body === null && request.body !== undefined) throw unwantedBody();
      const caller = callers.get(request);
      if (caller !== undefined) await assertAllowed(parts, route, caller);
    },
    handler: (request, reply) => answer(parts, route, request, reply, callers.get(request)),
  });
}

function limit(parts: PipelineParts, rateClass: RateClass, caller: string, reply: FastifyReply): void {
  const verdict = parts.limiter(rateClass, caller);
  reply.headers(verdict.headers);
  if (verdict.allowed) return;
  throw new AppError('too_many_requests', `Too many requests of the class ${rateClass}.`, {
    fix: `Wait ${verdict.headers['retry-after'] ?? '1'} seconds.`,
    who: 'the caller',
  });
}

async function openGate(parts: PipelineParts, route: Route, request: FastifyRequest): Promise<void> {
  if (route.csrf === 'same_origin') assertSameOrigin(request.headers, parts.platform.consoleOrigins());
}

/** Identify, tenant active, CSRF, tenant open: everything that can be judged before the body is read. */
async function admit(
  parts: PipelineParts,
  route: Route,
  request: FastifyRequest,
  credential: Credential,
): Promise<Caller> {
  const { platform } = parts;
  const { person, csrfHash } = await identify(parts, request, credential);
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

function credentialOf({ platform }: PipelineParts, request: FastifyRequest): Credential {
  return readCredential(request, platform.mode, platform.tokenPepper);
}

/** By session or by token; tokens that are none are measured out by address, since each made-up one has a measure of its own. */
async function identify(
  { platform, limiter }: PipelineParts,
  request: FastifyRequest,
  credential: Credential,
): Promise<{ readonly person: Person; readonly csrfHash: string | undefined }> {
  const { db, clock } = platform;
  if (credential.kind !== 'token')
    return identifyPerson(db, clock, credential.kind === 'cookie' ? credential.cookie : undefined);
  try {
    return { person: await identifyToken(db, clock, credential.token), csrfHash: undefined };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unauthenticated') throw error;
    if (limiter('sign_in', `wrong token ${request.ip}`).allowed) throw error;
    throw new AppError('too_many_requests', 'Too many wrong API tokens from this address.', {
      fix: 'Wait a minute.',
      who: 'the caller',
    });
  }
}

async function assertAllowed(parts: PipelineParts, route: Route, { person, tenant }: Caller): Promise<void> {
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

async function answer(
  parts: PipelineParts,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Caller | undefined,
): Promise<unknown> {
  const { platform } = parts;
  const input = { params: request.params, query: request.query, body: request.body, platform };
  if (route.operation.kind === 'open') {
    const cookie = readCookie(request.headers.cookie, platform.mode);
    return send(reply, route, await route.operation.run({ ...input, address: request.ip, cookie }));
  }
  if (route.permission === 'operator')
    return send(reply, route, { answer: await performForOperator(platform, route, input) });
  if (caller === undefined) throw new AppError('unauthenticated', 'You are not signed in.');
  if (route.operation.kind === 'watched')
    return send(reply, route, await route.operation.run(await watch(parts, route, request, caller)));
  return send(reply, route, await perform(platform, route, { ...input, ...caller }));
}

/** The reading is recorded first; what cannot be recorded is not read. */
async function watch(
  parts: PipelineParts,
  route: Route,
  request: FastifyRequest,
  { person, tenant }: Caller,
): Promise<WatchedCall> {
  const { platform } = parts;
  if (route.audit === 'none' || !Object.hasOwn(auditEvents, route.audit))
    throw new Error(`${route.path} is watched and names no audit event`);
  const event = route.audit as AuditEvent;
  await parts.recordReading(tenant, person, { event, route: `${route.method} ${route.path}` });
  return {
    params: request.params,
    query: request.query,
    body: undefined,
    platform,
    person,
    tenant,
    headers: request.headers,
    inRead: (work) => platform.db.readTenant(tenant, work),
    assertStillAllowed: async () => {
      const caller = await admit(parts, route, request, credentialOf(parts, request));
      await assertAllowed(parts, route, caller);
    },
  };
}

/** The operator's acts: one transaction on control with its entry, then what only a committed act may set off. */
async function performForOperator(
  platform: Platform,
  { operation, audit, path }: Route,
  input: Omit<OperatorCall, 'change'>,
): Promise<unknown> {
  const { db, clock, random } = platform;
  if (operation.kind === 'operator_read')
    return db.readControl((tx) => operation.run({ ...input, body: undefined, tx }));
  if (operation.kind !== 'operator' || audit === 'none')
    throw new Error(`${path} changes something and names no entry of the platform’s own stream`);
  const { change, value } = await db.control(async (tx) => {
    const change = openOperatorChange({ tx, clock, random });
    const success = await operation.run({ ...input, change });
    change.assertRecorded(audit, success);
    return { change, value: success.value };
  });
  await change.finish();
  return value;
}

type SignedIn = Omit<ReadCall, 'tx' | 'body'> & { readonly body: unknown };

async function perform(platform: Platform, route: Route, call: SignedIn): Promise<Answered<unknown>> {
  const { operation, audit } = route;
  const { db, clock, random } = platform;
  const actor = actorOf(call.person);
  if (operation.kind === 'read')
    return {
      answer: await db.readTenant(call.tenant, (tx) => operation.run({ ...call, body: undefined, tx })),
    };
  if (audit === 'none' || (operation.kind !== 'change' && operation.kind !== 'work'))
    throw new Error(`${route.path} changes something and names no audit event`);
  const inChange: WorkCall['inChange'] = (work) =>
    db.tenant(call.tenant, async (tx) => {
      const change = openChange({ tx, actor, clock, random });
      const success = await work(change);
      assertRecorded(change, audit, success);
      await assertStillHeld(tx, call.person);
      return success;
    });
  if (operation.kind === 'change')
    return { answer: (await inChange((change) => operation.run({ ...call, change }))).value };
  return (await operation.run({ ...call, inChange })).value;
}

function send(reply: FastifyReply, route: Route, answered: Answered<unknown>): unknown {
  reply.code(route.status).headers(answered.headers ?? {});
  return answered.answer;
}

function unwantedBody(): AppError {
  return new AppError('unknown_field', 'This request takes no body.', {
    fix: 'Send it without one.',
    who: 'the caller',
  });
}
