/**
 * What must hold before a port opens (security.md section 3), after the secrets themselves were judged: the primitives
 * compute what the standards say, the database is the one and as it must be, and this key is the one that sealed it.
 */
import { failedSelfTest } from '@gamut/crypto/self-test';
import type { Database } from '@gamut/database/database';
import { readMigrations } from '@gamut/database/migration';
import { checkPosture } from '@gamut/database/posture';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { GateFailure, passGates } from '@gamut/service/start-gates';
import { migrationsFolder } from './provisioning/migrations-folder.ts';
import { whySentinelStaysShut } from './tenancy/database-sentinel.ts';

export interface GateParts {
  readonly databaseUrl: string;
  readonly db: Database;
  readonly encryptionKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** @throws GateFailure */
export async function passPlatformGates(parts: GateParts): Promise<void> {
  await passGates([
    { name: 'self-test', fix: 'do not run on this machine or build', check: () => failedSelfTest() },
    { name: 'database', fix: 'start Postgres, or correct DATABASE_URL', check: () => checkDatabase(parts) },
    {
      name: 'database-sentinel',
      fix: 'give the platform the DATA_ENCRYPTION_KEY of this database',
      check: () => whySentinelStaysShut(parts),
    },
  ]);
}

async function checkDatabase({ databaseUrl, clock }: GateParts): Promise<undefined> {
  const findings = await checkPosture({
    url: databaseUrl,
    migrations: readMigrations(migrationsFolder),
    nowMs: () => clock.nowMs(),
  });
  const first = findings.find((finding) => !finding.ok);
  if (first !== undefined) throw new GateFailure(first.gate, first.detail, first.fix);
  return undefined;
}
