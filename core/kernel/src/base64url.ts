/**
 * base64url without padding (RFC 4648 section 5), strict both ways. Node's decoder skips junk and accepts several
 * spellings of one value; here a text decodes only if it is exactly what encoding its bytes would give.
 */
const pattern = /^[A-Za-z0-9_-]*$/;

export function encodeBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}

/** The bytes, or undefined when the text is not their one canonical spelling. */
export function decodeBase64url(text: string): Uint8Array | undefined {
  if (!pattern.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    : undefined;
}
