/**
 * The whole platform as it is operated beside the usual way: tenants in two cells, and on a managed Postgres with a login for
 * each tenant. Every gate passes, every role works in its own tenant, and another's object is not found.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTenant } from '@gamut/database/create-tenant';
import { openOwnerSession } from '@gamut/database/owner-session';
import type { TenantRef } from '@gamut/database/database';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { managedPostgres } from '../../../tests/support/managed-postgres.ts';
import { eventually } from '../../../tests/support/pace.ts';
import { inTwoTenants, peopleActs } from '../../../tests/support/people-world.ts';
import { testPlatform, type Client, type PlatformUnderTest } from '../../../tests/support/platform.ts';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';

async function register(client: Client, name: string): Promise<string> {
  const answer = await client.call({ method: 'POST', path: '/v1/agents', body: { name, purpose: 'tests' } });
  assert.equal(answer.status, 201, answer.text);
  return (answer.json as { id: string }).id;
}

/** Two tenants work at once, each finds its own, neither the other's; and the journal of both has what was done. */
async function assertWorks(under: PlatformUnderTest): Promise<void> {
  const [alpha, beta] = [await under.as('operator'), await under.as('operator', under.other)];
  const made = await Promise.all(
    Array.from({ length: 12 }, async (_, at) => {
      const [own, foreign] = at % 2 === 0 ? [alpha, beta] : [beta, alpha];
      return { own, foreign, id: await register(own, `agent-${String(at)}`) };
    }),
  );
  for (const { own, foreign, id } of made) {
    const path = `/v1/agents/${id}`;
    assert.equal((await own.call({ method: 'GET', path })).status, 200);
    const other = await foreign.call({ method: 'GET', path });
    const nobody = await foreign.call({ method: 'GET', path: '/v1/agents/agt_00000000000000000000000000' });
    assert.deepEqual([other.status, other.json?.code], [404, nobody.json?.code]);
  }
}

/** What is changed in control, on home, stands in each tenant's own stream by the answer, wherever that is. */
async function assertRecordedAcross(under: PlatformUnderTest): Promise<void> {
  const recordOf = async (tenant: TenantRef, seq: number): Promise<string | undefined> => {
    const rows = await under.running.platform.db.readTenant(tenant, (tx) =>
      tx.query<{ kind: string }>("SELECT kind FROM journal_entries WHERE stream = 'audit' AND seq = $1", [
        seq,
      ]),
    );
    return rows[0]?.kind;
  };
  for (const tenant of [under.tenant, under.other]) {
    const administrator = await under.as('administrator', tenant);
    const { json } = await peopleActs(under).add(administrator);
    const gone = await administrator.call({ method: 'DELETE', path: `/v1/people/${json.id}` });
    assert.equal(gone.status, 200, gone.text);
    assert.equal(await recordOf(tenant, gone.json.recorded.seq), 'person.removed');
  }
  const both = await inTwoTenants(under);
  const over = await both.call({ method: 'POST', path: '/v1/session/tenant', body: { tenant: 'beta' } });
  assert.equal(over.status, 201, over.text);
  const waiting = await under.running.platform.db.readControl((tx) =>
    tx.query("SELECT 1 AS one FROM control.audit_outbox WHERE carried_at IS NULL OR body <> ''"),
  );
  assert.deepEqual(waiting, []);
}

test('two tenants in two cells: one platform serves both, and a cell that goes away takes its own along alone', async () => {
  const [home, cell] = await Promise.all([testDatabase(), testDatabase()]);
  const database: TestDatabase = {
    ...home,
    createTenant: (slug, more = {}) =>
      createTenant(
        home.migratorUrl,
        home.migrations,
        { slug, name: more.name ?? slug, plan: more.plan ?? 'enterprise' },
        slug === 'beta' ? { cell: { name: 'cell-b', migratorUrl: cell.migratorUrl } } : {},
      ),
  };
  const under = await testPlatform({
    database,
    env: { CELL_DATABASE_URLS: JSON.stringify({ 'cell-b': cell.appUrl }) },
  });
  const owner = await openOwnerSession(home.superuserUrl, 'cells');
  try {
    assert.deepEqual([under.tenant.cell, under.other.cell], ['home', 'cell-b']);
    await assertWorks(under);
    await assertRecordedAcross(under);
    const beta = await under.as('operator', under.other);
    const alpha = await under.as('operator');
    await owner.script(`ALTER DATABASE ${cell.name} WITH ALLOW_CONNECTIONS false`);
    await owner.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      cell.name,
    ]);
    const lost = await beta.call({
      method: 'POST',
      path: '/v1/agents',
      body: { name: 'late', purpose: 'x' },
    });
    assert.equal(lost.status, 503, lost.text);
    for (const secret of [new URL(cell.appUrl).password, cell.name])
      assert.equal(lost.text.includes(secret), false);
    await register(alpha, 'goes-on');
    await owner.script(`ALTER DATABASE ${cell.name} WITH ALLOW_CONNECTIONS true`);
    const serves = async () => (await beta.call({ method: 'GET', path: '/v1/agents' })).status === 200;
    await eventually(serves, 'an answer: it serves again by itself');
  } finally {
    await owner.close();
    await under.close();
    await cell.close();
  }
});

test('on a managed Postgres the platform passes its gates and serves each tenant through its own login', async () => {
  const managed = await managedPostgres();
  const database: TestDatabase = {
    ...managed,
    name: 'gamut',
    createTenant: (slug) => managed.createTenant(slug),
  };
  const under = await testPlatform({
    database,
    env: { TENANT_LOGIN_SECRET: encodeBase64url(managed.tenantLoginSecret), GAMUT_DATABASE_CONNECTIONS: '3' },
  });
  try {
    await assertWorks(under);
    await assertRecordedAcross(under);
    const { db } = under.running.platform;
    for (const ref of [under.tenant, under.other]) {
      const [row] = await db.readTenant(ref, (tx) =>
        tx.query<{ login: string }>('SELECT session_user AS login'),
      );
      assert.equal(row?.login, ref.role);
    }
    assert.ok(db.connections.open <= 3);
  } finally {
    await under.close();
  }
});
