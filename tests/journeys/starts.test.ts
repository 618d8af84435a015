/** Starts that meet trouble: two at once, a taken port, a killed launcher, a half-written home, a second start. Each ends well or says why. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { startPostgres } from '@gamut/postgres/start-postgres';
import { findProcess } from '../../apps/cli/src/process-identity.ts';
import { listRunning } from '../../apps/cli/src/running-record.ts';
import { fillCompiled } from '../support/compiled.ts';
import { eventually, tellTime } from '../support/pace.ts';
import { launcher, runCommand, startStack, type Stack, type StackOptions } from '../support/stack.ts';

const home = mkdtempSync(join(tmpdir(), 'gamut-starts-'));
const env = { PATH: process.env['PATH'] ?? '', GAMUT_HOME: home };
after(async () => {
  await runCommand(['stop'], env);
  rmSync(home, { recursive: true, force: true });
});

/** Stopped at the test's end, however it ends. */
async function start(t: TestContext, options: StackOptions = {}): Promise<Stack> {
  const stack = await startStack({ home, ...options });
  t.after(() => stack.stop());
  return stack;
}

/** On a busy machine one of its calls may come too late and be refused. */
const tours = (stack: Stack): Promise<true> =>
  eventually(async () => (await stack.gamut('demo', 'tour')).code === 0, 'a tour that is as it is told', 500);

const kept = [
  'keys/platform/DATA_ENCRYPTION_KEY',
  'keys/platform/JOURNAL_SIGNING_KEY',
  'keys/claw/CLAW_EDGE_SECRET',
  'journal.vkey',
  'demo/agents.json',
  'tool-servers.json',
];
const contents = (): string[] => kept.map((path) => readFileSync(join(home, path), 'utf8'));

test('a first start makes everything, stops in order, and leaves no process behind', async (t) => {
  const stack = await start(t);
  const pids = ['platform', 'gateway', 'claw', 'witness'].map((name) => stack.pidOf(name));
  const postgres = Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const status = await stack.gamut('status');
  assert.equal(status.code, 0, status.stdout);
  const doctor = await stack.gamut('doctor');
  assert.equal(doctor.code, 0, doctor.stdout);
  const startedMs = performance.now();
  await stack.stop();
  tellTime(t, 'stopped', performance.now() - startedMs);
  for (const pid of [...pids, postgres]) assert.equal(findProcess(pid), undefined, `${pid} still runs`);
});

describe('a second start, on a port that is taken', () => {
  const server = createServer();
  let port: number;
  let made: string[];
  let stack: Stack;
  before(async () => {
    made = contents();
    port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    stack = await startStack({ home, env: { GAMUT_PLATFORM_PORT: String(port) } });
  });
  after(async () => {
    await (stack as Stack | undefined)?.stop();
    server.close();
  });

  test('a second start changes nothing that was made, and takes a fraction of the first', () => {
    assert.deepEqual(contents(), made);
    assert.doesNotMatch(stack.said(), /✓ (migrations|demo tenant)|keys made/);
  });

  test('a second launcher on the same home is refused with the pid of the first, which goes on', async () => {
    const second = await runCommand(['up'], env);
    assert.equal(second.code, 1);
    assert.match(second.stderr, new RegExp(`already running.*pid ${stack.launcherPid()}.*Fix:`, 's'));
    assert.equal((await stack.gamut('status')).code, 0);
  });

  test('a taken port is moved, said, and told to every process', async () => {
    assert.match(stack.said(), new RegExp(`port ${port} is taken`));
    assert.notEqual(new URL(stack.platform).port, String(port));
    await tours(stack);
  });

  test('no secret stands on a command line, in a log or in what the launcher says', () => {
    const secrets = [
      'platform/DATA_ENCRYPTION_KEY',
      'gateway/GATEWAY_VAULT_KEY',
      'provision/GAMUT_APP_PASSWORD',
      'operator/GAMUT_OPERATOR_TOKEN',
    ].map((path) => readFileSync(join(home, 'keys', path), 'utf8'));
    secrets.push(stack.agentToken('report-reader'));
    const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    const logs = ['platform', 'gateway', 'claw', 'witness', 'migrate', 'seed-demo', 'bootstrap'].map((name) =>
      readFileSync(join(home, 'logs', `${name}.log`), 'utf8'),
    );
    for (const secret of secrets) {
      for (const text of [processes, stack.said(), ...logs]) assert.ok(!text.includes(secret));
    }
  });
});

