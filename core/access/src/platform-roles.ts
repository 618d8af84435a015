/**
 * Who works for the platform and not for a tenant (product.md section 1): `platform_ops` provisions and never looks inside,
 * `platform_support` looks inside for hours, when a tenant lets it, and does nothing else. Nobody is both.
 */
import type { PermissionRow } from './permission-row.ts';

export const platformRoles = ['platform_ops', 'platform_support'] as const;
export type PlatformRole = (typeof platformRoles)[number];

/** The ceilings that a tenant can be asked for: never an administrator's, never the agentic stack's. */
export const supportRoles = ['standard', 'advanced'] as const;
export const supportHoursMax = 24;

/** Support access looks and does nothing: no change, no export, nothing that takes a person at a screen. */
export function readsOnly({ auditMandatory, rateClass, sessionOnly }: PermissionRow): boolean {
  return !auditMandatory && rateClass === 'read' && !sessionOnly;
}
