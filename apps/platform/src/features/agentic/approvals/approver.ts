/**
 * Who may answer an approval. Pure: the gate's role (an administrator holds every role of the tenant), an action that still
 * waits, and never the owner of a critical agent, who would be approving for themselves.
 */
import { heldRoles } from '@gamut/access/effective-right';

export interface Approver {
  readonly id: string;
  readonly role: string;
  readonly additiveRoles: readonly string[];
}

export interface AskedOf {
  readonly status: string;
  readonly approverRole: string;
  readonly agentTier: string;
  readonly agentOwnerId: string | null;
}

/** @returns why this person may not decide, in a sentence; undefined when they may */
export function whyMayNotDecide(person: Approver, asked: AskedOf): string | undefined {
  if (asked.status === 'expired') return 'Its time is over; the agent has to ask again.';
  if (asked.status !== 'pending') return 'It has been decided already.';
  const held: readonly string[] = heldRoles(person);
  if (!held.includes(asked.approverRole) && !held.includes('administrator'))
    return `Its gate asks for the role ${asked.approverRole}.`;
  if (asked.agentTier === 'critical' && asked.agentOwnerId === person.id) {
    return 'You answer for this critical agent, so somebody else has to approve for it.';
  }
  return undefined;
}
