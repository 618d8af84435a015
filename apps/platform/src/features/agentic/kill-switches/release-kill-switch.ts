/**
 * Releases a kill switch, with a reason: what it stopped is decided on anew, and nothing that it cut off is taken up again.
 * Whoever may release may release their own, since a false alarm must not need a second administrator; but not whoever answers for
 * something critical that it stops.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { assertMayLoosen, type Within } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { KillSwitch } from './kill-switch.ts';
import { findKillSwitch, releaseKillSwitchRow } from './kill-switch-store.ts';

export async function releaseKillSwitch(
  change: Change,
  id: string,
  reason: string,
): Promise<Audited<KillSwitch>> {
  const { tx, actor } = change;
  const before = await findKillSwitch(tx, id);
  if (before === undefined) throw notFound('kill switch');
  await assertMayLoosen(change, reachOf(before));
  if (!(await releaseKillSwitchRow(tx, id, actor.id, reason, change.now())))
    throw new AppError('conflict', 'This kill switch is released already.', {
      fix: 'Nothing needs to be done.',
      who: 'the person',
    });
  await bumpFacts(tx);
  const { target, targetId, targetName } = before;
  const subject = { kind: 'kill_switch', id, name: targetName };
  return change.succeed(
    {
      event: 'kill_switch.released',
      subject,
      before: { state: 'engaged', target, targetId },
      after: { state: 'released' },
      reason,
    },
    (await findKillSwitch(tx, id)) as KillSwitch,
  );
}

function reachOf({ target, targetId }: KillSwitch): Within {
  if (target === 'agent') return { agentId: targetId };
  if (target === 'tool') return { toolId: targetId };
  return target === 'connector' ? { connectorId: targetId } : 'all_agents';
}
