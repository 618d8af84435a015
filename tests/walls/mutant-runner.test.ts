/**
 * What mutation testing counts is true: a mutant is killed only where a test fails with it and passes without it, whatever an
 * earlier one has left in a cache, and one that nothing notices survives (`tools/mutants`).
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { WarmRunner } from '../../tools/mutants/warm-runner.ts';

/** Switched as Stryker's instrumented code is. */
const code = `
const active = (id: string): boolean => {
  const stryker = globalThis.__stryker__;
  if (stryker.activeMutant !== id) return false;
  if (stryker.hitCount !== undefined && ++stryker.hitCount > stryker.hitLimit) throw new Error('too often');
  return true;
};
export const most = active('static') ? 0 : 10;
let kept: number | undefined;
export const keep = (): number => (kept ??= active('cached') ? 1 : 2);
export const add = (a: number, b: number): number => (active('wrong') ? a - b : active('same') ? b + a : a + b);
export const end = (): void => { while (active('endless')); };
if (active('not loaded')) throw new Error('not loaded');
`;
const tests = `
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add, end, keep, most } from './code.ts';
test('adds', () => assert.equal(add(2, 3), 5));
test('is ten', () => assert.equal(most, 10));
test('keeps two', async () => assert.equal(await keep(), 2));
test('ends', () => end());
`;

const home = process.cwd();
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mutants-')));
mkdirSync(join(folder, 'core'));
writeFileSync(join(folder, 'core/code.ts'), code);
writeFileSync(join(folder, 'core/code.test.ts'), tests);
process.chdir(folder);
after(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const runner = new WarmRunner({ warmTests: ['core/*.test.ts'] });
const file = 'core/code.test.ts > ';
const dryRun = runner.dryRun();

/** @returns what became of the mutant, and which test said so */
async function tried(mutant: string, ...names: string[]): Promise<string[]> {
  await dryRun;
  const isStatic = names.length === 0;
  const fileName = join(home, 'core/code.ts');
  const place = { line: 0, column: 0 };
  const result = await runner.mutantRun({
    activeMutant: {
      id: mutant,
      fileName,
      location: { start: place, end: place },
      mutatorName: '',
      replacement: '',
    },
    sandboxFileName: join(folder, 'core/code.ts'),
    mutantActivation: isStatic ? 'static' : 'runtime',
    reloadEnvironment: isStatic,
    ...(isStatic ? {} : { testFilter: names.map((name) => file + name) }),
    hitLimit: 100,
    timeout: 60_000,
    disableBail: false,
  });
  return result.status === 'killed' ? [result.status, ...result.killedBy] : [result.status];
}

test('without a mutant every test passes', async () => {
  const first = await dryRun;
  assert.ok(first.status === 'complete');
  assert.deepEqual(
    first.tests.map(({ id, status }) => [id, status]),
    ['adds', 'is ten', 'keeps two', 'ends'].map((name) => [file + name, 0]),
  );
});

test('a mutant that a test notices is killed by that test, and one that nothing notices survives', async () => {
  assert.deepEqual(await tried('wrong', 'adds', 'ends'), ['killed', `${file}adds`]);
  assert.deepEqual(await tried('same', 'adds', 'ends'), ['survived']);
  assert.deepEqual(await tried('wrong', 'ends'), ['survived']);
});

test('what is done while a file is loaded is tried by loading it anew', async () => {
  assert.deepEqual(await tried('static'), ['killed', `${file}is ten`]);
  assert.deepEqual(await tried('not loaded'), ['killed', 'core/code.test.ts']);
  assert.deepEqual(await tried('nobody'), ['survived']);
});

test('what never ends is ended by the count of its rounds', async () => {
  assert.deepEqual(await tried('endless', 'ends'), ['timeout']);
});

test('a cache neither hides a mutant nor makes the next one look killed', async () => {
  assert.deepEqual(await tried('same', 'keeps two'), ['survived']);
  assert.deepEqual(await tried('same', 'keeps two', 'adds'), ['survived']);
  assert.deepEqual(await tried('cached', 'keeps two'), ['killed', `${file}keeps two`]);
  assert.deepEqual(await tried('same', 'keeps two', 'adds'), ['survived']);
});
