/**
 * `npm run vectors`: runs the published test vectors of every standard that the product speaks. The data lies outside the
 * repository (GAMUT_VECTORS, or ../shared/vectors beside it); a missing folder is a failure, never a skip.
 */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { VectorResult } from '../tests/vectors/vector-result.ts';

type Runner = (vectorsDir: string) => VectorResult | Promise<VectorResult>;

const root = fileURLToPath(new URL('..', import.meta.url));
const vectorsDir = resolve(process.env['GAMUT_VECTORS'] ?? join(root, '..', 'shared', 'vectors'));
process.exitCode = await main();

async function main(): Promise<number> {
  if (!(await isFolder(vectorsDir))) {
    process.stderr.write('vectors: the folder of test vectors is missing. Fix: set GAMUT_VECTORS to it.\n');
    return 1;
  }
  let [passed, failed] = [0, 0];
  for (const run of await loadRunners(join(root, 'tests', 'vectors'))) {
    const result = await runOne(run);
    const outside =
      result.outside === undefined || result.outside === 0
        ? ''
        : `, ${String(result.outside)} outside our profile`;
    process.stdout.write(
      `${result.name}: ${String(result.passed)} passed, ${String(result.failed.length)} failed${outside}\n`,
    );
    for (const line of result.failed.slice(0, 20)) process.stdout.write(`  ${line}\n`);
    passed += result.passed;
    failed += result.failed.length;
  }
  process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

async function runOne(run: { readonly file: string; readonly run: Runner }): Promise<VectorResult> {
  try {
    const result = await run.run(vectorsDir);
    // a file that ran nothing proves nothing
    return result.passed + result.failed.length > 0 ? result : { ...result, failed: ['no vector was run'] };
  } catch (error) {
    return { name: run.file, passed: 0, failed: [error instanceof Error ? error.message : String(error)] };
  }
}

/** Every file that exports `run`; the others lend it a hand. */
async function loadRunners(folder: string): Promise<{ file: string; run: Runner }[]> {
  const files = (await readdir(folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort();
  const runners: { file: string; run: Runner }[] = [];
  for (const file of files) {
    // eslint-disable-next-line no-restricted-syntax -- a new file of vectors must run without being listed; no program contains this
    const loaded = (await import(pathToFileURL(join(folder, file)).href)) as { run?: Runner };
    if (typeof loaded.run === 'function') runners.push({ file, run: loaded.run });
  }
  return runners;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
