/**
 * The pin of a tool: SHA-256 over what its server says about it that an agent or a control relies on. A changed name,
 * description or input schema is a changed digest, and the tool blocks until a person has looked (product.md 4).
 */
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { sha256Hex } from '@gamut/crypto/hash';

export interface ListedTool {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

/** @throws TypeError when the listing has no canonical form (a lone surrogate, nesting without end) */
export function toolDigest(tool: ListedTool): string {
  const { name, description, inputSchema } = tool;
  return sha256Hex(canonicalJson({ name, description: description ?? '', inputSchema }));
}
