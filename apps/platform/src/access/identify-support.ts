/**
 * From a support bearer to the operator who looks, in the one tenant that lets them, on every request anew: ended, over its time,
 * its operator revoked, the tenant suspended or restored means refused on the next one. What they may see is decided by the
 * effective right, which under support access holds no change at all.
 */
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { isSameMac, type ParsedBearer } from './bearer-form.ts';
import type { Person } from './person.ts';
import { tenantRefusal } from './standing-row.ts';
import { findSupportStanding, touchSupportGrant, type SupportStandingRow } from './support-grant-store.ts';

/** @throws AppError `unauthenticated`, `session_expired`, `tenant_suspended` */
export async function identifySupport(
  db: Database,
  bearer: ParsedBearer<'sup'>,
  read: Database['readControl'] = db.readControl,
): Promise<Person> {
  const row = await read((tx) => findSupportStanding(tx, bearer.id));
  // once ended there is nothing to compare with, and whoever shows a bearer then is told no more than a stranger
  if (row === undefined || row.mac === null || !isSameMac(bearer.mac, row.mac)) throw notSupport();
  if (row.status !== 'approved') throw over('its time is over');
  if (!row.operator_in_force) throw over('the operator’s own token was revoked or has expired');
  const suspended = tenantRefusal(row);
  if (suspended !== undefined) throw suspended;
  if (row.touch) await db.control((tx) => touchSupportGrant(tx, row.id));
  return personOf(row);
}

function personOf(row: SupportStandingRow): Person {
  return {
    id: row.operator_id,
    accountId: row.operator_id,
    name: row.operator_name,
    email: row.operator_email,
    sessionId: '',
    token: null,
    support: { grantId: row.id },
    role: row.role,
    additiveRoles: [],
    roleEpoch: 0,
    tenant: {
      id: row.tenant_id,
      slug: row.slug,
      name: row.tenant_name,
      plan: row.plan,
      status: row.tenant_status,
    },
  };
}

function notSupport(): AppError {
  return new AppError('unauthenticated', 'This is no support access, or it was ended.', {
    fix: 'Open the access that the tenant approved, or ask anew.',
    who: 'the operator',
  });
}

function over(why: string): AppError {
  return new AppError('session_expired', `This support access does not open any more: ${why}.`, {
    fix: 'Ask the tenant anew.',
    who: 'the operator',
  });
}
