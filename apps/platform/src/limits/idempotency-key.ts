/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): who sends the same POST again with the same key gets the first
 * answer and causes no second effect. A key counts for one person and one route, and stands for exactly one request.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { AppError } from '@gamut/kernel/app-error';
import { canonicalJson } from '@gamut/kernel/canonical-json';

export interface KeyedRequest {
  readonly keyHash: string;
  /** What makes it this request and no other: parameters, query and body. */
  readonly requestSha256: string;
}

export interface AskedRequest {
  readonly header: string | string[] | undefined;
  readonly who: string;
  readonly route: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** A key of control, where all tenants' stand: it counts for one tenant too. */
export function keyInControl(request: KeyedRequest, tenantId: string): KeyedRequest {
  return { ...request, keyHash: sha256Hex(canonicalJson(['gamut key', tenantId, request.keyHash])) };
}

const keyPattern = /^[\x21-\x7e]{1,200}$/;

/** @returns undefined when none was sent. @throws AppError `bad_request` for one that is none */
export function readIdempotencyKey(asked: AskedRequest): KeyedRequest | undefined {
  const { header, who, route, params, query, body } = asked;
  if (header === undefined) return undefined;
  // the draft writes it as a quoted string, most clients bare: both are the same key
  const key = typeof header === 'string' ? (/^"(.*)"$/.exec(header)?.[1] ?? header) : '';
  if (!keyPattern.test(key))
    throw new AppError('bad_request', 'The Idempotency-Key is not 1 to 200 visible ASCII characters.', {
      fix: 'Send a random text of your own, such as a UUID, anew for each change.',
      who: 'the caller',
    });
  return {
    keyHash: sha256Hex(canonicalJson(['gamut idempotency key', who, route, key])),
    requestSha256: sha256Hex(canonicalJson([params ?? null, query ?? null, body ?? null])),
  };
}
