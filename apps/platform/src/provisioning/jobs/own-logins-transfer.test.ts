/** Moves and restores where each tenant is a login of its own: the fence ends what a login that is connected can do, the new place opens to it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession } from '@gamut/database/owner-session';
import { tenantLoginUrl } from '@gamut/database/tenant-logins';
import { openTwoCells, type TwoCells } from '../../../../../tests/support/two-cells.ts';

const tenantLoginSecret = new Uint8Array(32).map((_, at) => (at * 29 + 5) % 256);
let cells: TwoCells;

before(async () => {
  cells = await openTwoCells({ tenantLoginSecret });
});
after(() => cells.close());

test('a moved tenant logs in to its new cell, and its old login is gone', async () => {
  const tenant = await cells.live('mover');
  const was = await cells.ref(tenant.id);
  const row = await cells.run('tenant.move', tenant.id, { from: 'home', to: 'annex' });
  assert.deepEqual([row.status, row.failure], ['done', null]);
  const ref = await cells.ref(tenant.id);
  assert.equal((await tenant.decide(ref)).status, 'committed');
  assert.deepEqual([await cells.writes(was), await cells.writes(ref)], [false, true]);
  const [role] = await cells.look.annex.query<{ login: boolean; members: number }>(
    `SELECT rolcanlogin AS login, (SELECT count(*) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.member
       WHERE m.roleid = r.oid AND g.rolname = 'gamut_app') AS members FROM pg_roles r WHERE rolname = $1`,
    [ref.role],
  );
  assert.deepEqual(role, { login: true, members: 0 });
});

test('a session that is open as the tenant when the fence comes can read and write nothing after it', async () => {
  const tenant = await cells.live('clinger');
  const { schema, role } = await cells.ref(tenant.id);
  const own = await openOwnerSession(tenantLoginUrl(cells.home.appUrl, tenantLoginSecret, role), 'test');
  await own.script(`SET gamut.tenant = '${tenant.id}'`);
  const read = () => own.query(`SELECT version FROM ${schema}.facts_state`);
  assert.equal((await read()).length, 1);
  const job = await cells.ask('tenant.move', tenant.id, { from: 'home', to: 'annex' });
  await cells.dieAt('fenced');
  await assert.rejects(read(), { code: '42501' });
  await assert.rejects(
    openOwnerSession(tenantLoginUrl(cells.home.appUrl, tenantLoginSecret, role), 'test'),
    /refused the login/,
  );
  await own.close();
  assert.equal(await cells.work(), true);
  assert.equal((await cells.job(job)).status, 'done');
});

test('a restored tenant is a login again; a restore that fails gives the old one back', async () => {
  const tenant = await cells.live('returner');
  const { result } = await cells.run('tenant.export', tenant.id, {});
  const ref = await cells.ref(tenant.id);
  await cells.look.home.query(
    `UPDATE control.jobs SET result = result || '{"sha256": "none"}' WHERE kind = 'tenant.export' AND tenant_id = $1`,
    [tenant.id],
  );
  const refused = await cells.run('tenant.restore', tenant.id, { file: result?.['file'] });
  assert.match(refused.failure ?? '', /SHA-256/);
  assert.equal(await cells.writes(ref), true);
  const { file, sha256 } = result ?? {};
  const row = await cells.run('tenant.restore', tenant.id, { file, sha256 });
  assert.deepEqual([row.status, row.failure], ['done', null]);
  assert.deepEqual([await cells.writes(ref), await cells.writes(await cells.ref(tenant.id))], [false, true]);
});
