/** The one way out: what it refuses, each by name, and that a name is checked at the moment of the connection. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { isForbiddenAddress } from './forbidden-address.ts';
import { guardedFetch } from './guarded-fetch.ts';

let server: Server;
let origin: string;
let asked = 0;
/** 50 MB in 50 kB. */
const bomb = gzipSync(Buffer.alloc(50_000_000));

before(async () => {
  server = createServer((request, response) => {
    asked += 1;
    if (request.url === '/away')
      return response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data' }).end();
    if (request.url === '/big') return response.end('x'.repeat(200_000));
    if (request.url === '/slow') return undefined;
    if (request.url === '/bomb') return response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    if (request.url === '/asked') return response.end(request.headers['accept-encoding']);
    return response.end('fine');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const bounds = { answerBytesMax: 100_000, timeoutMs: 60_000 };

for (const address of [
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '192.0.2.1',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::7f00:1',
  '64:ff9b::7f00:1',
  'fe80::1',
  'fc00::1',
  'fd12::1',
  'ff02::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2001::1',
  'not an address',
  '',
]) {
  test(`the address ${address || '(empty)'} is forbidden`, () =>
    assert.equal(isForbiddenAddress(address), true));
}
for (const address of [
  '1.1.1.1',
  '93.184.216.34',
  '172.15.0.1',
  '172.32.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
]) {
  test(`the address ${address} is public`, () => assert.equal(isForbiddenAddress(address), false));
}

async function refusal(
  origin: string,
  url: string,
  addresses: string[] = ['93.184.216.34'],
  allowed: string[] = [],
  more: { timeoutMs?: number } = {},
): Promise<string> {
  const guarded = guardedFetch({
    origin,
    allowedOrigins: allowed,
    ...bounds,
    ...more,
    resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  });
  try {
    const response = await guarded.fetch(url);
    await response.text();
    return 'answered';
  } catch (error) {
    const { message, cause } = error as Error;
    return `${message} ${cause instanceof Error ? cause.message : ''}`;
  } finally {
    await guarded.close();
  }
}

const site = 'https://tools.example';
const refused: Record<string, [origin: string, url: string, addresses: string[], pattern: RegExp]> = {
  'plain http': ['http://tools.example', 'http://tools.example/mcp', [], /not https/],
  'a number for a name': [
    'https://93.184.216.34',
    'https://93.184.216.34/mcp',
    [],
    /a number and not a name/,
  ],
  'a number in another spelling': ['https://127.0.0.1', 'https://0x7f.1/mcp', [], /a number and not a name/],
  'an IPv6 number': ['https://[::1]', 'https://[::1]/mcp', [], /a number and not a name/],
  'another origin than the approved': [site, 'https://other.example/mcp', [], /approved origin/],
  'another port than the approved': [site, 'https://tools.example:8443/mcp', [], /approved origin/],
  'a credential in the address': [site, 'https://user:pass@tools.example/mcp', [], /credential/],
  'a name that leads inside': [site, `${site}/mcp`, ['10.0.0.1'], /not on the public internet/],
  'a name that leads half inside': [
    site,
    `${site}/mcp`,
    ['93.184.216.34', '127.0.0.1'],
    /not on the public internet/,
  ],
  'a name that leads nowhere': [site, `${site}/mcp`, [], /not on the public internet/],
};
for (const [name, [from, url, addresses, pattern]] of Object.entries(refused)) {
  test(`${name} is refused`, async () => assert.match(await refusal(from, url, addresses), pattern));
}

test('an origin that the operator allows exactly is reached, and only that one', async () => {
  assert.equal(await refusal(origin, `${origin}/`, [], [origin]), 'answered');
  assert.match(await refusal(origin, `${origin}/`, [], ['http://127.0.0.1:1']), /not https/);
});

test('a redirect is not followed, not even from an allowed origin', async () => {
  const before = asked;
  assert.match(await refusal(origin, `${origin}/away`, [], [origin]), /redirects are not followed/);
  assert.equal(asked, before + 1);
});

test('an answer over the cap and one that does not come end with an error', async () => {
  assert.notEqual(await refusal(origin, `${origin}/big`, [], [origin]), 'answered');
  assert.notEqual(await refusal(origin, `${origin}/slow`, [], [origin], { timeoutMs: 500 }), 'answered');
});

test('an answer that would unfold beyond the cap is refused before it does: compression is not asked for and not taken', async () => {
  const guarded = guardedFetch({ ...bounds, origin, allowedOrigins: [origin] });
  assert.ok(bomb.length < bounds.answerBytesMax);
  const heldBefore = process.memoryUsage().arrayBuffers;
  await assert.rejects(guarded.fetch(`${origin}/bomb`), { code: 'forbidden' });
  assert.ok(process.memoryUsage().arrayBuffers - heldBefore < 10_000_000);
  assert.equal(await (await guarded.fetch(`${origin}/asked`)).text(), 'identity');
  await guarded.close();
});
