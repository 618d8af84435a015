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
  readonly cellUrls?: Readonly<Record<string, string>>;
  readonly tenantLoginSecret?: Uint8Array | undefined;
  readonly deployment: string;
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

async function checkDatabase(parts: GateParts): Promise<undefined> {
  const { clock } = parts;
  const findings = await checkPosture({
    url: parts.databaseUrl,
    cells: parts.cellUrls,
    tenantLoginSecret: parts.tenantLoginSecret,
    deployment: parts.deployment,
    migrations: readMigrations(migrationsFolder),
    nowMs: () => clock.nowMs(),
  });
  for (const { away, cell, detail } of findings) if (away) parts.db.shutCell(cell, detail);
  const first = findings.find((finding) => !finding.ok && !finding.away);
  if (first !== undefined) throw new GateFailure(first.gate, first.detail, first.fix);
  return undefined;
}
