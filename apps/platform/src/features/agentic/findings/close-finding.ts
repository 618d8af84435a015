/** Closes a finding, with the reason why it holds no longer. */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { holdToLoosen } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Finding } from './finding.ts';
import { closeFindingRow, findFinding } from './finding-store.ts';

export async function closeFinding(change: Change, id: string, reason: string): Promise<Audited<Finding>> {
  const { tx } = change;
  const before = await findFinding(tx, id);
  if (before === undefined) throw notFound('finding');
  await holdToLoosen(change, before.agentId);
  if (!(await closeFindingRow(tx, id, change.now()))) {
    throw new AppError('conflict', `This finding is ${before.status} already.`, {
      fix: 'Nothing needs to be done.',
      who: 'the person',
    });
  }
  await bumpFacts(tx);
  const finding = (await findFinding(tx, id)) as Finding;
  const subject = { kind: 'finding', id, name: finding.title };
  return change.succeed(
    {
      event: 'finding.closed',
      subject,
      before: { status: before.status },
      after: { status: finding.status },
      reason,
    },
    finding,
  );
}
