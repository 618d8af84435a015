/**
 * `npm test`: installs what a new machine lacks, then runs every test on real parts. Plain JavaScript, because the first
 * thing that it may have to install is the Node that runs the rest. `--long` adds the long versions.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from 'node:test';
import * as reporters from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { longest } from './longest-tests.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const long = process.argv.includes('--long');
const picked = process.argv.slice(2).filter((word) => !word.startsWith('--'));

function start(command, args) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
  });
  if (result.error) console.error(result.error.message);
  return result.status ?? 1;
}

function installed() {
  const seen = join(root, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(seen) || !fs.existsSync(join(bin, 'node'))) return false;
  const wanted = JSON.parse(fs.readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const have = JSON.parse(fs.readFileSync(seen, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      !path.startsWith('node_modules/') ||
      entry.optional ||
      have[path]?.version === entry.version,
  );
}

if (!installed()) {
  console.log('Installing from the lockfile …');
  const code = start('npm', ['ci', '--no-audit', '--no-fund']);
  if (code !== 0) process.exit(code);
}
if (!process.versions.node.startsWith('26.')) {
  process.exit(start(join(bin, 'node'), [fileURLToPath(import.meta.url), ...process.argv.slice(2)]));
}

const found = fs.globSync(
  ['{core,infra,apps}/*/{src,scripts}/**/*.test.{ts,tsx}', 'tests/{walls,attacks,journeys}/**/*.test.ts'],
  { cwd: root },
);

/** One more than there are cores, since each waits now and then; with two more the one Postgres runs out of connections. */
const atOnce = Math.min(availableParallelism() + 1, 4);

/** What takes long begins first, so that nothing long is left for the end. */
function inOrder(files) {
  const place = (file) => (longest.includes(file) ? longest.indexOf(file) : longest.length);
  return [...files].sort().sort((a, b) => place(a) - place(b));
}

async function runTests(files) {
  // whoever compiles a file first compiles it for all; what was changed meanwhile is compiled anew. Never where others may write
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'gamut-compiled');
  process.env.PATH = `${bin}:${process.env.PATH}`;
  if (long) process.env.GAMUT_TEST_LONG = '1';
  const events = run({
    files: files.map((file) => resolve(root, file)),
    cwd: root,
    concurrency: atOnce,
    timeout: long ? 7_200_000 : 1_200_000,
  });
  let failed = false;
  events.on('test:fail', () => (failed = true));
  const took = new Map();
  for (const end of ['test:pass', 'test:fail'])
    events.on(end, ({ nesting, file, details }) => {
      if (nesting === 0 && file) took.set(file, (took.get(file) ?? 0) + details.duration_ms);
    });
  if (!process.env.CI) events.compose(reporters.dot).pipe(process.stderr);
  await pipeline(events.compose(reporters.spec), process.stdout, { end: false });
  if (picked.length === 0) tellLongest(took);
  return failed ? 1 : 0;
}

/** For whoever keeps `longest-tests.mjs`: where the time went, by file. */
function tellLongest(took) {
  const byTime = [...took].sort((one, other) => other[1] - one[1]);
  console.log(`\nThe longest of ${byTime.length} files:`);
  for (const [file, ms] of byTime.slice(0, 40))
    console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${file.replace(`${root}/`, '')}`);
}

const files = picked.length > 0 ? fs.globSync(picked, { cwd: root }) : inOrder(found);
if (files.length === 0) throw new Error(`no such test: ${picked.join(' ')}`);
let code = picked.length > 0 ? 0 : start('node', ['apps/web/scripts/build-if-needed.ts']);
if (code === 0) code = await runTests(files);
start('node', ['tests/support/stop-postgres.ts']);
process.exit(code);
