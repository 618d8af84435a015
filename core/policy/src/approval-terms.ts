/**
 * The terms of an approval that is asked for: who may give it and how long it stays open. Every gate that speaks about the
 * action is a stage of its own, and each must be satisfied; the approval stays open as long as the shortest of them.
 */
import type { ApprovalGateFacts } from '@gamut/protocol/facts';
import type { IndexedFacts } from './indexed-facts.ts';
import { matchingGates } from './controls/approval-gate.ts';
import type { ResolvedAction } from './resolve-action.ts';

export interface ApprovalStage {
  readonly gateId: string | null;
  readonly gateName: string | null;
  /** Asked for where nobody is named. */
  readonly approverRole: string;
  readonly approverIds: readonly string[];
  /** Distinct people. */
  readonly needed: number;
  /** An administrator may let the action pass at once, to be reviewed afterwards. */
  readonly breakGlass: boolean;
}

export interface ApprovalTerms {
  readonly gateId: string | null;
  readonly gateName: string | null;
  readonly approverRole: string;
  readonly expiresAfterMs: number;
  readonly stages: readonly ApprovalStage[];
}

/** A gate as its terms are read from it; facts leave out what Gateway has no use for. */
export type StageGate = Pick<ApprovalGateFacts, 'id' | 'name' | 'mode' | 'approverRole' | 'expiresAfterMs'> &
  Partial<Pick<ApprovalGateFacts, 'approversNeeded' | 'approverIds'>> & {
    readonly breakGlass?: 'allowed' | 'forbidden';
  };

/** When no gate speaks about the action: one administrator, within a day. */
const withoutGate: ApprovalTerms = {
  gateId: null,
  gateName: null,
  approverRole: 'administrator',
  expiresAfterMs: 86_400_000,
  stages: [
    {
      gateId: null,
      gateName: null,
      approverRole: 'administrator',
      approverIds: [],
      needed: 1,
      breakGlass: true,
    },
  ],
};

export function approvalTerms(indexed: IndexedFacts, resolved: ResolvedAction): ApprovalTerms {
  return termsOf(matchingGates(indexed, resolved));
}

/** A gate that asks each time speaks first; among several, the one that expires soonest. */
export function termsOf(gates: readonly StageGate[]): ApprovalTerms {
  const rank = (mode: string) => (mode === 'covers' ? 1 : 0);
  const inOrder = [...gates].sort(
    (a, b) => rank(a.mode) - rank(b.mode) || a.expiresAfterMs - b.expiresAfterMs || (a.id < b.id ? -1 : 1),
  );
  const [first] = inOrder;
  if (first === undefined) return withoutGate;
  return {
    gateId: first.id,
    gateName: first.name,
    approverRole: first.approverRole,
    expiresAfterMs: Math.min(...inOrder.map((gate) => gate.expiresAfterMs)),
    stages: inOrder.map((gate) => ({
      gateId: gate.id,
      gateName: gate.name,
      approverRole: gate.approverRole,
      approverIds: gate.approverIds ?? [],
      needed: gate.approversNeeded ?? 1,
      breakGlass: gate.breakGlass !== 'forbidden',
    })),
  };
}
