/**
 * What Node has compiled is kept from one process of a test run to the next (the runner names the folder), so that the many that
 * tests start do not each compile the same sources. A whole stack keeps its own in its home: that of a new home is filled first.
 */
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = process.env['NODE_COMPILE_CACHE'];
/** After this long the sources are others. */
const freshMs = 3_600_000;

/** For the environment of a process that a test starts. */
export const compiled: Readonly<Record<string, string>> =
  folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };

const ofStacks = folder === undefined ? undefined : `${folder}-of-stacks`;
const isFresh = (path: string): boolean => existsSync(path) && Date.now() - statSync(path).mtimeMs < freshMs;

/** Before a stack starts in a new home. */
export function fillCompiled(home: string): void {
  if (ofStacks !== undefined && isFresh(ofStacks) && !existsSync(join(home, 'cache')))
    cpSync(ofStacks, join(home, 'cache'), { recursive: true });
}

/** After a stack has ended: the first of a run leaves what it compiled to the others. */
export function keepCompiled(home: string): void {
  const made = join(home, 'cache');
  if (ofStacks === undefined || isFresh(ofStacks) || !existsSync(made)) return;
  const draft = mkdtempSync(join(dirname(ofStacks), 'gamut-compiled-'));
  try {
    cpSync(made, join(draft, 'cache'), { recursive: true });
    rmSync(ofStacks, { recursive: true, force: true });
    renameSync(join(draft, 'cache'), ofStacks);
  } catch {
    // another one left its own meanwhile
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
