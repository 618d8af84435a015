/** Roles × capabilities, out of the permission table: what a screen shows and an auditor reads, and nothing is written twice. */
import type { PermissionRow } from './permission-row.ts';
import { permissionNames, permissionRow, type Permission } from './permissions.ts';
import {
  additiveRoles,
  assessmentRoles,
  roleSays,
  tenantRoles,
  type AssessmentRole,
  type Role,
} from './roles.ts';

export interface RoleColumn {
  readonly role: Role | AssessmentRole;
  readonly kind: 'tenant' | 'additive' | 'assessment';
  readonly says: string;
  /** As far as the role alone decides; a role within an assessment never lifts the tenant role's ceiling. */
  readonly permissions: readonly Permission[];
}

export interface Capability extends PermissionRow {
  readonly permission: Permission;
}

export function roleTable(): readonly RoleColumn[] {
  const holding = (held: (row: PermissionRow) => boolean): Permission[] =>
    permissionNames.filter((name) => held(permissionRow(name)));
  const ofTenant = (kind: 'tenant' | 'additive', names: readonly Role[]): RoleColumn[] =>
    names.map((role) => ({
      role,
      kind,
      says: roleSays[role],
      permissions: holding((row) => row.roles.includes(role)),
    }));
  return [
    ...ofTenant('tenant', tenantRoles),
    ...ofTenant('additive', additiveRoles),
    ...assessmentRoles.map((role): RoleColumn => ({
      role,
      kind: 'assessment',
      says: roleSays[role],
      permissions: holding((row) => row.within?.includes(role) === true),
    })),
  ];
}

export function capabilities(): readonly Capability[] {
  return permissionNames.map((permission) => ({ permission, ...permissionRow(permission) }));
}
