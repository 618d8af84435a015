/**
 * The signing keys of runtimes and the key of allow tokens, all drawn from Gateway's signing secret and each under a
 * purpose of its own (security.md sections 5 and 8). Nothing of them is kept: who proves to be an agent gets the key of its
 * credential once, and it ends when the credential does. While the secret is replaced the other one is taken as well: what it
 * signed is still good, and nothing new is made of it.
 */
import { encodeBase64url } from '@gamut/kernel/base64url';
import { keyIdOf, purposeKey } from '@gamut/crypto/key-purposes';
import type { AllowTokenKey } from '@gamut/protocol/allow-token';
import type { RuntimeKeyAnswer, RuntimeKeyRequest } from '@gamut/protocol/runtime-calls';
import { deriveRuntimeKey, formatRuntimeKeyId, type RuntimeKeyOwner } from '@gamut/protocol/runtime-key';
import type { IdentifiedAgent } from './identify-agent.ts';

export interface SigningKeys {
  /** New tokens are made under the first; any of them is taken. */
  readonly allowTokens: readonly [AllowTokenKey, ...AllowTokenKey[]];
  /** A key is issued under the first; a signature by any of them is taken. */
  runtimeKeys(owner: RuntimeKeyOwner): readonly [Uint8Array, ...Uint8Array[]];
}

/** @param secret AGENTIC_SIGNING_SECRET @param retiring AGENTIC_SIGNING_SECRET_RETIRING, while there is one */
export function createSigningKeys(secret: Uint8Array, retiring: Uint8Array | undefined): SigningKeys {
  const others = retiring === undefined ? [] : [retiring];
  const tokenKey = (of: Uint8Array) => ({ keyId: keyIdOf(of), key: purposeKey(of, 'allowToken') });
  const runtimes = purposeKey(secret, 'runtimeKeys');
  const otherRuntimes = others.map((one) => purposeKey(one, 'runtimeKeys'));
  return {
    allowTokens: [tokenKey(secret), ...others.map(tokenKey)],
    runtimeKeys: (owner) => [
      deriveRuntimeKey(runtimes, owner),
      ...otherRuntimes.map((one) => deriveRuntimeKey(one, owner)),
    ],
  };
}

export interface IssuedRuntimeKey {
  readonly key_id: string;
  readonly tenant: string;
  readonly agent: string;
  /** base64url of 32 bytes; shown this once. */
  readonly signing_key: string;
}

/** Platform writes down that it was issued before it is shown. @throws TypeError when its answer names no epoch */
export async function issueRuntimeKey(
  { tenant, agent, credentialId }: IdentifiedAgent,
  keys: SigningKeys,
  record: (request: RuntimeKeyRequest) => Promise<RuntimeKeyAnswer>,
): Promise<IssuedRuntimeKey> {
  const { epoch } = await record({ tenant, agent: agent.id, credential: credentialId });
  if (!Number.isSafeInteger(epoch) || epoch < 1) throw new TypeError('a key without an epoch is no key');
  const [key] = keys.runtimeKeys({ tenant, agent: agent.id, epoch });
  return {
    key_id: formatRuntimeKeyId(agent.id, epoch),
    tenant,
    agent: agent.id,
    signing_key: encodeBase64url(key),
  };
}
