/**
 * Whether a person may do one thing, for a pipeline that needs one answer: the effective right, or the first factor that stops
 * it with why and who can change it ("Tenant administrators are deliberately not exempt").
 */
import {
  effectiveRight,
  type FactorName,
  type Place,
  type Refusal,
  type Standing,
} from './effective-right.ts';
import { permissionNames, type Permission } from './permissions.ts';

export type Access =
  { readonly allowed: true } | ({ readonly allowed: false; readonly reason: FactorName } & Refusal);

/** @param place at the object that is asked about, where the permission is one within an assessment */
export function authorize(standing: Standing, permission: Permission, place?: Place): Access {
  const { factors } = effectiveRight(standing, permission, place);
  for (const factor of factors) {
    if (factor.passed) continue;
    const { message, fix, who } = factor;
    return { allowed: false, reason: factor.factor, message, fix, who };
  }
  return { allowed: true };
}

/** All that this person may do here and now, for a screen that shows nothing else. */
export function permitted(standing: Standing): Permission[] {
  return permissionNames.filter((name) => authorize(standing, name).allowed);
}
