/**
 * What each plan entitles a tenant to. A person can do the lower of what the plan entitles and what the role permits;
 * administrators are not exempt. A plan that is not in this table entitles to nothing.
 */
export const entitlements = ['core', 'assurance', 'audit_trail', 'agentic'] as const;
export type Entitlement = (typeof entitlements)[number];

export const planEntitlements = {
  standard: ['core'],
  advanced: ['core', 'assurance', 'audit_trail'],
  enterprise: ['core', 'assurance', 'audit_trail', 'agentic'],
  trial: ['core', 'assurance', 'audit_trail', 'agentic'],
  platform: [],
  no_access: [],
} as const satisfies Record<string, readonly Entitlement[]>;
export type Plan = keyof typeof planEntitlements;

export function planEntitles(plan: string, entitlement: Entitlement): boolean {
  if (!Object.hasOwn(planEntitlements, plan)) return false;
  const granted: readonly Entitlement[] = planEntitlements[plan as Plan];
  return granted.includes(entitlement);
}
