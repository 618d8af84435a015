/** The terms of an approval that is asked for: who may give it and how long it stays open, from the gates that match. */
import type { IndexedFacts } from './indexed-facts.ts';
import { matchingGates } from './controls/approval-gate.ts';
import type { ResolvedAction } from './resolve-action.ts';

export interface ApprovalTerms {
  readonly gateId: string | null;
  readonly gateName: string | null;
  readonly approverRole: string;
  readonly expiresAfterMs: number;
}

/** When no gate speaks about the action: an administrator, within a day. */
const withoutGate: ApprovalTerms = {
  gateId: null,
  gateName: null,
  approverRole: 'administrator',
  expiresAfterMs: 86_400_000,
};

/** A gate that asks each time speaks first; among several, the one that expires soonest. */
export function approvalTerms(indexed: IndexedFacts, resolved: ResolvedAction): ApprovalTerms {
  const rank = (mode: string) => (mode === 'covers' ? 1 : 0);
  const gate = [...matchingGates(indexed, resolved)].sort(
    (a, b) => rank(a.mode) - rank(b.mode) || a.expiresAfterMs - b.expiresAfterMs || (a.id < b.id ? -1 : 1),
  )[0];
  if (gate === undefined) return withoutGate;
  return {
    gateId: gate.id,
    gateName: gate.name,
    approverRole: gate.approverRole,
    expiresAfterMs: gate.expiresAfterMs,
  };
}
