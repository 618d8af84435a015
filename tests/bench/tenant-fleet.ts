/**
 * The tenants of the `tenants` bench: made by the code that makes every tenant, timed beside its floor, which is the same
 * migrations into a bare schema: no role, no walls, no ledger, no directory.
 */
import { randomBytes } from '@gamut/crypto/random';
import { assertMigrator } from '@gamut/database/assert-migrator';
import { createTenant } from '@gamut/database/create-tenant';
import { makeTenantInCell } from '@gamut/database/make-tenant';
import { openOwnerSession } from '@gamut/database/owner-session';
import { newId } from '@gamut/kernel/id';
import type { TestDatabase } from '../support/postgres.ts';

const newTenant = (slug: string) => ({
  id: newId('tnt', Date.now(), randomBytes(16)),
  slug,
  name: `Tenant ${slug}`,
  plan: 'enterprise',
});

let made = 0;

/** Until there are so many, on two connections. */
export async function fillFleet(database: TestDatabase, count: number, standing: number): Promise<void> {
  let left = count - standing;
  const lane = async (): Promise<void> => {
    const session = await openOwnerSession(database.migratorUrl, 'bench');
    while (left-- > 0) await makeTenantInCell(session, database.migrations, newTenant(`fleet-${made++}`));
    await session.close();
  };
  await Promise.all([lane(), lane()]);
}

export interface ProvisioningTimes {
  readonly ours: readonly number[];
  /** On a session that is open already, as the provision process has it. */
  readonly inSession: readonly number[];
  readonly floor: readonly number[];
}

/** Ours and the floor in alternation, each with its own connection, one after the other. */
export async function timeProvisioning(database: TestDatabase, times: number): Promise<ProvisioningTimes> {
  const ours: number[] = [];
  const inSession: number[] = [];
  const floor: number[] = [];
  const session = await openOwnerSession(database.migratorUrl, 'bench');
  await assertMigrator(session);
  for (let at = 0; at < times; at++) {
    const tenant = newTenant(`timed-${made++}`);
    ours.push(await timed(() => createTenant(database.migratorUrl, database.migrations, tenant)));
    inSession.push(
      await timed(() => makeTenantInCell(session, database.migrations, newTenant(`timed-${made++}`))),
    );
    const bare = `floor_${made++}`;
    floor.push(await timed(() => makeBareSchema(database, bare)));
    // no migration goes on beside a schema that has no walls
    await session.script(`DROP SCHEMA ${bare} CASCADE`);
  }
  await session.close();
  return { ours, inSession, floor };
}

async function makeBareSchema(database: TestDatabase, schema: string): Promise<void> {
  const session = await openOwnerSession(database.migratorUrl, 'bench');
  await session.transaction(async () => {
    await session.script(`CREATE SCHEMA ${schema}`);
    for (const { sql } of database.migrations.tenant)
      await session.script(
        sql
          .replaceAll(/(?<![:\w]):schema\b/g, schema)
          .replaceAll(/(?<![:\w]):tenant_id\b/g, "'floor'")
          .replaceAll(/(?<![:\w]):role\b/g, 'gamut_migrator'),
      );
  });
  await session.close();
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
