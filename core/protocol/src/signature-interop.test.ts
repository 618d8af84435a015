/**
 * The profile against an independent implementation of RFC 9421: what it signs we accept, what we sign it verifies, requests
 * and answers alike, so nobody needs our code to speak to us (security.md section 4).
 */
import assert from 'node:assert/strict';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { test } from 'node:test';
import { httpbis } from 'http-message-signatures';
import { randomBytes } from '@gamut/crypto/random';
import { contentDigest } from './content-digest.ts';
import { signRequest, verifyRequest } from './signed-request.ts';
import { signResponse, verifyResponse } from './signed-response.ts';

const key = randomBytes(32);
const keyId = 'gateway_to_platform';
const url = 'http://127.0.0.1:4600/internal/v1/ledger?part=2';
const body = '{"tenant":"tnt_01jd3m5q8v7w6x5y4z3a2b1c0d"}';
const tenant = 'tnt_01jd3m5q8v7w6x5y4z3a2b1c0d';
const clock = { nowMs: () => Date.now() };
const hmac = (data: Buffer): Buffer => createHmac('sha256', key).update(data).digest();
const covered = [
  '@method',
  '@authority',
  '@path',
  '@query',
  'content-type',
  'content-digest',
  'gamut-tenant',
  'gamut-request-id',
];
const theirKey = {
  id: keyId,
  verify: async (data: Buffer, signature: Buffer) => {
    const wanted = hmac(data);
    return wanted.length === signature.length && timingSafeEqual(wanted, signature);
  },
};
const config = { keyLookup: async ({ keyid }: { keyid?: string }) => (keyid === keyId ? theirKey : null) };

const ours = () =>
  signRequest({
    method: 'POST',
    url,
    tenant,
    requestId: 'req_interop',
    body,
    keyId,
    key,
    clock,
    random: randomBytes,
  });

test('what we sign, the other implementation verifies; touched, it does not', async () => {
  const headers = ours();
  assert.equal(await httpbis.verifyMessage(config, { method: 'POST', url, headers }), true);
  for (const [name, value] of [
    ['gamut-tenant', '-'],
    ['gamut-request-id', 'req_another'],
    ['content-type', 'text/plain'],
    ['content-digest', contentDigest('x')],
  ] as const)
    assert.equal(
      await httpbis.verifyMessage(config, { method: 'POST', url, headers: { ...headers, [name]: value } }),
      false,
      name,
    );
  assert.equal(await httpbis.verifyMessage(config, { method: 'PUT', url, headers }), false);
});

test('what the other implementation signs by the profile, we accept; by another profile, we do not', async () => {
  const created = new Date(Math.floor(Date.now() / 1000) * 1000);
  const plain = {
    'content-type': 'application/json',
    'content-digest': contentDigest(body),
    'gamut-tenant': tenant,
    'gamut-request-id': 'req_interop',
  };
  const sign = async (fields: readonly string[], tag: string) =>
    httpbis.signMessage(
      {
        key: { id: keyId, sign: async (data: Buffer) => hmac(data) },
        name: 'gamut',
        fields: [...fields],
        params: ['created', 'expires', 'nonce', 'keyid', 'tag'],
        paramValues: {
          created,
          expires: new Date(created.getTime() + 30_000),
          nonce: Buffer.from(randomBytes(16)).toString('base64url'),
          tag,
        },
      },
      { method: 'POST', url, headers: plain },
    );
  const verify = (headers: Record<string, string | string[]>) =>
    verifyRequest({
      method: 'POST',
      url,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body,
      keys: new Map([[keyId, key]]),
      nowMs: Date.now(),
    });
  const good = await sign(covered, 'gamut-request');
  assert.equal(verify(good.headers).tenant, tenant);
  for (const [fields, tag] of [
    [covered.slice(1), 'gamut-request'],
    [[...covered].reverse(), 'gamut-request'],
    [covered, 'gamut-response'],
  ] as const) {
    const other = await sign(fields, tag);
    assert.throws(() => verify(other.headers), { code: 'signature_invalid' });
  }
});

test('our answer verifies there, bound to its request, and not to another', async () => {
  const headers = ours();
  const response = {
    status: 200,
    headers: signResponse({
      status: 200,
      contentType: 'application/json',
      body: '{}',
      requestSignature: headers['signature'] as string,
      keyId,
      key,
      clock,
      random: randomBytes,
    }),
  };
  const request = { method: 'POST', url, headers };
  assert.equal(await httpbis.verifyMessage(config, response, request), true);
  assert.equal(await httpbis.verifyMessage(config, response, { ...request, headers: ours() }), false);
  verifyResponse({
    ...response,
    body: '{}',
    requestSignature: headers['signature'] as string,
    keyId,
    key,
    nowMs: Date.now(),
  });
});
