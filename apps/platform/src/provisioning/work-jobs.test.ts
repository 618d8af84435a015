/** Jobs of the provision process on a real database: whole or absent, resumed after a kill, never worked by two, each with its entry. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { AppError } from '@gamut/kernel/app-error';
import { newId } from '@gamut/kernel/id';
import { systemTime } from '@gamut/service/system-time';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import type { JobHandler, JobInHand, JobKind } from './job.ts';
import { jobHandlers } from './job-handlers.ts';
import type { ProvisionParts } from './provision-parts.ts';
import { openCellSession } from './provision-parts.ts';
import { passWorkerGates } from './run-worker.ts';
import { workOnce } from './work-jobs.ts';

let database: TestDatabase;
let look: OwnerSession;
const said: string[] = [];

before(async () => {
  database = await testDatabase();
  look = await openOwnerSession(database.migratorUrl, 'test');
  await passWorkerGates(parts());
});
after(async () => {
  await look.close();
  await database.close();
});

function parts(changed: Partial<ProvisionParts> = {}): ProvisionParts {
  return {
    migratorUrl: database.migratorUrl,
    cellUrls: {},
    tenantLoginSecret: undefined,
    migrations: database.migrations,
    exportFolder: '/nowhere',
    handlers: jobHandlers,
    clock: systemTime,
    random: randomBytes,
    say: (text) => void said.push(text),
    ...changed,
  };
}

async function ask(
  kind: JobKind,
  payload: object,
  tenantId: string = newId('tnt', Date.now(), randomBytes(16)),
): Promise<{ id: string; tenantId: string }> {
  const id = newId('job', Date.now(), randomBytes(16));
  await look.query(
    `INSERT INTO control.jobs (id, kind, tenant_id, payload, run_at, created_at) VALUES ($1, $2, $3, $4, now(), now())`,
    [id, kind, tenantId, JSON.stringify(payload)],
  );
  return { id, tenantId };
}

/** A worker of its own: one session, ended with the call whatever happens. */
async function work(changed: Partial<ProvisionParts> = {}, stopping?: () => boolean): Promise<boolean> {
  const home = await openCellSession(parts(), 'home');
  try {
    return await workOnce(parts(changed), home, stopping);
  } finally {
    await home.close();
  }
}

async function jobRow(id: string) {
  const [row] = await look.query<{
    status: string;
    step: string | null;
    attempts: number;
    failure: string | null;
    result: Record<string, unknown> | null;
    locked: boolean;
  }>(
    'SELECT status, step, attempts, failure, result, locked_until IS NOT NULL AS locked FROM control.jobs WHERE id = $1',
    [id],
  );
  assert.ok(row !== undefined);
  return row;
}

async function entriesOf(tenantId: string): Promise<string[]> {
  const rows = await look.query<{ kind: string }>(
    "SELECT kind FROM control.journal_entries WHERE stream = 'platform' AND subject = $1 ORDER BY seq",
    [tenantId],
  );
  return rows.map(({ kind }) => kind);
}

const again = (id: string) => look.query('UPDATE control.jobs SET run_at = now() WHERE id = $1', [id]);

/** A handler for one test under a real kind. */
function handler(run: (job: JobInHand) => Promise<Record<string, string>>): Partial<ProvisionParts> {
  const made: JobHandler = { kind: 'tenant.create', run };
  return { handlers: { 'tenant.create': made } };
}

test('a tenant that was asked for is made, with its entry in the platform’s stream and one to carry into its own', async () => {
  const { id, tenantId } = await ask('tenant.create', {
    slug: 'made',
    name: 'Made',
    plan: 'trial',
    cell: 'home',
  });
  assert.equal(await work(), true);
  const row = await jobRow(id);
  assert.deepEqual([row.status, row.step, row.failure, row.locked], ['done', 'made', null, false]);
  assert.deepEqual(row.result, { tenant: tenantId, slug: 'made', cell: 'home' });
  assert.deepEqual(await entriesOf(tenantId), ['tenant.created']);
  const carried = await look.query('SELECT kind FROM control.audit_outbox WHERE tenant_id = $1', [tenantId]);
  assert.deepEqual(carried, [{ kind: 'tenant.created' }]);
  assert.equal(await work(), false, 'and there is nothing more to do');
});

