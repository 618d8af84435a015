/**
 * /.well-known/security.txt (RFC 9116) as the operator has configured it: whom to tell of a weakness, and until when that is sure to
 * be right. Without a contact there is none, and none is invented; the start says in one line what is missing or past.
 */
import type { FastifyInstance } from 'fastify';

export interface SecurityContact {
  /** An https or mailto address. */
  readonly contact: string | null;
  /** ISO text: section 2.5.5 asks for it, and a date that moves by itself would vouch for what nobody looked at. */
  readonly expiresAt: string | null;
}

export function serveSecurityContact(server: FastifyInstance, configured: SecurityContact): void {
  const { contact, expiresAt } = configured;
  if (contact === null || expiresAt === null) return;
  const text = `Contact: ${contact}\nExpires: ${expiresAt}\nPreferred-Languages: en\n`;
  server.get('/.well-known/security.txt', (_request, reply) =>
    reply.header('content-type', 'text/plain; charset=utf-8').send(text),
  );
}

/** @returns what the operator should mend, in one line */
export function whatIsWrongWith({ contact, expiresAt }: SecurityContact, nowMs: number): string | undefined {
  if (contact === null)
    return 'nobody can be told of a weakness: set GAMUT_SECURITY_CONTACT and GAMUT_SECURITY_EXPIRES';
  if (expiresAt === null)
    return 'there is no security.txt without its end: set GAMUT_SECURITY_EXPIRES, within a year';
  if (Date.parse(expiresAt) <= nowMs)
    return `security.txt is past since ${expiresAt}: see that GAMUT_SECURITY_CONTACT is right and set GAMUT_SECURITY_EXPIRES anew`;
  return undefined;
}
