/** After a whole database was brought back: one command, and nothing that was issued before counts for any tenant. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemTime } from '@gamut/service/system-time';
import { openTwoCells, type LivingTenant, type TwoCells } from '../../../../tests/support/two-cells.ts';
import { verifyJournal } from '../audit/verify-journal.ts';
import { tryFence } from './job-store.ts';
import { openCellSession } from './provision-parts.ts';
import { raiseAuthority } from './raise-authority.ts';
import { stopsUnknown } from './transfer/keep-stops.ts';

let cells: TwoCells;

before(async () => {
  cells = await openTwoCells();
});
after(() => cells.close());

async function one<Row extends object>(tenant: LivingTenant, sql: string): Promise<Row> {
  const [row] = await cells.db.readTenant(await cells.ref(tenant.id), (tx) => tx.query<Row>(sql, []));
  assert.ok(row !== undefined);
  return row;
}

const generationSql = "SELECT generation FROM control.journal_heads WHERE stream = 'platform'";

test('after a whole database was brought back, one command makes what was issued void for every tenant', async () => {
  const tenant = await cells.live('dumped');
  const ref = await cells.ref(tenant.id);
  const old = await one<{ version: number }>(tenant, 'SELECT version FROM facts_state');
  const { raised, unreached } = await raiseAuthority(cells.parts());
  assert.deepEqual(unreached, []);
  assert.ok(raised >= 1);
  const after_ = await cells.ref(tenant.id);
  assert.deepEqual([after_.status, after_.authorityEpoch], ['suspended', ref.authorityEpoch + 1]);
  const dead = await one<{ version: number; open: number; live: number }>(
    tenant,
    `SELECT version, (SELECT count(*) FROM approvals WHERE status IN ('pending', 'approved')) AS open,
       (SELECT count(*) FROM agent_credentials WHERE revoked_at IS NULL) AS live FROM facts_state`,
  );
  assert.deepEqual(dead, { version: 2 ** 33, open: 0, live: 0 });
  const stopped = await one<{ target: string; reason: string }>(
    tenant,
    'SELECT target, reason FROM kill_switches WHERE released_at IS NULL',
  );
  assert.deepEqual(stopped, { target: 'tenant', reason: stopsUnknown }, 'until somebody has looked');
  await cells.look.home.query("UPDATE control.tenants SET status = 'active' WHERE id = $1", [tenant.id]);
  const active = await cells.ref(tenant.id);
  assert.equal((await tenant.decide(active, { factsVersion: old.version })).status, 'stale');
  const [sessions] = await cells.look.home.query(
    'SELECT count(*) AS live FROM control.sessions WHERE ended_at IS NULL',
  );
  assert.deepEqual(sessions, { live: 0 });
  const { db, signer } = cells;
  const report = await verifyJournal({ db, signer, witness: null, clock: systemTime }, active, 'test');
  assert.equal(report.outcome, 'verified', report.summary);
});

test('the platform’s own stream goes on as another log when home was brought back, and not when a cell was', async () => {
  const generation = async () => (await cells.look.home.query(generationSql))[0];
  const was = (await generation()) as { generation: number };
  await raiseAuthority(cells.parts(), { cell: 'annex' });
  assert.deepEqual(await generation(), was);
  await raiseAuthority(cells.parts());
  assert.deepEqual(await generation(), { generation: was.generation + 1 });
});

test('operators live again in a home that was brought back: all are revoked, and by a cell alone none is', async () => {
  await cells.look.home
    .query(`INSERT INTO control.operators (id, name, email, role, mac, created_at, expires_at)
    VALUES ('opr_${'0'.repeat(26)}', 'Duty', 'duty@ops.example', 'platform_ops', '${'a'.repeat(64)}', now(), now() + interval '1 day')`);
  const live = async () =>
    (await cells.look.home.query('SELECT id FROM control.operators WHERE revoked_at IS NULL')).length;
  await raiseAuthority(cells.parts(), { cell: 'annex' });
  assert.equal(await live(), 1);
  await raiseAuthority(cells.parts());
  assert.equal(await live(), 0);
});

test('only the tenants of the cell that was brought back are touched', async () => {
  const [moved, stays] = [await cells.live('moved'), await cells.live('stays')];
  await cells.run('tenant.move', moved.id, { from: 'home', to: 'annex' });
  const before_ = await cells.ref(stays.id);
  assert.deepEqual(await raiseAuthority(cells.parts(), { cell: 'annex' }), { raised: 1, unreached: [] });
  assert.deepEqual((await cells.ref(moved.id)).status, 'suspended');
  assert.deepEqual(await cells.ref(stays.id), before_);
});

test('where one tenant fails, the others are still done, and it is named', async () => {
  const [busy, next] = [await cells.live('busy'), await cells.live('next')];
  const [was, wasBusy] = [await cells.ref(next.id), await cells.ref(busy.id)];
  const worker = await openCellSession(cells.parts(), 'home');
  try {
    assert.equal(await tryFence(worker, busy.id), true);
    const told = await raiseAuthority(cells.parts());
    assert.deepEqual(told.unreached, ['busy']);
    assert.equal((await cells.ref(next.id)).authorityEpoch, was.authorityEpoch + 1);
    assert.equal((await cells.ref(busy.id)).authorityEpoch, wasBusy.authorityEpoch);
  } finally {
    await worker.close();
  }
});

test('a cell that is away leaves its tenants suspended, and is named; the command is run again', async () => {
  const tenant = await cells.live('distant');
  await cells.run('tenant.move', tenant.id, { from: 'home', to: 'annex' });
  const away = new URL(cells.annex.migratorUrl);
  away.pathname = '/nowhere';
  const told = await raiseAuthority(cells.parts({ cellUrls: { annex: away.href } }), { cell: 'annex' });
  assert.ok(told.unreached.includes('distant'));
  assert.equal((await cells.ref(tenant.id)).status, 'suspended');
  assert.deepEqual((await raiseAuthority(cells.parts(), { cell: 'annex' })).unreached, []);
  const ref = await cells.ref(tenant.id);
  const facts = await one<{ version: number }>(tenant, 'SELECT version FROM facts_state');
  assert.equal(facts.version, ref.authorityEpoch * 2 ** 32);
});
