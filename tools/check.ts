/**
 * `npm run check`: everything that can be said of the tree without running it. Compiler, lint, walls, dead code, format,
 * lockfile. Each step prints one line; the first that fails ends with its own output.
 */
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const steps: readonly Step[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'types of the console', command: ['tsc', '-p', 'apps/web'] },
  {
    name: 'lint',
    command: [
      'eslint',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint',
      '.',
    ],
  },
  {
    name: 'walls',
    command: ['depcruise', '--config', 'tools/dependency-cruiser.mjs', 'core', 'infra', 'apps'],
  },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '--cache', '.'] },
  { name: 'lockfile', command: ['node', 'tools/lockfile.ts'] },
];

function run(step: Step): Promise<{ code: number; output: string; ms: number }> {
  const started = performance.now();
  const [command, ...args] = step.command as [string, ...string[]];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.on('error', (error) =>
      resolve({ code: 127, output: error.message, ms: performance.now() - started }),
    );
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString(), ms: performance.now() - started }),
    );
  });
}

let failed = 0;
for (const step of steps) {
  const { code, output, ms } = await run(step);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'}  ${step.name}  ${(ms / 1000).toFixed(1)} s`);
  if (code !== 0) {
    failed++;
    console.log(output.trimEnd());
  }
}
process.exitCode = failed === 0 ? 0 : 1;
