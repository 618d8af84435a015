/** Tenant isolation, live: the catalog proof for this tenant through the door, and one attempt to read another's table. */
import type { Database, TenantRef } from '@gamut/database/database';
import { askTenantIsolation, tryForeignTenant } from '@gamut/database/tenant-isolation';
import { failed, notMeasured, verified, type CheckAnswer } from './security-check.ts';

const counted = {
  reaches_in: 'other roles may not enter',
  reaches_out: 'relations elsewhere are out of reach',
  rows_walled: 'tables stand behind row security',
} as const;

export async function checkCatalog(db: Database, tenant: TenantRef): Promise<CheckAnswer> {
  const answers = await db.readTenant(tenant, askTenantIsolation);
  const breaches = answers.flatMap((answer) => answer.breaches);
  if (breaches.length > 0)
    return failed(`${String(breaches.length)} breaches: ${breaches.slice(0, 5).join('; ')}`);
  const blind = answers.find(({ asked, lookedAt }) => lookedAt === 0 && asked !== 'reaches_out');
  if (blind !== undefined) return failed(`the catalog showed nothing to look at (${blind.asked})`);
  return verified(answers.map(({ asked, lookedAt }) => `${String(lookedAt)} ${counted[asked]}`).join(', '));
}

export async function checkForeignTenant(db: Database, tenant: TenantRef): Promise<CheckAnswer> {
  switch (await tryForeignTenant(db, tenant)) {
    case 'refused':
      return verified('Postgres refused it: permission denied (42501)');
    case 'reached':
      return failed('another tenant’s table could be read');
    case 'alone':
      return notMeasured('No other tenant lives in this database, so there was nobody to try.');
  }
}