test('killed before its commit, a creation leaves nothing; taken up again it is whole, once', async () => {
  const { id, tenantId } = await ask('tenant.create', {
    slug: 'killed',
    name: 'K',
    plan: 'trial',
    cell: 'home',
  });
  const dying = await openCellSession(parts(), 'home');
  const [{ pid }] = (await dying.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')) as [
    { pid: number },
  ];
  const superuser = await openOwnerSession(database.superuserUrl, 'test');
  await assert.rejects(
    workOnce(
      parts({
        kill: async (point) => {
          if (point === 'before the commit') await superuser.query('SELECT pg_terminate_backend($1)', [pid]);
        },
      }),
      dying,
    ),
    /the database is away/,
  );
  await superuser.close();
  await dying.close();
  assert.deepEqual(await look.query('SELECT 1 FROM control.tenants WHERE id = $1', [tenantId]), []);
  assert.equal((await jobRow(id)).status, 'running', 'nobody wrote down that it ended');
  assert.equal(
    await work(),
    true,
    'and yet the next worker takes it at once: the lock went with the session',
  );
  assert.equal((await jobRow(id)).status, 'done');
  assert.equal((await jobRow(id)).attempts, 2);
  assert.deepEqual(await entriesOf(tenantId), ['tenant.created']);
});

test('a job that another worker holds is left alone, even past its lease', async () => {
  const { id, tenantId } = await ask('tenant.create', {
    slug: 'held',
    name: 'H',
    plan: 'trial',
    cell: 'home',
  });
  let second: boolean | undefined;
  await work(
    handler(async (job) => {
      await look.query("UPDATE control.jobs SET locked_until = now() - interval '1 hour' WHERE id = $1", [
        id,
      ]);
      second = await work();
      return { tenant: job.tenantId };
    }),
  );
  assert.equal(second, false);
  assert.equal((await jobRow(id)).status, 'done');
  assert.deepEqual(await entriesOf(tenantId), ['tenant.created']);
});

test('a worker whose job is no longer its own commits nothing of the step', async () => {
  const { id } = await ask('tenant.create', { slug: 'lost', name: 'L', plan: 'trial', cell: 'home' });
  await work(
    handler(async (job) => {
      await look.query('UPDATE control.jobs SET attempts = attempts + 1 WHERE id = $1', [id]);
      await job.home.transaction(async () => {
        await job.home.query("INSERT INTO control.cells (name) VALUES ('never')");
        await job.stepDone('stolen');
      });
      return {};
    }),
  );
  assert.equal((await jobRow(id)).step, null);
  assert.deepEqual(await look.query("SELECT 1 FROM control.cells WHERE name = 'never'"), []);
  await look.query("UPDATE control.jobs SET status = 'failed' WHERE id = $1", [id]);
});

test('told to stop, the worker ends the step that it is in and puts the job back; the next goes on behind it', async () => {
  const { id } = await ask('tenant.create', { slug: 'stopped', name: 'S', plan: 'trial', cell: 'home' });
  const ran: (string | null)[] = [];
  const twoSteps = handler(async (job) => {
    ran.push(job.step);
    if (job.step === null) await job.home.transaction(() => job.stepDone('first'));
    ran.push('second');
    await job.stepDone('second');
    return { ok: 'yes' };
  });
  await work(twoSteps, () => true);
  assert.deepEqual(ran, [null]);
  assert.deepEqual(
    [(await jobRow(id)).status, (await jobRow(id)).step, (await jobRow(id)).attempts],
    ['waiting', 'first', 0],
  );
  await work(twoSteps);
  assert.deepEqual(ran, [null, 'first', 'second']);
  assert.equal((await jobRow(id)).status, 'done');
});

