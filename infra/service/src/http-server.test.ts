/** Guarantees of the server base: nothing coerced or dropped, one shape for every refusal, no detail out, hardened headers. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { AppError } from '@gamut/kernel/app-error';
import { tellTime } from '../../../tests/support/pace.ts';
import { createServer } from './http-server.ts';
import { createLogger } from './logger.ts';
import { readOff } from './read-off.ts';

const lines: string[] = [];
const logger = createLogger('x', { target: { write: (line) => void lines.push(line) } });
let platformTrouble: string | undefined;
const server = createServer({
  logger,
  bodyBytesMax: 2000,
  checks: [
    { name: 'platform', check: () => platformTrouble },
    { name: 'clock', check: () => undefined },
  ],
});
const Body = Type.Object(
  {
    n: Type.Integer(),
    s: Type.Optional(Type.String({ maxLength: 5 })),
    at: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { additionalProperties: false },
);
server.post('/things', { schema: { body: Body } }, async (request) => request.body);
server.get('/refuse', async () => {
  throw new AppError('tenant_suspended', 'Suspended.', { fix: 'Reactivate.', who: 'the operator' });
});
server.get('/fault', async () => {
  throw new Error('planted detail');
});
server.get(
  '/query',
  {
    schema: {
      querystring: Type.Object({ n: Type.String({ pattern: '^[0-9]+$' }) }, { additionalProperties: false }),
    },
  },
  async (request) => request.query,
);

const post = (payload: string | Buffer, type = 'application/json') =>
  server.inject({ method: 'POST', url: '/things', payload, headers: { 'content-type': type } });

test('a body that fits comes through as it was sent', async () => {
  assert.deepEqual((await post('{"n":1,"s":"ok"}')).json(), { n: 1, s: 'ok' });
});

test('nothing is coerced, dropped or filled in, and JSON is read strictly', async () => {
  const cases: [string, number, string][] = [
    ['{"n":"1"}', 422, 'validation_failed'],
    ['{"n":1,"extra":true}', 422, 'unknown_field'],
    ['{"n":1.5}', 422, 'validation_failed'],
    ['{"n":1,"s":"toolong"}', 422, 'validation_failed'],
    ['{"n":1,"at":"yesterday"}', 422, 'validation_failed'],
    ['{}', 422, 'validation_failed'],
    ['', 422, 'validation_failed'],
    ['{"n":1,"n":2}', 400, 'duplicate_key'],
    ['{"n":9007199254740993}', 400, 'inexact_number'],
    ['{"__proto__":{"n":1},"n":1}', 400, 'malformed_json'],
    ['{"n":', 400, 'malformed_json'],
    [`${'['.repeat(100)}1${']'.repeat(100)}`, 413, 'too_deep'],
    [`{"n":1,"s":"${'x'.repeat(3000)}"}`, 413, 'body_too_large'],
  ];
  for (const [body, status, code] of cases) {
    const response = await post(body);
    assert.equal(response.statusCode, status, body.slice(0, 60));
    assert.equal(response.json().code, code);
    assert.equal(response.headers['content-type'], 'application/problem+json');
  }
  const field = (await post('{"n":1,"a/b~c":1}')).json();
  assert.deepEqual(field.errors, [{ pointer: '/a~1b~0c', message: 'is not a member that is known here' }]);
});

test('who sends twenty megabytes still reads why they are refused, with and without a declared length', async () => {
  const listening = createServer({ logger, bodyBytesMax: 2000, checks: [] });
  listening.post('/things', { schema: { body: Body } }, async (request) => request.body);
  const origin = await listening.listen({ host: '127.0.0.1', port: 0 });
  const body = `{"n":1,"s":"${'x'.repeat(20_000_000)}"}`;
  const headers = { 'content-type': 'application/json' };
  const undeclared = { method: 'POST', headers, body: new Blob([body]).stream(), duplex: 'half' } as const;
  for (const init of [{ method: 'POST', headers, body }, undeclared]) {
    const response = await fetch(`${origin}/things`, init);
    assert.equal(response.status, 413);
    assert.equal(((await response.json()) as { code: string }).code, 'body_too_large');
  }
  await listening.close();
});

test('a body that is refused and never ends is not waited for', async (t) => {
  const endless = new Readable({ read: () => undefined }) as IncomingMessage;
  const began = performance.now();
  await readOff(endless, 50);
  tellTime(t, 'left', performance.now() - began);
});

test('only JSON is read', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
  ]) {
    const response = await post('{"n":1}', type);
    assert.equal(response.statusCode, 415, type);
    assert.equal(response.json().code, 'unsupported_media_type');
  }
});

test('a refusal tells code, message, fix and who; a fault tells nothing but its request id', async () => {
  const refusal = await server.inject('/refuse');
  assert.equal(refusal.statusCode, 403);
  assert.partialDeepStrictEqual(refusal.json(), {
    status: 403,
    code: 'tenant_suspended',
    message: 'Suspended.',
    fix: 'Reactivate.',
    who: 'the operator',
  });
  const fault = await server.inject('/fault');
  assert.equal(fault.statusCode, 500);
  assert.equal(fault.json().code, 'internal_error');
  assert.ok(!fault.body.includes('planted'));
  const id = fault.json().request_id as string;
  assert.equal(fault.headers['gamut-request-id'], id);
  assert.ok(lines.some((line) => line.includes('planted detail') && line.includes(id)));
});

test('what is not there is 404, whatever it looks like, in the same shape', async () => {
  for (const url of [
    '/',
    '/nothing',
    '/Things',
    '/things/',
    '/%',
    '/..%2f',
    `/${'x'.repeat(3000)}`,
    '/__proto__',
  ]) {
    const response = await server.inject(url);
    assert.ok([400, 404].includes(response.statusCode), `${url.slice(0, 20)} ${String(response.statusCode)}`);
    assert.equal(response.headers['content-type'], 'application/problem+json', url);
    assert.ok(!response.body.includes('xxx'));
  }
});

test('unknown and repeated query members are refused', async () => {
  assert.deepEqual((await server.inject('/query?n=5')).json(), { n: '5' });
  assert.equal((await server.inject('/query?n=5&m=1')).json().code, 'unknown_field');
  assert.equal((await server.inject('/query?n=5&n=6')).json().code, 'validation_failed');
});

test('every answer carries the hardening headers, refusals too', async () => {
  for (const url of ['/livez', '/nothing', '/fault']) {
    const { headers } = await server.inject(url);
    assert.match(String(headers['content-security-policy']), /^default-src 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['strict-transport-security'], undefined);
  }
  const strict = createServer({ logger, checks: [], strictTransport: true });
  assert.match(String((await strict.inject('/livez')).headers['strict-transport-security']), /max-age/);
});

test('readiness names each dependency and what is wrong with it', async () => {
  assert.equal((await server.inject('/livez')).statusCode, 200);
  assert.deepEqual((await server.inject('/readyz')).json(), {
    ready: true,
    checks: [
      { name: 'platform', ok: true },
      { name: 'clock', ok: true },
    ],
  });
  platformTrouble = 'platform does not answer';
  const response = await server.inject('/readyz');
  platformTrouble = undefined;
  assert.equal(response.statusCode, 503);
  assert.deepEqual(response.json().checks[0], {
    name: 'platform',
    ok: false,
    detail: 'platform does not answer',
  });
  const throwing = createServer({
    logger,
    checks: [
      {
        name: 'db',
        check: () => {
          throw new Error('postgres://u:planted@h');
        },
      },
    ],
  });
  const body = (await throwing.inject('/readyz')).body;
  assert.ok(!body.includes('planted') && body.includes('"db"'));
});

test('garbage on the socket is answered with 400 and closed', async () => {
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  for (const garbage of [
    '\x16\x03\x01\x02\x00\x01',
    'GET / HTTP/9.9\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`,
    'POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  ]) {
    const answer = await new Promise<string>((resolve) => {
      let said = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(garbage));
      socket
        .on('data', (chunk) => (said += chunk.toString()))
        .on('close', () => {
          resolve(said);
        })
        .on('error', () => undefined);
    });
    assert.match(answer, /^HTTP\/1\.1 4(00|31) /);
  }
  await server.close();
});
