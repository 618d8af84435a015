/**
 * Reads an agent's token: `gma_<agent id>_<secret><checksum>` (security.md 8). The checksum comes first, so a token that
 * was cut or mistyped is refused without asking anyone; it proves nothing else. What is compared is the token's SHA-256.
 */
import { encodeBase64url } from '@gamut/kernel/base64url';
import { parseId, type AgentId } from '@gamut/kernel/id';
import { sha256 } from '@gamut/crypto/hash';

export interface AgentToken {
  readonly agentId: AgentId;
  /** SHA-256 of the whole token, raw. */
  readonly digest: Uint8Array;
}

const tokenPattern = /^(gma_(agt_[0-9a-z]{26})_[A-Za-z0-9_-]{43})([A-Za-z0-9_-]{6})$/;

/** The token when the text is one, whole and unharmed; whether it is anybody's is another question. */
export function parseAgentToken(text: string): AgentToken | undefined {
  const match = tokenPattern.exec(text);
  if (match === null) return undefined;
  const [, checked = '', id = '', checksum] = match;
  const agentId = parseId('agt', id);
  if (agentId === undefined || encodeBase64url(sha256(checked)).slice(0, 6) !== checksum) return undefined;
  return { agentId, digest: sha256(text) };
}