test('after kill -9 of the launcher the next start finds its orphans, stops them, and loses nothing', async (t) => {
  const before = contents();
  const killed = await start(t);
  const orphan = killed.pidOf('platform');
  await killed.killLauncher();
  assert.notEqual(findProcess(orphan), undefined, 'the orphan should still run');
  const stack = await start(t);
  assert.match(stack.said(), /stopped what an interrupted run left: .*platform/);
  assert.equal(findProcess(orphan), undefined);
  assert.deepEqual(contents(), before);
});

test('a home in which a kill left half-written files is mended', async (t) => {
  writeFileSync(join(home, 'state.json'), '{"launcherPid": ');
  writeFileSync(join(home, 'launcher.lock'), '{"pid": 1, "sta');
  writeFileSync(join(home, 'provisioned.json'), '');
  writeFileSync(join(home, 'keys', 'platform', '.TOKEN_PEPPER.4242.tmp'), 'half');
  writeFileSync(join(home, 'keys', 'gateway', 'EDGE_KEY_GATEWAY_TO_PLATFORM'), 'half');
  rmSync(join(home, 'demo', 'agents.json'));
  const stack = await start(t);
  assert.equal(existsSync(join(home, 'keys', 'platform', '.TOKEN_PEPPER.4242.tmp')), false);
  assert.equal(statSync(join(home, 'demo', 'agents.json')).mode & 0o777, 0o600);
  // lost tokens are issued anew
  await tours(stack);
});

test('a file of tokens that was cut short is made anew, however whole the rest is', async (t) => {
  writeFileSync(join(home, 'demo', 'agents.json'), '{"agents": [{"name": "rep');
  const stack = await start(t);
  assert.equal((await stack.gamut('demo', 'credentials', '--json')).code, 0);
});

test('with an administrator’s DATABASE_URL the stack runs on that server, and hands that login to no serving process', async (t) => {
  const own = mkdtempSync(join(tmpdir(), 'gamut-own-'));
  const server = await startPostgres({ home: join(own, 'server') });
  t.after(async () => {
    await server.stop();
    rmSync(own, { recursive: true, force: true });
  });
  const stack = await start(t, { home: join(own, 'home'), env: { DATABASE_URL: server.superuserUrl() } });
  assert.match(
    stack.said(),
    /database: yours at 127\.0\.0\.1:\d+; DATABASE_URL alone is taken for an administrator/,
  );
  assert.ok(!stack.said().includes(new URL(server.superuserUrl()).password));
  const handed = readFileSync(join(own, 'home', 'keys', 'platform', 'DATABASE_URL'), 'utf8');
  assert.equal(new URL(handed).username, 'gamut_app');
  assert.equal(existsSync(join(own, 'home', 'postgres')), false);
  await tours(stack);
});

test('Ctrl-C during a start stops what has been started, and the next start goes on from there', async (t) => {
  const own = mkdtempSync(join(tmpdir(), 'gamut-interrupted-'));
  t.after(() => rmSync(own, { recursive: true, force: true }));
  fillCompiled(own);
  for (const afterMs of [150, 900, 2000]) {
    const { code, pids } = await interruptedStart(own, afterMs);
    // interrupted before it had begun anything, it simply ends by the signal
    if (pids.length > 0) assert.equal(code, 0);
    for (const pid of pids) assert.equal(findProcess(pid), undefined, `${pid} still runs`);
  }
  const stack = await start(t, { home: own });
  await tours(stack);
});

/** @returns the launcher's exit code and the pids that it had recorded when it was interrupted */
function interruptedStart(home_: string, afterMs: number): Promise<{ code: number | null; pids: number[] }> {
  const child = spawn(process.execPath, [launcher, 'up'], {
    env: {
      ...env,
      GAMUT_HOME: home_,
      GAMUT_PLATFORM_PORT: '0',
      GAMUT_GATEWAY_PORT: '0',
      GAMUT_CLAW_PORT: '0',
      GAMUT_WITNESS_PORT: '0',
    },
    stdio: 'ignore',
  });
  return new Promise((resolve) => {
    let pids: number[] = [];
    setTimeout(() => {
      const run = join(home_, 'run');
      pids = existsSync(run) ? listRunning(run).map(({ identity }) => identity.pid) : [];
      child.kill('SIGINT');
    }, afterMs);
    child.once('exit', (code) => resolve({ code, pids }));
  });
}
