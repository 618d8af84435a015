/** The gates of the provision process while it works: a wall that was loosened stops it between jobs, and it goes on by itself. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { claimDatabase } from '@gamut/database/owner-posture';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { newId } from '@gamut/kernel/id';
import { systemTime } from '@gamut/service/system-time';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { jobHandlers } from './job-handlers.ts';
import type { ProvisionParts } from './provision-parts.ts';
import { assertCell } from './assert-cell.ts';
import { drainJobs, passWorkerGates, workUntilStopped } from './run-worker.ts';
import { watchWorkerGates } from './watch-worker-gates.ts';

const deployment = '0123456789abcdef';
const quick = { pollMs: 1, sweepEveryMs: 60_000, reopenMs: 1 };
let database: TestDatabase;
let superuser: OwnerSession;
let said: string[] = [];

before(async () => {
  database = await testDatabase();
  superuser = await openOwnerSession(database.superuserUrl, 'test');
  await passWorkerGates(parts());
  assert.equal(await claimDatabase(database.migratorUrl, { deployment, cell: 'home' }), undefined);
});
after(async () => {
  await superuser.close();
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

async function askForTenant(slug: string, cell = 'home'): Promise<string> {
  const id = newId('job', Date.now(), randomBytes(16));
  await superuser.query(
    `INSERT INTO control.jobs (id, kind, tenant_id, payload, run_at, created_at) VALUES ($1, 'tenant.create', $2, $3, now(), now())`,
    [
      id,
      newId('tnt', Date.now(), randomBytes(16)),
      JSON.stringify({ slug, name: slug, plan: 'trial', cell }),
    ],
  );
  return id;
}

async function statusOf(id: string): Promise<string | undefined> {
  const [row] = await superuser.query<{ status: string }>('SELECT status FROM control.jobs WHERE id = $1', [
    id,
  ]);
  return row?.status;
}

test('a wall that is loosened while the worker runs stops it, by name; put right, it works by itself', async () => {
  said = [];
  const watch = watchWorkerGates(parts(), { deployment });
  await watch.round();
  assert.deepEqual(watch.shut(), []);
  await superuser.query('GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO gamut_app');
  await watch.round();
  assert.match(watch.shut()[0]?.reason ?? '', /not hardened: gamut_app still has EXECUTE .*set_config/);

  const id = await askForTenant('shut-out');
  const stop = new AbortController();
  let asked = 0;
  await workUntilStopped(parts(), stop.signal, quick, () => {
    if (++asked > 20) stop.abort();
    return watch.shut().length > 0;
  });
  assert.equal(await statusOf(id), 'waiting');
  assert.match(said.join('\n'), /gate database: .*No work is taken until it holds/);

  await superuser.query(
    'REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM gamut_app',
  );
  await watch.round();
  assert.equal(said.at(-1), 'every gate holds again: provision takes work');
  const again = new AbortController();
  const working = workUntilStopped(
    parts({ say: (text) => void (text.endsWith(': done') && again.abort()) }),
    again.signal,
    quick,
    () => watch.shut().length > 0,
  );
  await working;
  assert.equal(await statusOf(id), 'done');
});

test('a self-test that fails, and a database that became another deployment’s, are named each', async () => {
  let broken: string | undefined = 'AES-GCM known answer';
  const watch = watchWorkerGates(parts(), { deployment, selfTest: () => broken });
  await watch.round();
  assert.deepEqual(
    watch.shut().map(({ gate }) => gate),
    ['self-test'],
  );
  broken = undefined;
  await superuser.query("UPDATE control.installation SET deployment = 'fedcba9876543210'");
  await watch.round();
  assert.deepEqual(
    watch.shut().map(({ gate }) => gate),
    ['database-installation'],
  );
  await superuser.query('UPDATE control.installation SET deployment = $1', [deployment]);
  await watch.round();
  assert.deepEqual(watch.shut(), []);
});

test('a cell that is away changes nothing, and a cell that will not do is named', async () => {
  const nobody = database.migratorUrl.replace(/:\d+\//, ':1/');
  const away = watchWorkerGates(parts({ cellUrls: { annex: nobody } }), { deployment });
  await away.round();
  assert.deepEqual(away.shut(), []);

  const empty = new URL(database.migratorUrl);
  empty.pathname = '/postgres';
  await assert.rejects(
    passWorkerGates(parts({ cellUrls: { annex: empty.href } })),
    /^AppError: cell annex: /,
  );
});

/** As `provision work` holds them. */
function working(cellUrl: string): ProvisionParts {
  const held = parts({ cellUrls: { annex: cellUrl } });
  return { ...held, assertCell: (cell) => assertCell(held, cell, deployment) };
}

test('a cell that is away keeps no other tenant’s work waiting, from the start on', async () => {
  said = [];
  const held = working(database.migratorUrl.replace(/:\d+\//, ':1/'));
  await passWorkerGates(held);
  assert.match(said.join('\n'), /away.*its tenants wait/);
  const [there, here] = [await askForTenant('over-there', 'annex'), await askForTenant('over-here')];
  await drainJobs(held);
  assert.equal(await statusOf(here), 'done');
  assert.equal(await statusOf(there), 'waiting');
  await superuser.query('DELETE FROM control.jobs WHERE id = $1', [there]);
});

test('a cell that came back and is not as it must be is used for nothing, and the job says which gate is shut', async () => {
  const empty = new URL(database.migratorUrl);
  empty.pathname = '/postgres';
  const id = await askForTenant('not-there', 'annex');
  await drainJobs(working(empty.href));
  const [job] = await superuser.query<{ status: string; failure: string }>(
    'SELECT status, failure FROM control.jobs WHERE id = $1',
    [id],
  );
  assert.equal(job?.status, 'waiting');
  assert.match(job?.failure ?? '', /^gate database: cell annex: .*Fix: /);
});
