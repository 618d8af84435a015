/** The files whose changes are counted: all of core/policy and core/protocol but their tests, as docs/mutants.md names them. */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const core = fileURLToPath(new URL('../../core/', import.meta.url));

export function measuredFiles(): string[] {
  return globSync('{policy,protocol}/src/**/*.ts', { cwd: core })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => path.replaceAll('\\', '/').replace('/src/', '/'))
    .sort();
}
