/** Gates while serving: a wall that is loosened shuts the platform within one look, by its name, and mended opens it again. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { createLogger } from '@gamut/service/logger';
import { secretTable } from '@gamut/service/secret-table';
import { startOwnServer, type OwnServer } from '../../../tests/support/own-server.ts';
import { composePlatform, type RunningPlatform } from './compose.ts';
import { readPlatformConfig } from './config.ts';

let server: OwnServer;
let running: RunningPlatform;
let tenant: TenantRef;
let role: string;
const skew = { ms: 0 };
const clock = { nowMs: () => Date.now() + skew.ms, monotonicMs: () => performance.now() };

before(async () => {
  server = await startOwnServer();
  const keys = Object.entries(secretTable.platform).filter(([, kind]) => kind === 'key');
  const env = {
    ...Object.fromEntries(keys.map(([name]) => [name, encodeBase64url(randomBytes(32))])),
    DATABASE_URL: server.url('gamut_app'),
    GAMUT_DEPLOYMENT: 'tests',
    GAMUT_PLATFORM_PORT: '0',
  };
  const { config, secrets } = readPlatformConfig(env);
  const logger = createLogger('platform', { level: 'silent' });
  running = await composePlatform(config, secrets, { logger, clock });
  const [row] = await server.read<{ role_name: string }>('SELECT role_name FROM control.tenants');
  role = row?.role_name ?? '';
  tenant = (await running.platform.db.findTenant({ slug: 'alpha' })) as TenantRef;
});

after(async () => {
  await running.close();
  await server.close();
});

interface Ready {
  readonly status: number;
  readonly shut: readonly string[];
}

async function readiness(): Promise<Ready> {
  const response = await running.server.inject({ method: 'GET', url: '/readyz' });
  const { checks } = JSON.parse(response.body) as { checks: { name: string; ok: boolean }[] };
  return { status: response.statusCode, shut: checks.filter(({ ok }) => !ok).map(({ name }) => name) };
}

/** A transaction of the tenant and one of control, for reading and for writing. */
async function refusals(): Promise<string[]> {
  const { db } = running.platform;
  const tries = [
    db.tenant(tenant, (tx) => tx.query('SELECT 1')),
    db.readTenant(tenant, (tx) => tx.query('SELECT 1')),
    db.control((tx) => tx.query('SELECT 1')),
    db.readControl((tx) => tx.query('SELECT 1')),
    db.controlFor(tenant, (tx) => tx.query('SELECT 1')),
    db.readControlFor(tenant, (tx) => tx.query('SELECT 1')),
    db.readCellControl('home', (tx) => tx.query('SELECT 1')),
  ];
  const outcomes = await Promise.allSettled(tries);
  return outcomes.flatMap((one) =>
    one.status === 'rejected' && one.reason instanceof AppError
      ? [`${one.reason.code}: ${one.reason.message}`]
      : [],
  );
}

test('before anything is loosened every gate is listed and holds, and transactions open', async () => {
  const response = await running.server.inject({ method: 'GET', url: '/readyz' });
  const { checks } = JSON.parse(response.body) as { checks: { name: string }[] };
  const names = checks.map(({ name }) => name);
  for (const gate of ['self-test', 'secrets-distinct', 'database-memberships', 'database-sentinel'])
    assert.ok(names.includes(gate), gate);
  assert.deepEqual([response.statusCode, await refusals()], [200, []]);
});

