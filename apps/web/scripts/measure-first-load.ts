/** Measures what a browser fetches before the first screen: HTML, entry script with its static imports, styles, gzip, without fonts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, '..', 'dist');
export const firstLoadBytesMax = 280 * 1024;

interface ManifestChunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/** Each file of the first load with its gzip size in bytes. */
export function measureFirstLoad(): { readonly file: string; readonly gzipBytes: number }[] {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    ManifestChunk
  >;
  const wanted = new Set<string>(['index.html', 'theme.js', 'boot.js', 'react-aria.css', 'favicon.svg']);
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || wanted.has(chunk.file)) return;
    wanted.add(chunk.file);
    for (const css of chunk.css ?? []) wanted.add(css);
    for (const next of chunk.imports ?? []) visit(next);
  };
  // the operator's pages are another document
  visit('index.html');
  return [...wanted].map((file) => ({ file, gzipBytes: gzipSync(readFileSync(join(dist, file))).length }));
}

if (import.meta.main) {
  const files = measureFirstLoad();
  const total = files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  for (const { file, gzipBytes } of files)
    console.log(`${(gzipBytes / 1024).toFixed(1).padStart(7)} kB  ${file}`);
  console.log(`${(total / 1024).toFixed(1).padStart(7)} kB  in all (at most ${firstLoadBytesMax / 1024} kB)`);
  if (total > firstLoadBytesMax) process.exitCode = 1;
}
