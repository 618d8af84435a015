/**
 * `sslmode=verify-full` is what it says, in the driver that we use, against a Postgres with TLS: another CA, another name, no
 * TLS and an older TLS are refused, each before the password is sent (security.md section 3, off loopback).
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createDatabase } from '@gamut/database/database';
import { openOwnerSession } from '@gamut/database/owner-session';
import { assertDatabaseUrl } from '@gamut/service/database-url';
import { raiseTlsFloor } from '@gamut/service/transport';
import { startOwnServer, type OwnServer } from '../support/own-server.ts';
import { eventually } from '../support/pace.ts';

const folder = mkdtempSync(join(tmpdir(), 'gamut-tls-'));
const at = (name: string): string => join(folder, name);
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
let server: OwnServer;

before(async () => {
  for (const name of ['ca', 'other-ca']) makeAuthority(name);
  makeCertificate('good', 'ca', 'localhost');
  makeCertificate('misnamed', 'ca', 'db.example');
  server = await startOwnServer();
  await serve('good');
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function openssl(...args: string[]): void {
  const { status, stderr, error } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, `openssl ${args[0] ?? ''}: ${error?.message ?? stderr}`);
}

function makeAuthority(name: string): void {
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
  );
}

function makeCertificate(name: string, authority: string, host: string): void {
  writeFileSync(at(`${name}.ext`), `subjectAltName=DNS:${host}\n`);
  openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${host}`);
  const signedBy = ['-CA', `${authority}.pem`, '-CAkey', `${authority}.key`, '-CAcreateserial', '-days', '2'];
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    ...signedBy,
    '-extfile',
    `${name}.ext`,
    '-out',
    `${name}.pem`,
  );
}

/** The server shows this certificate from now on. */
async function serve(name: string, ...more: string[]): Promise<void> {
  const { uid, gid } = statSync(server.dataFolder);
  for (const part of ['key', 'pem']) {
    chmodSync(at(`${name}.${part}`), 0o600);
    if (process.getuid?.() === 0) chownSync(at(`${name}.${part}`), uid, gid);
  }
  chmodSync(folder, 0o755);
  const settings = [
    `ssl_cert_file = '${at(`${name}.pem`)}'`,
    `ssl_key_file = '${at(`${name}.key`)}'`,
    'ssl = on',
    ...more,
  ];
  await apply(settings);
}

async function apply(settings: readonly string[]): Promise<void> {
  for (const setting of settings) await server.run(`ALTER SYSTEM SET ${setting}`);
  await server.run('SELECT pg_reload_conf()');
  // the postmaster reads its settings anew a moment later; a connection after that has them
  const wanted = settings.map((one) => one.split(' = ') as [string, string]);
  const areRead = async () => {
    const rows = await server.read<{ name: string; setting: string }>(
      'SELECT name, setting FROM pg_settings',
    );
    const now = new Map(rows.map(({ name, setting }) => [name, setting]));
    return wanted.every(([name, value]) => now.get(name) === value.replaceAll("'", ''));
  };
  await eventually(areRead, 'the new settings');
}

function address(authority?: string): string {
  const url = new URL(server.url('gamut_app'));
  url.hostname = 'localhost';
  url.searchParams.set('sslmode', 'verify-full');
  if (authority !== undefined) url.searchParams.set('sslrootcert', at(`${authority}.pem`));
  assertDatabaseUrl('DATABASE_URL', url.href);
  return url.href;
}

/** By the way of the gates and by the door that serves. */
async function connects(url: string): Promise<boolean> {
  const db = createDatabase({ url, applicationName: 'tls', poolSize: 1 });
  const ways = await Promise.allSettled([
    db.ping(),
    openOwnerSession(url, 'tls').then((session) => session.close()),
  ]);
  await db.close();
  assert.equal(ways[0].status, ways[1].status, 'both ways agree');
  return ways[0].status === 'fulfilled';
}

test('the right CA and the right name connect, and the connection is TLS 1.3', async () => {
  const session = await openOwnerSession(address('ca'), 'tls');
  const rows = await session.query('SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
  await session.close();
  assert.deepEqual(rows, [{ ssl: true, version: 'TLSv1.3' }]);
  assert.equal(await connects(address('ca')), true);
});

test('a CA that did not sign it, and none of one’s own, are refused', async () => {
  assert.equal(await connects(address('other-ca')), false);
  assert.equal(await connects(address()), false);
});

test('a certificate of another name is refused', async () => {
  await serve('misnamed');
  assert.equal(await connects(address('ca')), false);
  await serve('good');
  assert.equal(await connects(address('ca')), true);
});

test('a server without TLS is refused', async () => {
  await apply(['ssl = off']);
  assert.equal(await connects(address('ca')), false);
  await serve('good');
});

test('with the floor raised TLS 1.2 is refused', async () => {
  await serve('good', "ssl_max_protocol_version = 'TLSv1.2'");
  assert.equal(await connects(address('ca')), true);
  raiseTlsFloor();
  assert.equal(await connects(address('ca')), false);
});
