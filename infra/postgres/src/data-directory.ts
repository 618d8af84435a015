/**
 * The cluster's directory under Gamut's home. It is made beside its place and renamed into it, so it is whole or absent; one
 * that Gamut did not make, or of another Postgres, is refused and never touched. "A half-written .gamut" (bad input).
 */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  lstatSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { randomBytes } from '@gamut/crypto/random';
import { AppError } from '@gamut/kernel/app-error';
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { NativeFiles } from './native-files.ts';
import { canReach, type ServerUser } from './server-user.ts';
import { explainFailure } from './explain-failure.ts';

const run = promisify(execFile);
const marker = 'gamut-cluster';
const who = 'whoever runs Gamut on this machine';
/** Of the directory around a cluster that can't stand in its home. */
export const outsidePrefix = 'gamut-cluster-';

export function clusterPath(home: string): string {
  return join(home, 'postgres');
}

export function passwordPath(home: string): string {
  return join(home, 'postgres.password');
}

/** @returns the real path of a whole cluster */
export async function prepareDataDirectory(
  home: string,
  user: ServerUser,
  native: NativeFiles,
  onProgress: (text: string) => void,
): Promise<string> {
  const place = clusterPath(home);
  clearUnfinished(home);
  dropDanglingLink(place);
  if (!existsSync(place)) {
    onProgress('making a new Postgres cluster');
    await makeCluster(home, place, user, native);
  }
  const directory = realpathSync(place);
  assertOurCluster(directory, native);
  return directory;
}

/** What a start that was killed left behind: never in use, since the caller holds the home's lock. */
function clearUnfinished(home: string): void {
  for (const name of readdirSync(home)) {
    if (!name.startsWith('postgres.making-')) continue;
    const path = join(home, name);
    if (lstatSync(path).isSymbolicLink()) rmSync(readlinkSync(path), { recursive: true, force: true });
    rmSync(path, { recursive: true, force: true });
  }
}

function dropDanglingLink(place: string): void {
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() && !existsSync(place)) rmSync(place);
}

async function makeCluster(
  home: string,
  place: string,
  user: ServerUser,
  native: NativeFiles,
): Promise<void> {
  const elsewhere = user.switched && !reachable(home, user) ? outsideBase() : undefined;
  const making = mkdtempSync(join(elsewhere ?? home, elsewhere ? outsidePrefix : 'postgres.making-'));
  const handle = elsewhere ? join(home, `postgres.making-${making.slice(-6)}`) : making;
  if (elsewhere) symlinkSync(making, handle);
  chmodSync(making, 0o711);
  const data = join(making, 'data');
  const password = encodeBase64url(randomBytes(32));
  const passwordFile = join(making, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.switched) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid);
  await initialise(data, passwordFile, user, native);
  writeFileSync(join(data, marker), `${JSON.stringify({ format: 1, postgres: native.version })}\n`);
  rmSync(passwordFile);
  writePassword(home, password);
  if (elsewhere) {
    symlinkSync(data, join(home, 'postgres.link'));
    renameSync(join(home, 'postgres.link'), place);
    rmSync(handle);
  } else {
    renameSync(data, place);
    rmSync(making, { recursive: true });
  }
}

/** Gamut's own home may be entered (its secrets are 0600 each); nothing above it is ever opened up. */
function reachable(home: string, user: ServerUser): boolean {
  if (!canReach(user, dirname(home))) return false;
  if (!canReach(user, home)) chmodSync(home, 0o711);
  return true;
}

function outsideBase(): string {
  return existsSync('/var/lib') ? '/var/lib' : '/var/tmp';
}

async function initialise(
  data: string,
  passwordFile: string,
  user: ServerUser,
  native: NativeFiles,
): Promise<void> {
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '-E', 'UTF8'];
  try {
    await run(
      native.initdb,
      [
        '-D',
        data,
        '-U',
        'postgres',
        `--pwfile=${passwordFile}`,
        '-A',
        'scram-sha-256',
        ...locale,
        '--no-instructions',
      ],
      {
        cwd: '/',
        env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' },
        ...(user.switched ? { uid: user.uid, gid: user.gid } : {}),
      },
    );
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    throw explainFailure('initdb failed', stderr, data, error);
  }
}

export function writePassword(home: string, password: string): void {
  const path = passwordPath(home);
  writeFileSync(`${path}.new`, password, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

function assertOurCluster(directory: string, native: NativeFiles): void {
  const version = join(directory, 'PG_VERSION');
  if (!existsSync(version) || !existsSync(join(directory, marker))) {
    throw new AppError(
      'conflict',
      `${directory} is there, but it is not a cluster that Gamut finished making`,
      {
        fix: `move ${directory} away (it is left untouched) and start again`,
        who,
      },
    );
  }
  const major = native.version.split('.')[0];
  const found = readFileSync(version, 'utf8').trim();
  if (found !== major) {
    throw new AppError(
      'conflict',
      `${directory} belongs to Postgres ${found}, and this Gamut brings Postgres ${major}`,
      {
        fix: `start the Gamut version that made it, export, and import here; or move ${directory} away`,
        who,
      },
    );
  }
}
