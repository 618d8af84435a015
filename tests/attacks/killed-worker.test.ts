/**
 * Real provision processes, killed by SIGKILL at random moments while they move a tenant to and fro and restore it, and agents'
 * decisions keep coming: a tenant is in one cell, never in two, and nothing that was acknowledged is lost by a move.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { TenantRef } from '@gamut/database/database';
import { systemTime } from '@gamut/service/system-time';
import { verifyJournal } from '../../apps/platform/src/audit/verify-journal.ts';
import { compiled } from '../support/compiled.ts';
import { eventually } from '../support/pace.ts';
import { deployment, openTwoCells, type LivingTenant, type TwoCells } from '../support/two-cells.ts';

const entry = join(import.meta.dirname, '..', '..', 'apps', 'platform', 'src', 'provision.ts');
const kills = 8;
const seed = Number(process.env['GAMUT_TEST_SEED'] ?? Date.now() % 1_000_000);
let cells: TwoCells;

before(async () => {
  cells = await openTwoCells();
});
after(() => cells.close());

/** A number from 0 to 1 for each round, the same for the same seed. */
function* chances(): Generator<number, never, undefined> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

function startWorker(): { child: ChildProcess; said(): string } {
  const child = spawn(process.execPath, [entry, 'work'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      ...compiled,
      GAMUT_MODE: 'development',
      GAMUT_DEPLOYMENT: deployment,
      MIGRATOR_DATABASE_URL: cells.home.migratorUrl,
      MIGRATOR_CELL_DATABASE_URLS: JSON.stringify({ annex: cells.annex.migratorUrl }),
      GAMUT_EXPORT_FOLDER: cells.exportFolder,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { child, said: () => said };
}

const until = (holds: () => boolean | Promise<boolean>, what: () => string): Promise<true> =>
  eventually(holds, what, 5);

/** Works until it is killed. @returns whether that was in the middle of the job */
async function workAndDie(job: string, afterMs: number): Promise<boolean> {
  const worker = startWorker();
  await until(() => worker.said().includes('(job_'), worker.said);
  await delay(afterMs);
  const gone = new Promise((resolve) => worker.child.once('exit', resolve));
  worker.child.kill('SIGKILL');
  await gone;
  const alive =
    "SELECT 1 FROM pg_stat_activity WHERE application_name = 'gamut-provision' AND datname = current_database()";
  for (const session of Object.values(cells.look))
    await until(
      async () => (await session.query(alive)).length === 0,
      () => `the sessions of ${job} to end`,
    );
  return (await cells.job(job)).status === 'running';
}

async function workToTheEnd(job: string): Promise<void> {
  const worker = startWorker();
  await until(
    async () => ['done', 'failed'].includes((await cells.job(job)).status),
    () => `${job}: ${worker.said()}`,
  );
  const gone = new Promise((resolve) => worker.child.once('exit', resolve));
  worker.child.kill('SIGTERM');
  await gone;
  const { status, failure } = await cells.job(job);
  assert.deepEqual([status, failure], ['done', null]);
}

/** Every place that anybody ever had a reference to, and the one that home names now. */
async function assertOneCell(held: Map<string, TenantRef>, id: string): Promise<void> {
  const fresh = await cells.ref(id);
  held.set(`${fresh.cell} ${fresh.schema}`, fresh);
  const open: string[] = [];
  for (const [place, ref] of held) if (await cells.writes(ref)) open.push(place);
  assert.ok(open.length <= 1, `both ${open.join(' and ')} take writes`);
  if (open.length === 1) assert.equal(open[0], `${fresh.cell} ${fresh.schema}`);
}

/** Decides without pause, as agents do. @returns a stop that gives the ids that were acknowledged */
function keepDeciding(tenant: LivingTenant): () => Promise<string[]> {
  const acknowledged: string[] = [];
  let going = true;
  const loop = (async () => {
    while (going) {
      await cells
        .ref(tenant.id)
        .then((ref) => tenant.decide(ref))
        .then((result) => result.status === 'committed' && acknowledged.push(result.id))
        .catch(() => delay(5));
    }
  })();
  return async () => {
    going = false;
    await loop;
    return acknowledged;
  };
}

async function assertVerified(ref: TenantRef): Promise<void> {
  const { db, signer } = cells;
  const report = await verifyJournal({ db, signer, witness: null, clock: systemTime }, ref, 'test');
  assert.equal(report.outcome, 'verified', report.summary);
}

test(`moved to and fro, the worker killed at ${String(kills)} random moments (seed ${String(seed)}): one cell, and nothing lost`, async () => {
  const tenant = await cells.live('wanderer');
  const held = new Map<string, TenantRef>();
  const stop = keepDeciding(tenant);
  const chance = chances();
  let amid = 0;
  for (let round = 0; round < kills;) {
    const { cell } = await cells.ref(tenant.id);
    const to = cell === 'home' ? 'annex' : 'home';
    const job = await cells.ask('tenant.move', tenant.id, { from: cell, to });
    for (let deaths = 0; deaths < 2 && round < kills; deaths++, round++) {
      if (await workAndDie(job, round === 0 ? 0 : chance.next().value * 350)) amid++;
      await assertOneCell(held, tenant.id);
      if ((await cells.job(job)).status === 'done') break;
    }
    await workToTheEnd(job);
    await assertOneCell(held, tenant.id);
    assert.equal((await cells.ref(tenant.id)).cell, to);
  }
  assert.ok(amid > 0, 'no kill came in the middle of a move');
  const acknowledged = await stop();
  assert.ok(acknowledged.length > 20, 'agents really were at work');
  const ref = await cells.ref(tenant.id);
  const rows = await cells.db.readTenant(ref, (tx) =>
    tx.query<{ id: string }>('SELECT id FROM decisions', []),
  );
  const kept = new Set(rows.map(({ id }) => id));
  assert.deepEqual(
    acknowledged.filter((id) => !kept.has(id)),
    [],
  );
  await assertVerified(ref);
  const sealer = await cells.keys.sealerOf(ref);
  const [sealed] = await cells.db.readTenant(ref, (tx) =>
    tx.query<{ id: string; text: string }>('SELECT id, arguments_sealed AS text FROM approvals', []),
  );
  assert.ok(sealed !== undefined);
  const place = { table: 'approvals', column: 'arguments_sealed', row: sealed.id } as const;
  assert.equal(sealer.open(place, sealed.text), '{"path":"a.txt"}');
});

test(`restored while the worker is killed at random (seed ${String(seed)}): one schema, one epoch more, verified`, async () => {
  const tenant = await cells.live('phoenix');
  const held = new Map<string, TenantRef>();
  const { result } = await cells.run('tenant.export', tenant.id, {});
  const chance = chances();
  for (let round = 1; round <= 3; round++) {
    const job = await cells.ask('tenant.restore', tenant.id, { file: result?.['file'] });
    await workAndDie(job, chance.next().value * 350);
    await assertOneCell(held, tenant.id);
    await workToTheEnd(job);
    const ref = await cells.ref(tenant.id);
    assert.deepEqual([ref.status, ref.authorityEpoch], ['suspended', 1 + round]);
    await assertOneCell(held, tenant.id);
    await assertVerified(ref);
  }
});
