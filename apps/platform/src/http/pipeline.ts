/**
 * The one way of a person's request: limits → identify → tenant active → CSRF → tenant open → validate → authorize → tenant transaction →
 * operation → audit record present → commit → serialise by the answer's schema. A slice fills in a row and can't step around
 * any of it (promise: enforced server-side on every action).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '@gamut/kernel/app-error';
import type { Operator } from '../access/operator.ts';
import { readCookie } from '../access/session-cookie.ts';
import type { ControlReading } from '../audit/control-events.ts';
import { recordOperatorReading } from '../audit/record-operator-reading.ts';
import type { RecordReading } from '../audit/record-reading.ts';
import { refusalOf } from '@gamut/service/problem';
import { entityTag } from '../limits/changed-meanwhile.ts';
import { admit, admitAgain, assertAllowed, spendByAddress, type AdmitParts, type Caller } from './admit.ts';
import { admitOperator } from './admit-operator.ts';
import { auditEvents, type AuditEvent } from './audit-events.ts';
import { hostileBodies } from './denial-log.ts';
import { findReader, guardsOf, isKeyed, isRepeatable, isTagged } from './change-guards.ts';
import { assertRoutes } from './check-routes.ts';
import { assertSameOrigin } from './csrf.ts';
import { openListing } from './page-cursor.ts';
import { performChange, performForOperator, performRead } from './perform.ts';
import { isPieces, longAnswer } from './long-answer.ts';
import type { Answered, Route, WatchedCall } from './route.ts';
import { AnswersForIt } from './separation.ts';

export interface PipelineParts extends AdmitParts {
  readonly recordReading: RecordReading;
}

/** What a row says together with the rows beside it. */
interface Mounted {
  readonly route: Route;
  readonly reader: Route | undefined;
  readonly tagged: boolean;
  readonly repeatable: boolean;
  readonly keyed: boolean;
}

export function mountRoutes(server: FastifyInstance, parts: PipelineParts, routes: readonly Route[]): void {
  assertRoutes(routes);
  for (const route of routes) {
    const [reader, tagged] = [findReader(route, routes), isTagged(route, routes)];
    mountRoute(server, parts, {
      route,
      reader,
      tagged,
      repeatable: isRepeatable(route),
      keyed: isKeyed(route),
    });
  }
}

function mountRoute(server: FastifyInstance, parts: PipelineParts, mounted: Mounted): void {
  const { route } = mounted;
  const callers = new WeakMap<FastifyRequest, Caller>();
  const operators = new WeakMap<FastifyRequest, Operator>();
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
      if (route.permission !== 'anyone' && route.permission !== 'operator')
        return void callers.set(request, await admit(parts, route, request, reply));
      // before sign-in a cookie is whatever the caller made up, and would be a fresh measure each time
      await spendByAddress(parts, route.rateClass, request, reply);
      if (route.platformRole !== null)
        operators.set(request, await admitOperator(parts, route, route.platformRole, request));
      if (route.csrf === 'same_origin') assertSameOrigin(request.headers, parts.platform.consoleOrigins());
    },
    errorHandler: (error, request, reply) => {
      const who = { caller: callers.get(request), operator: operators.get(request) };
      // it is answered where all refusals are
      void recordRefusal(parts, route, error, who).finally(() => reply.send(error));
    },
    preHandler: async (request) => {
      if (route.body === null && request.body !== undefined) throw unwantedBody();
      const caller = callers.get(request);
      if (caller !== undefined) await assertAllowed(parts, route, caller);
    },
    handler: async (request, reply) => {
      const who = { caller: callers.get(request), operator: operators.get(request) };
      const { answer, headers } = await perform(parts, mounted, request, reply, who);
      reply.code(route.status).headers(headers ?? {});
      return isPieces(answer) ? inPieces(parts, route, request, answer) : answer;
    },
  });
}

/** Who watches asks by itself, and says so before it ends; all else that lasts is asked for here. */
function inPieces(
  parts: PipelineParts,
  route: Route,
  request: FastifyRequest,
  pieces: AsyncIterable<string>,
): unknown {
  const { operation, permission, platformRole: role, path } = route;
  if (operation.kind === 'watched') return pieces;
  if (permission === 'anyone' || (permission === 'operator' && role === null))
    throw new Error(`${path} answers in pieces and knows nobody to ask about`);
  const assertStillAllowed = async (): Promise<void> => {
    if (role === null) await admitAgain(parts, route, request);
    else await admitOperator(parts, route, role, request);
  };
  return longAnswer({ pieces, assertStillAllowed, monotonicMs: parts.platform.clock.monotonicMs });
}

