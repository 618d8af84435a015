/**
 * How a tool server is started: command line, environment and folders, for each of the three kinds of wall. Pure: it
 * looks at nothing and starts nothing, so what a server is given can be read off the value (security.md 10).
 */
import { wallScript } from './wall-script.ts';

/**
 * `own_root`: namespaces with a root of its own (as root, or in a user namespace); `own_user`: another uid;
 * `permission_model`: Node's permission model alone.
 */
export type WallKind = 'own_root' | 'own_user' | 'permission_model';

export interface Walls {
  readonly kind: WallKind;
  /** Gateway runs as root, so the server gets a uid of its own. */
  readonly asRoot: boolean;
  /** `prlimit` and `setpriv` are there. */
  readonly limits: boolean;
}

export interface LaunchWish {
  readonly node: boolean;
  readonly nodePath: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly home: string;
  /** An empty folder that the new root is mounted on. */
  readonly mountPoint: string;
  readonly readable: readonly string[];
  /** What the new root must hold for `readable` to be found, in few mounts (a whole `node_modules`). */
  readonly mounted: readonly string[];
  readonly writable: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly network: boolean;
  readonly memoryMb: number;
  readonly uid: number;
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Set when the spawn itself changes the user. */
  readonly uid: number | undefined;
}

const cpuSecondsMax = 3600;
const openFilesMax = 256;
const processesMax = 64;
/** Code, stacks and buffers beside the heap. */
const besideHeapBytes = 768 * 1024 * 1024;
/** However Gateway ends, kill -9 included, its servers end too. */
const dieWithGateway = ['--pdeathsig', 'KILL', '--'];
const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export function planLaunch(wish: LaunchWish, walls: Walls): Launch {
  const program = wish.node
    ? [wish.nodePath, ...nodeFlags(wish), wish.program, ...wish.args]
    : [wish.program, ...wish.args];
  const env = {
    PATH: searchPath,
    HOME: wish.home,
    TMPDIR: walls.kind === 'own_root' ? '/tmp' : wish.home,
    LANG: 'C.UTF-8',
    ...wish.env,
  };
  if (walls.kind === 'own_root') return { ...ownRoot(wish, walls, program), cwd: '/', env, uid: undefined };
  const limits = ['setpriv', ...dieWithGateway, 'prlimit', ...limitFlags(wish), '--'];
  const limited = walls.limits ? [...limits, ...program] : program;
  const [command, ...args] = limited as [string, ...string[]];
  return { command, args, cwd: wish.cwd, env, uid: walls.kind === 'own_user' ? wish.uid : undefined };
}

/** Node's permission model: only these folders, no network unless declared, no child processes, workers, add-ons. */
function nodeFlags(wish: LaunchWish): string[] {
  return [
    '--permission',
    ...[...wish.readable, ...wish.writable, wish.home].map((path) => `--allow-fs-read=${path}`),
    ...[...wish.writable, wish.home].map((path) => `--allow-fs-write=${path}`),
    ...(wish.network ? ['--allow-net'] : []),
    `--max-old-space-size=${wish.memoryMb}`,
    '--disable-warning=SecurityWarning',
  ];
}

function ownRoot(
  wish: LaunchWish,
  walls: Walls,
  program: readonly string[],
): { command: string; args: string[] } {
  const namespaces = [
    '--mount',
    '--pid',
    '--fork',
    '--kill-child',
    '--ipc',
    '--uts',
    ...(wish.network ? [] : ['--net']),
  ];
  const user = walls.asRoot ? [] : ['--user', '--map-root-user'];
  const [uid, gid] = walls.asRoot ? [String(wish.uid), String(wish.uid)] : ['-', '-'];
  const numbers = [cpuSecondsMax, openFilesMax, processesMax, dataBytes(wish)].map(String);
  const shell = [
    'sh',
    '-eu',
    '-c',
    wallScript,
    'gamut-walls',
    wish.mountPoint,
    wish.cwd,
    uid,
    gid,
    ...numbers,
  ];
  const unshare = ['unshare', ...namespaces, ...user, '--', ...shell, ...mounts(wish), '--', ...program];
  return { command: 'setpriv', args: [...dieWithGateway, ...unshare] };
}

/** Shared libraries, the program, and the named folders: read-only first, so that a writable folder inside one stays so. */
function mounts(wish: LaunchWish): string[] {
  const own = [...wish.mounted, ...(wish.node ? [wish.nodePath] : [wish.program])];
  const resolver = wish.network ? ['/etc/resolv.conf', '/etc/hosts', '/etc/nsswitch.conf', '/etc/ssl'] : [];
  const readOnly = outermost([...libraryFolders, ...resolver, ...own]);
  return [
    ...readOnly.map((path) => `ro:${path}`),
    ...outermost([...wish.writable, wish.home]).map((path) => `rw:${path}`),
  ];
}

/** Where the loader finds shared libraries; `/lib` and `/lib64` are links on most systems and mount as what they mean. */
const libraryFolders = ['/lib', '/lib64', '/usr/lib', '/usr/lib64'];

function outermost(paths: readonly string[]): string[] {
  const sorted = [...new Set(paths)].sort((a, b) => a.length - b.length);
  return sorted.filter((path, i) => !sorted.slice(0, i).some((outer) => path.startsWith(`${outer}/`)));
}

function limitFlags(wish: LaunchWish): string[] {
  return [`--cpu=${cpuSecondsMax}`, `--nofile=${openFilesMax}`, `--data=${dataBytes(wish)}`, '--core=0'];
}

function dataBytes(wish: LaunchWish): number {
  return wish.memoryMb * 1024 * 1024 + besideHeapBytes;
}
