/** One row of the table of permissions, and the few shapes that rows have: each names who, under which plan, and how it is recorded. */
import type { Entitlement } from './plans.ts';
import type { AssessmentRole, Role } from './roles.ts';

/** `read` and `change` are people at a screen, `sensitive` alters enforcement, `heavy` reads much, `sign_in` is a guess at a secret. */
export const rateClasses = ['read', 'change', 'sensitive', 'heavy', 'sign_in'] as const;
export type RateClass = (typeof rateClasses)[number];

export interface PermissionRow {
  readonly says: string;
  /** The ceiling: whoever holds none of these may not, whatever else they are. */
  readonly roles: readonly Role[];
  readonly entitlement: Entitlement | null;
  readonly auditMandatory: boolean;
  readonly rateClass: RateClass;
  /** What a token never does for its owner: it takes a person at a screen. */
  readonly sessionOnly: boolean;
  /** Not null: it takes one of these roles in the assessment as well; an administrator needs none. */
  readonly within: readonly AssessmentRole[] | null;
  /** The owner of the object needs no role in the assessment. */
  readonly ownerMay: boolean;
}

export const operators = ['administrator', 'agent_operator'] as const satisfies readonly Role[];
export const administrators = ['administrator'] as const satisfies readonly Role[];
export const auditors = ['administrator', 'advanced'] as const satisfies readonly Role[];
/** Everybody but a subscriber, who signs in and nothing else. */
export const workingRoles = ['administrator', 'advanced', 'standard'] as const satisfies readonly Role[];
export const overviewReaders = [
  'administrator',
  'advanced',
  'agent_operator',
] as const satisfies readonly Role[];

/** What most rows are: a token may, and no assessment has a say. */
const usual = { sessionOnly: false, within: null, ownerMay: false } as const;

export function mayRead(
  says: string,
  roles: readonly Role[],
  entitlement: Entitlement | null,
): PermissionRow {
  return { says, roles, entitlement, auditMandatory: false, rateClass: 'read', ...usual };
}
export function mayChange(
  says: string,
  roles: readonly Role[],
  entitlement: Entitlement | null,
): PermissionRow {
  return { says, roles, entitlement, auditMandatory: true, rateClass: 'change', ...usual };
}
export function mayAlterEnforcement(says: string, roles: readonly Role[]): PermissionRow {
  return { says, roles, entitlement: 'agentic', auditMandatory: true, rateClass: 'sensitive', ...usual };
}
/** Who gets in and what they may do: an administrator's, at a screen, so that a stolen token can't make more of itself. */
export function mayManagePeople(says: string): PermissionRow {
  return { ...mayChange(says, administrators, null), rateClass: 'sensitive', sessionOnly: true };
}
export function inPerson(row: PermissionRow): PermissionRow {
  return { ...row, sessionOnly: true };
}
/** Within one assessment: the tenant role is the ceiling, membership of the assessment decides. */
export function withinAssessment(
  row: PermissionRow,
  within: readonly AssessmentRole[],
  ownerMay = false,
): PermissionRow {
  return { ...row, within, ownerMay };
}
