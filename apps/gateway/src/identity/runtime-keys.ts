/**
 * The signing keys of runtimes and the key of allow tokens, all drawn from Gateway's one signing secret and each under a
 * purpose of its own (security.md sections 5 and 8). Nothing of them is kept: who proves to be an agent gets the key of its
 * credential once, and it ends when the credential does.
 */
import { encodeBase64url } from '@gamut/kernel/base64url';
import { keyIdOf, purposeKey } from '@gamut/crypto/key-purposes';
import type { AllowTokenKey } from '@gamut/protocol/allow-token';
import type { RuntimeKeyAnswer, RuntimeKeyRequest } from '@gamut/protocol/runtime-calls';
import { deriveRuntimeKey, formatRuntimeKeyId, type RuntimeKeyOwner } from '@gamut/protocol/runtime-key';
import type { IdentifiedAgent } from './identify-agent.ts';

export interface SigningKeys {
  readonly allowToken: AllowTokenKey;
  runtimeKey(owner: RuntimeKeyOwner): Uint8Array;
}

/** @param secret AGENTIC_SIGNING_SECRET */
export function createSigningKeys(secret: Uint8Array): SigningKeys {
  const runtimes = purposeKey(secret, 'runtimeKeys');
  return {
    allowToken: { keyId: keyIdOf(secret), key: purposeKey(secret, 'allowToken') },
    runtimeKey: (owner) => deriveRuntimeKey(runtimes, owner),
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
  const key = keys.runtimeKey({ tenant, agent: agent.id, epoch });
  return {
    key_id: formatRuntimeKeyId(agent.id, epoch),
    tenant,
    agent: agent.id,
    signing_key: encodeBase64url(key),
  };
}
