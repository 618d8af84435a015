/** Guarantees of the signed request: every covered byte counts, time is exact, one spelling only (security.md section 4). */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AppError } from '@gamut/kernel/app-error';
import { signRequest, unreadBody, verifyRequest, type RequestToVerify } from './signed-request.ts';
import { runs } from '../../../tests/support/runs.ts';

const key = new Uint8Array(32).map((_, i) => i * 7 + 1);
const createdMs = 1_795_000_000_000;
const fixed = {
  method: 'POST',
  url: 'http://127.0.0.1:4600/internal/v1/ledger?a=1',
  tenant: 'tnt_01jx0000000000000000000000',
  requestId: 'req_01jx0000000000000000000000',
  body: '{"entries":[]}',
  keyId: 'gateway_to_platform',
  key,
  clock: { nowMs: () => createdMs },
  random: (size: number) => new Uint8Array(size).fill(9),
};

function received(
  change: Partial<RequestToVerify> = {},
  headers: Record<string, string | string[] | undefined> = {},
): RequestToVerify {
  return {
    method: fixed.method,
    url: fixed.url,
    headers: { ...signRequest(fixed), ...headers },
    body: fixed.body,
    keys: new Map([['gateway_to_platform', key]]),
    nowMs: createdMs,
    ...change,
  };
}

function refusal(request: RequestToVerify): string {
  try {
    verifyRequest(request);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'accepted';
}

test('a request signed by the profile verifies and says who, when and for which tenant', () => {
  const verified = verifyRequest(received());
  assert.equal(verified.keyId, 'gateway_to_platform');
  assert.equal(verified.tenant, fixed.tenant);
  assert.equal(verified.requestId, fixed.requestId);
  assert.equal(verified.createdMs, createdMs);
  assert.equal(verified.expiresMs, createdMs + 30_000);
  assert.equal(verified.nonce, 'CQkJCQkJCQkJCQkJCQkJCQ');
});

test('the signature base is frozen, byte for byte', () => {
  assert.equal(
    verifyRequest(received()).signatureBase,
    [
      '"@method": POST',
      '"@authority": 127.0.0.1:4600',
      '"@path": /internal/v1/ledger',
      '"@query": ?a=1',
      '"content-type": application/json',
      '"content-digest": sha-256=:2AGqH7fdzDMKXjFzNy6mr0o9COxYB0R46FqlYD6SZlg=:',
      '"gamut-tenant": tnt_01jx0000000000000000000000',
      '"gamut-request-id": req_01jx0000000000000000000000',
      '"@signature-params": ("@method" "@authority" "@path" "@query" "content-type" "content-digest" "gamut-tenant" ' +
        '"gamut-request-id");created=1795000000;expires=1795000030;nonce="CQkJCQkJCQkJCQkJCQkJCQ";' +
        'keyid="gateway_to_platform";tag="gamut-request"',
    ].join('\n'),
  );
});

test('a change of any covered part is refused', () => {
  const changes: [string, RequestToVerify][] = [
    ['method', received({ method: 'PUT' })],
    ['authority', received({ url: fixed.url.replace('127.0.0.1', '127.0.0.2') })],
    ['port', received({ url: fixed.url.replace('4600', '4601') })],
    ['path', received({ url: fixed.url.replace('ledger', 'ledgeR') })],
    ['query', received({ url: fixed.url.replace('a=1', 'a=2') })],
    ['no query', received({ url: fixed.url.replace('?a=1', '') })],
    ['body', received({ body: '{"entries":[ ]}' })],
    ['content type', received({}, { 'content-type': 'application/json; charset=utf-8' })],
    ['tenant', received({}, { 'gamut-tenant': 'tnt_01jx0000000000000000000001' })],
    ['no tenant', received({}, { 'gamut-tenant': '-' })],
    ['request id', received({}, { 'gamut-request-id': 'req_01jx0000000000000000000001' })],
    ['key', received({ keys: new Map([['gateway_to_platform', new Uint8Array(32).fill(3)]]) })],
    ['unknown key id', received({ keys: new Map([['claw_to_platform', key]]) })],
  ];
  for (const [what, request] of changes) assert.equal(refusal(request), 'signature_invalid', what);
});

test('every single-bit change of every signed header is refused', () => {
  const headers = signRequest(fixed);
  let tried = 0;
  for (const [name, value] of Object.entries(headers)) {
    for (let at = 0; at < value.length; at++) {
      for (let bit = 0; bit < 7; bit++) {
        const mutant =
          value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ (1 << bit)) + value.slice(at + 1);
        assert.notEqual(
          refusal(received({}, { [name]: mutant })),
          'accepted',
          `${name} at ${String(at)} bit ${String(bit)}`,
        );
        tried++;
      }
    }
  }
  assert.ok(tried > 2000);
});

