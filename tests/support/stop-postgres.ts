/**
 * Ends the shared test server and removes its cluster: the test runner's last step. While another run still uses it, it is
 * left to that one. `node tests/support/stop-postgres.ts`
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { acquireFileLock } from '@gamut/postgres/file-lock';
import { startPostgres } from '@gamut/postgres/start-postgres';
import { removePostgres } from '@gamut/postgres/stop-postgres';
import { databasesInUse, sharedHome } from './postgres.ts';

/** @returns false when somebody else still uses the server */
export async function stopTestPostgres(): Promise<boolean> {
  const home = sharedHome();
  if (!existsSync(join(home, 'postgres'))) return true;
  const lock = await acquireFileLock(join(home, 'template.lock'), 60_000);
  try {
    const server = await startPostgres({ home });
    if ((await databasesInUse(server.superuserUrl())).length > 0) return false;
    await removePostgres(home);
    return true;
  } finally {
    lock.release();
  }
}

if (import.meta.main && !(await stopTestPostgres()))
  process.stdout.write('the test server is left running: another run uses it\n');
