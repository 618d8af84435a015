/**
 * The first signed call of a process: it shows a one-way name of each secret that it holds, so that platform can refuse a
 * newcomer whose secret already serves another purpose (security.md section 3). The names are made with the deployment's
 * id, which platform tells first; no secret and nothing that could be turned back into one is in them.
 */
import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;

export const SecretFingerprint = Type.Object(
  {
    /** The name of the variable, or of what was drawn from it. */
    purpose: Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,63}( as Ed25519 seed)?$' }),
    fingerprint: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  closed,
);
export type SecretFingerprint = Static<typeof SecretFingerprint>;

export const HandshakeRequest = Type.Object(
  {
    process: Type.Union([Type.Literal('gateway'), Type.Literal('claw')]),
    /** Null: tell me the deployment's id. */
    fingerprints: Type.Union([Type.Array(SecretFingerprint, { maxItems: 64 }), Type.Null()]),
  },
  closed,
);
export type HandshakeRequest = Static<typeof HandshakeRequest>;

export const HandshakeAnswer = Type.Object(
  { deployment: Type.String({ minLength: 1, maxLength: 64 }), accepted: Type.Boolean() },
  closed,
);
export type HandshakeAnswer = Static<typeof HandshakeAnswer>;
