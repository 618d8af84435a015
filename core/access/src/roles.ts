/**
 * The roles a person can hold in one tenant. Exactly one tenant role, which is the ceiling, and any number of additive
 * roles that an administrator grants; within one assessment the roles of its members, which never lift that ceiling
 * (product text, section 1).
 */
export const tenantRoles = ['administrator', 'advanced', 'standard', 'subscriber'] as const;
export type TenantRole = (typeof tenantRoles)[number];

export const additiveRoles = ['agent_operator'] as const;
export type AdditiveRole = (typeof additiveRoles)[number];

export const assessmentRoles = ['lead_assessor', 'contributor', 'reviewer', 'viewer'] as const;
export type AssessmentRole = (typeof assessmentRoles)[number];

export type Role = TenantRole | AdditiveRole;
export const roles: readonly Role[] = [...tenantRoles, ...additiveRoles];

/** What each role is for, in a sentence that a screen can show. */
export const roleSays = {
  administrator: 'everything in the organisation, its people and this console',
  advanced: 'all assessment modules, AI analysis and exports',
  standard: 'core frameworks and limited AI; no control testing, no workpapers, no agentic stack',
  subscriber: 'signs in, and nothing else',
  agent_operator: 'the agentic stack, beside any role but subscriber',
  lead_assessor: 'all of one assessment: share, delete, approve, export',
  contributor: 'creates and updates within one assessment',
  reviewer: 'reads one assessment and writes notes',
  viewer: 'reads one assessment',
} as const satisfies Record<Role | AssessmentRole, string>;

/** The role when the text is one; a text that is none grants nothing. */
export function parseTenantRole(text: unknown): TenantRole | undefined {
  return tenantRoles.find((role) => role === text);
}

/** Unknown words are left out: a role that this build does not know can't grant anything. */
export function parseAdditiveRoles(texts: readonly unknown[]): AdditiveRole[] {
  return additiveRoles.filter((role) => texts.includes(role));
}

export function parseAssessmentRoles(texts: readonly unknown[]): AssessmentRole[] {
  return assessmentRoles.filter((role) => texts.includes(role));
}
