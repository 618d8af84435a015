/** Who is shown all that an approval is asked with: those who may approve it, and nobody else. */
import { fits } from '@gamut/policy/approval-count';
import { answersFor, type AskedOf, type Right } from './approver.ts';

/** Whoever fits a stage by a right of theirs, and whoever may let it pass at once where every gate allows that; open or ended. */
export function mayOpenArguments(
  personId: string,
  rights: readonly Right[],
  asked: Pick<AskedOf, 'stages' | 'critical' | 'agentOwnerIds'>,
): boolean {
  if (answersFor(personId, asked)) return false;
  const free = rights.filter((right) => !answersFor(right.seatId, asked));
  if (free.some((right) => asked.stages.some(({ stage }) => fits(stage, right)))) return true;
  const own = free.find((right) => right.delegationId === null);
  return own?.roles.includes('administrator') === true && asked.stages.every(({ stage }) => stage.breakGlass);
}
