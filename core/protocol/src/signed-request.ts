/**
 * Signs and verifies a request between Gamut's processes (security.md section 4; RFC 9421, RFC 9530): method, authority,
 * path, query, content type, digest of the raw body, tenant and request id are covered, a 128-bit nonce and 30 s of life
 * come with it. Whoever has a database spends the nonce there, in the transaction of the effect.
 */
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { contentDigest, matchesContentDigest } from './content-digest.ts';
import {
  assertAlive,
  assertMac,
  formatSignatureParameters,
  headerOf,
  invalidSignature,
  lifetimeSeconds,
  macField,
  parseSignatureInput,
  signatureLabel,
  type HeaderValues,
} from './signature-profile.ts';

const components =
  '"@method" "@authority" "@path" "@query" "content-type" "content-digest" "gamut-tenant" "gamut-request-id"';
const tag = 'gamut-request';
/** The tenant of a call that concerns none. */
export const noTenant = '-';

export interface RequestToSign {
  readonly method: string;
  /** Absolute and exactly as it will stand on the wire; nothing here normalises it. */
  readonly url: string;
  readonly tenant: string;
  readonly requestId: string;
  readonly body: Uint8Array | string;
  readonly contentType?: string;
  readonly keyId: string;
  readonly key: Uint8Array;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly random: RandomBytes;
}

/**
 * In the body's place: it was refused by its size, so nobody has read it. MAC and time alone then say who sent it, which is enough to
 * write down that they did, and for nothing else.
 */
export const unreadBody: unique symbol = Symbol('a body that was not read');

export interface RequestToVerify {
  readonly method: string;
  readonly url: string;
  /** Lower-case names, as Node gives them. */
  readonly headers: HeaderValues;
  /** The raw bytes of the body, before anybody parsed them. */
  readonly body: Uint8Array | string | typeof unreadBody;
  readonly keys: ReadonlyMap<string, Uint8Array>;
  readonly nowMs: number;
}

export interface VerifiedRequest {
  readonly keyId: string;
  readonly nonce: string;
  readonly createdMs: number;
  readonly expiresMs: number;
  readonly tenant: string;
  readonly requestId: string;
  /** The text that was signed. */
  readonly signatureBase: string;
  /** The signature field; the answer binds itself to it. */
  readonly signature: string;
}

interface Covered {
  readonly method: string;
  readonly url: string;
  readonly contentType: string;
  readonly digest: string;
  readonly tenant: string;
  readonly requestId: string;
}

const methodText = /^[A-Z]{3,10}$/;
const urlText = /^https?:\/\/([^/?#@\s]+)(\/[^?#\s]*)(\?[^#\s]*)?$/;
const contentTypeText = /^[a-z]+\/[a-z0-9.+-]+(?:; ?[a-z]+=[A-Za-z0-9-]+)?$/;
const tenantText = /^(?:-|tnt_[0-9a-z]{26})$/;
const requestIdText = /^[A-Za-z0-9_-]{8,64}$/;

/** The five headers that make the request a signed one, and its content type. */
export function signRequest(request: RequestToSign): Record<string, string> {
  const created = Math.floor(request.clock.nowMs() / 1000);
  const covered: Covered = {
    method: request.method,
    url: request.url,
    contentType: request.contentType ?? 'application/json',
    digest: contentDigest(request.body),
    tenant: request.tenant,
    requestId: request.requestId,
  };
  const parameters = formatSignatureParameters(components, tag, {
    created,
    expires: created + lifetimeSeconds,
    nonce: encodeBase64url(request.random(16)),
    keyId: request.keyId,
  });
  return {
    'content-type': covered.contentType,
    'content-digest': covered.digest,
    'gamut-tenant': covered.tenant,
    'gamut-request-id': covered.requestId,
    'signature-input': `${signatureLabel}=${parameters}`,
    signature: macField(request.key, baseOf(covered, parameters)),
  };
}

/**
 * What the request says once its MAC, its time and its digest have been checked, in this order.
 * @throws AppError `signature_invalid` or `signature_expired`
 */
export function verifyRequest(request: RequestToVerify): VerifiedRequest {
  const { headers } = request;
  const { given, text } = parseSignatureInput(headerOf(headers, 'signature-input'), components, tag);
  const key = request.keys.get(given.keyId);
  if (key === undefined) throw invalidSignature('the key id is not one of this route');
  const covered: Covered = {
    method: request.method,
    url: request.url,
    contentType: headerOf(headers, 'content-type'),
    digest: headerOf(headers, 'content-digest'),
    tenant: headerOf(headers, 'gamut-tenant'),
    requestId: headerOf(headers, 'gamut-request-id'),
  };
  const signatureBase = baseOf(covered, text);
  const signature = headerOf(headers, 'signature');
  assertMac(signature, key, signatureBase);
  assertAlive(given, request.nowMs);
  if (request.body !== unreadBody && !matchesContentDigest(covered.digest, request.body))
    throw invalidSignature('the body is not the one that was signed');
  return {
    keyId: given.keyId,
    nonce: given.nonce,
    createdMs: given.created * 1000,
    expiresMs: given.expires * 1000,
    tenant: covered.tenant,
    requestId: covered.requestId,
    signatureBase,
    signature,
  };
}

/** The signature base (RFC 9421 section 2.5). Every value is held to a form in which no line break can stand. */
function baseOf(covered: Covered, parameters: string): string {
  const url = urlText.exec(covered.url);
  if (url === null) throw invalidSignature('the URL is not absolute, plain and with a path');
  if (!methodText.test(covered.method)) throw invalidSignature('the method has another form');
  if (!contentTypeText.test(covered.contentType)) throw invalidSignature('the content type has another form');
  if (!tenantText.test(covered.tenant)) throw invalidSignature('the tenant is neither an id nor -');
  if (!requestIdText.test(covered.requestId)) throw invalidSignature('the request id has another form');
  return (
    `"@method": ${covered.method}\n"@authority": ${authorityOf(covered.url, url[1] as string)}\n` +
    `"@path": ${url[2] as string}\n"@query": ${url[3] ?? '?'}\n` +
    `"content-type": ${covered.contentType}\n"content-digest": ${covered.digest}\n` +
    `"gamut-tenant": ${covered.tenant}\n"gamut-request-id": ${covered.requestId}\n` +
    `"@signature-params": ${parameters}`
  );
}

/** Lower case, without the scheme's default port (RFC 9421 section 2.2.3). */
function authorityOf(url: string, host: string): string {
  const lower = host.toLowerCase();
  const port = url.startsWith('https:') ? ':443' : ':80';
  return lower.endsWith(port) ? lower.slice(0, -port.length) : lower;
}
