/** Closes a finding, with the reason why it holds no longer: validated by somebody else than who opened it (product.md section 2). */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { AnswersForIt } from '../../../http/separation.ts';
import { holdToLoosen } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Finding } from './finding.ts';
import { closeFindingRow, findFinding } from './finding-store.ts';

export async function closeFinding(change: Change, id: string, reason: string): Promise<Audited<Finding>> {
  const { tx, actor } = change;
  const before = await findFinding(tx, id);
  if (before === undefined) throw notFound('finding');
  await holdToLoosen(change, before.agentId);
  assertSomebodyElse(before, actor.id);
  if (!(await closeFindingRow(tx, id, { by: actor.id, at: change.now(), reason }))) {
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
      before: { status: before.status, openedBy: before.createdBy?.id ?? null },
      after: { status: finding.status },
      reason,
    },
    finding,
  );
}

/** Who opened a finding of before is not known; nor did anybody open what the system found. */
function assertSomebodyElse({ createdBy, agentId }: Finding, personId: string): void {
  if (createdBy?.id !== personId) return;
  throw new AnswersForIt(
    'Whoever opened a finding does not close it.',
    {
      fix: 'Let somebody else look whether it is mended, and close it.',
      who: 'somebody else who may close findings',
    },
    [agentId],
  );
}
