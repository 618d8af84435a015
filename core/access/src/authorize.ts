/**
 * Whether a person may do one thing: the lower of role and plan, in an active tenant. Pure and total: what is unknown is
 * denied. A denial says why and who can change it ("Tenant administrators are deliberately not exempt").
 */
import { permissionNames, permissionRow, type Permission } from './permissions.ts';
import { planEntitles } from './plans.ts';
import { parseAdditiveRoles, parseTenantRole, type Role } from './roles.ts';

export interface Standing {
  readonly role: string;
  readonly additiveRoles: readonly string[];
  readonly plan: string;
  readonly tenantStatus: string;
}

export type Access =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: 'tenant' | 'plan' | 'role';
      readonly message: string;
      readonly fix: string;
      readonly who: string;
    };

export function authorize(standing: Standing, permission: Permission): Access {
  const row = permissionRow(permission);
  if (standing.tenantStatus !== 'active') {
    const message = `This organisation is ${standing.tenantStatus}.`;
    return {
      allowed: false,
      reason: 'tenant',
      message,
      fix: 'Ask for the organisation to be reactivated.',
      who: 'the operator of Gamut',
    };
  }
  if (row.entitlement !== null && !planEntitles(standing.plan, row.entitlement)) {
    const message = `The plan ${standing.plan} does not include what it takes to ${row.says}.`;
    return {
      allowed: false,
      reason: 'plan',
      message,
      fix: `Move to a plan with ${row.entitlement}.`,
      who: 'the operator of Gamut',
    };
  }
  const held = heldRoles(standing);
  if (row.roles.some((role) => held.includes(role))) return { allowed: true };
  const message = `Your role does not let you ${row.says}.`;
  const fix = `Ask for one of these roles: ${row.roles.join(', ')}.`;
  return { allowed: false, reason: 'role', message, fix, who: 'an administrator of your organisation' };
}

/** The tenant role with its additive roles. A subscriber may sign in only, so no additive role lifts one. */
export function heldRoles(standing: Pick<Standing, 'role' | 'additiveRoles'>): Role[] {
  const role = parseTenantRole(standing.role);
  if (role === undefined) return [];
  return role === 'subscriber' ? [role] : [role, ...parseAdditiveRoles(standing.additiveRoles)];
}

/** All that this person may do here and now, for a screen that shows nothing else. */
export function permitted(standing: Standing): Permission[] {
  return permissionNames.filter((name) => authorize(standing, name).allowed);
}
