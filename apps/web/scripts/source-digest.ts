/**
 * One digest over everything a build reads: the console's sources, the packages it imports from core/, docs/, the lockfile.
 * The build writes it beside its output, so that the launcher can skip a build that would change nothing.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

const webRoot = join(import.meta.dirname, '..');
const houseRoot = join(webRoot, '..', '..');
export const digestFile = join(webRoot, 'dist', 'source-digest.txt');

const inputs = [
  ...[
    'index.html',
    'operator.html',
    'vite.config.ts',
    'tsconfig.json',
    'package.json',
    'src',
    'public',
    'scripts',
  ].map((name) => join(webRoot, name)),
  ...['docs', 'package-lock.json', 'core/kernel/src', 'core/journal/src'].map((name) =>
    join(houseRoot, name),
  ),
];

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** SHA-256 over each file's path and bytes, in a fixed order (WebCrypto: core/crypto alone imports node:crypto). */
export async function sourceDigest(): Promise<string> {
  const parts = inputs.flatMap(filesUnder).flatMap((file) => {
    if (file.endsWith('.png')) return [];
    const bytes = readFileSync(file);
    return [Buffer.from(`${relative(houseRoot, file)}\0${bytes.length}\0`), bytes];
  });
  return Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.concat(parts))).toString('hex');
}

/** Vite plugin: writes the digest as the last file of the build. */
export function sourceDigestFile(): Plugin {
  return {
    name: 'gamut-source-digest',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'source-digest.txt', source: `${await sourceDigest()}\n` });
    },
  };
}
