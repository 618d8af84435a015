/**
 * Every byte string that a secret could stand for, however it was written: raw, quoted, base64, base64url, base32, hexadecimal,
 * percent encoded, in lines or groups, as any part of an address, inside JSON, or one of these within another. Two secrets are one
 * when any meet.
 */
const depthMax = 3;
/** Shorter than this, two readings meet by chance. */
const bytesMin = 8;

/** @returns lower-case hexadecimal of each reading */
export function readingsOf(value: Uint8Array | string): ReadonlySet<string> {
  const readings = new Set<string>();
  if (typeof value === 'string') addText(readings, value, 0);
  else addBytes(readings, Buffer.from(value), 0);
  return readings;
}

function addBytes(readings: Set<string>, bytes: Buffer, depth: number): void {
  const hex = bytes.toString('hex');
  if (bytes.length < bytesMin || readings.has(hex)) return;
  readings.add(hex);
  if (depth < depthMax && bytes.every((byte) => byte >= 0x20 && byte < 0x7f))
    addInner(readings, bytes.toString('latin1'), depth + 1);
}

function addText(readings: Set<string>, text: string, depth: number): void {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length >= bytesMin) readings.add(bytes.toString('hex'));
  if (depth < depthMax) addInner(readings, text, depth + 1);
}

function addInner(readings: Set<string>, text: string, depth: number): void {
  const trimmed = text.trim().replace(/^(["'`])(.*)\1$/s, '$2');
  if (trimmed !== text && trimmed !== '') addText(readings, trimmed, depth);
  // in lines of a mail, in groups, with colons between: the digits are what counts
  const packed = trimmed.replaceAll(/[\s:]/g, '');
  const hex = /^(?:0x)?((?:[0-9a-f]{2}){8,})$/i.exec(packed)?.[1];
  if (hex !== undefined) addBytes(readings, Buffer.from(hex, 'hex'), depth);
  if (/^[A-Za-z0-9+/_-]{11,}={0,2}$/.test(packed)) addBytes(readings, Buffer.from(packed, 'base64'), depth);
  if (/^[a-z2-7]{13,}={0,6}$/i.test(packed)) addBytes(readings, base32Decoded(packed), depth);
  for (const part of [percentDecoded(trimmed), ...addressTexts(trimmed), ...jsonTexts(trimmed)])
    if (part !== undefined && part !== text) addText(readings, part, depth);
}

/** Login, password, every step of the path, every value of the query. */
function addressTexts(text: string): string[] {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return [];
  const parts = text.slice(text.indexOf('://') + 3).split(/[/?#&@]/);
  const texts = parts.flatMap((part) => [part, ...part.split(':'), part.slice(part.indexOf('=') + 1)]);
  return texts.filter((one) => one !== '').map((one) => percentDecoded(one) ?? one);
}

function percentDecoded(text: string): string | undefined {
  if (!text.includes('%')) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** RFC 4648, section 6. @param text letters and digits of its alphabet, in either case */
function base32Decoded(text: string): Buffer {
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const letter of text.replace(/=+$/, '').toUpperCase()) {
    held = ((held << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return Buffer.from(bytes);
}

/** The texts of JSON, at any depth (addresses of cells, tokens of key services). */
function jsonTexts(text: string): string[] {
  if (!/^[[{]/.test(text)) return [];
  const texts: string[] = [];
  try {
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string') texts.push(value);
      return value;
    });
  } catch {
    return [];
  }
  return texts;
}
