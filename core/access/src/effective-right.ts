/**
 * The one decision of access: effective right = role ∩ plan ∩ tenant state ∩ assessment membership, and for a token ∩ what it was
 * made for. Pure and total: what is unknown is denied. Every factor is judged, also behind one that stops already, so the answer
 * says all of "why not" and who could change each (promise: role permission and plan entitlement, administrators not exempt).
 */
import type { PermissionRow } from './permission-row.ts';
import { permissionRow, type Permission } from './permissions.ts';
import { planEntitles } from './plans.ts';
import { readsOnly } from './platform-roles.ts';
import { parseAdditiveRoles, parseAssessmentRoles, parseTenantRole, type Role } from './roles.ts';

export interface Standing {
  readonly role: string;
  readonly additiveRoles: readonly string[];
  readonly plan: string;
  readonly tenantStatus: string;
  /** Of their place in the tenant; absent: active, as for whoever was let in. */
  readonly personStatus?: string;
  /** What the token was made for that speaks for this person; absent: they are here themselves. */
  readonly token?: readonly string[];
  /** True for an operator whom the tenant lets look. */
  readonly supportAccess?: boolean;
}

/** The person's place at the one object that is asked about. */
export interface Place {
  readonly assessmentRoles: readonly string[];
  readonly owner: boolean;
}

/** In the order in which they are told. */
export const factorNames = ['tenant', 'person', 'plan', 'role', 'assessment', 'token'] as const;
export type FactorName = (typeof factorNames)[number];

export interface Refusal {
  readonly message: string;
  readonly fix: string;
  /** Who could change it. */
  readonly who: string;
}

export type Factor =
  | { readonly factor: FactorName; readonly passed: true }
  | ({ readonly factor: FactorName; readonly passed: false } & Refusal);

export interface EffectiveRight {
  readonly permission: Permission;
  readonly allowed: boolean;
  readonly factors: readonly Factor[];
  /** Allowed as far as nothing but the object can still say: it takes one of `within` there. False when a place was given. */
  readonly dependsOnObject: boolean;
}

/** @param place at the object; absent: before one is known, which leaves the assessment's factor to whoever has it in hand */
export function effectiveRight(standing: Standing, permission: Permission, place?: Place): EffectiveRight {
  const row = permissionRow(permission);
  const verdicts: Readonly<Record<FactorName, Refusal | undefined>> = {
    tenant: tenantRefuses(standing),
    person: personRefuses(standing),
    plan: planRefuses(row, standing),
    role: roleRefuses(row, standing),
    assessment: place === undefined ? undefined : assessmentRefuses(row, standing, place),
    token: tokenRefuses(row, permission, standing),
  };
  const factors = factorNames.map((factor): Factor => {
    const refusal = verdicts[factor];
    return refusal === undefined ? { factor, passed: true } : { factor, passed: false, ...refusal };
  });
  const allowed = factors.every(({ passed }) => passed);
  const dependsOnObject =
    allowed && place === undefined && row.within !== null && !heldRoles(standing).includes('administrator');
  return { permission, allowed, factors, dependsOnObject };
}

const operatorOfGamut = 'the operator of Gamut';
const administrator = 'an administrator of your organisation';

function tenantRefuses({ tenantStatus }: Standing): Refusal | undefined {
  if (tenantStatus === 'active') return undefined;
  return {
    message: `This organisation is ${tenantStatus}.`,
    fix: 'Ask for the organisation to be reactivated.',
    who: operatorOfGamut,
  };
}

function personRefuses({ personStatus = 'active' }: Standing): Refusal | undefined {
  if (personStatus === 'active') return undefined;
  const invited = personStatus === 'invited';
  return {
    message: invited ? 'This person has not used their set-up link yet.' : `This person is ${personStatus}.`,
    fix: invited ? 'Have them use it, or send a fresh one.' : 'Reactivate them.',
    who: invited ? 'the person, or an administrator of your organisation' : administrator,
  };
}

function planRefuses(row: PermissionRow, { plan }: Standing): Refusal | undefined {
  if (row.entitlement === null || planEntitles(plan, row.entitlement)) return undefined;
  return {
    message: `The plan ${plan} does not include what it takes to ${row.says}.`,
    fix: `Move to a plan with ${row.entitlement}.`,
    who: operatorOfGamut,
  };
}

function roleRefuses(row: PermissionRow, standing: Standing): Refusal | undefined {
  const held = heldRoles(standing);
  if (row.roles.some((role) => held.includes(role))) return undefined;
  return {
    message: `Your role does not let you ${row.says}.`,
    fix: `Ask for one of these roles: ${row.roles.join(', ')}.`,
    who: administrator,
  };
}

/** Roles in an assessment add within the ceiling and never lift it: the role's own factor stands beside this one. */
function assessmentRefuses(row: PermissionRow, standing: Standing, place: Place): Refusal | undefined {
  const { within } = row;
  if (within === null || heldRoles(standing).includes('administrator')) return undefined;
  if (row.ownerMay && place.owner) return undefined;
  if (parseAssessmentRoles(place.assessmentRoles).some((role) => within.includes(role))) return undefined;
  return {
    message: `Your place in this assessment does not let you ${row.says}.`,
    fix: `Ask for one of these roles in it: ${within.join(', ')}.`,
    who: 'the lead assessor of this assessment, or an administrator of your organisation',
  };
}

function tokenRefuses(row: PermissionRow, permission: Permission, standing: Standing): Refusal | undefined {
  const { token, supportAccess = false } = standing;
  if (supportAccess && !readsOnly(row))
    return {
      message: `Support access can’t be used to ${row.says}: it reads, and nothing else.`,
      fix: 'Ask somebody of the organisation to do it.',
      who: 'a person of the organisation',
    };
  if (token === undefined) return undefined;
  if (row.sessionOnly)
    return {
      message: `An API token can’t be used to ${row.says}.`,
      fix: 'Sign in and do it in the console.',
      who: 'the owner of the token',
    };
  if (token.includes(permission)) return undefined;
  return {
    message: `This API token was not made to ${row.says}.`,
    fix: `Make a token with the permission ${permission}.`,
    who: 'the owner of the token',
  };
}

/** The tenant role with its additive roles. A subscriber may sign in only, so no additive role lifts one. */
export function heldRoles(standing: Pick<Standing, 'role' | 'additiveRoles'>): Role[] {
  const role = parseTenantRole(standing.role);
  if (role === undefined) return [];
  return role === 'subscriber' ? [role] : [role, ...parseAdditiveRoles(standing.additiveRoles)];
}
