/** Hands over to the TypeScript launcher on the project's Node; signals go on to it, and its exit code comes back. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { InstallError, ensureInstalled, projectNode, repository } from './installed.mjs';

/** @param args arguments of `gamut` */
export async function run(args) {
  try {
    await ensureInstalled();
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    process.stderr.write(`gamut: ${error.message}.\n`);
    process.exit(1);
  }
  const child = spawn(
    projectNode,
    ['--disable-warning=ExperimentalWarning', join(repository, 'apps/cli/src/main.ts'), ...args],
    { stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`gamut: the launcher did not start: ${error.message}. Fix: run npm ci.\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}
