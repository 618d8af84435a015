/**
 * The one profile of HTTP Message Signatures (RFC 9421) between Gamut's processes: HMAC-SHA-256 by key id, a fixed list
 * of covered components, created and expires at most 30 s apart, a tag per direction. There is no `alg` parameter: what
 * the message says about its algorithm is never asked (RFC 9421 section 7.3.6).
 */
import { AppError } from '@gamut/kernel/app-error';
import { equalBytes, hmacSha256 } from '@gamut/crypto/mac';
import { parseDictionary, type InnerList, type Parameters } from './structured-field.ts';
import { formatDictionary, formatItem } from './structured-field-text.ts';

export const signatureLabel = 'gamut';
export const lifetimeSeconds = 30;
/** How far ahead of ours a sender's clock may be; the start-up gate holds every process to the same bound. */
export const skewSeconds = 2;

export type HeaderValues = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface SignatureParameters {
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
  readonly keyId: string;
}

const nonceText = /^[A-Za-z0-9_-]{22}$/;
const keyIdText = /^[a-z][a-z0-9_]{0,63}$/;

export function formatSignatureParameters(
  components: string,
  tag: string,
  given: SignatureParameters,
): string {
  const { created, expires, nonce, keyId } = given;
  return `(${components});created=${String(created)};expires=${String(expires)};nonce="${nonce}";keyid="${keyId}";tag="${tag}"`;
}

/**
 * Reads `Signature-Input`: exactly one member, under our label, in canonical text, covering exactly these components in
 * this order, with exactly the five parameters of the profile.
 */
export function parseSignatureInput(
  field: string,
  components: string,
  tag: string,
): { given: SignatureParameters; text: string } {
  const dictionary = parseDictionary(field);
  const member = dictionary?.get(signatureLabel);
  if (dictionary?.size !== 1 || member?.kind !== 'inner-list')
    throw invalidSignature('signature-input has no single member of ours');
  if (formatDictionary(dictionary) !== field)
    throw invalidSignature('signature-input is not in canonical form');
  if (componentsOf(member) !== components)
    throw invalidSignature('other components are covered than the profile says');
  const parameters = member.parameters;
  if (parameters.size !== 5 || textOf(parameters, 'tag') !== tag)
    throw invalidSignature('other parameters than the profile says');
  const given = {
    created: secondsOf(parameters, 'created'),
    expires: secondsOf(parameters, 'expires'),
    nonce: textOf(parameters, 'nonce'),
    keyId: textOf(parameters, 'keyid'),
  };
  if (!nonceText.test(given.nonce)) throw invalidSignature('the nonce is not 128 bits in base64url');
  if (!keyIdText.test(given.keyId)) throw invalidSignature('the key id has another form');
  return { given, text: field.slice(signatureLabel.length + 1) };
}

/** Exact to the millisecond: alive from two seconds before `created` until, and not at, `expires`. */
export function assertAlive(given: SignatureParameters, nowMs: number): void {
  const lifetime = given.expires - given.created;
  if (lifetime < 1 || lifetime > lifetimeSeconds)
    throw invalidSignature('created and expires are not 1 to 30 s apart');
  if (nowMs < (given.created - skewSeconds) * 1000) {
    throw expired('It was made in our future.', 'Set the clocks of both processes by the same time source.');
  }
  if (nowMs >= given.expires * 1000)
    throw expired('Its time has passed.', 'Sign the call anew and send it at once.');
}

export function macField(key: Uint8Array, base: string): string {
  return `${signatureLabel}=:${Buffer.from(hmacSha256(key, base)).toString('base64')}:`;
}

export function assertMac(field: string, key: Uint8Array, base: string): void {
  if (!equalBytes(Buffer.from(field, 'latin1'), Buffer.from(macField(key, base), 'latin1'))) {
    throw invalidSignature('the MAC differs');
  }
}

/** The one value of a header; a repeated or missing one can't be what was signed. */
export function headerOf(headers: HeaderValues, name: string): string {
  const value = headers[name];
  if (typeof value !== 'string') throw invalidSignature(`header ${name} is missing or repeated`);
  return value;
}

/** One answer for every failure; which check failed stays in `cause`, for the log of the process that refused. */
export function invalidSignature(reason: string): AppError {
  return new AppError('signature_invalid', 'The signature of this call does not verify.', {
    fix: 'Send the call unchanged, signed with the key of this edge and direction.',
    who: 'the operator of both processes',
    cause: new Error(reason),
  });
}

function expired(what: string, fix: string): AppError {
  return new AppError('signature_expired', `The signature of this call is not valid now. ${what}`, {
    fix,
    who: 'the operator of both processes',
  });
}

function componentsOf(list: InnerList): string {
  return list.items.map(formatItem).join(' ');
}

function textOf(parameters: Parameters, name: string): string {
  const bare = parameters.get(name);
  if (bare?.kind !== 'string') throw invalidSignature(`parameter ${name} is missing`);
  return bare.value;
}

function secondsOf(parameters: Parameters, name: string): number {
  const bare = parameters.get(name);
  if (bare?.kind !== 'integer' || bare.value < 0) throw invalidSignature(`parameter ${name} is missing`);
  return bare.value;
}
