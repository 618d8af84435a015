/**
 * Writes several texts as one byte string from which each can be told apart: the number of parts, then each with its length
 * in four bytes. ("ab","c") and ("a","bc") therefore never authenticate the same bytes. @throws RangeError for a text with half a
 * surrogate pair: UTF-8 has one writing for all of those.
 */
export function lengthPrefixed(parts: readonly string[]): Uint8Array {
  if (!parts.every((part) => part.isWellFormed())) throw new RangeError('a part holds half a surrogate pair');
  const lengths = parts.map((part) => Buffer.byteLength(part, 'utf8'));
  const out = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, 4));
  let at = out.writeUInt32BE(parts.length, 0);
  for (const [index, part] of parts.entries()) {
    at = out.writeUInt32BE(lengths[index] as number, at);
    at += out.write(part, at, 'utf8');
  }
  return out;
}
