/** Where the platform's migrations lie: beside its source, whatever the working directory is. */
import { join } from 'node:path';

export const migrationsFolder = join(import.meta.dirname, '..', '..', 'migrations');
