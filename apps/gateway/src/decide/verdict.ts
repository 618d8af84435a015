/** What the decision point answers with: an action that may be performed, one that merely passes, or a refusal. */
import type { Action } from '@gamut/protocol/action';
import type { Decision } from '@gamut/protocol/decision';
import type { Receipt } from '@gamut/protocol/ledger';
import type { HeldFacts } from '../facts/facts-holder.ts';
import type { AllowedAction } from './allowed-action.ts';

export interface Allowed {
  readonly kind: 'allowed';
  readonly allowed: AllowedAction;
  readonly decision: Decision;
  readonly held: HeldFacts;
}

/** It passes, is recorded, and starts nothing: what stands for it is a token, or, after a question, nothing. */
export interface Passed {
  readonly kind: 'passed';
  readonly decisionId: string;
  readonly decision: Decision;
  readonly receipt: Receipt;
  readonly action: Action;
  readonly actionSha256: string;
  readonly factsVersion: number;
  readonly approval: string | null;
}

export interface Refusal {
  readonly kind: 'refused';
  readonly decisionId: string;
  readonly decision: Decision;
  /** Null: the refusal could not be recorded. */
  readonly receipt: Receipt | null;
  readonly approval: { readonly id: string; readonly expiresAt: string } | null;
  readonly incident: string | null;
}

export type Verdict = Allowed | Refusal;
