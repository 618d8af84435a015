/** Guarantees of calls between processes, over real sockets: who may call, what counts as an answer, what is never reached. */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer as createNodeServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Type } from 'typebox';
import { AppError } from '@gamut/kernel/app-error';
import { randomBytes } from '@gamut/crypto/random';
import { signRequest } from '@gamut/protocol/signed-request';
import { edgeOf } from './edge.ts';
import { createServer } from './http-server.ts';
import { createLogger } from './logger.ts';
import { signedClient, type SignedClient } from './signed-client.ts';
import { serveSigned, signedRoute, type SignedCall } from './signed-routes.ts';

const tenant = 'tnt_01jx0000000000000000000000';
const lines: string[] = [];
const logger = createLogger('platform', { target: { write: (line) => void lines.push(line) } });
const gateway = edgeOf('gateway', 'platform', randomBytes(32), randomBytes(32));
const claw = edgeOf('claw', 'platform', randomBytes(32), randomBytes(32));
const reached: SignedCall<unknown>[] = [];
const clients: SignedClient[] = [];
const server = createServer({ logger, checks: [] });
let origin = '';

const Echo = Type.Object(
  { tenant: Type.Optional(Type.String()), text: Type.String() },
  { additionalProperties: false },
);
serveSigned(server, { edges: [gateway, claw], logger }, [
  signedRoute({
    url: '/internal/v1/echo',
    callers: ['gateway_to_platform'],
    body: Echo,
    bodyBytesMax: 4096,
    answer: async (call) => {
      reached.push(call);
      if (call.body.text === 'fault') throw new Error('detail that stays inside');
      if (call.body.text === 'refuse')
        throw new AppError('tenant_suspended', 'The tenant is suspended.', {
          fix: 'Reactivate it.',
          who: 'the operator',
        });
      if (call.body.text === 'hang') await new Promise(() => undefined);
      return { echo: call.body.text };
    },
  }),
]);

before(async () => {
  await server.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
});
after(async () => {
  for (const client of clients) await client.close();
  server.server.closeAllConnections();
  await server.close();
});

function clientOf(change: Partial<Parameters<typeof signedClient>[0]> = {}): SignedClient {
  const client = signedClient({
    name: 'platform',
    baseUrl: origin,
    edge: gateway,
    deadlineMs: 60_000,
    ...change,
  });
  clients.push(client);
  return client;
}

function sendRaw(
  body: string,
  headers: Record<string, string>,
  path = '/internal/v1/echo',
): Promise<Response> {
  return fetch(`${origin}${path}`, { method: 'POST', body, headers });
}

function signed(
  body: string,
  change: Partial<Parameters<typeof signRequest>[0]> = {},
): Record<string, string> {
  return signRequest({
    method: 'POST',
    url: `${origin}/internal/v1/echo`,
    tenant: '-',
    requestId: 'req_12345678',
    body,
    keyId: gateway.keyId,
    key: gateway.key,
    clock: { nowMs: () => Date.now() },
    random: randomBytes,
    ...change,
  });
}

test('a signed call is answered, and the operation learns caller, tenant, request and nonce', async () => {
  const answer = await clientOf().post('/internal/v1/echo', {
    tenant,
    body: { tenant, text: 'Grüße 🙂' },
    requestId: 'req_abcdefgh',
  });
  assert.deepEqual(answer, { echo: 'Grüße 🙂' });
  const call = reached.at(-1);
  assert.equal(call?.caller, 'gateway_to_platform');
  assert.equal(call.tenant, tenant);
  assert.equal(call.requestId, 'req_abcdefgh');
  assert.match(call.nonce, /^[A-Za-z0-9_-]{22}$/);
});

test('many calls in flight each get their own answer', async () => {
  const client = clientOf();
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) => client.post('/internal/v1/echo', { body: { text: String(i) } })),
  );
  assert.deepEqual(
    answers,
    Array.from({ length: 200 }, (_, i) => ({ echo: String(i) })),
  );
});

test('a caller that the route does not list is refused by a signed answer, and the operation is not reached', async () => {
  const count = reached.length;
  await assert.rejects(clientOf({ edge: claw }).post('/internal/v1/echo', { body: { text: 'x' } }), {
    code: 'caller_not_allowed',
  });
  assert.equal(reached.length, count);
});

test('an unsigned, stale, replay-shifted or altered call is refused before its body is parsed', async () => {
  const count = reached.length;
  const body = '{"text":"x"}';
  const unsigned = await sendRaw(body, { 'content-type': 'application/json' });
  assert.equal(unsigned.status, 401);
  assert.equal(unsigned.headers.get('content-type'), 'application/problem+json');
  assert.equal(((await unsigned.json()) as { code: string }).code, 'signature_invalid');
  const stale = await sendRaw(body, signed(body, { clock: { nowMs: () => Date.now() - 31_000 } }));
  assert.equal(((await stale.json()) as { code: string }).code, 'signature_expired');
  const altered = await sendRaw('not even JSON', signed(body));
  assert.equal(((await altered.json()) as { code: string }).code, 'signature_invalid');
  const elsewhere = await sendRaw(body, signed(body), '/internal/v1/echo?again=1');
  assert.equal(elsewhere.status, 401);
  assert.equal((await sendRaw(body, signed(body, { key: claw.key }))).status, 401);
  assert.equal(reached.length, count);
});

