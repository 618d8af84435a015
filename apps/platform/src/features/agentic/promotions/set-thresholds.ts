/** This tenant's own thresholds of promotion, all three levels at once; the record says what they were. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField } from '../../../http/expected-refusals.ts';
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
