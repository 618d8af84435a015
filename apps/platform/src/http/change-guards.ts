/**
 * What stands around a change by its row alone: which address shows the state that it changes, and whether its answer may be given
 * twice. Found once, when routes are mounted.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readIfMatch } from '../limits/changed-meanwhile.ts';
import { readIdempotencyKey } from '../limits/idempotency-key.ts';
import type { Guards } from './guards.ts';
import type { Route } from './route.ts';

/**
 * Changed by PUT, and not under If-Match, each with its reason. Adding one is a decision, so it is written down twice.
 */
export const unconditional: Readonly<Record<string, string>> = {
  'PUT /v1/session/password': 'proves the password that it replaces',
  'PUT /v1/people/:personId/roles':
    'replaces the whole, under a lock, and says in the record what was before',
  'PUT /v1/connectors/:connectorId/credentials': 'replaces what nobody can read',
  'PUT /v1/connectors/:connectorId/tools/:toolName': 'names the digest of the schema that it pins',
  'PUT /operator/v1/tenants/:slug/key-port': 'replaces the whole, and is refused while another is in use',
};

/** The GET that shows what this PUT or PATCH changes. */
export function findReader(route: Route, routes: readonly Route[]): Route | undefined {
  if (route.method !== 'PUT' && route.method !== 'PATCH') return undefined;
  return routes.find(
    (other) => other.method === 'GET' && other.path === route.path && other.operation.kind === 'read',
  );
}

/** Whether a GET shows what a PUT or PATCH of the same address changes, and so carries an ETag. */
export function isTagged(route: Route, routes: readonly Route[]): boolean {
  return (
    route.method === 'GET' &&
    routes.some((other) => (other.method === 'PUT' || other.method === 'PATCH') && other.path === route.path)
  );
}

/** A file, or an answer with something that is shown once or stands sealed in its own place, is not kept to be given again. */
export function isRepeatable({ answer }: Pick<Route, 'answer'>): boolean {
  if (Object.keys(answer).length === 0) return false;
  const text = JSON.stringify(answer);
  return !/"(?:token|csrfToken|secret|password|argumentsShown|target|saw)":\{|shown (?:this )?once/i.test(
    text,
  );
}

/**
 * Whether a POST may be sent again under an Idempotency-Key. One that takes a password may not: a digest of the request stands beside the
 * key, and whoever has a dump could guess at it as fast as they can hash.
 */
export function isKeyed({ method, body, operation }: Pick<Route, 'method' | 'body' | 'operation'>): boolean {
  return (
    method === 'POST' && operation.kind !== 'open' && !/"(?:password|current)":\{/.test(JSON.stringify(body))
  );
}

export function guardsOf(
  route: Route,
  standing: { readonly reader: Route | undefined; readonly repeatable: boolean; readonly keyed: boolean },
  { request, reply, who }: { request: FastifyRequest; reply: FastifyReply; who: string },
): Guards {
  const { reader, repeatable, keyed } = standing;
  const { params, query, body, headers } = request;
  return {
    keyed: keyed
      ? readIdempotencyKey({
          header: headers['idempotency-key'],
          who,
          route: route.path,
          params,
          query,
          body,
        })
      : undefined,
    condition: reader === undefined ? undefined : { ifMatch: readIfMatch(headers['if-match']), reader },
    repeatable,
    serialise: (answer) =>
      String(reply.serializeInput(answer as Record<string, unknown>, String(route.status))),
  };
}
