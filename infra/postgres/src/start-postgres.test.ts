/** The embedded server of one home: mended after every kind of interruption, one at a time, and gone when it is stopped. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openOwnerSession } from '@gamut/database/owner-session';
import { processesIn } from './running-server.ts';
import { startPostgres } from './start-postgres.ts';
import { removePostgres, stopPostgres } from './stop-postgres.ts';

const base = mkdtempSync(join(tmpdir(), 'gamut-postgres-test-'));
chmodSync(base, 0o755);
const homes: string[] = [];

function newHome(): string {
  const home = join(base, `home-${homes.length}`);
  homes.push(home);
  return home;
}

after(async () => {
  for (const home of homes) await stopPostgres(home);
  rmSync(base, { recursive: true, force: true });
});

async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const session = await openOwnerSession(url, 'launcher-test');
  try {
    return await session.query<Row>(sql);
  } finally {
    await session.close();
  }
}

test('a new home gets a durable server on loopback alone; stopped and started it keeps port, password and data', async () => {
  const home = newHome();
  const progress: string[] = [];
  const first = await startPostgres({ home, onProgress: (text) => progress.push(text) });
  assert.deepEqual(progress, ['making a new Postgres cluster', 'starting Postgres']);
  const settings = await ask<{ name: string; setting: string }>(
    first.superuserUrl(),
    "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'listen_addresses', 'synchronous_commit', 'unix_socket_directories', 'password_encryption', 'max_locks_per_transaction', 'server_encoding') ORDER BY name",
  );
  assert.deepEqual(Object.fromEntries(settings.map(({ name, setting }) => [name, setting])), {
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '127.0.0.1',
    synchronous_commit: 'on',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_locks_per_transaction: '1024',
    server_encoding: 'UTF8',
  });
  await ask(first.superuserUrl(), 'CREATE TABLE kept AS SELECT 42 AS n');
  await first.stop();
  assert.deepEqual(processesIn(realpathSync(join(home, 'postgres'))), []);
  const second = await startPostgres({ home });
  assert.equal(second.superuserUrl(), first.superuserUrl());
  assert.deepEqual(await ask(second.superuserUrl(), 'SELECT n FROM kept'), [{ n: 42 }]);
  await second.stop();
});

test('nobody connects without the password, and no file of the home shows it to others', async () => {
  const home = newHome();
  const server = await startPostgres({ home });
  const url = new URL(server.superuserUrl());
  url.password = 'guess';
  await assert.rejects(openOwnerSession(url.href, 'launcher-test'), { message: /refused the login/ });
  assert.equal(statSync(join(home, 'postgres.password')).mode & 0o777, 0o600);
  assert.equal(statSync(join(home, 'postgres.log')).mode & 0o077, 0);
  assert.equal(statSync(realpathSync(join(home, 'postgres'))).mode & 0o077, 0);
  await server.stop();
});

test('the server never runs as root, whoever starts it', async () => {
  const server = await startPostgres({ home: newHome() });
  const uid = execFileSync('ps', ['-o', 'uid=', '-p', String(server.pid)], { encoding: 'utf8' });
  assert.notEqual(Number(uid), 0);
  await server.stop();
});

test('two starts at once give one server; a later one adopts it', async () => {
  const home = newHome();
  const [one, two] = await Promise.all([startPostgres({ home }), startPostgres({ home })]);
  assert.equal(one.pid, two.pid);
  assert.deepEqual([one.adopted, two.adopted].sort(), [false, true]);
  assert.equal((await startPostgres({ home })).pid, one.pid);
  await one.stop();
  await two.stop();
});

test('the launcher killed with -9 leaves an orphan that the next start adopts', async () => {
  const home = newHome();
  const script = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'start-postgres.ts'))};
    const s = await startPostgres({ home: ${JSON.stringify(home)} }); console.log(s.pid); setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(launcher.stdout, 'data')) as [Buffer];
  launcher.kill('SIGKILL');
  await once(launcher, 'exit');
  const server = await startPostgres({ home });
  assert.equal(server.adopted, true);
  assert.equal(server.pid, Number(line.toString()));
  await server.stop();
});

test('a launcher killed with -9 while it makes the cluster leaves nothing that stops the next', async () => {
  const home = newHome();
  const script = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'start-postgres.ts'))};
    await startPostgres({ home: ${JSON.stringify(home)}, onProgress: (t) => console.log(t) });`;
  const launcher = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  await once(launcher.stdout, 'data');
  for (;;) {
    const making = existsSync(home) && readdirSync(home).find((name) => name.startsWith('postgres.making-'));
    if (making !== false && making !== undefined && existsSync(join(home, making, 'data', 'PG_VERSION')))
      break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.kill(-launcher.pid!, 'SIGKILL');
  await once(launcher, 'exit');
  assert.equal(existsSync(join(home, 'postgres')), false);
  const server = await startPostgres({ home });
  assert.deepEqual(await ask(server.superuserUrl(), 'SELECT 1 AS n'), [{ n: 1 }]);
  assert.deepEqual(
    readdirSync(home).filter((name) => name.startsWith('postgres.making-')),
    [],
  );
  await server.stop();
});

test('the postmaster killed with -9 is noticed, and the next start has it back on its port', async () => {
  const home = newHome();
  const first = await startPostgres({ home });
  process.kill(first.pid, 'SIGKILL');
  const again = await startPostgres({ home });
  assert.notEqual(again.pid, first.pid);
  assert.equal(again.port, first.port);
  await again.stop();
});

test('a pid file that names a stranger’s process does not stop a start', async () => {
  const home = newHome();
  const first = await startPostgres({ home });
  await first.stop();
  const pidFile = join(realpathSync(join(home, 'postgres')), 'postmaster.pid');
  writeFileSync(
    pidFile,
    `${process.pid}\n${join(home, 'postgres')}\n0\n${first.port}\n\n127.0.0.1\n0 0\nready   \n`,
  );
  const again = await startPostgres({ home });
  assert.equal(again.adopted, false);
  await again.stop();
});

test('a half-written data directory is refused by name and left untouched', async () => {
  const home = newHome();
  mkdirSync(join(home, 'postgres'), { recursive: true });
  writeFileSync(join(home, 'postgres', 'half'), 'written');
  await assert.rejects(startPostgres({ home }), {
    code: 'conflict',
    message: /not a cluster that Gamut finished making/,
  });
  assert.equal(readFileSync(join(home, 'postgres', 'half'), 'utf8'), 'written');
});

test('a cluster of another Postgres is refused by its version', async () => {
  const home = newHome();
  mkdirSync(join(home, 'postgres'), { recursive: true });
  writeFileSync(join(home, 'postgres', 'PG_VERSION'), '16\n');
  writeFileSync(join(home, 'postgres', 'gamut-cluster'), '{}');
  await assert.rejects(startPostgres({ home }), { code: 'conflict', message: /belongs to Postgres 16/ });
});

test('a lost password file is mended without losing data', async () => {
  const home = newHome();
  const first = await startPostgres({ home });
  await ask(first.superuserUrl(), 'CREATE TABLE kept AS SELECT 7 AS n');
  await first.stop();
  rmSync(join(home, 'postgres.password'));
  const again = await startPostgres({ home });
  assert.deepEqual(await ask(again.superuserUrl(), 'SELECT n FROM kept'), [{ n: 7 }]);
  await again.stop();
});

test('a port that somebody else holds: the one asked for is refused, the usual one is moved', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as { port: number };
  const home = newHome();
  await assert.rejects(startPostgres({ home, port }), { code: 'conflict', message: /port is taken/ });
  const server = await startPostgres({ home });
  assert.notEqual(server.port, port);
  await server.stop();
  holder.close();
});

test('a home below a directory that only its owner may enter works, and that directory stays shut', async () => {
  const closed = join(base, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const home = join(closed, 'home');
  homes.push(home);
  const server = await startPostgres({ home });
  assert.deepEqual(await ask(server.superuserUrl(), 'SELECT 1 AS n'), [{ n: 1 }]);
  assert.equal(statSync(closed).mode & 0o777, 0o700);
  const data = realpathSync(join(home, 'postgres'));
  // under root the server's user is another, so the cluster stands elsewhere and the home names it
  assert.equal(data.startsWith(closed), process.getuid?.() !== 0);
  await removePostgres(home);
  assert.equal(existsSync(data), false);
  if (process.getuid?.() === 0) assert.equal(existsSync(join(data, '..')), false);
});
