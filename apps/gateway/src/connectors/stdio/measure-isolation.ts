/**
 * Chooses the strongest walls that this machine gives and measures them: the probe runs in the server's place and every
 * guard is reported with what was seen. What can't be isolated is refused in production and said in development.
 */
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planLaunch, type LaunchWish, type Walls } from './launch-plan.ts';

export interface Guard {
  readonly guard: 'user' | 'environment' | 'files' | 'processes' | 'programs' | 'network' | 'memory';
  readonly holds: boolean;
  readonly how: string;
}

export interface Isolation {
  readonly walls: Walls;
  readonly guards: readonly Guard[];
  /** The guards without which a server is not started in production. */
  readonly missing: readonly string[];
}

const probePath = fileURLToPath(new URL('./isolation-probe.ts', import.meta.url));
const probeTimeoutMs = 10_000;
const required = new Set<Guard['guard']>(['environment', 'files', 'processes', 'network']);

/** @param secretFolder a folder of Gateway's own, where a file is placed that the server must not read */
export async function measureIsolation(
  wish: LaunchWish,
  secretFolder: string,
): Promise<Isolation | undefined> {
  const asRoot = process.getuid?.() === 0;
  for (const walls of candidates(asRoot)) {
    const seen = await runProbe(wish, walls, secretFolder);
    if (seen === undefined) continue;
    const guards = judge(seen, wish, walls);
    const missing = guards
      .filter((guard) => !guard.holds && required.has(guard.guard))
      .map((guard) => guard.guard);
    return { walls, guards, missing };
  }
  return undefined;
}

/** From the strongest down; the last needs nothing of the system but Node. */
function candidates(asRoot: boolean): Walls[] {
  const linux = process.platform === 'linux';
  return [
    ...(linux ? [{ kind: 'own_root', asRoot, limits: true } as const] : []),
    ...(linux && asRoot ? [{ kind: 'own_user', asRoot, limits: true } as const] : []),
    ...(asRoot ? [{ kind: 'own_user', asRoot, limits: false } as const] : []),
    ...(linux ? [{ kind: 'permission_model', asRoot, limits: true } as const] : []),
    { kind: 'permission_model', asRoot, limits: false },
  ];
}

interface Seen {
  readonly uid: number;
  readonly environment: readonly string[];
  readonly readsSecret: boolean;
  readonly readsProcess: boolean;
  readonly signalsProcess: boolean;
  readonly startsProgram: boolean;
  readonly reachesNetwork: boolean;
  readonly dataLimit: number | string;
}

async function runProbe(wish: LaunchWish, walls: Walls, secretFolder: string): Promise<Seen | undefined> {
  const secretFile = join(secretFolder, `canary-${wish.uid}`);
  writeFileSync(secretFile, 'only Gateway may read this', { mode: 0o600 });
  const listener = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  try {
    const probe = probeWish(wish, [
      secretFile,
      String(process.pid),
      String((listener.address() as AddressInfo).port),
    ]);
    return parseSeen(await run(probe, walls));
  } finally {
    listener.close();
    rmSync(secretFile, { force: true });
  }
}

/** The same walls around the probe: a program that is not Node's is measured without Node's permission model. */
function probeWish(wish: LaunchWish, args: readonly string[]): LaunchWish {
  const readable = [...wish.readable, probePath];
  const mounted = [...wish.mounted, probePath];
  return wish.node
    ? { ...wish, program: probePath, args, readable, mounted }
    : { ...wish, program: wish.nodePath, args: [probePath, ...args], readable, mounted };
}

function run(wish: LaunchWish, walls: Walls): Promise<string> {
  const { command, args, cwd, env, uid } = planLaunch(wish, walls);
  const user = uid === undefined ? {} : { uid, gid: uid };
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd, env, timeout: probeTimeoutMs, killSignal: 'SIGKILL', ...user },
      (_error, stdout) => resolve(stdout),
    );
  });
}

function parseSeen(text: string): Seen | undefined {
  try {
    return JSON.parse(text.trim()) as Seen;
  } catch {
    return undefined;
  }
}

const shellsOwn = new Set(['PWD', 'OLDPWD', 'SHLVL', '_', '__CF_USER_TEXT_ENCODING']);

function judge(seen: Seen, wish: LaunchWish, walls: Walls): Guard[] {
  const given = new Set(['PATH', 'HOME', 'TMPDIR', 'LANG', ...Object.keys(wish.env)]);
  const foreign = seen.environment.filter((name) => !given.has(name) && !shellsOwn.has(name));
  const ownUser = seen.uid !== (process.getuid?.() ?? -1);
  const wall = {
    own_root: 'namespaces with a root of their own',
    own_user: 'another user',
    permission_model: 'no wall of the system',
  }[walls.kind];
  const by = wish.node ? `${wall}, and Node's permission model` : wall;
  const guard = (name: Guard['guard'], holds: boolean, how: string): Guard => ({ guard: name, holds, how });
  return [
    guard('user', ownUser, ownUser ? `runs as uid ${seen.uid}` : 'runs as the user that Gateway runs as'),
    guard(
      'environment',
      foreign.length === 0,
      foreign.length === 0 ? 'holds only what the catalogue gives' : `holds ${foreign.join(', ')}`,
    ),
    guard('files', !seen.readsSecret, seen.readsSecret ? 'could read a file of Gateway' : by),
    guard(
      'processes',
      !seen.readsProcess && !seen.signalsProcess,
      seen.readsProcess || seen.signalsProcess ? "could reach Gateway's process" : by,
    ),
    guard('programs', !seen.startsProgram, seen.startsProgram ? 'could start another program' : by),
    guard(
      'network',
      !seen.reachesNetwork || wish.network,
      wish.network ? 'declared by the operator' : seen.reachesNetwork ? 'could connect to loopback' : by,
    ),
    guard(
      'memory',
      typeof seen.dataLimit === 'number' || wish.node,
      typeof seen.dataLimit === 'number'
        ? `capped at ${Math.round(seen.dataLimit / 1_048_576)} MB`
        : "Node's heap cap alone",
    ),
  ];
}
