/**
 * Allow tokens (security.md section 5; promise: allow decisions carry short-lived HMAC-signed tokens): `ga1.<key id>.<payload>.<mac>`.
 * HMAC-SHA-256 over everything before the last dot; no algorithm is named, so none can be chosen. The payload is canonical
 * JSON with exactly these members, and one token has exactly one spelling. What is spent is the authenticated id in it.
 */
import { actionTypes, type ActionType } from '@gamut/kernel/agentic-terms';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import { canonicalJson, type JsonValue } from '@gamut/kernel/canonical-json';
import { parseJson } from '@gamut/kernel/parse-json';
import { equalBytes, hmacSha256 } from '@gamut/crypto/mac';

export const allowTokenLifeMsMax = 60_000;
/** How far ahead of ours the clock of the Gateway that issued it may be; the start-up gate holds every process to the same bound. */
export const allowTokenSkewMs = 2000;

export interface AllowTokenClaims {
  readonly tenant: string;
  readonly agent: string;
  /** `${connector}_${tool}`, as agents see it. */
  readonly tool: string;
  readonly actionType: ActionType;
  readonly actionSha256: string;
  readonly factsVersion: number;
  readonly decision: string;
  /** The approval that the performing will use up; null when none was needed. */
  readonly approval: string | null;
  /** Of the task under whose lease this was decided; null outside of tasks. */
  readonly leaseEpoch: number | null;
  /** Whose tokens these are: one deployment's Gateways. */
  readonly audience: string;
  readonly issuedMs: number;
  readonly expiresMs: number;
  /** 128 bits in base64url. */
  readonly id: string;
}

export interface AllowTokenKey {
  /** The public name of the secret that the key was drawn from: eleven characters. */
  readonly keyId: string;
  readonly key: Uint8Array;
}

/** `not_authentic` is one answer for every forgery: which check failed is nobody's business. */
export type AllowTokenFault = 'not_authentic' | 'expired' | 'from_the_future' | 'other_audience';

const tokenText = /^(ga1\.([A-Za-z0-9_-]{11})\.([A-Za-z0-9_-]{1,4096}))\.([A-Za-z0-9_-]{43})$/;
const sha256Text = /^[0-9a-f]{64}$/;
const idText = /^[A-Za-z0-9_-]{22}$/;
const audienceText = /^[\x21-\x7e]{1,128}$/;
const entityText = (prefix: string): RegExp => new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`);
const entities = {
  tenant: entityText('tnt'),
  agent: entityText('agt'),
  decision: entityText('dec'),
  approval: entityText('apr'),
};
const toolCharsMax = 256;

/** @throws TypeError for claims that no verifier would accept */
export function formatAllowToken(claims: AllowTokenClaims, { keyId, key }: AllowTokenKey): string {
  const payload = payloadOf(claims);
  if (claimsOf(payload) === undefined) throw new TypeError('these are not the claims of an allow token');
  const signed = `ga1.${keyId}.${encodeBase64url(Buffer.from(canonicalJson(payload)))}`;
  const text = `${signed}.${encodeBase64url(hmacSha256(key, signed))}`;
  if (!tokenText.test(text)) throw new TypeError('the key id or the claims have another form');
  return text;
}

/**
 * What the token says, once its MAC, its form, its audience and its time have been checked, in this order. Whose it is and
 * whether it was used is for the caller to ask.
 */
export function verifyAllowToken(
  text: unknown,
  expected: { readonly keys: readonly AllowTokenKey[]; readonly audience: string; readonly nowMs: number },
): AllowTokenClaims | AllowTokenFault {
  const claims = authenticate(text, expected.keys);
  if (claims === undefined || !Number.isFinite(expected.nowMs)) return 'not_authentic';
  if (claims.audience !== expected.audience) return 'other_audience';
  if (expected.nowMs < claims.issuedMs - allowTokenSkewMs) return 'from_the_future';
  return expected.nowMs >= claims.expiresMs ? 'expired' : claims;
}

function authenticate(text: unknown, keys: readonly AllowTokenKey[]): AllowTokenClaims | undefined {
  const match = typeof text === 'string' ? tokenText.exec(text) : null;
  if (match === null) return undefined;
  const [, signed = '', keyId, payload = '', mac = ''] = match;
  const given = decodeBase64url(mac);
  const key = keys.find((one) => one.keyId === keyId)?.key;
  if (given === undefined || key === undefined || !equalBytes(given, hmacSha256(key, signed)))
    return undefined;
  const bytes = decodeBase64url(payload);
  return bytes === undefined ? undefined : claimsOf(readCanonical(bytes));
}

/** The value, when the bytes are exactly its canonical JSON. */
function readCanonical(bytes: Uint8Array): JsonValue {
  try {
    const value = parseJson(bytes, { depthMax: 2 });
    return Buffer.from(canonicalJson(value)).equals(bytes) ? value : null;
  } catch {
    return null;
  }
}

function payloadOf(claims: AllowTokenClaims): Record<string, JsonValue> {
  return {
    action: claims.actionSha256,
    action_type: claims.actionType,
    agent: claims.agent,
    approval: claims.approval,
    audience: claims.audience,
    decision: claims.decision,
    expires_ms: claims.expiresMs,
    facts_version: claims.factsVersion,
    id: claims.id,
    issued_ms: claims.issuedMs,
    lease_epoch: claims.leaseEpoch,
    tenant: claims.tenant,
    tool: claims.tool,
  };
}

const membersCount = 13;

/** Exactly the members of the format, each of its own form. */
function claimsOf(value: JsonValue): AllowTokenClaims | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const member = (name: string): unknown => (Object.hasOwn(given, name) ? given[name] : undefined);
  const claims = {
    tenant: member('tenant'),
    agent: member('agent'),
    tool: member('tool'),
    actionType: member('action_type'),
    actionSha256: member('action'),
    factsVersion: member('facts_version'),
    decision: member('decision'),
    approval: member('approval'),
    leaseEpoch: member('lease_epoch'),
    audience: member('audience'),
    issuedMs: member('issued_ms'),
    expiresMs: member('expires_ms'),
    id: member('id'),
  };
  return Object.keys(given).length === membersCount && isClaims(claims) ? claims : undefined;
}

function isClaims(
  claims: Record<keyof AllowTokenClaims, unknown>,
): claims is AllowTokenClaims & typeof claims {
  const { tool, issuedMs, expiresMs, approval, leaseEpoch } = claims;
  return (
    isText(claims.tenant, entities.tenant) &&
    isText(claims.agent, entities.agent) &&
    typeof tool === 'string' &&
    tool.length >= 1 &&
    tool.length <= toolCharsMax &&
    (actionTypes as readonly unknown[]).includes(claims.actionType) &&
    isText(claims.actionSha256, sha256Text) &&
    isCount(claims.factsVersion) &&
    isText(claims.decision, entities.decision) &&
    (approval === null || isText(approval, entities.approval)) &&
    (leaseEpoch === null || isCount(leaseEpoch)) &&
    isText(claims.audience, audienceText) &&
    isCount(issuedMs) &&
    isCount(expiresMs) &&
    expiresMs > issuedMs &&
    expiresMs - issuedMs <= allowTokenLifeMsMax &&
    isText(claims.id, idText) &&
    decodeBase64url(claims.id) !== undefined
  );
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}
