/**
 * The roles a person can hold in one tenant. Exactly one tenant role, which is the ceiling, and any number of additive
 * roles that an administrator grants (product text, section 1). Assessment roles join this list with assessments.
 */
export const tenantRoles = ['administrator', 'advanced', 'standard', 'subscriber'] as const;
export type TenantRole = (typeof tenantRoles)[number];

export const additiveRoles = ['agent_operator'] as const;
export type AdditiveRole = (typeof additiveRoles)[number];

export type Role = TenantRole | AdditiveRole;
export const roles: readonly Role[] = [...tenantRoles, ...additiveRoles];

/** The role when the text is one; a text that is none grants nothing. */
export function parseTenantRole(text: unknown): TenantRole | undefined {
  return tenantRoles.find((role) => role === text);
}

/** Unknown words are left out: a role that this build does not know can't grant anything. */
export function parseAdditiveRoles(texts: readonly unknown[]): AdditiveRole[] {
  return additiveRoles.filter((role) => texts.includes(role));
}
