/** This tenant's own thresholds of promotion, all three levels at once; the record says what they were. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField } from '../../../http/expected-refusals.ts';
import { assertMayLoosenUnless } from '../agents/may-loosen.ts';
import { targetLevels, type PromotionThresholdTable } from './promotion.ts';
import { loadThresholds, replaceThresholds } from './promotion-store.ts';

export async function setThresholds(
  change: Change,
  { thresholds }: PromotionThresholdTable,
): Promise<Audited<PromotionThresholdTable>> {
  const { tx } = change;
  if (targetLevels.some((to) => thresholds.filter((one) => one.to === to).length !== 1))
    throw invalidField('/thresholds', 'name each level once', `Give ${targetLevels.join(', ')}.`);
  const before = await loadThresholds(tx);
  const stricter = targetLevels.every((to) => {
    const [was, now] = [before, thresholds].map((all) => all.find((one) => one.to === to));
    return was !== undefined && now !== undefined && isAsStrict(now, was);
  });
  await assertMayLoosenUnless(change, stricter, 'all_agents');
  await replaceThresholds(tx, thresholds, change.now());
  const after = await loadThresholds(tx);
  return change.succeed(
    {
      event: 'promotion.thresholds_set',
      subject: { kind: 'promotion_thresholds', id: 'promotion_thresholds', name: 'Thresholds of promotion' },
      before: { thresholds: before.map((one) => ({ ...one, evidence: [...one.evidence] })) },
      after: { thresholds: after.map((one) => ({ ...one, evidence: [...one.evidence] })) },
    },
    { thresholds: after.map((one) => ({ ...one, evidence: [...one.evidence] })) },
  );
}

type Threshold = Omit<PromotionThresholdTable['thresholds'][number], 'to' | 'evidence'> & {
  readonly evidence: readonly string[];
};

/** Nothing that it asks for is less than before. */
function isAsStrict(now: Threshold, was: Threshold): boolean {
  const atLeast = (one: number | null, other: number | null): boolean =>
    other === null || (one !== null && one >= other);
  return (
    now.daysAtLevelMin >= was.daysAtLevelMin &&
    now.availabilityMin >= was.availabilityMin &&
    atLeast(now.acceptanceMin, was.acceptanceMin) &&
    atLeast(now.accuracyMin, was.accuracyMin) &&
    was.evidence.every((one) => now.evidence.includes(one))
  );
}
