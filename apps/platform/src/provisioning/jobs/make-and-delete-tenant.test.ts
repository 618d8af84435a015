/** Tenants are made whole in any cell and deleted without rest, whenever the worker is killed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { newId } from '@gamut/kernel/id';
import { openTwoCells, type TwoCells } from '../../../../../tests/support/two-cells.ts';

let cells: TwoCells;

before(async () => {
  cells = await openTwoCells();
});
after(() => cells.close());

const newTenantId = (): string => newId('tnt', Date.now(), randomBytes(16));

/** What stands of a tenant, in both databases: schemas, roles, and rows of control that name it. */
async function traces(tenantId: string, names: { schema: string; role: string }): Promise<string[]> {
  const found: string[] = [];
  for (const [cell, session] of Object.entries(cells.look)) {
    const tables = await session.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'control'::regnamespace AND c.relkind = 'r' AND a.attname = 'tenant_id' AND NOT a.attisdropped
         AND c.relname NOT IN ('jobs')`,
    );
    for (const { name } of tables) {
      const rows = await session.query(`SELECT 1 FROM control.${name} WHERE tenant_id = $1`, [tenantId]);
      if (rows.length > 0) found.push(`${cell}: ${String(rows.length)} rows of ${name}`);
    }
    for (const [what, sql, value] of [
      ['tenant', 'SELECT 1 FROM control.tenants WHERE id = $1', tenantId],
      ['ledger', 'SELECT 1 FROM control.migration_ledger WHERE scope = $1', tenantId],
      ['schema', 'SELECT 1 FROM pg_namespace WHERE nspname = $1', names.schema],
      ['role', 'SELECT 1 FROM pg_roles WHERE rolname = $1', names.role],
    ] as const)
      if ((await session.query(sql, [value])).length > 0) found.push(`${cell}: ${what}`);
  }
  return found;
}

async function namesOf(tenantId: string): Promise<{ schema: string; role: string }> {
  for (const session of Object.values(cells.look)) {
    const [row] = await session.query<{ schema: string; role: string }>(
      'SELECT schema_name AS schema, role_name AS role FROM control.tenants WHERE id = $1',
      [tenantId],
    );
    if (row !== undefined) return row;
  }
  throw new Error('no such tenant');
}

const block = (tenantId: string) =>
  cells.look.home.query("UPDATE control.tenants SET status = 'deleting' WHERE id = $1", [tenantId]);

for (const point of ['made in the cell', 'before the commit', 'made'])
  test(`a creation in another cell, killed at "${point}", is whole in that cell alone when it is taken up again`, async () => {
    const tenantId = newTenantId();
    const slug = `made-${point.replaceAll(' ', '-').slice(0, 12)}`;
    const job = await cells.ask('tenant.create', tenantId, {
      slug,
      name: 'M',
      plan: 'enterprise',
      cell: 'annex',
    });
    await cells.dieAt(point);
    const stands = await cells.look.home.query('SELECT 1 FROM control.tenants WHERE id = $1', [tenantId]);
    assert.equal(stands.length, point === 'made' ? 1 : 0, 'home’s row comes last');
    assert.equal(await cells.work(), true);
    assert.equal((await cells.job(job)).status, 'done');
    const ref = await cells.ref(tenantId);
    assert.deepEqual([ref.cell, ref.slug, ref.status], ['annex', slug, 'active']);
    assert.equal(await cells.writes(ref), true);
    const schemas = await cells.look.home.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [
      ref.schema,
    ]);
    assert.deepEqual(schemas, []);
  });

test('a creation that fails for good leaves nothing in the cell', async () => {
  const tenantId = newTenantId();
  const job = await cells.ask('tenant.create', tenantId, {
    slug: 'beaten',
    name: 'B',
    plan: 'trial',
    cell: 'annex',
  });
  let names = { schema: '', role: '' };
  await cells.work({
    kill: async (point) => {
      if (point !== 'made in the cell') return;
      names = await namesOf(tenantId);
      // somebody else has the slug by now
      await cells.look.home.query(
        `INSERT INTO control.tenants (id, slug, name, plan, schema_name, role_name) VALUES ($1, 'beaten', 'Other', 'trial', 't_0123456789abcdef', 'gt_0123456789abcdef')`,
        [newTenantId()],
      );
    },
  });
  const row = await cells.job(job);
  assert.equal(row.status, 'failed');
  assert.match(row.failure ?? '', /the slug beaten belongs to/);
  assert.deepEqual(await traces(tenantId, names), []);
  await cells.look.home.query("DELETE FROM control.tenants WHERE slug = 'beaten'");
});

test('a deletion shreds the keys first: killed right after, nothing that was sealed opens any more', async () => {
  const tenant = await cells.live('shredded');
  const ref = await cells.ref(tenant.id);
  await block(tenant.id);
  await cells.ask('tenant.delete', tenant.id, { slug: 'shredded' });
  await cells.dieAt('shredded');
  const look = cells.look.home;
  assert.deepEqual(
    await look.query('SELECT 1 FROM control.tenant_keys WHERE tenant_id = $1', [tenant.id]),
    [],
  );
  const sealed = await look.query(
    `SELECT 1 FROM ${ref.schema}.approvals WHERE arguments_sealed LIKE 'gv1.%'`,
  );
  assert.ok(sealed.length > 0, 'the records still lie there, and are noise');
  const open = await look.query('SELECT 1 FROM control.sessions WHERE tenant_id = $1 AND ended_at IS NULL', [
    tenant.id,
  ]);
  assert.deepEqual(open, []);
  assert.equal(await cells.work(), true);
  assert.deepEqual(await traces(tenant.id, { schema: ref.schema, role: ref.role }), []);
});

for (const cell of ['home', 'annex'] as const)
  for (const point of ['dropped', 'forgotten'])
    test(`a deletion in ${cell}, killed at "${point}", ends without rest; its people keep their accounts, its id is never free again`, async () => {
      const slug = `gone-${cell}-${point}`;
      const tenantId = await makeIn(cell, slug);
      const names = await namesOf(tenantId);
      const people = await look('SELECT count(*)::int AS n FROM control.users');
      await block(tenantId);
      const job = await cells.ask('tenant.delete', tenantId, { slug });
      await cells.dieAt(point);
      assert.equal(await cells.work(), true);
      const row = await cells.job(job);
      assert.equal(row.status, 'done', row.failure ?? '');
      assert.match(String(row.result?.['remains']), /Backups/);
      assert.deepEqual(await traces(tenantId, names), []);
      assert.deepEqual(await look('SELECT count(*)::int AS n FROM control.users'), people);
      const [tombstone] = await cells.look.home.query<{ slug: string }>(
        'SELECT slug FROM control.deleted_tenants WHERE id = $1',
        [tenantId],
      );
      assert.equal(tombstone?.slug, slug);
      const entries = await cells.look.home.query<{ kind: string }>(
        "SELECT kind FROM control.journal_entries WHERE subject = $1 AND kind IN ('tenant.deleted', 'job.failed')",
        [tenantId],
      );
      assert.deepEqual(entries, [{ kind: 'tenant.deleted' }], 'said once, and it outlives the tenant');
    });

const look = (sql: string) => cells.look.home.query(sql);

async function makeIn(cell: 'home' | 'annex', slug: string): Promise<string> {
  if (cell === 'home') return (await cells.live(slug)).id;
  const tenantId = newTenantId();
  const made = await cells.run('tenant.create', tenantId, { slug, name: 'G', plan: 'trial', cell });
  assert.equal(made.status, 'done', made.failure ?? '');
  return tenantId;
}

test('a tenant that is not being deleted is not deleted, whoever wrote the job', async () => {
  const tenant = await cells.live('kept');
  const row = await cells.run('tenant.delete', tenant.id, { slug: 'kept' });
  assert.equal(row.status, 'failed');
  assert.match(row.failure ?? '', /not being deleted/);
  assert.equal(await cells.writes(await cells.ref(tenant.id)), true);
});

test('nonces that no request can carry are forgotten in every cell, and no other', async () => {
  const { sweepCells } = await import('../run-worker.ts');
  const inHome = await cells.ref((await cells.live('swept')).id);
  const inAnnex = await cells.ref(await makeIn('annex', 'swept-annex'));
  for (const ref of [inHome, inAnnex])
    await cells.db.tenant(ref, (tx) =>
      tx.query(
        "INSERT INTO nonces SELECT 'old' || n, now() - interval '1 second' FROM generate_series(1, 6000) n UNION ALL SELECT 'fresh', now() + interval '1 hour'",
      ),
    );
  assert.equal(await sweepCells(cells.parts()), 12_000);
  for (const ref of [inHome, inAnnex]) {
    const left = await cells.db.readTenant(ref, (tx) =>
      tx.query<{ nonce: string }>("SELECT nonce FROM nonces WHERE nonce LIKE 'old%' OR nonce = 'fresh'"),
    );
    assert.deepEqual(left, [{ nonce: 'fresh' }]);
  }
});
