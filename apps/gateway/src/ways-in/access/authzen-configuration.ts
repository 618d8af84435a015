/** `/.well-known/authzen-configuration` (AuthZEN Authorization API 1.0 section 9): where questions are asked, under the name that the asker used. */
import type { FastifyInstance } from 'fastify';
import { assertHost, knownHosts } from '../known-hosts.ts';

export interface AuthzenPlace {
  /** Host names, beside loopback's, under which Gateway is reached. */
  readonly hosts: readonly string[];
  /** A proxy that terminates TLS stands before Gateway. */
  readonly tlsProxy: boolean;
}

export function serveAuthzenConfiguration(server: FastifyInstance, place: AuthzenPlace): void {
  const hosts = knownHosts(place.hosts);
  server.get('/.well-known/authzen-configuration', (request, reply) => {
    assertHost(request, hosts);
    const base = `${place.tlsProxy ? 'https' : 'http'}://${request.headers.host ?? ''}`;
    return reply.send({
      policy_decision_point: base,
      access_evaluation_endpoint: `${base}/access/v1/evaluation`,
      access_evaluations_endpoint: `${base}/access/v1/evaluations`,
    });
  });
}
