/**
 * What every identification joins, by session or by token: user, tenant and membership as they stand now, so that a suspension or
 * a change of roles bites on the next request. And why such a standing is void.
 */
import { planInForce } from '@gamut/database/plan-in-force';
import { AppError } from '@gamut/kernel/app-error';
import type { Person } from './person.ts';

export interface StandingRow {
  readonly user_id: string;
  readonly person_id: string;
  readonly user_name: string;
  readonly email: string;
  readonly user_status: string;
  readonly tenant_id: string;
  readonly slug: string;
  readonly tenant_name: string;
  readonly tenant_status: string;
  readonly plan: string;
  readonly role: string;
  readonly additive_roles: readonly string[];
  readonly membership_status: string;
  readonly membership_epoch: number;
}

/** With `u` for users, `t` for tenants, `m` for memberships. */
export const standingColumns = `u.id AS user_id, coalesce(m.person_id, m.user_id) AS person_id, coalesce(m.name, u.name) AS user_name, u.email, u.status AS user_status,
  t.id AS tenant_id, t.slug, t.name AS tenant_name, t.status AS tenant_status, ${planInForce('t.')} AS plan,
  m.role, m.additive_roles, m.status AS membership_status, m.role_epoch AS membership_epoch`;

/** Told before all else: the suspension is what ended the session, and is what the person is told. */
export function tenantRefusal(row: Pick<StandingRow, 'tenant_status'>): AppError | undefined {
  if (row.tenant_status === 'active') return undefined;
  const detail = { fix: 'Ask for the organisation to be reactivated.', who: 'the operator of Gamut' };
  return new AppError('tenant_suspended', `This organisation is ${row.tenant_status}.`, detail);
}

export function isSuspended(row: StandingRow): boolean {
  return row.user_status !== 'active' || row.membership_status !== 'active';
}

/** @param by what identified them */
export function personOf(row: StandingRow, by: Pick<Person, 'sessionId' | 'token'>): Person {
  return {
    id: row.person_id,
    accountId: row.user_id,
    name: row.user_name,
    email: row.email,
    ...by,
    role: row.role,
    additiveRoles: row.additive_roles,
    roleEpoch: row.membership_epoch,
    tenant: {
      id: row.tenant_id,
      slug: row.slug,
      name: row.tenant_name,
      plan: row.plan,
      status: row.tenant_status,
    },
  };
}
