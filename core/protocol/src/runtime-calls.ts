/**
 * What a runtime asks of Gateway over HTTP when it decides now and performs later: `POST /v1/decide` and `POST /v1/perform`.
 * The same call twice, the second time with the token; which agent asks is said by the credential alone.
 */
import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const Tool = Type.String({ minLength: 1, maxLength: 256 });
/** Whatever stands there: what is no object is decided on as it is, and blocked. */
const Arguments = Type.Unknown();

export const DecideRequest = Type.Object({ tool: Tool, arguments: Arguments }, closed);
export type DecideRequest = Static<typeof DecideRequest>;

export const PerformRequest = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 8192 }), tool: Tool, arguments: Arguments },
  closed,
);
export type PerformRequest = Static<typeof PerformRequest>;

/** `POST /v1/signing-key`: the key of the credential that asks, once. */
export const SigningKeyRequest = Type.Object({}, closed);

/** Gateway → platform, `POST /internal/v1/runtime-keys`: may a signing key be issued under this credential, and under which epoch? */
export const RuntimeKeyRequest = Type.Object(
  {
    tenant: Type.String({ pattern: '^tnt_[0-9a-z]{26}$' }),
    agent: Type.String({ pattern: '^agt_[0-9a-z]{26}$' }),
    credential: Type.String({ pattern: '^crd_[0-9a-z]{26}$' }),
  },
  closed,
);
export type RuntimeKeyRequest = Static<typeof RuntimeKeyRequest>;

export const RuntimeKeyAnswer = Type.Object({ epoch: Type.Integer({ minimum: 1 }) }, closed);
export type RuntimeKeyAnswer = Static<typeof RuntimeKeyAnswer>;
