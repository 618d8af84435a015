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

/** What is counted, since it costs money and trust: spent before it is done, anew at UTC midnight and on the 1st. */
export const quotaNames = ['ai_analysis', 'policy_generation'] as const;
export type QuotaName = (typeof quotaNames)[number];

export interface QuotaLimit {
  readonly perDay: number;
  readonly perMonth: number;
}

const noQuota = { perDay: 0, perMonth: 0 } as const satisfies QuotaLimit;

/** For the whole tenant. */
export const planQuotas = {
  standard: { ai_analysis: { perDay: 20, perMonth: 200 }, policy_generation: noQuota },
  advanced: {
    ai_analysis: { perDay: 100, perMonth: 1500 },
    policy_generation: { perDay: 20, perMonth: 200 },
  },
  enterprise: {
    ai_analysis: { perDay: 500, perMonth: 10_000 },
    policy_generation: { perDay: 100, perMonth: 1000 },
  },
  trial: { ai_analysis: { perDay: 50, perMonth: 500 }, policy_generation: { perDay: 10, perMonth: 50 } },
  platform: { ai_analysis: noQuota, policy_generation: noQuota },
  no_access: { ai_analysis: noQuota, policy_generation: noQuota },
} as const satisfies Record<Plan, Readonly<Record<QuotaName, QuotaLimit>>>;

/** A plan that is not in the table has none. */
export function quotaOf(plan: string, quota: QuotaName): QuotaLimit {
  return Object.hasOwn(planQuotas, plan) ? planQuotas[plan as Plan][quota] : noQuota;
}
