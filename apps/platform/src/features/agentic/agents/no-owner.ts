/**
 * Separation: what sets a critical agent free, or lets it go further, is not decided by whoever answers for it (security.md section 6).
 * The writers of such acts take what this returns as the one who did it, so an act that did not ask has nobody to name.
 */
import { AppError } from '@gamut/kernel/app-error';
import { answersFor } from '../approvals/approver.ts';
import type { LockedAgent } from './agent-store.ts';

declare const asked: unique symbol;

/** Who acts, and owns none of the critical agents that it is about. Made here only. */
export interface NoOwner {
  readonly personId: string;
  readonly [asked]: true;
}

export type OwnedAgent = Pick<LockedAgent, 'tier' | 'human_owner_id'>;

/** @throws AppError `forbidden` */
export function assertNoOwner(agents: readonly OwnedAgent[], personId: string): NoOwner {
  if (!agents.some((agent) => isItsOwner(agent, personId))) return { personId } as NoOwner;
  throw new AppError('forbidden', 'The agent is critical, and whoever answers for it does not decide here.', {
    fix: 'Let somebody else do it.',
    who: 'somebody who does not own the agent',
  });
}

export function isItsOwner({ tier, human_owner_id }: OwnedAgent, personId: string): boolean {
  return answersFor(personId, { critical: tier === 'critical', agentOwnerId: human_owner_id });
}
