/**
 * What is told of every request: one line in the log with request id and trace, and its part of the figures that /metrics shows to
 * whoever asks on the machine itself. Never an address, a query, a body or a name.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '@gamut/kernel/app-error';
import type { RandomBytes } from '@gamut/kernel/time-source';
import type { Logger } from './logger.ts';
import { isOnThisMachine } from './loopback.ts';
import type { Metrics } from './metrics.ts';
import { inTrace, openTrace, type Trace } from './trace.ts';

export interface RequestWatch {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly random: RandomBytes;
}

/** Asked every second or so by machines; a line for each would hide the others. */
const quiet = /^\/(livez|readyz|metrics|internal\/|\*)/;
const secondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const ownId = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

/** By which code a request was refused: set where it is answered, told in its line. */
const refusedAs = new WeakMap<FastifyReply, string>();
export function noteRefusal(reply: FastifyReply, code: string): void {
  refusedAs.set(reply, code);
}

/** The caller's own id of the request, when it is one that a log can hold. */
export function givenRequestId(headers: FastifyRequest['headers']): string | undefined {
  const given = headers['gamut-request-id'] ?? headers['x-request-id'];
  return typeof given === 'string' && ownId.test(given) ? given : undefined;
}

export function watchRequests(server: FastifyInstance, watch: RequestWatch): void {
  const { logger, metrics, random } = watch;
  const traces = new WeakMap<FastifyRequest, Trace>();
  const requests = metrics.counter('gamut_http_requests_total', 'Requests by route and status.');
  const seconds = metrics.histogram('gamut_http_request_seconds', 'Time to answer, by route.', secondsBounds);
  server.addHook('onRequest', (request, _reply, done) => {
    const trace = openTrace(request.headers.traceparent, random);
    traces.set(request, trace);
    inTrace(trace, done);
  });
  // the body arrived in events of the socket, which know nothing of the request
  server.addHook('preValidation', (request, _reply, done) => {
    const trace = traces.get(request);
    if (trace === undefined) done();
    else inTrace(trace, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const method = request.method;
    const status = String(reply.statusCode);
    requests.add({ method, route, status });
    seconds.observe({ method, route }, reply.elapsedTime / 1000);
    const line = lineOf(request, reply, route, traces.get(request));
    if (!quiet.test(route)) logger.info(line, 'request');
    done();
  });
}

function lineOf(request: FastifyRequest, reply: FastifyReply, route: string, trace: Trace | undefined) {
  return {
    method: request.method,
    route,
    status: reply.statusCode,
    code: refusedAs.get(reply),
    tookMs: Math.round(reply.elapsedTime * 1000) / 1000,
    requestId: request.id,
    traceId: trace?.traceId,
    spanId: trace?.spanId,
  };
}

export function serveMetrics(server: FastifyInstance, metrics: Metrics): void {
  server.get('/metrics', async (request, reply) => {
    if (!isOnThisMachine(request)) {
      const fix = 'Ask on the machine itself, through no proxy.';
      throw new AppError('not_found', 'There is nothing here.', { fix, who: 'the operator' });
    }
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text());
  });
}
