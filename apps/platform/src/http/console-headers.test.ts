/** What a browser is given: the console's own files and no way to run anything else, data that no cache keeps. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createLogger } from '@gamut/service/logger';
import { createServer } from '@gamut/service/http-server';
import { serveSecurityContact } from './security-contact.ts';
import { serveConsole } from './static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'gamut-console-'));
const logger = createLogger('test', { target: { write: () => undefined } });
let server: ReturnType<typeof createServer>;

before(() => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Gamut</title>');
  writeFileSync(join(folder, 'operator.html'), '<!doctype html><title>Operator</title>');
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'export {}');
  writeFileSync(join(folder, 'secret.map'), '{}');
  writeFileSync(join(folder, '..', 'gamut-outside.txt'), 'outside');
  server = createServer({ logger, checks: [] });
  serveSecurityContact(server, {
    contact: 'mailto:security@gamut.example',
    expiresAt: '2027-06-30T00:00:00.000Z',
  });
  serveConsole(server, folder);
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
  rmSync(join(folder, '..', 'gamut-outside.txt'));
});

const get = (url: string, headers: Record<string, string> = {}) =>
  server.inject({ method: 'GET', url, headers });

test('a page is the console’s own, whatever its address, and may load from this origin alone', async () => {
  for (const url of ['/', '/agents/agt_1', '/sign-in?link=used', '/help/tenancy']) {
    const page = await get(url, { accept: 'text/html' });
    assert.equal(page.statusCode, 200, url);
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    assert.equal(page.headers['x-frame-options'], 'DENY');
    assert.equal(page.headers['x-content-type-options'], 'nosniff');
    assert.equal(page.headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(page.headers['cross-origin-embedder-policy'], 'require-corp');
    assert.equal(page.headers['cross-origin-resource-policy'], 'same-origin');
    assert.equal(page.headers['cache-control'], 'no-cache');
  }
});

test('the operator’s pages are given on the machine itself alone, and are no page of the console', async () => {
  for (const url of ['/operator', '/operator/', '/operator/tenants/acme?x=1', '/operator.html']) {
    const near = await get(url, { accept: 'text/html' });
    assert.equal(near.statusCode, 200, url);
    assert.match(near.body, /<title>Operator/, url);
    assert.match(String(near.headers['content-security-policy']), /^default-src 'none'; script-src 'self'/);
    for (const headers of [
      { 'x-forwarded-for': '127.0.0.1' },
      { host: 'gamut.example' },
      { via: '1.1 proxy' },
    ] as Record<string, string>[])
      assert.equal((await get(url, { accept: 'text/html', ...headers })).statusCode, 404, url);
    const elsewhere = { method: 'GET', url, remoteAddress: '203.0.113.9' } as const;
    assert.equal((await server.inject(elsewhere)).statusCode, 404, url);
  }
  assert.equal((await get('/operator/v1/nothing', { accept: 'text/html' })).statusCode, 404);
});

test('a file whose name holds its digest is kept for ever, others are asked about again', async () => {
  const script = await get('/assets/app-1a2b.js');
  assert.match(String(script.headers['cache-control']), /immutable/);
  assert.equal(
    (await get('/', { accept: 'text/html', 'if-none-match': String((await get('/')).headers['etag']) }))
      .statusCode,
    304,
  );
  const zipped = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip' });
  assert.equal(zipped.headers['content-encoding'], 'gzip');
});

test('an unknown address of the interface is a problem, also for a browser', async () => {
  for (const url of [
    '/v1/nothing',
    '/v1',
    '/internal/v1/ledger',
    '/internal/v1/ledger-batches',
    '/operator/v1/x',
    '/openapi.json',
    '/assets/gone.js',
    '/.well-known/nothing',
  ]) {
    const answer = await get(url, { accept: 'text/html' });
    assert.equal(answer.statusCode, 404, url);
    assert.equal(answer.headers['content-type'], 'application/problem+json');
    assert.equal(answer.headers['cache-control'], 'no-store');
  }
});

test('no path leads out of the folder, and a file that is no part of the console is not served', async () => {
  for (const url of [
    '/../gamut-outside.txt',
    '/%2e%2e/gamut-outside.txt',
    '/assets/..%2f..%2fgamut-outside.txt',
    '/..\\gamut-outside.txt',
    '//etc/passwd',
    '/secret.map',
  ]) {
    const answer = await get(url);
    assert.equal(answer.statusCode, 404, url);
  }
});

test('the security contact is told when there is one', async () => {
  const contact = await get('/.well-known/security.txt');
  assert.match(
    contact.body,
    /^Contact: mailto:security@gamut\.example\nExpires: 2027-06-30T00:00:00\.000Z\n/,
  );
});