test('a passing failure is tried again after a growing pause, five times in all; then it has failed, with an entry', async () => {
  const { id, tenantId } = await ask('tenant.create', {
    slug: 'flaky',
    name: 'F',
    plan: 'trial',
    cell: 'home',
  });
  const flaky = handler(() => Promise.reject(new AppError('unavailable', 'the cell is away')));
  for (let attempt = 1; attempt <= 4; attempt++) {
    await work(flaky);
    const row = await jobRow(id);
    assert.deepEqual([row.status, row.attempts, row.failure], ['waiting', attempt, 'the cell is away']);
    assert.equal(await work(flaky), false, 'not before its time');
    await again(id);
  }
  await work(flaky);
  assert.deepEqual([(await jobRow(id)).status, (await jobRow(id)).attempts], ['failed', 5]);
  assert.deepEqual(await entriesOf(tenantId), ['job.failed']);
});

test('a refusal fails at once, and no reason carries an address or what a driver said', async () => {
  const refused = await ask('tenant.create', { slug: 'x; DROP', name: 'X', plan: 'trial', cell: 'home' });
  await work();
  assert.match((await jobRow(refused.id)).failure ?? '', /is not a slug/);
  const planted = 'postgres://u:planted-secret@h/d';
  const leaking = await ask('tenant.create', { slug: 'leak', name: 'L', plan: 'trial', cell: 'home' });
  await work(handler(() => Promise.reject(new AppError('conflict', `could not reach ${planted}`))));
  const fault = await ask('tenant.create', { slug: 'leak2', name: 'L', plan: 'trial', cell: 'home' });
  for (let attempt = 0; attempt < 5; attempt++) {
    await again(fault.id);
    await work(handler(() => Promise.reject(new Error(`value 'planted-secret' of ${planted}`))));
  }
  for (const { id } of [leaking, fault]) {
    const row = await jobRow(id);
    assert.equal(row.status, 'failed');
    assert.doesNotMatch(`${row.failure ?? ''} ${said.join('\n')}`, /planted-secret/);
  }
  assert.equal((await jobRow(fault.id)).failure, 'an unexpected fault (Error)');
});

test('a job of a kind that this build does not know fails by name when it is first taken', async () => {
  const { id, tenantId } = await ask('tenant.fold' as JobKind, {});
  assert.equal(await work(), true);
  const row = await jobRow(id);
  assert.deepEqual([row.status, row.attempts], ['failed', 1]);
  assert.match(row.failure ?? '', /does not know how to work "tenant\.fold"\. Fix: start the build/);
  assert.deepEqual(await entriesOf(tenantId), ['job.failed']);
  assert.equal(await work(), false, 'and nobody takes it again');
});

test('a slug that is taken, a cell that is full or not there: refused in words, and nothing is made', async () => {
  await database.createTenant('taken');
  const cases = [
    [{ slug: 'taken', name: 'T', plan: 'trial', cell: 'home' }, /the slug taken is taken/],
    [{ slug: 'nowhere', name: 'T', plan: 'trial', cell: 'cell-x' }, /there is no cell cell-x/],
    [{ slug: 'half' }, /does not say which tenant/],
  ] as const;
  for (const [payload, expected] of cases) {
    const { id, tenantId } = await ask('tenant.create', payload);
    await work();
    assert.match((await jobRow(id)).failure ?? '', expected);
    assert.deepEqual(await look.query('SELECT 1 FROM control.tenants WHERE id = $1', [tenantId]), []);
  }
  await look.query("UPDATE control.cells SET tenants_max = 1 WHERE name = 'home'");
  const { id } = await ask('tenant.create', { slug: 'one-more', name: 'T', plan: 'trial', cell: 'home' });
  await work();
  assert.match((await jobRow(id)).failure ?? '', /the cell home is full/);
  await look.query("UPDATE control.cells SET tenants_max = 1000 WHERE name = 'home'");
});
