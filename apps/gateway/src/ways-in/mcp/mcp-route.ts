/**
 * The HTTP face of `/mcp`: who may speak at all, before anything is read as MCP. Host and Origin first (DNS rebinding),
 * then the credential, then the body: JSON only, bounded, strict (a member twice, a number that would change: refused).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '@gamut/kernel/app-error';
import { limits } from '@gamut/kernel/limits';
import type { IdentifiedAgent } from '../../identity/identify-agent.ts';
import { assertHost, knownHosts } from '../known-hosts.ts';
import { challenge } from '../bearer-challenge.ts';
import { readBody, recordingUnread, recordOversizeBodies, type UnreadRecorders } from '../unreadable-body.ts';
import { readMessage } from './known-members.ts';
import type { McpService } from './mcp-handler.ts';

export interface McpRouteOptions extends UnreadRecorders {
  readonly service: McpService;
  readonly identify: (authorization: string | undefined) => Promise<IdentifiedAgent>;
  /** Host names, beside loopback's, under which Gateway is reached. */
  readonly hosts: readonly string[];
}

export function serveMcp(server: FastifyInstance, options: McpRouteOptions): void {
  const hosts = knownHosts(options.hosts);
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: limits.bodyBytesMax },
      (_request, body, done) => done(null, body),
    );
    const agents = new WeakMap<FastifyRequest, IdentifiedAgent>();
    recordOversizeBodies(scope, (request) => agents.get(request), options);
    // Before the body is read: who has no token can't make Gateway read a megabyte.
    scope.addHook('onRequest', async (request, reply) => {
      assertHost(request, hosts);
      try {
        agents.set(request, await options.identify(request.headers.authorization));
      } catch (error) {
        if (error instanceof AppError && error.code !== 'unavailable')
          void reply.header('www-authenticate', challenge(error));
        throw error;
      }
    });
    scope.route({
      method: ['POST', 'GET', 'DELETE'],
      url: '/mcp',
      handler: (request, reply) => answer(request, reply, options, agents.get(request) as IdentifiedAgent),
    });
  });
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { service, ...unread }: McpRouteOptions,
  who: IdentifiedAgent,
): Promise<FastifyReply> {
  const raw = request.body as Buffer | undefined;
  const parsed = request.method === 'POST' ? await readBody(raw, who, unread) : undefined;
  const { message, given } = await recordingUnread(unread, who, () => readMessage(parsed));
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && name !== 'authorization') headers.set(name, value);
  const url = `http://${request.headers.host ?? 'localhost'}/mcp`;
  const body = parsed === undefined ? {} : { body: new Uint8Array(raw as Buffer) };
  const response = await service.serve(
    new Request(url, { method: request.method, headers, ...body }),
    message,
    who,
    given,
  );
  response.headers.forEach((value, name) => void reply.header(name, value));
  return reply.code(response.status).send(response.body === null ? undefined : response.body);
}
