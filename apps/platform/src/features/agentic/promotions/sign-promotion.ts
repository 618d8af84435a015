/**
 * A person signs a promotion, in one capacity and by name. Who asked does not sign; security's signature is not given by the person
 * who answers for the agent; one person signs once.
 */
import { signOffsFor } from '@gamut/governance/promotion-sign-offs';
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { holdRequested, loadPromotion } from './load-promotion.ts';
import type { Promotion, SignOff } from './promotion.ts';
import { insertSignOff } from './promotion-store.ts';

export async function signPromotion(
  change: Change,
  id: string,
  signed: SignOff,
): Promise<Audited<Promotion>> {
  const { tx, actor } = change;
  const promotion = await holdRequested(tx, id);
  const agent = await holdAgent(tx, promotion.agentId);
  if (promotion.requestedBy.id === actor.id) throw mayNot('Who asks for a promotion does not sign it.');
  if (signed.capacity === 'security' && agent.human_owner_id === actor.id)
    throw mayNot('Who answers for the agent does not sign for its security.');
  if (!signOffsFor(promotion.to).includes(signed.capacity))
    throw mayNot(`A promotion to ${promotion.to} is not signed for ${signed.capacity}.`);
  await refuseTaken(
    insertSignOff(tx, promotion, { ...signed, by: actor.id, at: change.now() }),
    'A signature in this capacity, or of yours,',
  );
  return change.succeed(
    {
      event: 'promotion.signed',
      subject: { kind: 'promotion', id, name: promotion.agentName },
      after: { capacity: signed.capacity, to: promotion.to, revision: promotion.revision },
      reason: signed.note,
    },
    await loadPromotion(tx, id, Date.parse(change.now())),
  );
}

function mayNot(message: string): AppError {
  return new AppError('forbidden', message, {
    fix: 'Let another person sign.',
    who: 'somebody else who may sign promotions',
  });
}
