/** Guarantees of addresses: only what is understood passes, off the machine only verified TLS, and no value is ever told. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertDatabaseUrl } from './database-url.ts';
import { isLoopbackHost } from './loopback.ts';
import { GateFailure } from './start-gates.ts';
import { assertTransport } from './transport.ts';

const planted = 'Hunter2-planted';

function gateOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof GateFailure, String(error));
    assert.ok(!error.message.includes(planted), error.message);
    return error.gate;
  }
  return 'open';
}
const urlGate = (url: string): string => gateOf(() => assertDatabaseUrl('DATABASE_URL', url));

test('an address of this machine passes as it is, by name, number, or socket', () => {
  for (const host of [
    '127.0.0.1',
    '127.8.9.1:6432',
    'localhost:5432',
    '[::1]:5432',
    '%2Fvar%2Frun%2Fpostgresql',
  ])
    assert.equal(urlGate(`postgres://app:${planted}@${host}/gamut`), 'open', host);
  assert.equal(urlGate('postgresql://app@127.0.0.1/gamut?sslmode=disable&application_name=mine'), 'open');
});

test('an address elsewhere passes with verify-full alone', () => {
  const modes = [
    '',
    'disable',
    'allow',
    'prefer',
    'require',
    'verify-ca',
    'no-verify',
    'VERIFY-FULL',
    planted,
  ];
  for (const host of ['db.example', '10.0.0.5', '[2001:db8::1]', '127.0.0.1.example', 'localhost.example']) {
    assert.equal(urlGate(`postgres://app:${planted}@${host}/gamut?sslmode=verify-full`), 'open', host);
    for (const mode of modes)
      assert.equal(
        urlGate(`postgres://app:${planted}@${host}/gamut?sslmode=${mode}`),
        'transport',
        `${host} ${mode}`,
      );
    assert.equal(urlGate(`postgres://app:${planted}@${host}/gamut`), 'transport', host);
  }
});

test('a weak mode is refused by its name, and one that is none without it', () => {
  assert.throws(() => assertDatabaseUrl('X_URL', `postgres://a:${planted}@db.example/d?sslmode=require`), {
    gate: 'transport',
    reason: 'X_URL has sslmode=require, which does not verify the server',
  });
  assert.throws(() => assertDatabaseUrl('X_URL', `postgres://a:b@db.example/d?sslmode=${planted}`), {
    reason: 'X_URL has an sslmode that is none',
  });
});

test('a CA of one’s own must be a certificate that can be read', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-ca-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const url = (path: string): string =>
    `postgres://a:${planted}@db.example/d?sslmode=verify-full&sslrootcert=${encodeURIComponent(path)}`;
  const [good, bad] = [join(folder, 'ca.pem'), join(folder, 'no.pem')];
  writeFileSync(good, '-----BEGIN CERTIFICATE-----\n');
  writeFileSync(bad, 'none');
  assert.equal(urlGate(url(good)), 'open');
  for (const path of [bad, folder, join(folder, 'missing'), 'ca.pem'])
    assert.equal(urlGate(url(path)), 'transport', path);
});

test('hosts that only look like this machine are elsewhere or nowhere', () => {
  for (const host of [
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '127.0.0.256',
    '0177.0.0.1',
    '1.2.3.4.5',
    '[::ffff:127.0.0.1',
    '-a.example',
  ])
    assert.equal(urlGate(`postgres://app:${planted}@${host}/gamut`), 'database-url', host);
  for (const host of ['0.0.0.0', '127.0.0.1.', '127.0.0.999', 'LOCALHOST', '::1', '[::]'])
    assert.equal(isLoopbackHost(host), false, host);
});

test('origins of other processes are https, or of this machine; what the driver reads beside the address is not there', () => {
  const origins = (origin: string): string =>
    gateOf(() => assertTransport({}, { origins: { GAMUT_X_URL: [origin] } }));
  for (const origin of ['https://a.example', 'http://127.0.0.1:4600', 'http://localhost:1', 'http://[::1]:1'])
    assert.equal(origins(origin), 'open', origin);
  for (const origin of [
    'http://a.example',
    'http://10.0.0.1',
    'http://127.0.0.1.example',
    'http://localhost.example',
  ])
    assert.equal(origins(origin), 'transport', origin);
  const databases = { DATABASE_URL: 'postgres://a:b@127.0.0.1/d' };
  for (const name of [
    'PGOPTIONS',
    'PGHOST',
    'PGSSLMODE',
    'PGSSLNEGOTIATION',
    'PGPASSWORD',
    'PGUSER',
    'PGCLIENT_ENCODING',
    'PGBINARY',
    'PGREPLICATION',
  ])
    assert.equal(
      gateOf(() => assertTransport({ [name]: planted }, { databases })),
      'database-url',
      name,
    );
  assert.equal(
    gateOf(() => assertTransport({ PGOPTIONS: planted }, {})),
    'open',
  );
  assert.equal(
    gateOf(() => assertTransport({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, {})),
    'transport',
  );
});

test('settings of the runtime that open a port, write keys down or weaken the protocols are refused in production', () => {
  for (const setting of [
    '--inspect=0.0.0.0:9229',
    '--max-old-space-size=99 --inspect-brk',
    '--tls-keylog=/tmp/keys',
    '--tls-min-v1.0',
    '--insecure-http-parser',
    '--security-revert=CVE-0',
  ]) {
    assert.equal(
      gateOf(() => assertTransport({ NODE_OPTIONS: setting }, {})),
      'transport',
      setting,
    );
    gateOf(() => assertTransport({ NODE_OPTIONS: setting, GAMUT_MODE: 'development' }, {}));
  }
  assertTransport({ NODE_OPTIONS: '--max-old-space-size=512 --enable-source-maps' }, {});
});
