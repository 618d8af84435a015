/** The pin of a tool: SHA-256 over what its server says about it that an agent or a control relies on; Gateway computes the same. */
import { sha256Hex } from '@gamut/crypto/hash';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import type { ListedTool } from './connector.ts';

export function toolDigest({ name, description, inputSchema }: ListedTool): string {
  return sha256Hex(canonicalJson({ name, description, inputSchema }));
}
