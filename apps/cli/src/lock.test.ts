/** Two starts at once: one works, the other is told whose pid holds the home. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AppError } from '@gamut/kernel/app-error';
import { lockHolder, takeLock } from './lock.ts';
import { findProcess } from './process-identity.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gamut-lock-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const folder = (): string => mkdtempSync(join(scratch, 'one-'));

test('a second launcher is refused by the pid of the first, and may start after its release', () => {
  const at = folder();
  const release = takeLock(at);
  assert.throws(
    () => takeLock(at),
    (error) =>
      error instanceof AppError && error.message.includes(`pid ${process.pid}`) && error.fix !== undefined,
  );
  assert.equal(lockHolder(at)?.pid, process.pid);
  release();
  assert.equal(lockHolder(at), undefined);
  takeLock(at)();
  assert.deepEqual(readdirSync(at), []);
});

test('the lock of a killed launcher is taken over', () => {
  const at = folder();
  writeFileSync(
    join(at, 'launcher.lock'),
    JSON.stringify({ pid: 2 ** 22 - 1, started: 'x', command: 'node main.ts up' }),
  );
  takeLock(at)();
});

test('a pid that the system gave to another program holds nothing', () => {
  const at = folder();
  const self = findProcess(process.pid);
  writeFileSync(join(at, 'launcher.lock'), JSON.stringify({ ...self, started: 'another boot:1' }));
  assert.equal(lockHolder(at), undefined);
  takeLock(at)();
});

test('a half-written lock holds nothing', () => {
  const at = folder();
  writeFileSync(join(at, 'launcher.lock'), '{"pid": 1');
  takeLock(at)();
});

test('of eight launchers that race for a stale lock exactly one wins', async () => {
  const at = folder();
  writeFileSync(
    join(at, 'launcher.lock'),
    JSON.stringify({ pid: 2 ** 22 - 1, started: 'x', command: 'gone' }),
  );
  const script = `
    import { takeLock } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)};
    try { takeLock(${JSON.stringify(at)}); console.log('won'); for await (const _ of process.stdin); } catch { console.log('lost'); }`;
  const racers = Array.from({ length: 8 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: import.meta.dirname,
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  // who wins holds the lock until all have said how it went
  const said = await Promise.all(
    racers.map(async ({ stdout }) => String((await once(stdout.setEncoding('utf8'), 'data'))[0]).trim()),
  );
  for (const { stdin } of racers) stdin.end();
  assert.equal(said.filter((word) => word === 'won').length, 1, said.join());
});
