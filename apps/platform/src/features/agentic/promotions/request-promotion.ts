/** Asks for an agent's promotion to its next level. One at a time for an agent; every gate may still be open. */
import { nextLevel } from '@gamut/governance/judge-promotion';
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { loadPromotion } from './load-promotion.ts';
import type { NewPromotion, Promotion, PromotionPatch } from './promotion.ts';
import { holdRequested } from './load-promotion.ts';
import { amendPromotionRow, insertPromotion } from './promotion-store.ts';

export async function requestPromotion(change: Change, wanted: NewPromotion): Promise<Audited<Promotion>> {
  const { tx } = change;
  const agent = await holdAgent(tx, wanted.agentId);
  const to = nextLevel(agent.level);
  if (to === undefined || agent.level === null || agent.status === 'retired')
    throw new AppError('conflict', 'There is no level above this agent’s own.', {
      fix: 'A principal, a retired agent and one without a level are not promoted.',
      who: 'an administrator',
    });
  const id = change.newId('pmt');
  const { businessValue, accuracy = null, evidence = [] } = wanted;
  const row = { id, agentId: agent.id, from: agent.level, to, businessValue, accuracy, evidence };
  await refuseTaken(
    insertPromotion(tx, { ...row, by: change.actor.id, requestedAt: change.now() }),
    'A promotion of this agent that waits',
  );
  const promotion = await loadPromotion(tx, id, Date.parse(change.now()));
  return change.succeed(
    {
      event: 'promotion.requested',
      subject: { kind: 'promotion', id, name: agent.name },
      after: { agent: agent.id, from: agent.level, to, evidence: evidence.map((one) => one.kind) },
      reason: businessValue,
    },
    promotion,
  );
}

/** Who signed before has signed something else: the signatures of the revision before no longer count. */
export async function amendPromotion(
  change: Change,
  id: string,
  patch: PromotionPatch,
): Promise<Audited<Promotion>> {
  const { tx } = change;
  const before = await holdRequested(tx, id);
  const { businessValue, accuracy, evidence } = before;
  await amendPromotionRow(tx, id, { businessValue, accuracy, evidence, ...patch });
  const promotion = await loadPromotion(tx, id, Date.parse(change.now()));
  return change.succeed(
    {
      event: 'promotion.amended',
      subject: { kind: 'promotion', id, name: before.agentName },
      before: {
        revision: before.revision,
        evidence: evidence.map((one) => one.kind),
        signOffs: before.signOffs.map(({ capacity, person }) => `${capacity}: ${person.name}`),
      },
      after: { revision: promotion.revision, evidence: promotion.evidence.map((one) => one.kind) },
      reason: promotion.businessValue,
    },
    promotion,
  );
}
