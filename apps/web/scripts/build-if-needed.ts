/**
 * Builds the console unless the build that is there came from exactly these sources. The launcher calls it before platform starts.
 * It builds aside and renames, so that a second start at the same time, or a kill, never leaves half a console.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestFile, sourceDigest } from './source-digest.ts';

const webRoot = join(import.meta.dirname, '..');
const dist = dirname(digestFile);

/** True when a build was made; false when the one that is there is current. */
export async function buildIfNeeded(): Promise<boolean> {
  if (existsSync(digestFile) && readFileSync(digestFile, 'utf8').trim() === (await sourceDigest()))
    return false;
  const { build } = await import('vite');
  const aside = join(webRoot, '..', '..', 'node_modules', '.cache', `console-${process.pid}`);
  await mkdir(dirname(aside), { recursive: true });
  await build({
    root: webRoot,
    configFile: join(webRoot, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: aside, emptyOutDir: true },
  });
  await rm(dist, { recursive: true, force: true });
  // Whoever renamed first has built the same sources; then this copy is not needed.
  await rename(aside, dist).catch(() => rm(aside, { recursive: true, force: true }));
  return true;
}

if (import.meta.main) {
  const startedMs = performance.now();
  const built = await buildIfNeeded();
  const took = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(built ? `console built in ${took} s` : 'console is current');
}
