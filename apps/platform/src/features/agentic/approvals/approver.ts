/**
 * Who may answer an approval, and by which right. Pure: a right fits a stage that names its holder or asks for a role that they
 * hold (an administrator holds every role of the tenant), nobody votes twice, and never whoever answers for a critical agent,
 * or for the agent of a critical action, or may hold the token by which it was asked for: they would be approving for themselves.
 */
import { fits, type CountedVote } from '@gamut/policy/approval-count';
import type { ApprovalStage } from '@gamut/policy/approval-terms';

/** A person's own right, or one that was lent to them. */
export interface Right extends Pick<CountedVote, 'seatId' | 'roles'> {
  readonly seatEpoch: number;
  readonly delegationId: string | null;
}

export interface AskedOf {
  readonly status: string;
  readonly stages: readonly { readonly stage: ApprovalStage; readonly passed: boolean }[];
  /** The agent or the action is critical. */
  readonly critical: boolean;
  /** Who answers for the agent now, and whoever has since it was asked. */
  readonly agentOwnerIds: readonly string[];
  /** Who issued or rotated the credential that asked, so that they may hold its token; none: not known. */
  readonly requesterIds: readonly string[];
  readonly votes: readonly (Pick<CountedVote, 'personId' | 'seatId'> & { readonly stands: boolean })[];
}

/** Why not, to whoever answers for what is critical. */
export const yoursToAnswerFor = 'You answer for this critical agent, so somebody else has to decide on it.';

/** Why not, to whoever may hold the token by which it was asked for. */
export const yoursToAsk =
  'You issued the credential by which the agent asked, or one before it, so somebody else has to decide on it.';

export type Verdict = 'approved' | 'refused';

/** @returns the right that is used, the person's own before a lent one; or why there is none, in a sentence */
export function findRight(
  personId: string,
  rights: readonly Right[],
  asked: AskedOf,
  verdict: Verdict,
): Right | string {
  const closed = whyClosed(asked);
  if (closed !== undefined) return closed;
  const apart = whyKeptApart(personId, asked);
  if (apart !== undefined) return apart;
  const standing = asked.votes.filter((vote) => vote.stands);
  if (standing.some((vote) => vote.personId === personId)) return 'You have voted on it already.';
  const free = rights.filter(
    (right) =>
      whyKeptApart(right.seatId, asked) === undefined &&
      !standing.some((vote) => vote.seatId === right.seatId),
  );
  const fitting = free.filter((right) => asked.stages.some(({ stage }) => fits(stage, right)));
  if (fitting.length === 0)
    return `It asks for ${asked.stages.map(({ stage }) => wordsOf(stage)).join(', and for ')}.`;
  // whoever may approve may refuse, also when their own stage is satisfied
  const wanted = fitting.find((right) =>
    asked.stages.some(({ stage, passed }) => !passed && fits(stage, right)),
  );
  if (wanted !== undefined) return wanted;
  return verdict === 'refused'
    ? (fitting[0] as Right)
    : 'Those whom you could approve for have approved; it waits for others.';
}

export function whyClosed({ status }: Pick<AskedOf, 'status'>): string | undefined {
  if (status === 'expired') return 'Its time is over; the agent has to ask again.';
  return status === 'pending' ? undefined : 'It has been decided already.';
}

/** Of what they answer for while it is critical, and of what they may have asked for themselves, nobody decides. */
export function whyKeptApart(
  personId: string,
  asked: Pick<AskedOf, 'critical' | 'agentOwnerIds' | 'requesterIds'>,
): string | undefined {
  if (answersFor(personId, asked)) return yoursToAnswerFor;
  return asked.requesterIds.includes(personId) ? yoursToAsk : undefined;
}

export function answersFor(personId: string, asked: Pick<AskedOf, 'critical' | 'agentOwnerIds'>): boolean {
  return asked.critical && asked.agentOwnerIds.includes(personId);
}

function wordsOf({ approverRole, approverIds, needed }: ApprovalStage): string {
  const many = needed === 1 ? 'one' : String(needed);
  return approverIds.length > 0
    ? `${many} of the people whom its gate names`
    : `${many} with the role ${approverRole}`;
}

interface GivenVote {
  readonly person_id: string;
  readonly verdict: string;
  readonly lapse: string | null;
}

/** An approving vote that counts, by whoever gave it, while the approval is open: what was used or ended is done. */
export function mayTakeBack(personId: string, vote: GivenVote, status: string): boolean {
  const isOpen = status === 'pending' || status === 'approved';
  return isOpen && vote.person_id === personId && vote.verdict === 'approved' && vote.lapse === null;
}
