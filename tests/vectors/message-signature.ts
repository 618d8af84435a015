/**
 * A verifier of RFC 9421 for tests alone: it reads messages as text, rebuilds the signature base for the components that
 * appendix B uses, and checks the algorithms of its keys, which the product's own profile leaves out on purpose.
 */
import { constants, createHmac, createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import { parseDictionary, type InnerList, type Item } from '@gamut/protocol/structured-field';
import { formatItem, formatMember } from '@gamut/protocol/structured-field-text';

export interface Message {
  readonly start: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Public keys and the shared secret that RFC 9421 prints in appendix B.1. They protect nothing. */
const publicKeys: Readonly<Record<string, KeyObject>> = {
  'test-key-rsa-pss': spki(
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2+QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm' +
      '+oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHqgDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W' +
      'Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI' +
      '2wIDAQAB',
  ),
  'test-key-ecc-p256': spki(
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lfw0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==',
  ),
  'test-key-ed25519': spki('MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs='),
};
const sharedSecret = Buffer.from(
  'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==',
  'base64',
);

export function parseMessage(text: string): Message {
  const [head = '', body = ''] = text.split(/\n\n(.*)/s);
  const [start = '', ...lines] = head.split('\n');
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    fields.set(name, fields.has(name) ? `${fields.get(name) as string}, ${value}` : value);
  }
  return { start, fields, body: body.trimEnd() };
}

export interface Signed {
  readonly base: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** The signature under the first label of `signature-input`, with the base that the message gives. */
export function readSignature(message: Message, signatureInput: string, signature: string): Signed {
  const [label, input] = [...(parseDictionary(signatureInput) ?? [])][0] ?? [];
  const value = label === undefined ? undefined : parseDictionary(signature)?.get(label);
  if (input?.kind !== 'inner-list' || value?.kind !== 'item' || value.bare.kind !== 'bytes')
    throw new Error('not a signature');
  const keyId = input.parameters.get('keyid');
  return {
    base: baseOf(message, input),
    keyId: keyId?.kind === 'string' ? keyId.value : '',
    signature: value.bare.value,
  };
}

export function verifies(signed: Signed): boolean {
  const base = Buffer.from(signed.base);
  if (signed.keyId === 'test-shared-secret') {
    const mac = createHmac('sha256', sharedSecret).update(base).digest();
    return mac.length === signed.signature.length && timingSafeEqual(mac, signed.signature);
  }
  const key = publicKeys[signed.keyId];
  if (key === undefined) return false;
  switch (signed.keyId) {
    case 'test-key-rsa-pss':
      return verify(
        'sha512',
        base,
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 },
        signed.signature,
      );
    case 'test-key-ecc-p256':
      return verify('sha256', base, { key, dsaEncoding: 'ieee-p1363' }, signed.signature);
    default:
      return verify(null, base, key, signed.signature);
  }
}

function spki(base64: string): KeyObject {
  return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
}

function baseOf(message: Message, input: InnerList): string {
  const lines = input.items.map((item) => `${formatItem(item)}: ${componentOf(message, item)}`);
  return [...lines, `"@signature-params": ${formatMember(input)}`].join('\n');
}

function componentOf(message: Message, item: Item): string {
  const name = item.bare.kind === 'string' ? item.bare.value : '';
  const [first = '', second = ''] = message.start.split(' ');
  const [path = '', query = ''] = second.split(/\?(.*)/s);
  switch (name) {
    case '@method':
      return first;
    case '@status':
      return second;
    case '@authority':
      return message.fields.get('host') ?? '';
    case '@path':
      return path;
    case '@query':
      return `?${query}`;
    case '@query-param': {
      const wanted = item.parameters.get('name');
      return new URLSearchParams(query).get(wanted?.kind === 'string' ? wanted.value : '') ?? '';
    }
    default:
      return message.fields.get(name) ?? '';
  }
}
