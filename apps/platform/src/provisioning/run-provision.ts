/**
 * Carries out one provision command with the one secret that it needs, and nothing else in its hands: bootstrap holds the
 * superuser's URL for a moment, everything later the migrator's. A process of its own, never part of a serving one.
 */
import { bootstrapDatabase } from '@gamut/database/bootstrap';
import { createTenant } from '@gamut/database/create-tenant';
import { migrateDatabase } from '@gamut/database/migrate';
import { readMigrations } from '@gamut/database/migration';
import { holdSecrets, type Environment } from '@gamut/service/hold-secrets';
import type { ProvisionCommand } from './command.ts';
import { migrationsFolder } from './migrations-folder.ts';

export type ProvisionResult = Readonly<Record<string, string | number | boolean>>;

export async function runProvision(
  command: ProvisionCommand,
  env: Environment,
  onProgress: (text: string) => void,
): Promise<ProvisionResult> {
  if (command.kind === 'bootstrap') {
    const secrets = holdSecrets('bootstrap', env);
    await bootstrapDatabase({
      superuserUrl: secrets.SUPERUSER_DATABASE_URL,
      appPassword: secrets.GAMUT_APP_PASSWORD,
      migratorPassword: secrets.GAMUT_MIGRATOR_PASSWORD,
    });
    return { bootstrapped: true };
  }
  const secrets = holdSecrets('provision', env);
  const migrations = readMigrations(migrationsFolder);
  if (command.kind === 'migrate') {
    return {
      ...(await migrateDatabase({ migratorUrl: secrets.MIGRATOR_DATABASE_URL, migrations, onProgress })),
    };
  }
  return { ...(await createTenant(secrets.MIGRATOR_DATABASE_URL, migrations, command.tenant)) };
}
