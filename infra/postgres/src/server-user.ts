/**
 * Postgres refuses to run as root. Under root it runs as an unprivileged user; otherwise as whoever started Gamut. Also says
 * whether that user can reach a directory at all, since a home below /root can't be entered by anybody else.
 */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError } from '@gamut/kernel/app-error';

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  /** True when the server must be started under another user than this process. */
  readonly switched: boolean;
}

/** @param owned paths whose owner, when not root, is the user to keep: an existing cluster first, then the home */
export function chooseServerUser(owned: readonly string[]): ServerUser {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return { uid, gid, switched: false };
  const accounts = readAccounts();
  for (const path of owned) {
    const owner = statSync(path, { throwIfNoEntry: false });
    const account = owner && owner.uid !== 0 ? accounts.find((known) => known.uid === owner.uid) : undefined;
    if (account !== undefined) return { uid: account.uid, gid: account.gid, switched: true };
  }
  const nobody = accounts.find((known) => known.name === 'nobody');
  if (nobody === undefined || nobody.uid === 0) {
    throw new AppError('unavailable', 'Postgres does not run as root, and this system has no user `nobody`', {
      fix: 'start Gamut as an ordinary user, or set DATABASE_URL to your own Postgres',
      who: 'whoever runs Gamut on this machine',
    });
  }
  return { uid: nobody.uid, gid: nobody.gid, switched: true };
}

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

function readAccounts(): Account[] {
  const accounts: Account[] = [];
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === undefined || name.startsWith('#') || uid === undefined || gid === undefined) continue;
    // macOS writes nobody as -2
    accounts.push({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 });
  }
  return accounts;
}

/** Whether the user may enter `directory` and everything above it. */
export function canReach(user: ServerUser, directory: string): boolean {
  let path = resolve(directory);
  for (;;) {
    const { mode, uid, gid } = statSync(path);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    const parent = dirname(path);
    if (parent === path) return true;
    path = parent;
  }
}
