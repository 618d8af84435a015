/**
 * Standard base64 with padding (RFC 4648 section 4), as C2SP notes carry it, strict both ways: a text decodes only if it
 * is exactly what encoding its bytes would give, so that no bit of it can change unnoticed.
 */
const pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The bytes, or undefined when the text is not their one canonical spelling. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (!pattern.test(text)) return undefined;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return encodeBase64(bytes) === text ? bytes : undefined;
}
