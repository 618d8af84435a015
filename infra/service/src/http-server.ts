/**
 * The base of every HTTP server of the product: bounded in size and time, JSON read strictly, schemas that neither coerce
 * nor drop, refusals as problem details, headers that give a browser nothing to work with, /livez, /readyz and /metrics.
 */
import {
  fastify,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import { newId } from '@gamut/kernel/id';
import { limits } from '@gamut/kernel/limits';
import { parseJson } from '@gamut/kernel/parse-json';
import { AppError } from '@gamut/kernel/app-error';
import { errorStatus } from '@gamut/kernel/error-codes';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { randomBytes } from '@gamut/crypto/random';
import { plainForwardedFor } from './forwarded-for.ts';
import { serveHealth, type HealthChecks } from './health.ts';
import type { Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { problemOf, problemType, refusalOf } from './problem.ts';
import { readOff } from './read-off.ts';
import { strictAjv } from './strict-schema.ts';
import { systemTime } from './system-time.ts';
import { givenRequestId, noteRefusal, serveMetrics, watchRequests } from './watch-requests.ts';

export type SchemaCompilers = NonNullable<
  NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']
>;

export interface ServerOptions {
  readonly logger: Logger;
  readonly checks: HealthChecks;
  readonly bodyBytesMax?: number;
  readonly clock?: Clock;
  readonly random?: RandomBytes;
  /** True off loopback, where browsers must come by TLS alone. */
  readonly strictTransport?: boolean;
  /** Whose X-Forwarded-For counts (`trusted-proxies.ts`); absent: nobody's. */
  readonly trustedProxies?: readonly string[];
  /** Where the program adds figures of its own. */
  readonly metrics?: Metrics;
  /** How schemas are compiled, for tests; otherwise all of them are at the start. */
  readonly compilers?: SchemaCompilers;
}

const hardening = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
} as const;

export function createServer(options: ServerOptions): FastifyInstance {
  const clock = options.clock ?? systemTime;
  const random = options.random ?? randomBytes;
  const proxies = options.trustedProxies ?? [];
  const server = fastify({
    logger: false,
    bodyLimit: options.bodyBytesMax ?? limits.bodyBytesMax,
    requestTimeout: limits.requestMsMax,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    trustProxy: proxies.length === 0 ? false : [...proxies],
    requestIdHeader: false,
    genReqId: (request) => givenRequestId(request.headers) ?? newId('req', clock.nowMs(), random(16)),
    routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, maxParamLength: 256 },
    http: { maxHeaderSize: limits.headerBytesMax, insecureHTTPParser: false },
    ajv: strictAjv,
    ...(options.compilers === undefined ? {} : { schemaController: { compilersFactory: options.compilers } }),
    frameworkErrors: (error, request, reply) => {
      void answerRefusal(options.logger, error, request as FastifyRequest, reply as unknown as FastifyReply);
    },
  });
  const headers: Record<string, string> =
    options.strictTransport === true
      ? { ...hardening, 'strict-transport-security': 'max-age=63072000; includeSubDomains' }
      : hardening;
  server.addHook('onRequest', (request, reply, done) => {
    const forwardedFor = request.headers['x-forwarded-for'];
    if (typeof forwardedFor === 'string')
      request.headers['x-forwarded-for'] = plainForwardedFor(forwardedFor);
    reply.headers(headers).header('gamut-request-id', request.id);
    done();
  });
  const metrics = options.metrics ?? createMetrics();
  watchRequests(server, { logger: options.logger, metrics, random });
  readJsonStrictly(server);
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    if (refusalOf(error).code === 'body_too_large') await readOff(request.raw);
    return answerRefusal(options.logger, error, request, reply);
  });
  server.setNotFoundHandler((request, reply) => answerRefusal(options.logger, notFound(), request, reply));
  serveHealth(server, options.checks);
  serveMetrics(server, metrics);
  return server;
}

/** Only application/json comes in; a route that reads something else adds its own parser in its own scope. */
function readJsonStrictly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    try {
      done(null, body.length === 0 ? undefined : parseJson(body, { bytesMax: Infinity }));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
}

function notFound(): AppError {
  return new AppError('not_found', 'There is nothing here.', {
    fix: 'Look the route up in the OpenAPI document.',
    who: 'the caller',
  });
}

/** Answers in problem details; what is not a refusal goes to the log with the request's id, and not to the caller. */
export function answerRefusal(
  logger: Logger,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalOf(error);
  const status = errorStatus[refusal.code];
  noteRefusal(reply, refusal.code);
  if (status >= 500)
    logger.error({ err: error, requestId: request.id, url: request.routeOptions.url }, refusal.message);
  if (refusal.retryAfterSeconds !== undefined)
    void reply.header('retry-after', String(refusal.retryAfterSeconds));
  return reply
    .code(status)
    .header('content-type', problemType)
    .send(Buffer.from(JSON.stringify(problemOf(refusal, request.id))));
}
