/**
 * Which program an entry of the catalogue means, and which folders it must be able to read to run: for an npm package its
 * own folder and those of all that it depends on, found as Node would find them. Nothing else of this installation.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '@gamut/kernel/app-error';
import type { CatalogueEntry } from './catalogue.ts';

export interface ServerProgram {
  /** A Node program runs under Node's permission model; anything else can't. */
  readonly node: boolean;
  readonly path: string;
  /** Folders and files that the program itself is made of. */
  readonly readable: readonly string[];
}

/** @param from a folder inside the package whose dependencies the catalogue may name */
export function findServerProgram(entry: CatalogueEntry, from: string): ServerProgram {
  const { program } = entry;
  if (program.kind !== 'package') {
    if (!existsSync(program.path)) throw missing(entry.name, program.path);
    const path = realpathSync(program.path);
    return { node: program.kind === 'script', path, readable: [path] };
  }
  const folder = findPackage(program.package, from);
  if (folder === undefined) throw missing(entry.name, program.package);
  const path = join(folder, binOf(entry.name, folder, program.bin));
  return { node: true, path: realpathSync(path), readable: packageClosure(folder) };
}

function binOf(name: string, folder: string, wanted: string | undefined): string {
  const { bin } = readManifest(folder);
  if (typeof bin === 'string') return bin;
  const names = Object.keys(bin ?? {});
  const chosen = wanted ?? (names.length === 1 ? names[0] : undefined);
  const path = chosen === undefined ? undefined : bin?.[chosen];
  if (path === undefined) throw missing(name, `a program named ${wanted ?? 'in "bin"'}`);
  return path;
}

/** Every folder of the package and of what it depends on, without repeats. */
function packageClosure(root: string): string[] {
  const seen = new Set<string>();
  const open = [root];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    const { dependencies, optionalDependencies, peerDependencies } = readManifest(folder);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const found = findPackage(name, folder);
      if (found !== undefined) open.push(found);
    }
  }
  return [...seen];
}

/** Walks up through `node_modules`, as Node's resolution does; the real folder, so that a link can't widen it. */
function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (dirname(folder) === folder) return undefined;
  }
}

interface Manifest {
  readonly bin?: string | Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function missing(name: string, what: string): AppError {
  return new AppError('unavailable', `the tool server ${name} is not installed: ${what} was not found`, {
    fix: 'Install the package beside Gateway, or correct the catalogue of tool servers.',
    who: 'the operator',
  });
}
