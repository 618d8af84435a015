/** Ends the shared test server, if it runs: the test runner's last step. `node tests/support/stop-postgres.ts` */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stopPostgres } from '@gamut/postgres/start-postgres';
import { sharedHome } from './postgres.ts';

export async function stopTestPostgres(): Promise<void> {
  if (existsSync(join(sharedHome(), 'postgres'))) await stopPostgres(sharedHome());
}

if (import.meta.main) await stopTestPostgres();
