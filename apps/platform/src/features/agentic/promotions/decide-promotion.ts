/**
 * The end of a promotion. Approved only when all five gates pass on the record as it is now, by somebody who did not ask: the level, the
 * promotion and the audit record are one transaction. Refused or withdrawn, the gates are kept as they stood.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { updateAgentRow } from '../agents/agent-store.ts';
import { holdToLoosen } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { holdRequested, loadPromotion, withGates } from './load-promotion.ts';
import type { Promotion } from './promotion.ts';
import { decidePromotionRow } from './promotion-store.ts';

export async function approvePromotion(
  change: Change,
  id: string,
  note: string,
): Promise<Audited<Promotion>> {
  const { tx, actor } = change;
  const at = change.now();
  const row = await holdRequested(tx, id);
  const agent = await holdToLoosen(change, row.agentId);
  if (row.requestedBy.id === actor.id)
    throw new AppError('forbidden', 'Who asks for a promotion does not approve it.', {
      fix: 'Let another administrator decide.',
      who: 'another administrator',
    });
  const { gates } = await withGates(tx, row, Date.parse(at));
  const open = gates.filter((gate) => !gate.passed);
  if (open.length > 0)
    throw new AppError('conflict', `Not all gates are passed: ${describeOpen(open)}.`, {
      fix: 'Settle what is open, then decide again. No gate can be waived.',
      who: 'whoever asked for the promotion',
    });
  await decidePromotionRow(tx, id, { status: 'approved', by: actor.id, at, note, gates });
  await updateAgentRow(tx, { ...agent, level: row.to }, at);
  await bumpFacts(tx);
  return change.succeed(
    {
      event: 'agent.promoted',
      subject: { kind: 'agent', id: agent.id, name: agent.name },
      before: { level: agent.level },
      after: {
        level: row.to,
        promotion: id,
        signOffs: row.signOffs.map(({ capacity, person }) => `${capacity}: ${person.name}`),
      },
      reason: note,
    },
    await loadPromotion(tx, id, Date.parse(at)),
  );
}

const endings = { refused: 'promotion.refused', withdrawn: 'promotion.withdrawn' } as const;

export async function endPromotion(
  change: Change,
  id: string,
  status: keyof typeof endings,
  note: string,
): Promise<Audited<Promotion>> {
  const { tx, actor } = change;
  const at = change.now();
  const row = await holdRequested(tx, id);
  const { gates } = await withGates(tx, row, Date.parse(at));
  await decidePromotionRow(tx, id, { status, by: actor.id, at, note, gates });
  return change.succeed(
    {
      event: endings[status],
      subject: { kind: 'promotion', id, name: row.agentName },
      before: { status: row.status },
      after: {
        status,
        agent: row.agentId,
        to: row.to,
        open: describeOpen(gates.filter((gate) => !gate.passed)),
      },
      reason: note,
    },
    await loadPromotion(tx, id, Date.parse(at)),
  );
}

function describeOpen(gates: readonly Promotion['gates'][number][]): string {
  return gates
    .map(({ title, checks }) => {
      const open = checks.filter((check) => !check.passed).map(({ asked, found }) => `${asked} (${found})`);
      return `${title}: ${open.join(', ')}`;
    })
    .join('; ');
}
