/**
 * Guarantees of the token's form: one spelling for each token, nothing accepted that was not made with the key, and the
 * published vectors (docs/allow-tokens.md, golden/allow-tokens.json) hold, whoever implements them.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { keyIdOf, purposeKey } from '@gamut/crypto/key-purposes';
import {
  allowTokenLifeMsMax,
  formatAllowToken,
  verifyAllowToken,
  type AllowTokenClaims,
  type AllowTokenFault,
} from './allow-token.ts';

const secret = new Uint8Array(32).map((_, i) => (i * 37 + 11) % 256);
const key = { keyId: keyIdOf(secret), key: purposeKey(secret, 'allowToken') };
const issuedMs = 1_795_000_000_000;
const claims: AllowTokenClaims = {
  tenant: 'tnt_01jd3m5q8v7w6x5y4z3a2b1c0d',
  agent: 'agt_01jd3m5q8v7w6x5y4z3a2b1c0e',
  tool: 'filesystem_write_file',
  actionType: 'write_internal',
  actionSha256: '3f'.repeat(32),
  factsVersion: 12,
  decision: 'dec_01jd3m5q8v7w6x5y4z3a2b1c0f',
  approval: null,
  leaseEpoch: null,
  audience: 'gateway:example',
  issuedMs,
  expiresMs: issuedMs + allowTokenLifeMsMax,
  id: 'AAECAwQFBgcICQoLDA0ODw',
};
const token = formatAllowToken(claims, key);
const verify = (text: unknown, nowMs = issuedMs, audience = 'gateway:example') =>
  verifyAllowToken(text, { keys: [key], audience, nowMs });
const refused = (text: unknown, why: AllowTokenFault = 'not_authentic') =>
  assert.equal(verify(text), why, String(text));

test('what was given out is read back, member for member', () => {
  assert.deepEqual(verify(token), claims);
  const full = { ...claims, approval: 'apr_01jd3m5q8v7w6x5y4z3a2b1c0g', leaseEpoch: 3 };
  assert.deepEqual(verify(formatAllowToken(full, key)), full);
});

test('every other character at every place is refused', () => {
  for (let at = 0; at < token.length; at++)
    for (const other of ['A', 'a', '0', '-', '_', '.', '=', '+', '/', ' ', '\n'])
      if (token[at] !== other) refused(token.slice(0, at) + other + token.slice(at + 1));
});

test('claims of any other form are not given out, whoever has the key', () => {
  const fine = (change: Partial<AllowTokenClaims>) => {
    const changed = { ...claims, ...change };
    assert.deepEqual(verify(formatAllowToken(changed, key), issuedMs, changed.audience), changed);
  };
  fine({ tool: 'x' });
  fine({ tool: 'x'.repeat(256), audience: '!' });
  fine({ audience: '~'.repeat(128), factsVersion: 1, leaseEpoch: 1 });
  fine({ expiresMs: issuedMs + 1 });
  const other: Partial<AllowTokenClaims>[] = [
    { tool: '' }, { tool: 'x'.repeat(257) }, { actionSha256: `x${claims.actionSha256}` }, { actionSha256: `${claims.actionSha256}0` },
    { id: `A${claims.id}` }, { id: `${claims.id}A` }, { id: `${claims.id.slice(0, -1)}x` }, { audience: '' }, { audience: ' a' },
    { audience: 'a ' }, { audience: '~'.repeat(129) }, { factsVersion: 0 }, { factsVersion: 1.5 }, { leaseEpoch: 0 },
    { expiresMs: issuedMs }, { expiresMs: issuedMs + allowTokenLifeMsMax + 1 }, { tenant: claims.agent }, { approval: 'apr_1' },
  ]; // prettier-ignore
  for (const change of other)
    assert.throws(
      () => formatAllowToken({ ...claims, ...change }, key),
      /^TypeError: these are not the claims of an allow token$/,
      JSON.stringify(change),
    );
  for (const keyId of ['', 'A'.repeat(10), 'A'.repeat(12), 'A'.repeat(10) + '.'])
    assert.throws(
      () => formatAllowToken(claims, { ...key, keyId }),
      /^TypeError: the key id or the claims have another form$/,
      keyId,
    );
});

test('every cut, every doubled and every inserted character is refused', () => {
  for (let at = 0; at <= token.length; at++) {
    if (at < token.length) refused(token.slice(0, at));
    refused(`${token.slice(0, at)}A${token.slice(at)}`);
    refused(`${token.slice(0, at)}=${token.slice(at)}`);
  }
});

test('a payload that says the same in other words is refused, though its MAC is right', () => {
  const payload = Buffer.from(token.split('.')[2] as string, 'base64url').toString();
  const value = JSON.parse(payload) as Record<string, unknown>;
  const others = [
    JSON.stringify(value, null, 1),
    JSON.stringify(Object.fromEntries(Object.entries(value).reverse())),
    payload.replace('"facts_version":12', '"facts_version":12.0'),
    payload.replace('"facts_version":12', '"facts_version":1.2e1'),
    payload.replace('"tool":"f', '"tool":"\\u0066'),
    payload.replace('{', '{"id":"AAECAwQFBgcICQoLDA0ODw",'),
    `${payload} `,
    `\ufeff${payload}`,
  ];
  for (const text of others) assert.notEqual(text, payload);
  for (const text of others) refused(signed(Buffer.from(text).toString('base64url')));
  const base64 = token.split('.')[2] as string;
  for (const text of [`${base64}=`, base64.replaceAll('-', '+').replaceAll('_', '/') + '=='])
    refused(signed(text));
});

/** With the right key, by another implementation of HMAC: what is refused is refused for its form. */
function signed(payload: string): string {
  const head = `ga1.${key.keyId}.${payload}`;
  return `${head}.${createHmac('sha256', key.key).update(head).digest('base64url')}`;
}

