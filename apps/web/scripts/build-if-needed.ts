/** Builds the console unless the build that is there came from exactly these sources. `gamut up` calls it before platform starts. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestFile, sourceDigest } from './source-digest.ts';

/** True when a build was made; false when the one that is there is current. */
export async function buildIfNeeded(): Promise<boolean> {
  if (existsSync(digestFile) && readFileSync(digestFile, 'utf8').trim() === (await sourceDigest()))
    return false;
  const { build } = await import('vite');
  await build({
    root: join(import.meta.dirname, '..'),
    configFile: join(import.meta.dirname, '..', 'vite.config.ts'),
    logLevel: 'warn',
  });
  return true;
}

if (import.meta.main) {
  const startedMs = performance.now();
  const built = await buildIfNeeded();
  const took = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(built ? `console built in ${took} s` : 'console is current');
}
