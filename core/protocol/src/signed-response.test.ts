/** Guarantees of the signed answer: it belongs to one request, one status, one body and one moment. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { AppError } from '@gamut/kernel/app-error';
import { signResponse, verifyResponse, type ResponseToVerify } from './signed-response.ts';

const key = new Uint8Array(32).map((_, i) => i * 5 + 2);
const createdMs = 1_795_000_000_000;
const requestSignature = `gamut=:${Buffer.alloc(32, 1).toString('base64')}:`;
const fixed = {
  status: 200,
  contentType: 'application/json; charset=utf-8',
  body: '{"results":[]}',
  requestSignature,
  keyId: 'platform_to_gateway',
  key,
  clock: { nowMs: () => createdMs },
  random: (size: number) => new Uint8Array(size).fill(4),
};

function refusal(
  change: Partial<ResponseToVerify> = {},
  headers: Record<string, string | undefined> = {},
): string {
  try {
    verifyResponse({
      status: 200,
      headers: { ...signResponse(fixed), ...headers },
      body: fixed.body,
      requestSignature,
      keyId: fixed.keyId,
      key,
      nowMs: createdMs,
      ...change,
    });
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'accepted';
}

test('an answer verifies against its own request', () => {
  assert.equal(refusal(), 'accepted');
});

test('an answer to another request, with another status, body, type or key is refused', () => {
  const other = `gamut=:${Buffer.alloc(32, 2).toString('base64')}:`;
  assert.equal(refusal({ requestSignature: other }), 'signature_invalid');
  assert.equal(refusal({ status: 201 }), 'signature_invalid');
  assert.equal(refusal({ body: '{"results":[1]}' }), 'signature_invalid');
  assert.equal(refusal({}, { 'content-type': 'application/json' }), 'signature_invalid');
  assert.equal(refusal({ key: new Uint8Array(32) }), 'signature_invalid');
  assert.equal(refusal({ keyId: 'claw_to_platform' }), 'signature_invalid');
});

test('every single-bit change of every signed header of the answer is refused', () => {
  for (const [name, value] of Object.entries(signResponse(fixed))) {
    assert.notEqual(refusal({}, { [name]: undefined }), 'accepted', name);
    for (let at = 0; at < value.length; at++) {
      for (let bit = 0; bit < 7; bit++) {
        const mutant =
          value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ (1 << bit)) + value.slice(at + 1);
        assert.notEqual(refusal({}, { [name]: mutant }), 'accepted', `${name} at ${String(at)}`);
      }
    }
  }
});

test('an answer is refused from its thirtieth second on', () => {
  assert.equal(refusal({ nowMs: createdMs + 29_999 }), 'accepted');
  assert.equal(refusal({ nowMs: createdMs + 30_000 }), 'signature_expired');
  assert.equal(refusal({ nowMs: createdMs - 2001 }), 'signature_expired');
});
