/** Who is shown all that an approval is asked with: those who may approve it, and nobody else. */
import { fits } from '@gamut/policy/approval-count';
import { whyKeptApart, type AskedOf, type Right } from './approver.ts';

/** Whoever fits a stage by a right of theirs, and whoever may let it pass at once where every gate allows that; open or ended. */
export function mayOpenArguments(
  personId: string,
  rights: readonly Right[],
  asked: Pick<AskedOf, 'stages' | 'critical' | 'agentOwnerIds' | 'requesterIds'>,
): boolean {
  if (whyKeptApart(personId, asked) !== undefined) return false;
  const free = rights.filter((right) => whyKeptApart(right.seatId, asked) === undefined);
  if (free.some((right) => asked.stages.some(({ stage }) => fits(stage, right)))) return true;
  const own = free.find((right) => right.delegationId === null);
  return own?.roles.includes('administrator') === true && asked.stages.every(({ stage }) => stage.breakGlass);
}
