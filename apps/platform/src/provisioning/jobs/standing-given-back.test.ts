/** A transfer that failed and could not even be taken back: whatever is asked for next gives the tenant the standing that it had when it was frozen, and no other. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AppError } from '@gamut/kernel/app-error';
import { tracesOf } from '../../../../../tests/support/tenant-picture.ts';
import {
  openTwoCells,
  type JobRow,
  type LivingTenant,
  type TwoCells,
} from '../../../../../tests/support/two-cells.ts';
import type { JobKind } from '../job.ts';

let cells: TwoCells;

before(async () => {
  cells = await openTwoCells();
});
after(() => cells.close());

const statusOf = async ({ id }: LivingTenant): Promise<string> => (await cells.ref(id)).status;
const setStatus = ({ id }: LivingTenant, status: string) =>
  cells.look.home.query('UPDATE control.tenants SET status = $2 WHERE id = $1', [id, status]);

/** Fails for good at this point. @param away the cell beside home goes with it, so that nothing can be taken back there */
async function failAt(point: string, away: boolean, job: string): Promise<JobRow> {
  await cells.work({
    kill: async (reached) => {
      if (reached !== point) return;
      if (away)
        await cells.look.annex.query(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'gamut-provision' AND datname = current_database()",
        );
      throw new AppError('conflict', 'planted');
    },
  });
  const row = await cells.job(job);
  assert.equal(row.status, 'failed');
  assert.equal(/could not be taken back/.test(row.failure ?? ''), away, row.failure ?? '');
  return row;
}

/** Of a tenant in the cell beside home. The standing as it was asked for stands in the payload, as older builds wrote it. */
async function asked(kind: JobKind, tenant: LivingTenant, file: string): Promise<string> {
  const payload = kind === 'tenant.move' ? { from: 'annex', to: 'home' } : { file, cell: 'annex' };
  return cells.ask(kind, tenant.id, { ...payload, status: 'active' });
}

const standings = ['active', 'suspended', 'suspended while it waits'] as const;
const transfers = ['tenant.move', 'tenant.restore'] as const;

for (const first of transfers)
  for (const second of transfers)
    for (const standing of standings)
      test(`${standing}, ${first} failed and ${second} asked: the standing is what it was`, async () => {
        const slug = `t${[first, second, standing].join('').replaceAll(/[^a-z]/g, '')}`.slice(0, 38);
        const tenant = await cells.live(slug);
        const { file } = await cells.exported(tenant);
        await cells.run('tenant.move', tenant.id, { from: 'home', to: 'annex' });
        if (standing === 'suspended') await setStatus(tenant, 'suspended');
        const job = await asked(first, tenant, file);
        if (standing !== 'active') await setStatus(tenant, 'suspended');
        const was = await statusOf(tenant);
        await failAt('fenced', true, job);
        assert.equal(await statusOf(tenant), 'moving');
        // once more without a cell, then with it but failing: taken back
        await failAt('fenced', true, await asked(second, tenant, file));
        assert.equal(await statusOf(tenant), 'moving');
        await failAt('fenced', false, await asked(second, tenant, file));
        const ref = await cells.ref(tenant.id);
        assert.deepEqual([ref.status, ref.cell], [was, 'annex']);
        const moved = await cells.run('tenant.move', tenant.id, { from: 'annex', to: 'home' });
        assert.equal(moved.failure, null);
        assert.equal(await statusOf(tenant), was);
      });

test('a move that goes through after one that could not be taken back keeps the suspension', async () => {
  const tenant = await cells.live('resumed');
  await cells.run('tenant.move', tenant.id, { from: 'home', to: 'annex' });
  const job = await asked('tenant.move', tenant, '');
  await setStatus(tenant, 'suspended');
  await failAt('fenced', true, job);
  const again = await cells.run('tenant.move', tenant.id, { from: 'annex', to: 'home', status: 'active' });
  assert.equal(again.failure, null);
  assert.equal(await statusOf(tenant), 'suspended');
});

test('where nobody knows how it stood, it is suspended', async () => {
  const tenant = await cells.live('unknown');
  await setStatus(tenant, 'moving');
  const row = await cells.run('tenant.move', tenant.id, { from: 'home', to: 'annex', status: 'active' });
  assert.equal(row.failure, null);
  assert.equal(await statusOf(tenant), 'suspended');
});

test('a deleted tenant whose restore failed half-way is not moved, comes back with its people, and leaves nothing when it fails', async () => {
  const tenant = await cells.live('halfway');
  const { file } = await cells.exported(tenant);
  await setStatus(tenant, 'deleting');
  assert.equal((await cells.run('tenant.delete', tenant.id, { slug: 'halfway' })).failure, null);
  const back = { file, afterDeletion: true, cell: 'annex', slug: 'halfway' };
  const ask = () => cells.ask('tenant.restore', tenant.id, back);
  await failAt('built', true, await ask());
  assert.equal(await statusOf(tenant), 'moving');
  const moved = await cells.run('tenant.move', tenant.id, { from: 'annex', to: 'home' });
  assert.match(moved.failure ?? '', /failed half-way: there is nothing to move/);
  await failAt('built', false, await ask());
  for (const look of Object.values(cells.look))
    assert.deepEqual(await tracesOf(look, tenant.id), { schemas: [], rows: 0, agents: 0, ledger: 0 });
  await failAt('built', true, await ask());
  const row = await cells.run('tenant.restore', tenant.id, back);
  assert.equal(row.failure, null);
  assert.equal(row.result?.['membersBroughtBack'], 1);
  assert.equal(await statusOf(tenant), 'suspended');
  assert.equal((await tracesOf(cells.look.annex, tenant.id)).schemas.length, 1);
});

test('a deletion that failed is asked for again, and the tenant stays locked out until then', async () => {
  const tenant = await cells.live('leaving');
  await setStatus(tenant, 'deleting');
  for (const point of ['shredded', 'dropped']) {
    await failAt(point, false, await cells.ask('tenant.delete', tenant.id, { slug: 'leaving' }));
    assert.equal(await statusOf(tenant), 'deleting');
  }
  const row = await cells.run('tenant.delete', tenant.id, { slug: 'leaving' });
  assert.equal(row.failure, null);
});
