/**
 * Starts the tool server of one tenant and connector in the runner: a folder and a user of its own, the walls that this
 * machine gives, measured before the program is started. Without the walls that matter it does not start in production.
 */
import { chmodSync, existsSync, lchownSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@gamut/kernel/app-error';
import { sha256 } from '@gamut/crypto/hash';
import type { CatalogueEntry } from './catalogue.ts';
import { ChildTransport } from './child-transport.ts';
import { planLaunch, type LaunchWish } from './launch-plan.ts';
import { measureIsolation, type Isolation } from './measure-isolation.ts';
import { findServerProgram } from './server-program.ts';

export interface StdioServerOptions {
  readonly entry: CatalogueEntry;
  readonly tenant: string;
  readonly connector: string;
  readonly runnerHome: string;
  readonly development: boolean;
  readonly lineBytesMax: number;
  readonly onIsolation: (isolation: Isolation) => void;
}

const here = dirname(fileURLToPath(import.meta.url));
const firstUid = 61_184;
const uids = 4000;

/** A fresh transport to a fresh child. @throws AppError when it may not or can't be started */
export async function openStdioServer(options: StdioServerOptions): Promise<ChildTransport> {
  const { entry, development } = options;
  const wish = prepare(options);
  const isolation = await measureIsolation(wish, options.runnerHome);
  if (isolation === undefined)
    throw new AppError('unavailable', `the tool server ${entry.name} can't be started on this machine`, {
      who: 'the operator',
    });
  options.onIsolation(isolation);
  if (isolation.missing.length > 0 && !development) {
    throw new AppError(
      'unavailable',
      `the tool server ${entry.name} can't be isolated here (${isolation.missing.join(', ')})`,
      {
        fix: 'Run Gateway on Linux where namespaces are allowed, or as root, or connect the server over HTTP.',
        who: 'the operator',
      },
    );
  }
  return new ChildTransport(planLaunch(wish, isolation.walls), options.lineBytesMax);
}

function prepare(options: StdioServerOptions): LaunchWish {
  const { entry, tenant, connector, runnerHome } = options;
  const own = (text: string): string => text.replaceAll('{tenant}', tenant);
  const program = findServerProgram(entry, here);
  const uid = uidOf(ownerOf(options));
  const folder = join(runnerHome, tenant, connector);
  const home = makeFolder(join(folder, 'home'));
  const mountPoint = makeFolder(join(folder, 'root'));
  const writable = entry.writable.map((path) => makeFolder(own(path)));
  const cwd = entry.cwd === undefined ? home : makeFolder(own(entry.cwd));
  const readable = [
    ...entry.readable
      .map(own)
      .filter(existsSync)
      .map((path) => realpathSync(path)),
    cwd,
  ];
  if (process.getuid?.() === 0) for (const path of [home, ...writable]) giveTo(uid, path);
  return {
    node: program.node,
    nodePath: realpathSync(process.execPath),
    program: program.path,
    args: entry.args.map(own),
    cwd,
    home,
    mountPoint,
    readable: [...program.readable, ...readable],
    mounted: [...new Set([...program.readable.map(modulesFolder), ...readable])],
    writable,
    env: Object.fromEntries(Object.entries(entry.env).map(([name, value]) => [name, own(value)])),
    network: entry.network,
    memoryMb: entry.memoryMb,
    uid,
  };
}

/** Each tenant and connector by itself; servers that the operator lets share a folder share the user that owns it. */
function ownerOf({ entry, tenant, connector }: StdioServerOptions): string {
  if (entry.writable.some((path) => !path.includes('{tenant}'))) return entry.name;
  return `${tenant}/${entry.writable.length > 0 ? entry.name : connector}`;
}

function uidOf(owner: string): number {
  return firstUid + (new DataView(sha256(owner).buffer).getUint32(0) % uids);
}

/** Packages are mounted as the whole `node_modules` that they lie in: one mount instead of a hundred. */
function modulesFolder(path: string): string {
  const at = path.indexOf('/node_modules/');
  return at === -1 ? path : path.slice(0, at + '/node_modules'.length);
}

function makeFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o755 });
  return realpathSync(path);
}

/** Gives a folder and all below it to the server's user; links are given, never followed. */
function giveTo(uid: number, path: string): void {
  lchownSync(path, uid, uid);
  chmodSync(path, 0o755);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true }))
    lchownSync(join(entry.parentPath, entry.name), uid, uid);
}
