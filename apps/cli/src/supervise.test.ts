/** A child that dies is started again; one that never started is explained by its own last line; a deaf one is killed. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../../tests/support/pace.ts';
import { logFile } from './log-file.ts';
import { findProcess } from './process-identity.ts';
import { listRunning, stopOrphans } from './running-record.ts';
import { supervise, type ChildHost, type ChildSpec } from './supervise.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gamut-supervise-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

function host(said: string[] = []): ChildHost {
  const at = mkdtempSync(join(scratch, 'one-'));
  mkdirSync(join(at, 'run'));
  return { log: logFile(at, 'child'), runFolder: join(at, 'run'), say: (line) => said.push(line) };
}

function script(code: string, env: Record<string, string> = {}): ChildSpec {
  return { name: 'child', command: process.execPath, args: ['-e', code], env, cwd: tmpdir() };
}

const until = (holds: () => boolean, what: string): Promise<true> => eventually(holds, what);

const idle = 'setInterval(() => {}, 1000)';

test('a child killed with -9 is started again, and that is said', async () => {
  const said: string[] = [];
  const child = supervise(script(idle), host(said));
  child.settle();
  const first = child.pid() as number;
  process.kill(first, 'SIGKILL');
  await until(() => child.pid() !== undefined && child.pid() !== first, 'a new pid');
  assert.match(said.join('\n'), /child died \(signal SIGKILL\); starting it again/);
  await child.stop(1000);
});

test('a child that fails its start-up gate ends the start with the gate’s own line', async () => {
  const gate = 'gate key-strength: TOKEN_PEPPER is weak. Fix: make one with "gamut keys"';
  const child = supervise(script(`console.error(${JSON.stringify(gate)}); process.exit(1)`), host());
  await assert.rejects(child.diedEarly, (error: Error) => error.message.includes(gate));
});

test('a child that does not listen to SIGTERM is killed when its grace is over', async () => {
  const at = host();
  const child = supervise(script(`process.on('SIGTERM', () => {}); ${idle}; console.log('deaf')`), at);
  child.settle();
  await until(() => readFileSync(at.log.path, 'utf8').includes('deaf'), 'the child is up');
  const pid = child.pid() as number;
  await child.stop(200);
  await until(() => findProcess(pid) === undefined, 'gone');
});

test('a stopped child is not started again', async () => {
  const said: string[] = [];
  const child = supervise(script(idle), host(said));
  child.settle();
  await child.stop(2000);
  await delay(500);
  assert.equal(child.pid(), undefined);
  assert.deepEqual(said, []);
});

test('a child sees exactly the environment that it is given', async () => {
  const at = host();
  const child = supervise(script('console.log(JSON.stringify(Object.keys(process.env)))', { ONE: '1' }), at);
  child.diedEarly.catch(() => undefined);
  await until(() => readFileSync(at.log.path, 'utf8').includes('\n'), 'its output');
  assert.equal(readFileSync(at.log.path, 'utf8').trim(), '["ONE"]');
});

test('the next start finds what a killed launcher left, and stops exactly that', async () => {
  const at = host();
  const child = supervise(script(idle), at);
  child.settle();
  const pid = child.pid() as number;
  assert.deepEqual(
    listRunning(at.runFolder).map(({ identity }) => identity.pid),
    [pid],
  );
  const stopped = stopOrphans(at.runFolder);
  assert.deepEqual(await stopped, ['child']);
  assert.notEqual(findProcess(pid)?.pid, pid);
  await child.stop(1000);
});
