/**
 * Bundles the offline verifier into one JavaScript file that Node 20 runs without anything else of Gamut: what an auditor
 * takes along. `node tools/bundle-verify.ts [OUT]`; without OUT it is `dist/gamut-verify.mjs`.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export async function bundleVerify(out: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('../apps/cli/src/verify-main.ts', import.meta.url))],
    outfile: out,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    charset: 'utf8',
    legalComments: 'inline',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
  });
}

if (import.meta.main) {
  await bundleVerify(process.argv[2] ?? fileURLToPath(new URL('../dist/gamut-verify.mjs', import.meta.url)));
}