/** What is loosened while it serves, how it is mended, the gate that must shut. */
const looseners: readonly (readonly [string, (role: string) => string, (role: string) => string, string])[] =
  [
    [
      'a tenant’s role granted so that it inherits',
      (name) => `GRANT ${name} TO gamut_app WITH INHERIT TRUE`,
      (name) => `GRANT ${name} TO gamut_app WITH INHERIT FALSE`,
      'database-memberships',
    ],
    [
      'set_config given back',
      () => 'GRANT EXECUTE ON FUNCTION set_config(text, text, boolean) TO PUBLIC',
      () => 'REVOKE EXECUTE ON FUNCTION set_config(text, text, boolean) FROM PUBLIC',
      'database-hardening',
    ],
    [
      'row security switched off',
      () => 'ALTER TABLE control.users DISABLE ROW LEVEL SECURITY',
      () => 'ALTER TABLE control.users ENABLE ROW LEVEL SECURITY',
      'database-walls',
    ],
    [
      'the login made to bypass row security',
      () => 'ALTER ROLE gamut_app BYPASSRLS',
      () => 'ALTER ROLE gamut_app NOBYPASSRLS',
      'database-login',
    ],
    [
      'a migration of another build',
      () => 'UPDATE control.migration_ledger SET checksum = reverse(checksum)',
      () => 'UPDATE control.migration_ledger SET checksum = reverse(checksum)',
      'database-migrations',
    ],
    [
      'another installation’s name',
      () => `UPDATE control.installation SET deployment = 'other'`,
      () => `UPDATE control.installation SET deployment = 'tests'`,
      'database-installation',
    ],
    [
      'the sentinel of another key',
      () => 'UPDATE control.sentinels SET sealed = reverse(sealed)',
      () => 'UPDATE control.sentinels SET sealed = reverse(sealed)',
      'database-sentinel',
    ],
  ];

for (const [what, loosen, mend, gate] of looseners) {
  test(`${what}: readiness names ${gate}, nothing is committed; mended, it serves again`, async () => {
    await server.run(loosen(role));
    await running.gates.round();
    const shut = await readiness();
    const refused = await refusals();
    await server.run(mend(role));
    await running.gates.round();
    assert.equal(shut.status, 503);
    assert.equal(shut.shut[0], gate);
    assert.equal(refused.length, 7);
    for (const one of refused)
      assert.ok(one === `unavailable: The gate ${gate} is shut, so nothing is read or written.`, one);
    assert.deepEqual(await readiness(), { status: 200, shut: [] });
    assert.deepEqual(await refusals(), []);
  });
}

test('whoever asks learns which gate is shut, and no other organisation’s name; the operator reads it at the machine', async () => {
  const name = 'rival-bank';
  await server.run(`UPDATE control.tenants SET slug = '${name}' WHERE slug = 'alpha'`);
  await server.run(
    `INSERT INTO control.migration_ledger (scope, version, name, checksum) VALUES ('${tenant.id}', 9999, 'newer', repeat('0', 64))`,
  );
  await running.gates.round();
  const ask = (url: string, headers: Record<string, string> = {}) =>
    running.server.inject({ method: 'GET', url, headers });
  const cookie = `__Host-gamut_session=${encodeBase64url(randomBytes(32))}`;
  const [session, agents, operator, forwarded, own] = await Promise.all([
    ask('/v1/session', { cookie }),
    ask('/v1/agents', { cookie }),
    ask('/operator/v1/tenants', { authorization: 'Bearer gmo_made_up' }),
    ask('/readyz', { 'x-forwarded-for': '203.0.113.7' }),
    ask('/readyz'),
  ]);
  await server.run('DELETE FROM control.migration_ledger WHERE version = 9999');
  await server.run(`UPDATE control.tenants SET slug = 'alpha' WHERE slug = '${name}'`);
  await running.gates.round();
  for (const answer of [session, agents, forwarded]) {
    assert.equal(answer.statusCode, 503);
    assert.match(answer.body, /database-migrations/);
  }
  for (const answer of [session, agents, operator, forwarded])
    for (const told of [name, tenant.id, tenant.schema, '9999'])
      assert.ok(!answer.body.includes(told), answer.body);
  assert.match(own.body, /rival-bank/);
  assert.equal((await readiness()).status, 200);
});

test('a clock that has drifted by more than two seconds shuts it', async () => {
  skew.ms = 2_600;
  await running.gates.round();
  const shut = await readiness();
  skew.ms = 0;
  await running.gates.round();
  assert.deepEqual(shut, { status: 503, shut: ['database-clock'] });
  assert.deepEqual(await readiness(), { status: 200, shut: [] });
});

test('a route answers 503 by the gate, and the handshake of a neighbour too', async () => {
  await server.run('ALTER ROLE gamut_app CREATEDB');
  await running.gates.round();
  const response = await running.server.inject({
    method: 'GET',
    url: '/v1/agents',
    headers: { cookie: `__Host-gamut_session=${encodeBase64url(randomBytes(32))}` },
  });
  await server.run('ALTER ROLE gamut_app NOCREATEDB');
  await running.gates.round();
  assert.equal(response.statusCode, 503);
  assert.match(response.body, /The gate database-login is shut/);
});
