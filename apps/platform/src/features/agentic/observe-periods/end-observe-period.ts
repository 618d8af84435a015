/** Ends an observe period by hand, at once: the next call of the agent is judged by its permissions alone. */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { ObservePeriod } from './observe-period.ts';
import { endPeriodRow, findObservePeriod } from './observe-period-store.ts';

export async function endObservePeriod(
  change: Change,
  id: string,
  reason: string,
): Promise<Audited<ObservePeriod>> {
  const { tx, actor } = change;
  const before = await findObservePeriod(tx, id, change.now());
  if (before === undefined) throw notFound('observe period');
  await bumpFacts(tx);
  const at = change.now();
  if (!(await endPeriodRow(tx, { id, at, how: 'by_hand', by: actor.id, reason })))
    throw new AppError('conflict', 'This observe period has ended already.', {
      fix: 'Nothing needs to be done.',
      who: 'the person',
    });
  return change.succeed(
    {
      event: 'observe_period.ended',
      subject: { kind: 'observe_period', id, name: before.agentName },
      before: { state: 'running', endsAt: before.endsAt },
      after: { state: 'ended', how: 'by_hand', endedAt: at },
      reason,
    },
    (await findObservePeriod(tx, id, at)) as ObservePeriod,
  );
}
