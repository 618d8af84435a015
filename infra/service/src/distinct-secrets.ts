/**
 * Finds two secrets that are one value, however each is written: raw, base64, base64url, hexadecimal, or as the password
 * inside a URL. One value with two purposes means that whoever opens one thing opens the other.
 */
export interface HeldSecret {
  readonly name: string;
  readonly value: Uint8Array | string;
}

/** The names of the first two that are the same, or undefined. */
export function findSharedSecret(held: readonly HeldSecret[]): readonly [string, string] | undefined {
  const owners = new Map<string, string>();
  for (const { name, value } of held) {
    for (const reading of readingsOf(value)) {
      const owner = owners.get(reading);
      if (owner !== undefined && owner !== name) return [owner, name];
      owners.set(reading, name);
    }
  }
  return undefined;
}

/** Every byte string that the value could stand for, as hexadecimal. */
function readingsOf(value: Uint8Array | string): Set<string> {
  const readings = new Set<string>();
  if (typeof value !== 'string') {
    const bytes = Buffer.from(value);
    readings.add(bytes.toString('hex'));
    addText(readings, bytes.toString('latin1'));
    return readings;
  }
  addText(readings, value);
  const password = passwordOf(value);
  if (password !== undefined) addText(readings, password);
  return readings;
}

function addText(readings: Set<string>, text: string): void {
  readings.add(Buffer.from(text, 'utf8').toString('hex'));
  if (/^(?:[0-9a-fA-F]{2}){8,}$/.test(text)) readings.add(text.toLowerCase());
  if (/^[A-Za-z0-9+/_-]{11,}={0,2}$/.test(text)) readings.add(Buffer.from(text, 'base64').toString('hex'));
}

function passwordOf(text: string): string | undefined {
  const password = /^[a-z]+:\/\/[^/@:]*:([^@/]+)@/.exec(text)?.[1];
  if (password === undefined) return undefined;
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
