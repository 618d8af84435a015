/**
 * An agent's token: `gma_<agent id>_<43 characters of secret><6 characters of checksum>`. It names its agent, so it can be
 * routed before it is checked; the checksum lets scanners know a leaked one. Only the SHA-256 of the whole text is kept.
 */
import { sha256, sha256Hex } from '@gamut/crypto/hash';
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { RandomBytes } from '@gamut/kernel/time-source';

export interface AgentToken {
  readonly token: string;
  readonly sha256: string;
}

export function newAgentToken(agentId: string, random: RandomBytes): AgentToken {
  const head = `gma_${agentId}_${encodeBase64url(random(32))}`;
  const token = head + encodeBase64url(sha256(head)).slice(0, 6);
  return { token, sha256: sha256Hex(token) };
}
