/**
 * Gives a cluster whose password file was lost a new superuser password. The server must be down: Postgres's single-user mode
 * asks for none, and needs the right to the files instead, which is what the launcher has.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { randomBytes } from '@gamut/crypto/random';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { writePassword } from './data-directory.ts';
import { explainFailure } from './explain-failure.ts';
import type { NativeFiles } from './native-files.ts';
import type { ServerUser } from './server-user.ts';

export async function mendPassword(
  home: string,
  directory: string,
  user: ServerUser,
  native: NativeFiles,
): Promise<void> {
  // base64url holds no quote and no backslash
  const password = encodeBase64url(randomBytes(32));
  const single = spawn(native.postgres, ['--single', '-D', directory, 'postgres'], {
    cwd: '/',
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' },
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(user.switched ? { uid: user.uid, gid: user.gid } : {}),
  });
  single.stdin.end(`ALTER ROLE postgres PASSWORD '${password}'\n`);
  const [output, [code]] = await Promise.all([
    text(single.stderr),
    once(single, 'exit') as Promise<[number | null]>,
  ]);
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(output))
    throw explainFailure('the password could not be renewed', output, directory);
  writePassword(home, password);
}
