/**
 * What ran: SHA-256 over the sources that decide (this program and the ground it stands on), file by file in a fixed order.
 * It stands in every decision entry, so a decision can be traced to the code that made it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { sha256Hex } from '@gamut/crypto/hash';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const rooms = [
  'apps/gateway/src',
  'core/kernel/src',
  'core/crypto/src',
  'core/policy/src',
  'core/protocol/src',
  'core/redaction/src',
];

/** @returns 64 hexadecimal characters; the same for the same sources, wherever they lie */
export function digestBuild(): string {
  const digests: Record<string, string> = {};
  for (const room of rooms) {
    for (const entry of readdirSync(join(repository, room), { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) continue;
      const path = join(entry.parentPath, entry.name);
      digests[relative(repository, path)] = sha256Hex(readFileSync(path));
    }
  }
  return sha256Hex(canonicalJson(digests));
}
