/**
 * `npm test`: installs what a new machine lacks, then runs every test on real parts. Plain JavaScript, because the first
 * thing that it may have to install is the Node that runs the rest. `--long` adds the long versions.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const long = process.argv.includes('--long');
const picked = process.argv.slice(2).filter((word) => !word.startsWith('--'));

function run(command, args, extra = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, ...extra },
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
  const code = run('npm', ['ci', '--no-audit', '--no-fund']);
  if (code !== 0) process.exit(code);
}
if (!process.versions.node.startsWith('26.')) {
  process.exit(run(join(bin, 'node'), [fileURLToPath(import.meta.url), ...process.argv.slice(2)]));
}

const beside = fs.globSync('{core,infra,apps}/*/{src,scripts}/**/*.test.{ts,tsx}', { cwd: root });
const roof = fs.globSync('tests/{walls,attacks}/**/*.test.ts', { cwd: root });
const journeys = fs.globSync('tests/journeys/**/*.test.ts', { cwd: root });
const reporter = [
  '--test-reporter=dot',
  '--test-reporter-destination=stderr',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
];
const timeoutMs = long ? 7_200_000 : 1_200_000;
const flags = [
  '--test',
  `--test-timeout=${timeoutMs}`,
  ...(process.env.CI ? ['--test-reporter=spec'] : reporter),
];
const env = long ? { GAMUT_TEST_LONG: '1' } : {};

let code = 0;
if (picked.length > 0) code = run('node', [...flags, ...picked], env);
else {
  code = run('node', ['apps/web/scripts/build-if-needed.ts']);
  // Units and attacks share two cores; journeys start whole stacks and go one at a time.
  if (code === 0) code = run('node', [...flags, '--test-concurrency=2', ...beside, ...roof], env);
  const journeyCode = run('node', [...flags, '--test-concurrency=1', ...journeys], env);
  code ||= journeyCode;
}
run('node', ['tests/support/stop-postgres.ts']);
process.exit(code);
