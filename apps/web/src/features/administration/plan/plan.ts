/** The plan as platform shows it, and how near a limit is, before it bites. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import type { Verdict } from '../../../parts/verdict.ts';
import { count } from '../../../parts/wording.ts';

export type Plan = Noun<'PlanStanding'>;
export type Quota = Plan['quotas'][number];

export function usePlan() {
  return useQuery({
    queryKey: ['plan'],
    queryFn: ({ signal }) => getJson<Plan>('/v1/plan', {}, signal),
    refetchInterval: 15_000,
  });
}

const nearShare = 0.8;

/** Pure: used and lent together, as a share of the limit; a limit of nothing is no share. */
export const usedShare = ({ used, reserved, limit }: Quota): number =>
  limit === 0 ? 0 : Math.min((used + reserved) / limit, 1);

/** Pure: what stands out about it, in words. */
export function quotaVerdict(quota: Quota): Verdict {
  if (quota.limit === 0) return { mark: 'off', text: 'Not in this plan' };
  if (quota.left === 0) return { mark: 'block', text: 'Used up' };
  if (usedShare(quota) >= nearShare) return { mark: 'degrade', text: `${count(quota.left)} left` };
  return { mark: 'plain', text: `${count(quota.left)} left` };
}

const quotaSays: Readonly<Record<Quota['quota'], string>> = {
  ai_analysis: 'AI analyses',
  policy_generation: 'Policy drafts',
};
export const quotaText = (quota: Quota['quota']): string => quotaSays[quota];

const entitlementSays: Readonly<Record<string, string>> = {
  core: 'Core: systems, intake, assessments, risks, policies, model cards',
  assurance: 'Assurance: all frameworks, control testing, workpapers, findings, evidence, reports',
  audit_trail: 'Audit trail: journal, audit log, its exports, streams and webhooks',
  agentic: 'Agentic stack: agents, Gateway, Claw, discovery',
};
export const entitlementText = (entitlement: string): string => entitlementSays[entitlement] ?? entitlement;

const rateSays: Readonly<Record<string, string>> = {
  read: 'Reading',
  change: 'Changes',
  sensitive: 'Changes of who may do what, and of enforcement',
  heavy: 'Exports and verifications',
  sign_in: 'Guesses at a password',
};
export const rateText = (rateClass: string): string => rateSays[rateClass] ?? rateClass;
