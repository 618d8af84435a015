/**
 * Who may loosen what (decision 42). Each changing route of agentic records says what it may loosen, and the pipeline commits none
 * that loosened, or might have, without the question whether its maker answers for what is critical there.
 */
import type { Entitlement } from '@gamut/access/plans';
import { AppError } from '@gamut/kernel/app-error';

/** One agent or a few that it names, whatever its tenant's agents do, or one action that waits. */
export type Reach = 'an_agent' | 'all_agents' | 'an_action';
/** Nothing, with the reason in words: what it changes stops something, waits for somebody else, or is no rule at all. */
export type Loosens = Reach | { readonly nothing: string };

/** A row of agentic records that does not say what it may loosen does not compile. */
export type Loosening =
  | { readonly entitlement: 'agentic'; readonly loosens: Loosens }
  | { readonly entitlement: Exclude<Entitlement, 'agentic'> | null };

export function loosensOf(face: Loosening): Loosens | null {
  return 'loosens' in face ? face.loosens : null;
}

/** What was asked within one change. */
export interface Separation {
  /** Whoever makes the change was asked, and answers for nothing critical in this reach. */
  keptApart(reach: Reach): void;
  /** What its body asks for lets no agent go further, whoever asks. */
  tightens(): void;
  has(reach: Reach): boolean;
}

export function openSeparation(): Separation {
  const asked = new Set<Reach>();
  let tightened = false;
  return {
    keptApart: (reach) => void asked.add(reach),
    tightens: () => void (tightened = true),
    has: (reach) => asked.has(reach) || tightened,
  };
}

/** @throws when a change that may loosen has asked nobody: then nothing may commit */
export function assertKeptApart(separation: Separation, loosens: Loosens | null): void {
  if (typeof loosens === 'string' && !separation.has(loosens))
    throw new Error(`a change that may loosen ${loosens} did not ask who makes it`);
}

/** Refused to whoever answers for what is critical; the pipeline records it. */
export class AnswersForIt extends AppError {
  /** The agents, by id. */
  readonly agents: readonly string[];

  constructor(message: string, detail: { fix: string; who: string }, agents: readonly string[]) {
    super('forbidden', message, detail);
    this.agents = agents;
  }
}