test('a signed body that breaks the schema, JSON or the size is refused and not performed', async () => {
  const count = reached.length;
  const cases: [string, number, string | undefined][] = [
    ['{"text":1}', 422, 'validation_failed'],
    ['{"text":"x","more":1}', 422, 'unknown_field'],
    ['{"text":"x","text":"y"}', 400, 'duplicate_key'],
    ['{', 400, 'malformed_json'],
    ['', 400, 'malformed_json'],
    [`{"text":"${'x'.repeat(5000)}"}`, 413, 'body_too_large'],
    [`{"tenant":"${tenant}","text":"x"}`, 400, 'bad_request'],
  ];
  for (const [body, status, code] of cases) {
    const response = await sendRaw(body, signed(body));
    assert.equal(response.status, status, body.slice(0, 40));
    assert.equal(((await response.json()) as { code: string }).code, code);
  }
  assert.equal(reached.length, count);
});

test("the other side's refusal arrives as its own; its fault arrives as a failed dependency without detail", async () => {
  await assert.rejects(clientOf().post('/internal/v1/echo', { body: { text: 'refuse' } }), {
    code: 'tenant_suspended',
    fix: 'Reactivate it.',
    who: 'the operator',
  });
  await assert.rejects(
    clientOf().post('/internal/v1/echo', { body: { text: 'fault' } }),
    (error: AppError) => {
      assert.equal(error.code, 'dependency_failed');
      assert.ok(!error.message.includes('detail that stays inside'));
      return true;
    },
  );
  assert.ok(lines.some((line) => line.includes('detail that stays inside')));
});

test('a hang ends at the deadline; an end of the caller ends the call; a closed port fails at once', async () => {
  await assert.rejects(clientOf({ deadlineMs: 100 }).post('/internal/v1/echo', { body: { text: 'hang' } }), {
    code: 'deadline_exceeded',
  });
  await assert.rejects(
    clientOf().post('/internal/v1/echo', { body: { text: 'hang' }, signal: AbortSignal.timeout(50) }),
    { code: 'dependency_failed' },
  );
  await assert.rejects(clientOf({ baseUrl: 'http://127.0.0.1:1' }).post('/internal/v1/echo', { body: {} }), {
    code: 'dependency_failed',
  });
});

test('a fault put into the dependency is what the caller sees, and nothing is sent', async () => {
  const count = reached.length;
  const fault = (name: string): void => {
    throw new Error(`injected into ${name}`);
  };
  await assert.rejects(clientOf({ fault }).post('/internal/v1/echo', { body: { text: 'x' } }), {
    code: 'dependency_failed',
  });
  assert.equal(reached.length, count);
});

test('an answer that is unsigned, signed by another key, recorded from another call, or garbage does not count', async () => {
  let answer: (headers: Record<string, string>) => {
    status: number;
    headers: Record<string, string>;
    body: string;
  };
  const impostor: Server = createNodeServer((request, response) => {
    request.resume().on('end', () => {
      const { status, headers, body } = answer(request.headers as Record<string, string>);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
  const client = clientOf({
    baseUrl: `http://127.0.0.1:${String((impostor.address() as AddressInfo).port)}`,
  });
  const body = '{"text":"recorded"}';
  const recorded = await sendRaw(body, signed(body));
  const replay = { status: 200, headers: Object.fromEntries(recorded.headers), body: await recorded.text() };
  const wrong = edgeOf('gateway', 'platform', gateway.key, randomBytes(32));
  const cases: (typeof answer)[] = [
    () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"echo":"x"}' }),
    () => ({
      status: 401,
      headers: { 'content-type': 'application/problem+json' },
      body: '{"code":"forbidden"}',
    }),
    () => ({ status: 200, headers: {}, body: '<html>' }),
    () => replay,
    (headers) => ({ status: 200, headers, body: '{"text":"x"}' }),
  ];
  for (const one of cases) {
    answer = one;
    await assert.rejects(client.post('/internal/v1/echo', { body: { text: 'x' } }), {
      code: 'dependency_failed',
    });
  }
  await assert.rejects(clientOf({ edge: wrong }).post('/internal/v1/echo', { body: { text: 'x' } }), {
    code: 'dependency_failed',
  });
  await client.close();
  impostor.close();
  impostor.closeAllConnections();
});

test('a route that accepts an edge without keys stops the start', () => {
  const route = signedRoute({
    url: '/x',
    callers: ['witness_to_platform'],
    body: Echo,
    answer: async () => ({}),
  });
  assert.throws(() => {
    serveSigned(createServer({ logger, checks: [] }), { edges: [gateway], logger }, [route]);
  }, /witness_to_platform/);
});
