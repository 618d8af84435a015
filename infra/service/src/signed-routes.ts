/**
 * Routes between processes (security.md section 4): the signature is verified over the raw bytes before anybody parses
 * them, each route lists the callers it accepts, and every answer to a verified call, refusals too, is signed and bound
 * to that call. A nonce is handed on to the operation, which spends it in its own transaction.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { AppError } from '@gamut/kernel/app-error';
import { errorStatus } from '@gamut/kernel/error-codes';
import { limits } from '@gamut/kernel/limits';
import { parseJson } from '@gamut/kernel/parse-json';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { randomBytes } from '@gamut/crypto/random';
import { verifyRequest, type VerifiedRequest } from '@gamut/protocol/signed-request';
import { signResponse } from '@gamut/protocol/signed-response';
import type { Edge } from './edge.ts';
import { answerRefusal } from './http-server.ts';
import type { Logger } from './logger.ts';
import { problemOf, problemType, refusalOf } from './problem.ts';
import { compileSchema } from './strict-schema.ts';
import { systemTime } from './system-time.ts';

export interface SignedCall<T> {
  /** The key id of the edge that the call came by: `gateway_to_platform`. */
  readonly caller: string;
  /** The tenant that the signature covers, or `-`. */
  readonly tenant: string;
  readonly requestId: string;
  readonly nonce: string;
  /** Until when the nonce must be remembered. */
  readonly expiresMs: number;
  readonly body: T;
}

export interface SignedRoute {
  readonly url: string;
  /** Key ids of the edges that may call; everybody else is refused, however well signed. */
  readonly callers: readonly string[];
  readonly bodyBytesMax?: number;
  readonly answer: (call: SignedCall<unknown>) => Promise<unknown>;
  readonly parseBody: (value: unknown) => unknown;
}

export interface SignedServing {
  readonly edges: readonly Edge[];
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly random?: RandomBytes;
}

/** One row: a POST route, its callers, the schema of its body, and the operation. */
export function signedRoute<B extends TSchema>(row: {
  readonly url: string;
  readonly callers: readonly string[];
  readonly bodyBytesMax?: number;
  readonly body: B;
  readonly answer: (call: SignedCall<Static<B>>) => Promise<unknown>;
}): SignedRoute {
  const { url, callers, answer } = row;
  return {
    url,
    callers,
    ...(row.bodyBytesMax === undefined ? {} : { bodyBytesMax: row.bodyBytesMax }),
    answer: answer as (call: SignedCall<unknown>) => Promise<unknown>,
    parseBody: compileSchema<Static<B>>(row.body, 'body'),
  };
}

export function serveSigned(
  server: FastifyInstance,
  serving: SignedServing,
  routes: readonly SignedRoute[],
): void {
  const edges = new Map(serving.edges.map((edge) => [edge.keyId, edge]));
  for (const route of routes) {
    for (const caller of route.callers) {
      if (!edges.has(caller)) throw new Error(`route ${route.url} accepts ${caller}, an edge without keys`);
    }
  }
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    for (const route of routes) {
      const bodyLimit = route.bodyBytesMax ?? limits.bodyBytesMax;
      scope.post(route.url, { bodyLimit }, (request, reply) =>
        answerSigned(serving, edges, route, request, reply),
      );
    }
  });
}

async function answerSigned(
  serving: SignedServing,
  edges: ReadonlyMap<string, Edge>,
  route: SignedRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const clock = serving.clock ?? systemTime;
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  let verified: VerifiedRequest;
  try {
    verified = verifyCall(edges, request, raw, clock.nowMs());
  } catch (error) {
    const reason =
      error instanceof AppError && error.cause instanceof Error ? error.cause.message : undefined;
    serving.logger.warn(
      { url: route.url, code: refusalOf(error).code, reason },
      'a call was not signed as it must be',
    );
    return answerRefusal(serving.logger, error, request, reply);
  }
  const edge = edges.get(verified.keyId) as Edge;
  const { status, contentType, body } = await outcomeOf(serving.logger, route, verified, raw);
  const headers = signResponse({
    status,
    contentType,
    body,
    requestSignature: verified.signature,
    keyId: edge.answerKeyId,
    key: edge.answerKey,
    clock,
    random: serving.random ?? randomBytes,
  });
  return reply.code(status).headers(headers).send(body);
}

function verifyCall(
  edges: ReadonlyMap<string, Edge>,
  request: FastifyRequest,
  body: Uint8Array,
  nowMs: number,
): VerifiedRequest {
  const keys = new Map<string, Uint8Array>();
  for (const edge of edges.values()) keys.set(edge.keyId, edge.key);
  const url = `${request.protocol}://${request.headers.host ?? ''}${request.raw.url ?? ''}`;
  return verifyRequest({ method: request.method, url, headers: request.headers, body, keys, nowMs });
}

interface Outcome {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

async function outcomeOf(
  logger: Logger,
  route: SignedRoute,
  verified: VerifiedRequest,
  raw: Buffer,
): Promise<Outcome> {
  try {
    const answer = await route.answer(callOf(route, verified, raw));
    return { status: 200, contentType: 'application/json', body: Buffer.from(JSON.stringify(answer ?? {})) };
  } catch (error) {
    const refusal = refusalOf(error);
    const status = errorStatus[refusal.code];
    if (status >= 500)
      logger.error({ err: error, requestId: verified.requestId, url: route.url }, refusal.message);
    return {
      status,
      contentType: problemType,
      body: Buffer.from(JSON.stringify(problemOf(refusal, verified.requestId))),
    };
  }
}

function callOf(route: SignedRoute, verified: VerifiedRequest, raw: Buffer): SignedCall<unknown> {
  const { keyId, tenant, requestId, nonce, expiresMs } = verified;
  if (!route.callers.includes(keyId)) {
    throw new AppError('caller_not_allowed', `${keyId} may not call this route.`, {
      fix: 'Call it from a process that it lists.',
      who: 'the developer',
    });
  }
  const body = route.parseBody(parseJson(raw, { bytesMax: Infinity }));
  const named = (body as { tenant?: unknown } | null)?.tenant;
  if (typeof named === 'string' && named !== tenant) {
    throw new AppError('bad_request', 'The body names another tenant than the signature.', {
      fix: 'Sign the call for the tenant of its body.',
      who: 'the developer',
    });
  }
  return { caller: keyId, tenant, requestId, nonce, expiresMs, body };
}
