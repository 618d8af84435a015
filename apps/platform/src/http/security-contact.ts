/** /.well-known/security.txt (RFC 9116), when the operator has named a contact; otherwise there is none, and none is invented. */
import type { FastifyInstance } from 'fastify';
import type { Clock } from '@gamut/kernel/time-source';

const validMs = 90 * 86_400_000;

/** @param contact an https or mailto address */
export function serveSecurityContact(server: FastifyInstance, contact: string | null, clock: Clock): void {
  if (contact === null) return;
  server.get('/.well-known/security.txt', (_request, reply) => {
    const expires = new Date(clock.nowMs() + validMs).toISOString();
    return reply
      .header('content-type', 'text/plain; charset=utf-8')
      .send(`Contact: ${contact}\nExpires: ${expires}\nPreferred-Languages: en\n`);
  });
}
