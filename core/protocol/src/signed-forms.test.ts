/** What is signed has one form: which values a request and its answer may carry, and how their addresses are written down. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '@gamut/kernel/app-error';
import { noTenant, signRequest, verifyRequest, type RequestToSign } from './signed-request.ts';
import { signResponse, verifyResponse, type ResponseToSign } from './signed-response.ts';

const key = new Uint8Array(32).fill(3);
const common = { keyId: 'gateway_to_platform', key, clock: { nowMs: () => 1_795_000_000_000 } };
const random = (size: number): Uint8Array => new Uint8Array(size).fill(9);
const request: RequestToSign = {
  ...common,
  random,
  method: 'POST',
  url: 'http://127.0.0.1:4600/internal/v1/ledger',
  tenant: 'tnt_01jx0000000000000000000000',
  requestId: 'req_01jx0000000000000000000000',
  body: '{}',
};
const response: ResponseToSign = {
  ...common,
  random,
  status: 200,
  contentType: 'application/json',
  body: '{}',
  requestSignature: `gamut=:${Buffer.alloc(32, 1).toString('base64')}:`,
};

function reasonOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof AppError);
    return (error.cause as Error).message;
  }
  return 'accepted';
}

const signed = (change: Partial<RequestToSign>): string =>
  reasonOf(() => signRequest({ ...request, ...change }));

function baseOf(url: string): string[] {
  const { method, body } = request;
  const headers = signRequest({ ...request, url });
  const keys = new Map([[request.keyId, key]]);
  return verifyRequest({ method, url, headers, body, keys, nowMs: common.clock.nowMs() }).signatureBase.split(
    '\n',
  );
}

test('an authority is written small and without the port of its scheme, and no query is an empty one', () => {
  const authority = (url: string): string | undefined => baseOf(url)[1];
  assert.equal(authority('http://Platform.Example:80/a'), '"@authority": platform.example');
  assert.equal(authority('https://Platform.Example:443/a'), '"@authority": platform.example');
  assert.equal(authority('http://platform.example:443/a'), '"@authority": platform.example:443');
  assert.equal(authority('https://platform.example:80/a'), '"@authority": platform.example:80');
  assert.deepEqual(baseOf('http://platform.example/a').slice(2, 4), ['"@path": /a', '"@query": ?']);
  assert.deepEqual(baseOf('http://platform.example/a?').slice(2, 4), ['"@path": /a', '"@query": ?']);
});

test('a request is signed only where every part of it has its form', () => {
  for (const url of [
    '/internal',
    'xhttp://a/b',
    'ftp://a/b',
    'http://a',
    'http://a@b/c',
    'http://a/b#c',
    'http://a/b c',
  ])
    assert.equal(signed({ url }), 'the URL is not absolute, plain and with a path', url);
  for (const method of ['', 'PO', 'post', 'xPOST', 'POSTx', 'POST ', 'P'.repeat(11)])
    assert.equal(signed({ method }), 'the method has another form', method);
  for (const tenant of ['', 'tnt_1', 'x-', '-x', `${request.tenant}0`, `x${request.tenant}`])
    assert.equal(signed({ tenant }), 'the tenant is neither an id nor -', tenant);
  for (const requestId of ['', '1234567', 'x'.repeat(65), ' 12345678', '12345678 ', '!12345678'])
    assert.equal(signed({ requestId }), 'the request id has another form', requestId);
  assert.equal(noTenant, '-');
  assert.equal(signed({ tenant: noTenant }), 'accepted');
});

const goodTypes = [
  'application/json',
  'text/plain; charset=utf-8',
  'text/plain;charset=utf-8',
  'a/b.c+d-9; q=Z9-a',
];
const badTypes = [
  '', 'json', '!application/json', 'application/json!', 'application/json; ', 'application/json;  q=1',
  'application/json; charset=', 'application/json; charset=utf 8', 'application/json; 1=a', 'application/json; q=1; r=2',
]; // prettier-ignore

test('a content type is one, with one parameter at most, of a request as of an answer', () => {
  for (const contentType of goodTypes) {
    assert.equal(signed({ contentType }), 'accepted', contentType);
    assert.equal(
      reasonOf(() => signResponse({ ...response, contentType })),
      'accepted',
      contentType,
    );
  }
  for (const contentType of badTypes) {
    const reason = 'the content type has another form';
    assert.equal(signed({ contentType }), reason, contentType);
    assert.equal(
      reasonOf(() => signResponse({ ...response, contentType })),
      reason,
      contentType,
    );
  }
});

test('what differs from what was signed is told to the log', () => {
  const { method, url, body } = request;
  const nowMs = common.clock.nowMs();
  const given = {
    method,
    url,
    headers: signRequest(request),
    body,
    keys: new Map([[request.keyId, key]]),
    nowMs,
  };
  assert.equal(
    reasonOf(() => verifyRequest(given)),
    'accepted',
  );
  const bodyReason = 'the body is not the one that was signed';
  assert.equal(
    reasonOf(() => verifyRequest({ ...given, body: '[]' })),
    bodyReason,
  );
  assert.equal(
    reasonOf(() => verifyRequest({ ...given, keys: new Map() })),
    'the key id is not one of this route',
  );

  const { status, requestSignature, keyId } = response;
  const answer = { status, headers: signResponse(response), body, requestSignature, keyId, key, nowMs };
  assert.equal(
    reasonOf(() => verifyResponse(answer)),
    'accepted',
  );
  assert.equal(
    reasonOf(() => verifyResponse({ ...answer, body: '[]' })),
    bodyReason,
  );
  assert.equal(
    reasonOf(() => verifyResponse({ ...answer, keyId: 'other' })),
    'the answer names another key',
  );
});

test('the tag says which direction it is', () => {
  assert.match(signRequest(request)['signature-input'] as string, /;tag="gamut-request"$/);
  assert.match(signResponse(response)['signature-input'] as string, /;tag="gamut-response"$/);
});
