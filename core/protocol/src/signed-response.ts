/**
 * Signs and verifies the answer to a signed request, bound to it by covering the request's own signature (RFC 9421
 * section 2.4): an answer recorded from another call, or made by anyone but the asked process, is refused.
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

const components = `"@status" "content-type" "content-digest" "signature";req;key="${signatureLabel}"`;
const tag = 'gamut-response';
const contentTypeText = /^[a-z]+\/[a-z0-9.+-]+(?:; ?[a-z]+=[A-Za-z0-9-]+)?$/;

export interface ResponseToSign {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array | string;
  /** The `signature` field of the verified request that this answers. */
  readonly requestSignature: string;
  readonly keyId: string;
  readonly key: Uint8Array;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly random: RandomBytes;
}

export interface ResponseToVerify {
  readonly status: number;
  readonly headers: HeaderValues;
  readonly body: Uint8Array | string;
  /** The `signature` field that we sent. */
  readonly requestSignature: string;
  readonly keyId: string;
  readonly key: Uint8Array;
  readonly nowMs: number;
}

export function signResponse(response: ResponseToSign): Record<string, string> {
  const created = Math.floor(response.clock.nowMs() / 1000);
  const digest = contentDigest(response.body);
  const parameters = formatSignatureParameters(components, tag, {
    created,
    expires: created + lifetimeSeconds,
    nonce: encodeBase64url(response.random(16)),
    keyId: response.keyId,
  });
  const base = baseOf(response.status, response.contentType, digest, response.requestSignature, parameters);
  return {
    'content-type': response.contentType,
    'content-digest': digest,
    'signature-input': `${signatureLabel}=${parameters}`,
    signature: macField(response.key, base),
  };
}

/** @throws AppError `signature_invalid` or `signature_expired` */
export function verifyResponse(response: ResponseToVerify): void {
  const { headers } = response;
  const { given, text } = parseSignatureInput(headerOf(headers, 'signature-input'), components, tag);
  if (given.keyId !== response.keyId) throw invalidSignature('the answer names another key');
  const digest = headerOf(headers, 'content-digest');
  const base = baseOf(
    response.status,
    headerOf(headers, 'content-type'),
    digest,
    response.requestSignature,
    text,
  );
  assertMac(headerOf(headers, 'signature'), response.key, base);
  assertAlive(given, response.nowMs);
  if (!matchesContentDigest(digest, response.body))
    throw invalidSignature('the body is not the one that was signed');
}

function baseOf(
  status: number,
  contentType: string,
  digest: string,
  requestSignature: string,
  parameters: string,
): string {
  if (!contentTypeText.test(contentType)) throw invalidSignature('the content type has another form');
  return (
    `"@status": ${String(status)}\n"content-type": ${contentType}\n"content-digest": ${digest}\n` +
    `"signature";req;key="${signatureLabel}": ${requestSignature.slice(signatureLabel.length + 1)}\n` +
    `"@signature-params": ${parameters}`
  );
}