test('a header that is missing or repeated is refused', () => {
  for (const name of Object.keys(signRequest(fixed))) {
    assert.equal(refusal(received({}, { [name]: undefined })), 'signature_invalid', name);
    const value = signRequest(fixed)[name] as string;
    assert.equal(refusal(received({}, { [name]: [value, value] })), 'signature_invalid', name);
    assert.equal(refusal(received({}, { [name]: `${value}, ${value}` })), 'signature_invalid', name);
  }
});

test('other spellings of the same signature are refused', () => {
  const headers = signRequest(fixed);
  const input = headers['signature-input'] as string;
  const signature = headers['signature'] as string;
  const spellings: Record<string, string>[] = [
    { 'signature-input': input.replace(';created', '; created') },
    { 'signature-input': ` ${input}` },
    { 'signature-input': `${input};alg="hmac-sha256"` },
    { 'signature-input': input.replace('"@method" ', '') },
    { 'signature-input': input.replace('"@method" "@authority"', '"@authority" "@method"') },
    { 'signature-input': input.replace('gamut=', 'other=') },
    { 'signature-input': `${input}, second=()` },
    { 'signature-input': input.replace('created=', 'created=0') },
    { 'signature-input': input.replace('tag="gamut-request"', 'tag="gamut-response"') },
    { signature: signature.replace('=:', '= :') },
    { signature: signature.replace(/=:$/, ':') },
    { signature: `${signature}, second=:AAAA:` },
  ];
  for (const spelling of spellings)
    assert.equal(refusal(received({}, spelling)), 'signature_invalid', JSON.stringify(spelling));
});

test('time is exact: two seconds early and thirty seconds late, to the millisecond', () => {
  assert.equal(refusal(received({ nowMs: createdMs - 2000 })), 'accepted');
  assert.equal(refusal(received({ nowMs: createdMs - 2001 })), 'signature_expired');
  assert.equal(refusal(received({ nowMs: createdMs + 29_999 })), 'accepted');
  assert.equal(refusal(received({ nowMs: createdMs + 30_000 })), 'signature_expired');
});

test('of a body that nobody read it says who signed for it, and every other guard holds', () => {
  const unread = { body: unreadBody } as const;
  assert.equal(verifyRequest(received(unread)).keyId, 'gateway_to_platform');
  assert.equal(refusal(received({ ...unread, nowMs: createdMs + 30_001 })), 'signature_expired');
  assert.equal(refusal(received({ ...unread, method: 'PUT' })), 'signature_invalid');
  assert.equal(refusal(received(unread, { 'content-digest': 'sha-256=:AAAA:' })), 'signature_invalid');
  assert.equal(
    refusal(received({ ...unread, keys: new Map([['gateway_to_platform', new Uint8Array(32)]]) })),
    'signature_invalid',
  );
});

test('a line break smuggled into a value never reaches the signature base', () => {
  for (const change of [
    { tenant: '-\n"x": y' },
    { requestId: 'req_1234\n"x": y' },
    { method: 'POST\n' },
    { url: `${fixed.url}\n` },
  ]) {
    assert.throws(() => signRequest({ ...fixed, ...change }), { code: 'signature_invalid' });
  }
});

test('whatever is signed verifies, and the same text under any other byte of body does not', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (body, at, flip) => {
        const headers = signRequest({ ...fixed, body });
        assert.equal(refusal(received({ headers, body })), 'accepted');
        const mutant = Uint8Array.from(body);
        mutant[at % body.length] = (mutant[at % body.length] as number) ^ flip;
        assert.equal(refusal(received({ headers, body: mutant })), 'signature_invalid');
      },
    ),
    { numRuns: runs(200) },
  );
});
