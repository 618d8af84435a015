/**
 * Security promise 6 at its root: Postgres killed with -9 while many write. No acknowledged row is lost, no refused one is
 * there, and the very same door works again within five seconds, without a restart of its process.
 */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { bootstrapDatabase } from '@gamut/database/bootstrap';
import { createTenant } from '@gamut/database/create-tenant';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { migrateDatabase } from '@gamut/database/migrate';
import { readMigrations } from '@gamut/database/migration';
import { isCommitInDoubt } from '@gamut/database/sql-error';
import { startPostgres, type RunningPostgres } from '@gamut/postgres/start-postgres';
import { migrationsFolder } from '../../apps/platform/src/provisioning/migrations-folder.ts';
import { eventually, tellTime } from '../support/pace.ts';

const base = mkdtempSync(join(tmpdir(), 'gamut-killed-'));
chmodSync(base, 0o755);
const home = join(base, 'home');
let postgres: RunningPostgres;
let db: Database;
let tenant: TenantRef;

function loginUrl(login: string): string {
  const url = new URL(postgres.superuserUrl('gamut'));
  url.username = login;
  url.password = `${login}-password`;
  return url.href;
}

before(async () => {
  postgres = await startPostgres({ home });
  await bootstrapDatabase({
    superuserUrl: postgres.superuserUrl('gamut'),
    appPassword: 'gamut_app-password',
    migratorPassword: 'gamut_migrator-password',
  });
  const migrations = readMigrations(migrationsFolder);
  await migrateDatabase({ migratorUrl: loginUrl('gamut_migrator'), migrations });
  await createTenant(loginUrl('gamut_migrator'), migrations, {
    slug: 'alpha',
    name: 'Alpha',
    plan: 'enterprise',
  });
  db = createDatabase({ url: loginUrl('gamut_app'), applicationName: 'killed', poolSize: 8 });
  const found = await db.findTenant({ slug: 'alpha' });
  assert.ok(found);
  tenant = found;
});

after(async () => {
  await db.close();
  await postgres.stop();
  rmSync(base, { recursive: true });
});

/** Writes until told to stop; every id ends in exactly one of the three sets. */
function writeAway(
  tally: { acknowledged: Set<string>; refused: Set<string>; doubtful: Set<string> },
  stopped: () => boolean,
) {
  return Array.from({ length: 16 }, async (_, writer) => {
    for (let n = 0; !stopped(); n++) {
      const id = `usr_${writer}_${tally.acknowledged.size}_${tally.refused.size}_${n}`;
      try {
        await db.tenant(tenant, (tx) =>
          tx.execute('INSERT INTO people (id, name, email) VALUES ($1, $1, $1)', [id]),
        );
        tally.acknowledged.add(id);
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'unavailable');
        (isCommitInDoubt(error) ? tally.doubtful : tally.refused).add(id);
        await sleep(5);
      }
    }
  });
}

test('kill -9 of Postgres under load, three times: nothing acknowledged is lost, nothing refused is there', async (t) => {
  const tally = { acknowledged: new Set<string>(), refused: new Set<string>(), doubtful: new Set<string>() };
  let stop = false;
  const writers = writeAway(tally, () => stop);
  for (let round = 1; round <= 3; round++) {
    const aim = tally.acknowledged.size + 500;
    while (tally.acknowledged.size < aim) await sleep(5);
    process.kill(postgres.pid, 'SIGKILL');
    postgres = await startPostgres({ home });
    const before = tally.acknowledged.size;
    const startedMs = performance.now();
    await eventually(() => tally.acknowledged.size > before, 'the door’s return', 5);
    tellTime(t, 'the door was back', performance.now() - startedMs);
  }
  stop = true;
  await Promise.all(writers);
  const rows = await db.readTenant(tenant, (tx) => tx.query<{ id: string }>('SELECT id FROM people'));
  const there = new Set(rows.map(({ id }) => id));
  for (const id of tally.acknowledged) assert.ok(there.has(id), `${id} was acknowledged and is lost`);
  for (const id of tally.refused) assert.ok(!there.has(id), `${id} was refused and is there`);
  for (const id of there) assert.ok(tally.acknowledged.has(id) || tally.doubtful.has(id));
  assert.ok(tally.acknowledged.size >= 1_500);
});

test('a stopped Postgres is named at once, and the same door works when it is back', async (t) => {
  await postgres.stop();
  const started = performance.now();
  await assert.rejects(
    db.tenant(tenant, (tx) => tx.query('SELECT 1')),
    { code: 'unavailable' },
  );
  tellTime(t, 'named', performance.now() - started);
  postgres = await startPostgres({ home });
  assert.deepEqual(await db.tenant(tenant, (tx) => tx.query('SELECT 1 AS n')), [{ n: 1 }]);
});

test('a Postgres that hangs is given up at the deadline, and serves again when it goes on', async (t) => {
  const [row] = await db.tenant(tenant, (tx) => tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid'));
  assert.ok(row);
  process.kill(row.pid, 'SIGSTOP');
  try {
    const started = performance.now();
    await assert.rejects(
      db.tenant(tenant, (tx) => tx.query('SELECT 1'), { withinMs: 300 }),
      { code: 'deadline_exceeded' },
    );
    tellTime(t, 'given up', performance.now() - started);
  } finally {
    process.kill(row.pid, 'SIGCONT');
  }
  assert.deepEqual(await db.tenant(tenant, (tx) => tx.query('SELECT 1 AS n')), [{ n: 1 }]);
});
