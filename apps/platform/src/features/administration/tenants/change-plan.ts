/**
 * A change of plan, as exact as a suspension: committed in home with its entry, then the version of the facts moves, and only then is
 * the operator answered. A person's next request is judged by the new plan, and so is the next batch of an agent's decisions.
 */
import { planEntitlements, type Plan } from '@gamut/access/plans';
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { invalidField } from '../../../http/expected-refusals.ts';
import type { ControlAudited, OperatorChange } from '../../../http/operator-change.ts';
import { moveFacts } from './move-facts.ts';
import { tenantOf } from './tenant.ts';
import { assertNoActiveJob, loadStanding } from './tenant-standing.ts';
import { setPlan } from './tenant-store.ts';

export const planNames = Object.keys(planEntitlements) as [Plan, ...Plan[]];
export const trialDaysMax = 365;
const trialDaysUsual = 30;
const dayMs = 24 * 3_600_000;

export interface PlanAsked {
  readonly slug: string;
  readonly plan: Plan;
  readonly reason: string;
  /** From now on; for a trial alone. */
  readonly trialDays?: number;
}

export async function changePlan(
  change: OperatorChange,
  db: Database,
  { slug, plan, reason, trialDays }: PlanAsked,
): Promise<ControlAudited<ReturnType<typeof tenantOf>>> {
  if (plan !== 'trial' && trialDays !== undefined)
    throw invalidField('/trialDays', 'is for a trial alone', 'Leave it out, or set the plan to trial.');
  const tenant = await loadStanding(change.tx, slug);
  await assertNoActiveJob(change.tx, tenant, ['tenant.export']);
  if (tenant.status === 'deleting' || tenant.status === 'moving')
    throw new AppError('conflict', `${slug} is ${tenant.status}, and its plan can’t be changed now.`, {
      fix: 'gamut tenant list shows how each tenant stands.',
      who: 'the operator',
    });
  const endsAt =
    plan === 'trial' ? new Date(Date.parse(change.now()) + (trialDays ?? trialDaysUsual) * dayMs) : null;
  await setPlan(change.tx, tenant.id, { plan, trialEndsAt: endsAt });
  change.afterCommit(() => moveFacts(db, tenant.id));
  return change.succeed(
    {
      event: 'tenant.plan_changed',
      subject: { kind: 'tenant', id: tenant.id, name: slug },
      before: planOf(tenant.plan, tenant.trial_ends_at),
      after: planOf(plan, endsAt),
      reason,
      concerns: tenant.id,
    },
    tenantOf({ ...tenant, plan, trial_ends_at: endsAt }),
  );
}

function planOf(plan: string, trialEndsAt: Date | null) {
  return { plan, trialEndsAt: trialEndsAt?.toISOString() ?? null };
}
