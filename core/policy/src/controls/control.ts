/**
 * The shape of a control: it looks at one call and says what it saw and which gaps it found. It decides nothing; the
 * effect of each gap stands in the registry of reasons, and the lattice in `decide.ts`.
 */
import type { Reason } from '@gamut/protocol/decision';
import type { AgentFacts } from '@gamut/protocol/facts';
import type { LearnedRecipient } from '@gamut/protocol/learned-origin';
import type { TransactionCount } from '@gamut/protocol/transaction-limit';
import type { Contradictory } from '../contradictory.ts';
import type { IndexedFacts } from '../indexed-facts.ts';
import type { IndexedPermission } from '../indexed-permissions.ts';
import type { ResolvedAction } from '../resolve-action.ts';

export interface Usage {
  /** Calls counted in the running minute, this one not included: of the agent over all its tools, and of this tool. */
  readonly agentCalls: number;
  readonly toolCalls: number;
}

export interface CallInput {
  readonly indexed: IndexedFacts;
  readonly resolved: ResolvedAction;
  readonly nowMs: number;
  readonly usage: Usage;
  /** What was performed in the running windows, as platform counted it; absent until it has been asked. */
  readonly transactions?: readonly TransactionCount[] | undefined;
  /** Recipients of this call that an untrusted answer taught; absent until platform has been asked. */
  readonly learned?: readonly LearnedRecipient[] | undefined;
}

/** From control 2 on the agent is known. */
export interface ControlInput extends CallInput {
  readonly agent: AgentFacts;
}

export interface ControlFinding {
  /** What the control saw, in a person's words. */
  readonly saw: string;
  /** Empty: passed. */
  readonly reasons: readonly Reason[];
}

export type Control = (input: ControlInput) => ControlFinding;

const none: readonly Reason[] = [];

export function passed(saw: string): ControlFinding {
  return { saw, reasons: none };
}

export function found(saw: string, ...reasons: Reason[]): ControlFinding {
  return { saw, reasons };
}

/** The agent's permission for the tool that it calls. */
export function permissionOf(input: ControlInput): IndexedPermission | Contradictory | undefined {
  const { tool } = input.resolved;
  if (typeof tool === 'string') return undefined;
  return input.indexed.permissions.get(input.agent.id)?.get(tool.facts.id);
}
