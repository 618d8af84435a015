/**
 * The operator's catalogue of stdio tool servers. A tenant names an entry and never a command line (security.md 10);
 * an entry that names folders says which tenants it serves, or keeps them apart with `{tenant}` in the path. Under one
 * name there may be a list: each tenant gets the first of it that serves them.
 */
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { AppError } from '@gamut/kernel/app-error';

export interface CatalogueEntry {
  readonly name: string;
  readonly program:
    | { readonly kind: 'package'; readonly package: string; readonly bin: string | undefined }
    | { readonly kind: 'script'; readonly path: string }
    | { readonly kind: 'command'; readonly path: string };
  readonly args: readonly string[];
  readonly cwd: string | undefined;
  readonly writable: readonly string[];
  readonly readable: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly network: boolean;
  readonly memoryMb: number;
  /** Tenant ids, or `*`. Empty: every tenant, because no folder is shared. */
  readonly tenants: readonly string[];
}

export type Catalogue = ReadonlyMap<string, readonly CatalogueEntry[]>;

/** The entry of that name for this tenant. @throws AppError when there is none */
export function entryFor(catalogue: Catalogue, name: string, tenant: string): CatalogueEntry {
  const entries = catalogue.get(name);
  if (entries === undefined)
    throw new AppError('not_found', `the operator's catalogue has no tool server named ${name}`, {
      fix: 'Name an entry of the catalogue, or have one added.',
      who: 'the operator',
    });
  const serving = entries.find(
    ({ tenants }) => tenants.length === 0 || tenants.includes('*') || tenants.includes(tenant),
  );
  if (serving === undefined)
    throw new AppError('forbidden', `the tool server ${name} does not serve this tenant`, {
      fix: 'List the tenant in the catalogue entry.',
      who: 'the operator',
    });
  return serving;
}

const memberNames = new Set([
  'package',
  'bin',
  'script',
  'command',
  'args',
  'cwd',
  'writable',
  'readable',
  'env',
  'network',
  'memoryMb',
  'tenants',
]);

/** No path means no stdio servers. @throws AppError naming the entry and the member that is wrong */
export function readCatalogue(path: string | undefined): Catalogue {
  if (path === undefined) return new Map();
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError('bad_request', `the catalogue of tool servers can't be read: ${path}`, {
      fix: 'Set GAMUT_TOOL_SERVERS to a readable JSON file, or unset it.',
      cause,
    });
  }
  return parseCatalogue(text);
}

export function parseCatalogue(text: string): Catalogue {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong('the catalogue', 'is not JSON');
  }
  const servers = isRecord(value) ? value['servers'] : undefined;
  if (!isRecord(servers)) throw wrong('the catalogue', 'needs a member "servers"');
  return new Map(Object.entries(servers).map(([name, value]) => [name, parseEntries(name, value)]));
}

function parseEntries(name: string, value: unknown): readonly CatalogueEntry[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw wrong(name, 'is an empty list');
  return list.map((entry) => parseEntry(name, entry));
}

function parseEntry(name: string, value: unknown): CatalogueEntry {
  if (!isRecord(value)) throw wrong(name, 'is not an object');
  for (const member of Object.keys(value))
    if (!memberNames.has(member)) throw wrong(name, `has an unknown member "${member}"`);
  const entry: CatalogueEntry = {
    name,
    program: parseProgram(name, value),
    args: textList(name, value, 'args'),
    cwd: value['cwd'] === undefined ? undefined : folder(name, 'cwd', value['cwd']),
    writable: textList(name, value, 'writable').map((path) => folder(name, 'writable', path)),
    readable: textList(name, value, 'readable').map((path) => folder(name, 'readable', path)),
    env: parseEnv(name, value['env']),
    network: value['network'] === true,
    memoryMb: parseMemory(name, value['memoryMb']),
    tenants: textList(name, value, 'tenants'),
  };
  const shared = [entry.cwd, ...entry.writable, ...entry.readable].filter(
    (path) => path !== undefined && !path.includes('{tenant}'),
  );
  if (shared.length > 0 && entry.tenants.length === 0) {
    throw wrong(
      name,
      `names the folder ${shared[0]} for every tenant: list "tenants", or put {tenant} into the path`,
    );
  }
  return entry;
}

function parseProgram(name: string, value: Record<string, unknown>): CatalogueEntry['program'] {
  const given = ['package', 'script', 'command'].filter((kind) => value[kind] !== undefined);
  if (given.length !== 1) throw wrong(name, 'needs exactly one of "package", "script", "command"');
  if (value['package'] === undefined) {
    const kind = given[0] as 'script' | 'command';
    return { kind, path: folder(name, kind, value[kind]) };
  }
  if (typeof value['package'] !== 'string') throw wrong(name, '"package" is not a text');
  if (value['bin'] !== undefined && typeof value['bin'] !== 'string')
    throw wrong(name, '"bin" is not a text');
  return { kind: 'package', package: value['package'], bin: value['bin'] };
}

function parseEnv(name: string, value: unknown): Record<string, string> {
  if (value === undefined) return {};
  if (!isRecord(value)) throw wrong(name, '"env" is not an object');
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw wrong(name, `"env.${key}" is not a text`);
    if (/^(NODE_OPTIONS|NODE_PATH|LD_.*|PATH|HOME)$/.test(key))
      throw wrong(name, `"env.${key}" is the runner's own`);
  }
  return value as Record<string, string>;
}

function parseMemory(name: string, value: unknown): number {
  if (value === undefined) return 256;
  if (!Number.isInteger(value) || (value as number) < 64 || (value as number) > 8192)
    throw wrong(name, '"memoryMb" is not between 64 and 8192');
  return value as number;
}

function textList(name: string, value: Record<string, unknown>, member: string): string[] {
  const list = value[member] ?? [];
  if (!Array.isArray(list) || list.some((item) => typeof item !== 'string' || item.includes('\0')))
    throw wrong(name, `"${member}" is not a list of texts`);
  return list as string[];
}

function folder(name: string, member: string, value: unknown): string {
  if (typeof value !== 'string' || !isAbsolute(value) || value.includes('\0'))
    throw wrong(name, `"${member}" is not an absolute path`);
  return value;
}

function wrong(name: string, what: string): AppError {
  return new AppError('bad_request', `tool server catalogue: ${name} ${what}`, {
    fix: 'Correct the file that GAMUT_TOOL_SERVERS names.',
    who: 'the operator',
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
