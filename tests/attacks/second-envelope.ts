/**
 * A second implementation of the envelopes, written from docs/envelopes.md alone and standing on other libraries: it shares no
 * line with core/crypto, so that the two agree only where the page says what both do.
 */
import { gcm } from '@noble/ciphers/aes.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';

export type Bytes = Uint8Array;
export type Draw = (size: number) => Bytes;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

export function join(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const four = (value: number): Bytes =>
  new Uint8Array([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);

export function prefixed(...parts: readonly string[]): Bytes {
  return join(four(parts.length), ...parts.flatMap((part) => [four(utf8(part).length), utf8(part)]));
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function toBase64url(bytes: Bytes): string {
  let text = '';
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 6; bits -= 6) text += letters[(held >> (bits - 6)) & 63] as string;
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + (letters[(held << (6 - bits)) & 63] as string);
}

export function fromBase64url(text: string): Bytes {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) throw new Error('no base64url');
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
      held &= (1 << bits) - 1;
    }
  }
  if (bits >= 6 || held !== 0) throw new Error('not the one spelling');
  return new Uint8Array(bytes);
}

function seal(secret: Bytes, info: string, aad: Bytes, plaintext: Bytes, draw: Draw): Bytes {
  const [salt, iv] = [draw(16), draw(12)];
  const drawn = hkdf(sha256, secret, salt, utf8(info), 64);
  return join(salt, iv, drawn.slice(32), gcm(drawn.slice(0, 32), iv, aad).encrypt(plaintext));
}

function open(secret: Bytes, info: string, aad: Bytes, box: Bytes): Bytes {
  if (box.length < 76) throw new Error('too short');
  const drawn = hkdf(sha256, secret, box.slice(0, 16), utf8(info), 64);
  if (toBase64url(drawn.slice(32)) !== toBase64url(box.slice(28, 60))) throw new Error('another key');
  return gcm(drawn.slice(0, 32), box.slice(16, 28), aad).decrypt(box.slice(60));
}

export type Tuple = readonly [tenant: string, table: string, column: string, row: string, purpose: string];

export function sealGv1(keyId: string, key: Bytes, place: Tuple, plaintext: Bytes, draw: Draw): string {
  const header = `gv1.a256gcm.${keyId}`;
  return `${header}.${toBase64url(seal(key, 'gv1.a256gcm', prefixed(header, ...place), plaintext, draw))}`;
}

export function openGv1(keyId: string, key: Bytes, place: Tuple, text: string): Bytes {
  const header = `gv1.a256gcm.${keyId}`;
  if (!text.startsWith(`${header}.`)) throw new Error('another header');
  return open(key, 'gv1.a256gcm', prefixed(header, ...place), fromBase64url(text.slice(header.length + 1)));
}

const drawnFrom = (secret: Bytes, info: string, length: number): Bytes =>
  hkdf(sha256, secret, utf8('gamut'), utf8(info), length);

export const keyName = (encryptionKey: Bytes): string => toBase64url(drawnFrom(encryptionKey, 'key id', 8));
export const wrappingKey = (encryptionKey: Bytes): Bytes =>
  drawnFrom(encryptionKey, 'purpose data-key-wrap', 32);

export function commitmentOf(dataKey: Bytes, tenant: string, id: string): string {
  const info = prefixed('data-key commitment', tenant, id);
  return [...hkdf(sha256, dataKey, utf8('gamut'), info, 32)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

export type Destination = readonly [tenant: string, connector: string, field: string, destination: string];

export const vaultName = (publicKey: Bytes): string => toBase64url(sha256(publicKey).slice(0, 8));

export function sealGs1(publicKey: Bytes, place: Destination, plaintext: Bytes, draw: Draw): string {
  const ephemeral = draw(32);
  const ephemeralPublic = scalarMult(ephemeral, basePoint);
  const secret = join(scalarMult(ephemeral, publicKey), ephemeralPublic, publicKey);
  const header = `gs1.x25519.${vaultName(publicKey)}`;
  const box = seal(secret, 'gs1.x25519', prefixed(header, ...place), plaintext, draw);
  return `${header}.${toBase64url(join(ephemeralPublic, box))}`;
}

export function openGs1(privateKey: Bytes, place: Destination, text: string): Bytes {
  const publicKey = scalarMult(privateKey, basePoint);
  const header = `gs1.x25519.${vaultName(publicKey)}`;
  if (!text.startsWith(`${header}.`)) throw new Error('another header');
  const bytes = fromBase64url(text.slice(header.length + 1));
  const ephemeralPublic = bytes.slice(0, 32);
  const secret = join(scalarMult(privateKey, ephemeralPublic), ephemeralPublic, publicKey);
  return open(secret, 'gs1.x25519', prefixed(header, ...place), bytes.slice(32));
}

/** X25519 by the Montgomery ladder of RFC 7748 section 5, remembered: the big numbers are slow and the tests use few keys. */
const p = 2n ** 255n - 19n;
export const basePoint: Bytes = new Uint8Array(32).map((_, i) => (i === 0 ? 9 : 0));
const known = new Map<string, Bytes>();

export function scalarMult(scalar: Bytes, point: Bytes): Bytes {
  const name = `${toBase64url(scalar)} ${toBase64url(point)}`;
  const result = known.get(name) ?? ladder(scalar, point);
  known.set(name, result);
  return result;
}

function ladder(scalar: Bytes, point: Bytes): Bytes {
  const clamped = Uint8Array.from(scalar);
  clamped[0] = (clamped[0] as number) & 248;
  clamped[31] = ((clamped[31] as number) & 127) | 64;
  const k = little(clamped);
  const x1 = little(point) & (2n ** 255n - 1n);
  let [x2, z2, x3, z3, swap] = [1n, 0n, x1, 1n, 0n];
  for (let t = 254n; t >= 0n; t--) {
    const bit = (k >> t) & 1n;
    if (swap !== bit) [x2, x3, z2, z3] = [x3, x2, z3, z2];
    swap = bit;
    const [a, b, c, d] = [x2 + z2, x2 - z2, x3 + z3, x3 - z3];
    const [aa, bb, da, cb] = [mod(a * a), mod(b * b), mod(d * a), mod(c * b)];
    const e = mod(aa - bb);
    [x3, z3] = [mod((da + cb) ** 2n), mod(x1 * mod((da - cb) ** 2n))];
    [x2, z2] = [mod(aa * bb), mod(e * (aa + 121665n * e))];
  }
  if (swap === 1n) [x2, z2] = [x3, z3];
  return bigToLittle(mod(x2 * power(z2, p - 2n)));
}

const mod = (value: bigint): bigint => ((value % p) + p) % p;

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, mod(base)];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}

function little(bytes: Bytes): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function bigToLittle(value: bigint): Bytes {
  return new Uint8Array(32).map((_, i) => Number((value >> BigInt(8 * i)) & 255n));
}