test('a member too many, too few or of another form is refused, though its MAC is right', () => {
  const good = JSON.parse(Buffer.from(token.split('.')[2] as string, 'base64url').toString()) as Record<
    string,
    unknown
  >;
  const mint = (value: object): string => signed(Buffer.from(canonicalJson(value)).toString('base64url'));
  assert.notEqual(typeof verify(mint(good)), 'string');
  for (const name of Object.keys(good)) {
    const { [name]: _left, ...less } = good;
    refused(mint(less));
    refused(mint({ ...less, [`${name}_`]: good[name] }));
    for (const wrong of [null, true, 0, -1, 1.5, 2 ** 53, '', 'x', '0', [], {}, [good[name]]])
      if (wrong !== good[name] && !isFree(name, wrong)) refused(mint({ ...good, [name]: wrong }));
  }
  for (const extra of [{ alg: 'none' }, { algorithm: 'HS256' }, { toString: 1 }])
    refused(mint({ ...good, ...extra }));
  for (const text of ['null', '[]', '1', '"x"', '{}', '{"__proto__":{}}'])
    refused(signed(Buffer.from(text).toString('base64url')));
});

/** A tool's name is any text, and the two that may be null may be null. */
function isFree(name: string, value: unknown): boolean {
  if (name === 'tool') return typeof value === 'string' && value !== '';
  if (name === 'audience') return value === 'x' || value === '0';
  return value === null && (name === 'approval' || name === 'lease_epoch');
}

test('another key, another key id and a key id that is not ours are refused', () => {
  const other = { keyId: key.keyId, key: purposeKey(secret, 'runtimeKeys') };
  refused(formatAllowToken(claims, other));
  refused(formatAllowToken(claims, { ...key, keyId: 'AAAAAAAAAAA' }));
  assert.equal(
    verifyAllowToken(token, { keys: [], audience: 'gateway:example', nowMs: issuedMs }),
    'not_authentic',
  );
});

test('its time is exact to the millisecond, whichever way a clock steps', () => {
  assert.equal(typeof verify(token, issuedMs + allowTokenLifeMsMax - 1), 'object');
  assert.equal(verify(token, issuedMs + allowTokenLifeMsMax), 'expired');
  assert.equal(typeof verify(token, issuedMs - 2000), 'object');
  assert.equal(verify(token, issuedMs - 2001), 'from_the_future');
  for (const nowMs of [NaN, Infinity, -Infinity]) assert.equal(typeof verify(token, nowMs), 'string');
});

test('nothing that lives longer than a minute, or ends before it begins, can be made or read', () => {
  for (const expiresMs of [issuedMs, issuedMs - 1, issuedMs + allowTokenLifeMsMax + 1, NaN, Infinity])
    assert.throws(() => formatAllowToken({ ...claims, expiresMs }, key), TypeError);
});

test('another audience is told apart from a forgery', () => {
  assert.equal(verify(token, issuedMs, 'gateway:another'), 'other_audience');
});

test('what is not a text is no token, and no text makes the verifier throw', () => {
  for (const value of [undefined, null, 1, {}, [], [token], { toString: () => token }, Buffer.from(token)])
    refused(value);
  fc.assert(fc.property(fc.string(), (text) => verify(text) === 'not_authentic'));
  fc.assert(
    fc.property(fc.base64String(), (text) => verify(signed(text)) === 'not_authentic'),
    { numRuns: 300 },
  );
});

test('the published vectors hold', () => {
  const file = new URL('../golden/allow-tokens.json', import.meta.url);
  const vectors = {
    secret_hex: Buffer.from(secret).toString('hex'),
    key_id: key.keyId,
    key_hex: Buffer.from(key.key).toString('hex'),
    payload: Buffer.from(token.split('.')[2] as string, 'base64url').toString(),
    token,
  };
  if (process.env['GAMUT_WRITE_GOLDEN'] === '1') writeFileSync(file, `${JSON.stringify(vectors, null, 2)}\n`);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), vectors);
  const page = readFileSync(new URL('../../../docs/allow-tokens.md', import.meta.url), 'utf8');
  for (const text of Object.values(vectors))
    assert.ok(page.includes(text), `docs/allow-tokens.md shows ${text}`);
});
