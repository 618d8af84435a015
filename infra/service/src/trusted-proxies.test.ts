/** Where a request came from is told by the proxies that the operator names, and by nobody else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createServer } from './http-server.ts';
import { createLogger } from './logger.ts';
import { isOnThisMachine } from './loopback.ts';
import { GateFailure } from './start-gates.ts';
import { parseTrustedProxies } from './trusted-proxies.ts';

const logger = createLogger('test', { target: { write: () => undefined } });

function serve(trustedProxies: readonly string[]) {
  const server = createServer({ logger, checks: [], trustedProxies });
  server.get('/address', async (request, reply) =>
    reply.send({ address: request.ip, near: isOnThisMachine(request) }),
  );
  return async (remoteAddress: string, forwardedFor?: string) => {
    const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
    const answer = await server.inject({ method: 'GET', url: '/address', remoteAddress, headers });
    return answer.json<{ address: string; near: boolean }>();
  };
}

test('without a named proxy nobody is believed', async () => {
  const ask = serve([]);
  for (const from of ['127.0.0.1', '10.20.0.5', '198.51.100.7'])
    assert.equal((await ask(from, '203.0.113.9')).address, from);
});

test('of a chain only what a named proxy wrote counts: a caller chooses no address, and no stranger is a proxy', async () => {
  const ask = serve(['127.0.0.1', '10.20.0.0/16']);
  assert.equal((await ask('127.0.0.1', '203.0.113.9')).address, '203.0.113.9');
  assert.equal((await ask('127.0.0.1', '192.0.2.1, 203.0.113.9')).address, '203.0.113.9');
  assert.equal((await ask('127.0.0.1', '192.0.2.1, 203.0.113.9, 10.20.3.4')).address, '203.0.113.9');
  assert.equal((await ask('198.51.100.7', '203.0.113.9')).address, '198.51.100.7');
  assert.equal((await ask('127.0.0.1')).address, '127.0.0.1');
});

test('a port that a proxy adds is none of the caller’s address, and what is no address is the proxy’s own', async () => {
  const ask = serve(['127.0.0.1', '10.20.0.0/16']);
  for (const said of ['203.0.113.9:1001', '203.0.113.9:65535', '192.0.2.1, 203.0.113.9:1, 10.20.3.4:443'])
    assert.equal((await ask('127.0.0.1', said)).address, '203.0.113.9', said);
  for (const said of ['[2001:db8::1]:1001', '[2001:db8::1]', '2001:db8::1'])
    assert.equal((await ask('127.0.0.1', said)).address, '2001:db8::1', said);
  for (const said of [
    'unknown',
    '203.0.113.9:',
    '203.0.113.9:port',
    '[203.0.113.9]:1',
    '203.0.113.9, _hidden',
    ',',
    'fe80::1%a',
  ])
    assert.equal((await ask('127.0.0.1', said)).address, '127.0.0.1', said);
  assert.equal((await ask('127.0.0.1', 'unknown, 10.20.3.4:443')).address, '10.20.3.4');
});

test('whoever came through a proxy is not on this machine, whatever address they are said to have', async () => {
  const ask = serve(['127.0.0.1']);
  assert.equal((await ask('127.0.0.1')).near, true);
  for (const said of ['127.0.0.1', '::1', 'nonsense', ''])
    assert.equal((await ask('127.0.0.1', said)).near, false, said);
});

test('what is no address of a proxy, or would hold every caller, stops the start', () => {
  assert.deepEqual(parseTrustedProxies('X', ' 127.0.0.1, 10.20.0.0/16 ,2001:db8::/32,::1'), [
    '127.0.0.1',
    '10.20.0.0/16',
    '2001:db8::/32',
    '::1',
  ]);
  assert.deepEqual(parseTrustedProxies('X', undefined), []);
  for (const bad of [
    'true',
    '*',
    '0.0.0.0/0',
    '10.0.0.0/7',
    '::/0',
    '2001::/15',
    '10.0.0.1/33',
    '10.0.0.1/08',
    'proxy.example',
    '1',
    '10.0.0.1/8/8',
    'fe80::1%eth0',
  ])
    assert.throws(() => parseTrustedProxies('X', bad), GateFailure, bad);
});
