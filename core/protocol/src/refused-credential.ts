/**
 * `POST /internal/v1/refused-credentials`: Gateway was shown what names an agent and opens nothing. Gateway knows live credentials alone,
 * so platform looks whose it was and records it with the tenant; whoever showed it is told the same in every case.
 */
import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;

export const RefusedCredential = Type.Object(
  {
    tenant: Type.String({ pattern: '^tnt_[0-9a-z]{26}$' }),
    agent: Type.String({ pattern: '^agt_[0-9a-z]{26}$' }),
    shown: Type.Union([
      /** SHA-256 of a whole token. */
      Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }, closed),
      /** A signature that is right under the key of this epoch. */
      Type.Object({ keyEpoch: Type.Integer({ minimum: 1, maximum: 999_999_999 }) }, closed),
    ]),
    /** How many of the same were not told of since the last one; absent where none were. */
    leftOut: Type.Optional(Type.Integer({ minimum: 1, maximum: 999_999_999 })),
  },
  closed,
);
export type RefusedCredential = Static<typeof RefusedCredential>;
