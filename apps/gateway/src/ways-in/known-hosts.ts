/** Host and Origin before anything else: a page of another site that resolves to this machine gets nothing (DNS rebinding). */
import type { FastifyRequest } from 'fastify';
import { AppError } from '@gamut/kernel/app-error';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/** @param more host names, beside loopback's, under which Gateway is reached */
export function knownHosts(more: readonly string[]): ReadonlySet<string> {
  return new Set([...loopback, ...more]);
}

/** @throws AppError for a Host or an Origin that is not this Gateway's */
export function assertHost(request: FastifyRequest, hosts: ReadonlySet<string>): void {
  const { origin } = request.headers;
  const host = `http://${request.headers.host ?? ''}`;
  if (!URL.canParse(host) || !hosts.has(new URL(host).hostname)) throw foreign('Host');
  if (origin !== undefined && (!URL.canParse(origin) || !hosts.has(new URL(origin).hostname)))
    throw foreign('Origin');
}

function foreign(header: string): AppError {
  return new AppError('forbidden', `The ${header} header names another site than this Gateway.`, {
    fix: 'Call Gateway by its own address, or have the operator add the name to GAMUT_GATEWAY_HOSTS.',
    who: 'the operator',
  });
}
