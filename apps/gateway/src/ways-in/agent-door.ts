/**
 * The door for agents that speak plain HTTP: Host and Origin first, then who calls (a `gma_` token, or a signature over the
 * raw bytes), then the body, strictly read. What was asked under a signature is answered under one, refusals too, bound to
 * that question (security.md section 4).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '@gamut/kernel/app-error';
import { errorStatus } from '@gamut/kernel/error-codes';
import { limits } from '@gamut/kernel/limits';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { signResponse } from '@gamut/protocol/signed-response';
import { answerRefusal } from '@gamut/service/http-server';
import type { Logger } from '@gamut/service/logger';
import { problemOf, problemType, refusalOf } from '@gamut/service/problem';
import type { IdentifiedAgent } from '../identity/identify-agent.ts';
import type { VerifiedRuntime } from '../identity/verify-runtime.ts';
import { unreadBody, type RequestToVerify } from '@gamut/protocol/signed-request';
import { challenge } from './bearer-challenge.ts';
import { assertHost, knownHosts } from './known-hosts.ts';
import { readBody, recordOversizeBodies, type UnreadRecorders } from './unreadable-body.ts';

export interface CallerOfAgent {
  readonly who: IdentifiedAgent;
  /** Of the signed request; undefined for a token, which has none. */
  readonly nonce: string | undefined;
}

export interface DoorAnswer {
  readonly status: number;
  readonly body: object;
}

export interface AgentRoute {
  readonly url: string;
  /** Only who shows the token itself may ask: what this route gives out must not come of a signature. */
  readonly tokenOnly?: true;
  readonly answer: (caller: CallerOfAgent, body: unknown) => Promise<DoorAnswer>;
}

export interface AgentDoor extends UnreadRecorders {
  readonly identify: (authorization: string | undefined) => Promise<IdentifiedAgent>;
  readonly verify: (request: Omit<RequestToVerify, 'keys'>) => Promise<VerifiedRuntime>;
  /** Host names, beside loopback's, under which Gateway is reached. */
  readonly hosts: readonly string[];
  readonly logger: Logger;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

export function serveAgentRoutes(
  server: FastifyInstance,
  door: AgentDoor,
  routes: readonly AgentRoute[],
): void {
  const hosts = knownHosts(door.hosts);
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: limits.bodyBytesMax },
      (_request, body, done) => done(null, body),
    );
    const callers = new WeakMap<FastifyRequest, IdentifiedAgent>();
    recordOversizeBodies(scope, (request) => callers.get(request) ?? signerOf(door, request), door);
    scope.addHook('onRequest', async (request, reply) => {
      assertHost(request, hosts);
      // AuthZEN 1.0, transport: the caller's name of its request comes back
      const named = request.headers['x-request-id'];
      if (typeof named === 'string' && /^[\x21-\x7e]{1,128}$/.test(named))
        void reply.header('x-request-id', named);
      // a token is looked at before a byte of the body is read; a signature is over the body
      if (request.headers.signature !== undefined && request.headers.authorization === undefined) return;
      try {
        callers.set(request, await door.identify(request.headers.authorization));
      } catch (error) {
        if (error instanceof AppError && error.code !== 'unavailable')
          void reply.header('www-authenticate', challenge(error));
        throw error;
      }
    });
    for (const route of routes) {
      scope.post(route.url, (request, reply) => {
        const who = callers.get(request);
        return who === undefined
          ? answerSigned(door, route, request, reply)
          : answerToken(door, route, who, request, reply);
      });
    }
  });
}

function signedParts(
  { protocol, headers, raw, method }: FastifyRequest,
  body: RequestToVerify['body'],
  nowMs: number,
): Omit<RequestToVerify, 'keys'> {
  return { method, url: `${protocol}://${headers.host ?? ''}${raw.url ?? ''}`, headers, body, nowMs };
}

/** Of a body that nobody read: whose key signed for it, if anybody's. A stranger, who has none, leaves nothing but a line of the log. */
async function signerOf(door: AgentDoor, request: FastifyRequest): Promise<IdentifiedAgent | undefined> {
  if (request.headers.signature === undefined || request.headers.authorization !== undefined)
    return undefined;
  const asked = signedParts(request, unreadBody, door.clock.nowMs());
  return door.verify(asked).then(
    ({ who }) => who,
    () => undefined,
  );
}

function rawBody(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

async function answerToken(
  door: AgentDoor,
  route: AgentRoute,
  who: IdentifiedAgent,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const outcome = await outcomeOf(door, route, { who, nonce: undefined }, request);
  return reply.code(outcome.status).header('content-type', outcome.contentType).send(outcome.body);
}

async function answerSigned(
  door: AgentDoor,
  route: AgentRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { clock, random, logger } = door;
  let verified: VerifiedRuntime;
  try {
    if (route.tokenOnly === true)
      throw new AppError('unauthenticated', 'This route asks for the token itself.');
    verified = await door.verify(signedParts(request, rawBody(request), clock.nowMs()));
  } catch (error) {
    return answerRefusal(logger, error, request, reply);
  }
  const { nonce, signature, keyId } = verified.request;
  const { status, contentType, body } = await outcomeOf(door, route, { who: verified.who, nonce }, request);
  const bound = { requestSignature: signature, keyId, key: verified.answerKey, clock, random };
  return reply
    .code(status)
    .headers(signResponse({ status, contentType, body, ...bound }))
    .send(body);
}

async function outcomeOf(
  door: AgentDoor,
  route: AgentRoute,
  caller: CallerOfAgent,
  request: FastifyRequest,
): Promise<{ status: number; contentType: string; body: Buffer }> {
  try {
    const { status, body } = await route.answer(caller, await readBody(rawBody(request), caller.who, door));
    const contentType = status < 400 ? 'application/json' : problemType;
    return { status, contentType, body: Buffer.from(JSON.stringify(body)) };
  } catch (error) {
    const refusal = refusalOf(error);
    const status = errorStatus[refusal.code];
    if (status >= 500)
      door.logger.error({ err: error, requestId: request.id, url: route.url }, refusal.message);
    const body = Buffer.from(JSON.stringify(problemOf(refusal, request.id)));
    return { status, contentType: problemType, body };
  }
}
