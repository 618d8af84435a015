/**
 * An upstream MCP server over streamable HTTP, through the guarded fetch. The connector's credential is opened for each
 * request, at the moment of the call, and is known to nobody but the request and the redactor.
 */
import { StreamableHTTPClientTransport, type FetchLike } from '@modelcontextprotocol/client';
import { canonicalJson, type JsonValue } from '@gamut/kernel/canonical-json';
import type { UpstreamTransport } from '../upstream.ts';
import { shelterAnswer } from './shelter-answer.ts';
import { guardedFetch, type GuardedFetchOptions } from '@gamut/service/guarded-fetch';

export interface HttpServerOptions extends GuardedFetchOptions {
  readonly url: string;
  /** Lends the connector's headers for one request. @throws AppError when one does not open */
  readonly withHeaders: <T>(use: (headers: Readonly<Record<string, string>>) => Promise<T>) => Promise<T>;
}

export async function openHttpServer(options: HttpServerOptions): Promise<UpstreamTransport> {
  const guarded = guardedFetch(options);
  const send: FetchLike = async (url, init) => {
    // A listening stream would outlive every cap; listings are read again on a timer instead.
    if ((init?.method ?? 'GET') === 'GET') return new Response(null, { status: 405 });
    guarded.assertApproved(url);
    const message = readMessage(init?.body);
    return options.withHeaders(async (lent) => {
      const headers = new Headers(init?.headers);
      for (const [name, value] of Object.entries(lent)) headers.set(name, value);
      const response = await guarded.fetch(url, { ...init, headers, ...message.body });
      return message.call === undefined ? response : shelterAnswer(response, message.call);
    });
  };
  const transport = new StreamableHTTPClientTransport(new URL(options.url), {
    fetch: send,
    reconnectionOptions: {
      maxRetries: 0,
      initialReconnectionDelay: 1000,
      maxReconnectionDelay: 1000,
      reconnectionDelayGrowFactor: 1,
    },
  });
  const close = transport.close.bind(transport);
  transport.close = async () => {
    await close();
    await guarded.close();
  };
  return transport;
}

/** The message in canonical form, so that the arguments on the wire are the very bytes that were digested; and which call it is. */
function readMessage(body: unknown): { readonly body: { body?: string }; readonly call: number | undefined } {
  if (typeof body !== 'string') return { body: {}, call: undefined };
  const message = JSON.parse(body) as JsonValue & { readonly method?: unknown; readonly id?: unknown };
  const isCall = message.method === 'tools/call' && typeof message.id === 'number';
  return { body: { body: canonicalJson(message) }, call: isCall ? (message.id as number) : undefined };
}
