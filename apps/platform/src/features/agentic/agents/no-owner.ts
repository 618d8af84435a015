/**
 * Separation: what sets a critical agent free, or lets it go further, is not decided by whoever answers for it (security.md section 6).
 * The writers of such acts take what this returns as the one who did it, so an act that did not ask has nobody to name; and the
 * pipeline commits no change whose route may loosen and that has asked neither this nor `may-loosen.ts`.
 */
import type { Change } from '../../../http/change.ts';
import { AnswersForIt } from '../../../http/separation.ts';
import { answersFor } from '../approvals/approver.ts';

declare const asked: unique symbol;

/** Who acts, and owns none of the critical agents that it is about. Made here only. */
export interface NoOwner {
  readonly personId: string;
  readonly [asked]: true;
}

export interface OwnedAgent {
  readonly id: string;
  readonly human_owner_id: string | null;
  /** As `critical-matters.ts` tells it. */
  readonly critical: boolean;
}

/**
 * @param personId who else than the maker of the change is asked about
 * @throws AnswersForIt
 */
export function assertNoOwner(
  { actor, separation }: Pick<Change, 'actor' | 'separation'>,
  agents: readonly OwnedAgent[],
  personId = actor.id,
): NoOwner {
  const own = agents.filter((agent) => isItsOwner(agent, personId));
  if (own.length > 0)
    throw new AnswersForIt(
      'The agent is critical, has something critical open or a critical tool, and whoever answers for it does not decide here.',
      { fix: 'Let somebody else do it.', who: 'somebody who does not own the agent' },
      own.map(({ id }) => id),
    );
  if (personId === actor.id) separation.keptApart('an_agent');
  return { personId } as NoOwner;
}

export function isItsOwner(
  { critical, human_owner_id }: Pick<OwnedAgent, 'critical' | 'human_owner_id'>,
  personId: string,
): boolean {
  return human_owner_id !== null && answersFor(personId, { critical, agentOwnerIds: [human_owner_id] });
}
