/**
 * Loads the tests of Stryker's copy of the tree, as often as needed in one process: every module of the copy is loaded anew
 * in each generation (its address carries the number), so a world that a mutant has touched is left behind in milliseconds.
 * A package of ours is taken from the copy too; through the linked `node_modules` it would come from the tree, without mutants.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { collectFor } from './collect-tests.ts';

/** Where the linked packages lead: the tree itself. */
const kernel = new URL('../../node_modules/@gamut/kernel', import.meta.url);
const tree = new URL('../../', `${pathToFileURL(realpathSync(kernel)).href}/`).href;
const ours = ['core/', 'tests/', 'infra/', 'apps/'];
const collector = new URL('collect-tests.ts', import.meta.url).href;

export interface FreshWorld {
  /** Everything loaded so far is left behind. */
  readonly leave: () => void;
  /** @throws what the file throws while it is loaded */
  readonly load: (testFile: string) => Promise<void>;
  /** How many worlds were left behind. */
  readonly left: () => number;
  /** What a file imported, directly or through others: paths in the copy. */
  readonly reaches: (testFile: string) => string[];
}

export function openFreshWorld(copyFolder: string): FreshWorld {
  const copy = `${pathToFileURL(copyFolder).href}/`;
  const sources = new Map<string, string>();
  const imports = new Map<string, Set<string>>();
  const loaded = new Set<string>();
  let generation = 0;

  function inCopy(address: string): string | undefined {
    if (address.startsWith(copy)) return address;
    if (!address.startsWith(tree)) return undefined;
    const path = address.slice(tree.length);
    return ours.some((folder) => path.startsWith(folder)) ? copy + path : undefined;
  }

  registerHooks({
    resolve(specifier, context, next) {
      const from = context.parentURL?.startsWith(copy) ? withoutNumber(context.parentURL) : undefined;
      if (specifier === 'node:test' && from !== undefined) return { url: collector, shortCircuit: true };
      const found = next(specifier, context);
      const address = inCopy(withoutNumber(found.url));
      if (address === undefined || !address.endsWith('.ts')) return found;
      if (from !== undefined) imports.set(from, (imports.get(from) ?? new Set()).add(address));
      return { ...found, url: `${address}?world=${generation}`, format: 'module', shortCircuit: true };
    },
    load(address, context, next) {
      if (!address.startsWith(copy) || !address.includes('?world=')) return next(address, context);
      const file = withoutNumber(address);
      const source = sources.get(file) ?? stripTypeScriptTypes(readFileSync(fileURLToPath(file), 'utf8'));
      sources.set(file, source);
      return { format: 'module', source, shortCircuit: true };
    },
  });

  return {
    leave() {
      generation++;
      loaded.clear();
    },
    async load(testFile) {
      if (loaded.has(testFile)) return;
      collectFor(testFile);
      // eslint-disable-next-line no-restricted-syntax -- the walls are about what programs contain; this loads tests by name
      await import(`${copy}${testFile}?world=${generation}`);
      loaded.add(testFile);
    },
    left: () => generation,
    reaches: (testFile) =>
      [...reached(copy + testFile, imports)].map((each) => relative(copyFolder, fileURLToPath(each))),
  };
}

function withoutNumber(address: string): string {
  return address.replace(/\?world=\d+$/, '');
}

function reached(from: string, imports: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const seen = new Set([from]);
  for (const each of seen) for (const next of imports.get(each) ?? []) seen.add(next);
  return seen;
}

/** Where the first run's notes stand for the processes that come after it. */
export function notesPath(copyFolder: string): string {
  return join(copyFolder, 'first-run.json');
}
