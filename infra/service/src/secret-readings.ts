/**
 * Every byte string that a secret could stand for, however it was written: raw, base64, base64url, hexadecimal, percent
 * encoded, as the password inside a URL, inside JSON, or one of these within another. Two secrets are one when any meet.
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
  const trimmed = text.trim();
  if (trimmed !== text && trimmed !== '') addText(readings, trimmed, depth);
  if (/^(?:[0-9a-fA-F]{2}){8,}$/.test(trimmed)) addBytes(readings, Buffer.from(trimmed, 'hex'), depth);
  if (/^[A-Za-z0-9+/_-]{11,}={0,2}$/.test(trimmed)) addBytes(readings, Buffer.from(trimmed, 'base64'), depth);
  for (const part of [passwordOf(trimmed), percentDecoded(trimmed), ...jsonTexts(trimmed)])
    if (part !== undefined && part !== text) addText(readings, part, depth);
}

function passwordOf(text: string): string | undefined {
  const password = /^[a-z]+:\/\/[^/@:]*:([^@/]+)@/i.exec(text)?.[1];
  return password === undefined ? undefined : (percentDecoded(password) ?? password);
}

function percentDecoded(text: string): string | undefined {
  if (!text.includes('%')) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The texts of a JSON object (addresses of cells, tokens of key services). */
function jsonTexts(text: string): string[] {
  if (!text.startsWith('{')) return [];
  try {
    return Object.values(JSON.parse(text) as Record<string, unknown>).filter(
      (one) => typeof one === 'string',
    );
  } catch {
    return [];
  }
}
