/**
 * A runtime's signing key (security.md sections 4 and 8): drawn from Gateway's secret by tenant, agent and key epoch, so that
 * Gateway keeps none, and shown once. Requests are signed under the key itself; the runtime draws from it the key by which
 * Gateway signs its answers, so that no answer can be played back as a request.
 */
import { hkdfSha256 } from '@gamut/crypto/mac';

export interface RuntimeKeyOwner {
  readonly tenant: string;
  readonly agent: string;
  /** Counts the keys of this agent from 1. */
  readonly epoch: number;
}

const keyIdText = /^(agt_[0-9a-z]{26})_([1-9][0-9]{0,8})$/;

/** @param purposeKey the key of purpose `runtimeKeys`, drawn from AGENTIC_SIGNING_SECRET */
export function deriveRuntimeKey(purposeKey: Uint8Array, owner: RuntimeKeyOwner): Uint8Array {
  // ids hold no space, so no two owners share a text
  const info = `runtime ${owner.tenant} ${owner.agent} ${String(owner.epoch)}`;
  return hkdfSha256(purposeKey, 'gamut', info, 32);
}

/** The key under which Gateway signs what it answers this runtime. */
export function deriveAnswerKey(runtimeKey: Uint8Array): Uint8Array {
  return hkdfSha256(runtimeKey, 'gamut', 'runtime answers', 32);
}

/** The `keyid` of a runtime's signature: it names the agent and the epoch, and so leads to the key. */
export function formatRuntimeKeyId(agent: string, epoch: number): string {
  return `${agent}_${String(epoch)}`;
}

export function parseRuntimeKeyId(
  text: string,
): { readonly agent: string; readonly epoch: number } | undefined {
  const match = keyIdText.exec(text);
  return match === null ? undefined : { agent: match[1] as string, epoch: Number(match[2]) };
}