/** A body that no well-meaning program sends, and what is kept from whoever answers for an agent; who asked is known before a byte is read. */
async function recordRefusal(
  { denials }: AdmitParts,
  { permission, method, path }: Route,
  error: unknown,
  { caller, operator }: Who,
): Promise<void> {
  const { code } = refusalOf(error);
  const route = `${method} ${path}`;
  if (error instanceof AnswersForIt) {
    if (caller === undefined || permission === 'anyone' || permission === 'operator') return;
    const { agents } = error;
    await denials.record(caller.tenant, caller.person, { permission, route, reason: 'separation', agents });
    return;
  }
  const reason = hostileBodies.find((one) => one === code);
  if (reason === undefined) return;
  if (operator !== undefined) await denials.recordOperator(operator, route);
  if (caller === undefined || permission === 'anyone' || permission === 'operator') return;
  await denials.record(caller.tenant, caller.person, { permission, route, reason });
}

interface Who {
  readonly caller: Caller | undefined;
  readonly operator: Operator | undefined;
}

async function perform(
  parts: PipelineParts,
  mounted: Mounted,
  request: FastifyRequest,
  reply: FastifyReply,
  { caller, operator }: Who,
): Promise<Answered<unknown>> {
  const { platform } = parts;
  const { route } = mounted;
  const { params, body } = request;
  if (route.operation.kind === 'open') {
    const cookie = readCookie(request.headers.cookie, platform.mode);
    return route.operation.run({ params, query: request.query, body, platform, address: request.ip, cookie });
  }
  const listing = openListing(route, {
    key: platform.tokenPepper,
    tenant: caller?.tenant.id ?? 'operator',
    params,
    query: request.query,
  });
  const input = { params, query: listing.query, body, platform };
  const guards = guardsOf(route, mounted, { request, reply, who: caller?.person.id ?? operator?.id ?? '' });
  if (operator !== undefined) {
    await recordOperator(platform, route, operator);
    const { answer, ...more } = await performForOperator(platform, route, { ...input, operator }, guards);
    return { answer: listing.bind(answer), ...more };
  }
  if (caller === undefined) throw new AppError('unauthenticated', 'You are not signed in.');
  if (route.operation.kind === 'watched') {
    const watched = await watch(parts, route, request, { ...input, ...caller });
    const { answer, ...more } = await route.operation.run(watched);
    return { answer: listing.bind(answer), ...more };
  }
  if (route.operation.kind === 'read') {
    await recordSupport(parts, route, caller);
    const answer = await performRead(platform, route, { ...input, ...caller });
    return {
      answer: listing.bind(answer),
      ...(mounted.tagged ? { headers: { etag: entityTag(answer) } } : {}),
    };
  }
  return tagged(mounted, await performChange(platform, route, { ...input, ...caller }, guards));
}

/** What an operator reads by a tenant's leave is recorded first; what cannot be recorded is not read. */
async function recordSupport(parts: PipelineParts, route: Route, { person, tenant }: Caller): Promise<void> {
  if (person.support === undefined) return;
  await parts.recordReading(tenant, person, {
    event: 'support_access.used',
    route: `${route.method} ${route.path}`,
  });
}

/** As for a person's reading; an act leaves its own entry. */
async function recordOperator(
  platform: PipelineParts['platform'],
  { operation, audit, method, path }: Route,
  operator: Operator,
): Promise<void> {
  if (operation.kind !== 'operator_read' || audit === 'none') return;
  await recordOperatorReading(platform, operator, {
    event: audit as ControlReading,
    route: `${method} ${path}`,
  });
}

/** A change that answers with the thing itself says under which tag the next one finds it. */
function tagged({ route, reader }: Mounted, answered: Answered<unknown>): Answered<unknown> {
  if (reader === undefined || reader.answer !== route.answer) return answered;
  return { ...answered, headers: { ...answered.headers, etag: entityTag(answered.answer) } };
}

/** The reading is recorded first; what cannot be recorded is not read. */
async function watch(
  parts: PipelineParts,
  route: Route,
  request: FastifyRequest,
  { params, query, person, tenant }: Omit<WatchedCall, 'body' | 'headers' | 'inRead' | 'assertStillAllowed'>,
): Promise<WatchedCall> {
  const { platform } = parts;
  if (route.audit === 'none' || !Object.hasOwn(auditEvents, route.audit))
    throw new Error(`${route.path} is watched and names no audit event`);
  const event = route.audit as AuditEvent;
  await parts.recordReading(tenant, person, { event, route: wayOfReading(route, params) });
  return {
    params,
    query,
    body: undefined,
    platform,
    person,
    tenant,
    headers: request.headers,
    inRead: (work) => platform.db.readTenant(tenant, work),
    assertStillAllowed: () => admitAgain(parts, route, request),
  };
}

/** The row's address with the stream that it names: an entry's number stays open, so going from one to the next is one reading. */
function wayOfReading({ method, path }: Route, params: unknown): string {
  const { stream } = (params ?? {}) as { readonly stream?: unknown };
  return `${method} ${typeof stream === 'string' ? path.replace(':stream', stream) : path}`;
}

function unwantedBody(): AppError {
  return new AppError('unknown_field', 'This request takes no body.', {
    fix: 'Send it without one.',
    who: 'the caller',
  });
}
