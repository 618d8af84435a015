/**
 * Counts the votes on one approval: n of m distinct people in every stage, one refusal refuses, and an emergency stands for
 * all of it where no stage forbids it. One vote counts in every stage that it fits: a stage is a gate's own demand, and whoever
 * wants more people says so in the gate (docs/decisions/0022). Pure and total: a chain without stages, or a stage that asks for nobody, never passes.
 */
import type { ApprovalStage } from './approval-terms.ts';

export interface CountedVote {
  readonly personId: string;
  /** Whose right was used: the voter's own, or that of whoever lent it. */
  readonly seatId: string;
  /** Held by that person when it was given. */
  readonly roles: readonly string[];
  readonly verdict: 'approved' | 'refused' | 'broke_glass';
  /** Both still are what they were; a refusal needs no standing. */
  readonly stands: boolean;
  /** What the voter was shown, each by its key (reason-key.ts). */
  readonly reasonCodes: readonly string[];
}

export interface StageCount {
  readonly stage: ApprovalStage;
  readonly given: number;
  readonly passed: boolean;
}

export interface ApprovalCount {
  readonly outcome: 'pending' | 'approved' | 'refused';
  readonly stages: readonly StageCount[];
  readonly brokeGlass: boolean;
  /** Shown to all who approved: these are answered, and no others. */
  readonly reasonCodes: readonly string[];
}

export function countVotes(stages: readonly ApprovalStage[], votes: readonly CountedVote[]): ApprovalCount {
  const counts = stages.map((stage) => countStage(stage, votes));
  const refused = votes.some((vote) => vote.verdict === 'refused');
  const emergency = votes.filter((vote) => vote.verdict === 'broke_glass' && vote.stands);
  const brokeGlass =
    emergency.length > 0 && stages.length > 0 && stages.every((stage) => isWhole(stage) && stage.breakGlass);
  const passed = brokeGlass || (counts.length > 0 && counts.every((count) => count.passed));
  const approving = brokeGlass
    ? emergency
    : votes.filter((vote) => counted(vote) && stages.some((stage) => fits(stage, vote)));
  return {
    outcome: refused ? 'refused' : passed ? 'approved' : 'pending',
    stages: counts,
    brokeGlass,
    reasonCodes: shownToAll(approving),
  };
}

/** A right fits a stage that names its holder, or that names nobody and asks for a role which they hold. */
export function fits(stage: ApprovalStage, right: Pick<CountedVote, 'seatId' | 'roles'>): boolean {
  if (stage.approverIds.length > 0) return stage.approverIds.includes(right.seatId);
  return right.roles.includes(stage.approverRole) || right.roles.includes('administrator');
}

/** A stage that asks for at least one, and for no more than it names. */
export function isWhole({ needed, approverIds }: ApprovalStage): boolean {
  const named = new Set(approverIds).size;
  return Number.isInteger(needed) && needed >= 1 && (named === 0 || needed <= named);
}

function countStage(stage: ApprovalStage, votes: readonly CountedVote[]): StageCount {
  const people = new Set<string>();
  const seats = new Set<string>();
  for (const vote of votes) {
    if (!counted(vote) || !fits(stage, vote)) continue;
    // nobody counts twice, neither by their own right and a lent one, nor one right through two people
    if (people.has(vote.personId) || seats.has(vote.seatId)) continue;
    people.add(vote.personId);
    seats.add(vote.seatId);
  }
  return { stage, given: seats.size, passed: isWhole(stage) && seats.size >= stage.needed };
}

function counted(vote: CountedVote): boolean {
  return vote.verdict === 'approved' && vote.stands;
}

function shownToAll(votes: readonly CountedVote[]): string[] {
  const [first, ...others] = votes;
  if (first === undefined) return [];
  return [...new Set(first.reasonCodes)].filter((code) =>
    others.every((vote) => vote.reasonCodes.includes(code)),
  );
}
