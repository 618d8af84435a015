/**
 * Writes several texts as one byte string from which each can be told apart: the number of parts, then each with its length
 * in four bytes. ("ab","c") and ("a","bc") therefore never authenticate the same bytes.
 */
export function lengthPrefixed(parts: readonly string[]): Uint8Array {
  const bytes = parts.map((part) => Buffer.from(part, 'utf8'));
  const out = Buffer.alloc(bytes.reduce((sum, part) => sum + 4 + part.length, 4));
  let at = out.writeUInt32BE(parts.length, 0);
  for (const part of bytes) {
    at = out.writeUInt32BE(part.length, at);
    at += part.copy(out, at);
  }
  return new Uint8Array(out);
}
