/**
 * A credential as it stands now: named, of a hashed token, with an end, a last use and, once it was rotated, a successor beside
 * which it lives on for a while. Its state is a matter of the hour, so it is told and never stored.
 */
import { Type, type Static } from 'typebox';
import { idOf, named, oneOf, orNull, Time } from '../../../http/schema-words.ts';

/** `ending`: rotated, and still good until its end. */
export const credentialStates = ['live', 'expiring_soon', 'ending', 'expired', 'revoked'] as const;

/** So long before its end people are told. */
export const expiringSoonDays = 14;
/** Of a credential that is issued without a word about its end. */
export const usualLifeDays = 90;

export const AgentCredentialRow = Type.Object(
  {
    id: idOf('crd'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    name: Type.String(),
    fingerprint: Type.String({
      description: 'the first 12 characters of the SHA-256 of the token',
    }),
    state: oneOf(credentialStates),
    createdAt: Time,
    issuedBy: orNull(Type.String({ description: 'the name of the person' })),
    expiresAt: orNull(Time),
    lastUsedAt: orNull(Type.String({ format: 'date-time', description: 'to the minute' })),
    replacedBy: orNull(idOf('crd')),
    revokedAt: orNull(Time),
    revokedBy: orNull(Type.String()),
  },
  named('AgentCredentialRow'),
);
export type AgentCredentialRow = Static<typeof AgentCredentialRow>;

export const CredentialRotation = Type.Object(
  {
    /** How long the old one is still good beside the new one; 0: not at all. */
    overlapHours: Type.Integer({ minimum: 0, maximum: 720 }),
    /** Of the new one; null: it never ends. */
    expiresInDays: Type.Optional(orNull(Type.Integer({ minimum: 1, maximum: 365 }))),
  },
  named('CredentialRotation'),
);
export type CredentialRotation = Static<typeof CredentialRotation>;

const dayMs = 86_400_000;

/** @param days undefined: the usual life; null: no end */
export function endOfLife(createdAt: string, days: number | null | undefined): string | null {
  return days === null
    ? null
    : new Date(Date.parse(createdAt) + (days ?? usualLifeDays) * dayMs).toISOString();
}
