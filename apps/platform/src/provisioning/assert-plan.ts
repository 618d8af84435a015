/** A tenant is made on a plan that entitles to something known: one that nobody declared would leave it without anything, and say so nowhere. */
import { planEntitlements } from '@gamut/access/plans';
import { AppError } from '@gamut/kernel/app-error';

/** @throws AppError `validation_failed` */
export function assertPlan(plan: string): void {
  if (Object.hasOwn(planEntitlements, plan)) return;
  throw new AppError('validation_failed', `there is no plan ${JSON.stringify(plan.slice(0, 60))}`, {
    fix: `give one of ${Object.keys(planEntitlements).join(', ')}`,
    who: 'whoever operates Gamut',
  });
}
