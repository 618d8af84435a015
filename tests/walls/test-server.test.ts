/** The tests' own ground: many test processes share one server, each test has its own database, and a killed run leaves nothing in the way. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';

// a place of its own, so that the server of the run around this test is left alone
const place = mkdtempSync(join(tmpdir(), 'gamut-test-server-'));
chmodSync(place, 0o755);
const support = join(import.meta.dirname, '..', 'support');

after(async () => {
  await run(
    `import { stopTestPostgres } from ${JSON.stringify(join(support, 'stop-postgres.ts'))}; await stopTestPostgres();`,
  ).done;
  rmSync(place, { recursive: true });
});

function run(script: string) {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    env: { ...process.env, TMPDIR: place },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const done = Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number | null]>]);
  return { child, done };
}

const head = `import { testDatabase } from ${JSON.stringify(join(support, 'postgres.ts'))}; import { databasesInUse } from ${JSON.stringify(join(support, 'postgres.ts'))};`;

test('five test processes that start at once get five databases on one server', async () => {
  const script = `${head} const t = await testDatabase(); await t.createTenant('same-slug'); console.log(t.name + ' ' + new URL(t.appUrl).port); await t.close();`;
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => run(script).done));
  const lines = outcomes.map(([output, [code]]) => {
    assert.equal(code, 0);
    return output.trim().split(' ');
  });
  assert.equal(new Set(lines.map(([name]) => name)).size, 5);
  assert.equal(new Set(lines.map(([, port]) => port)).size, 1);
});

test('a test process that was killed leaves a database that the next one drops', async () => {
  const killed = run(
    `${head} const t = await testDatabase(); await t.createTenant('left'); console.log('ready'); setInterval(() => {}, 1000);`,
  );
  await once(killed.child.stdout, 'data');
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  const [output] = await run(
    `${head} import { openOwnerSession } from '@gamut/database/owner-session';
    const t = await testDatabase(); const s = await openOwnerSession(t.superuserUrl, 'x');
    console.log(JSON.stringify(await s.query("SELECT count(*) AS n FROM pg_database WHERE datname LIKE 'test%'"))); await s.close(); await t.close();`.replace(
      '@gamut/database/owner-session',
      join(support, '..', '..', 'infra', 'database', 'src', 'owner-session.ts'),
    ),
  ).done;
  assert.deepEqual(JSON.parse(output), [{ n: 1 }]);
});

test('the server is left to a run that uses it, and is gone with its cluster once nobody does', async () => {
  const stop = `import { stopTestPostgres } from ${JSON.stringify(join(support, 'stop-postgres.ts'))}; console.log(await stopTestPostgres());`;
  const user = run(
    `${head} const t = await testDatabase(); console.log('ready'); process.on('SIGTERM', async () => { await t.close(); process.exit(0); }); setInterval(() => {}, 1000);`,
  );
  await once(user.child.stdout, 'data');
  assert.equal((await run(stop).done)[0].trim(), 'false');
  user.child.kill('SIGTERM');
  await once(user.child, 'exit');
  assert.equal((await run(stop).done)[0].trim(), 'true');
  assert.equal(existsSync(join(place, `gamut-test-postgres-${process.getuid?.() ?? 0}`, 'postgres')), false);
});
