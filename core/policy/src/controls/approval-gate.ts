/**
 * Control 7: an approval gate covers what leaves the organisation, moves money, changes code or administers. Any other
 * action type needs none, but a gate that names it binds it all the same.
 */
import type { ActionType } from '@gamut/kernel/agentic-terms';
import type { ApprovalGateFacts } from '@gamut/protocol/facts';
import type { IndexedFacts } from '../indexed-facts.ts';
import { reason } from '../reason-codes.ts';
import type { ResolvedAction } from '../resolve-action.ts';
import { found, passed, type Control } from './control.ts';

export const gatedActionTypes: ReadonlySet<ActionType> = new Set([
  'external',
  'financial',
  'code_modification',
  'admin',
]);

export const approvalGate: Control = ({ indexed, resolved }) => {
  const { tool } = resolved;
  if (typeof tool === 'string') return passed(`tool ${tool}: nothing to cover`);
  const { actionType } = tool.facts;
  const gates = matchingGates(indexed, resolved);
  const empty = gates.find(chainGap);
  if (empty !== undefined) {
    return found(
      `gate "${empty.name}" has a chain that nobody can pass`,
      reason('approval_chain_empty', `The gate "${empty.name}" ${chainGap(empty)}, so nobody can approve.`),
    );
  }
  const each = gates.find((gate) => gate.mode !== 'covers');
  if (each !== undefined) {
    return found(
      `gate "${each.name}" asks each time`,
      reason('gate_requires_approval', `The gate "${each.name}" asks a person to approve each action.`),
    );
  }
  const first = gates[0];
  if (first !== undefined) return passed(`covered by gate "${first.name}"`);
  if (!gatedActionTypes.has(actionType)) return passed(`${actionType} needs no gate`);
  return found(
    `no gate covers ${actionType}`,
    reason(
      'approval_gate_missing',
      `No approval gate covers ${actionType} actions with this tool and data class.`,
    ),
  );
};

/**
 * A chain of no one is no approval that is given at once: it is a gate that nobody can pass. What a gate that covers names is
 * needed only when another control asks, and then platform looks.
 */
function chainGap(gate: ApprovalGateFacts): string | undefined {
  const { approversNeeded: needed = 1, approverIds = [], approversHere = 0 } = gate;
  if (!Number.isInteger(needed) || needed < 1) return `asks for ${needed} people`;
  if (gate.mode === 'covers' || approverIds.length === 0 || approversHere >= needed) return undefined;
  return `asks for ${needed} of the people whom it names, and ${approversHere} of them are here`;
}

/** The gates that speak about this action. While its data class is unknown, a gate for any class speaks about it. */
export function matchingGates(indexed: IndexedFacts, resolved: ResolvedAction): readonly ApprovalGateFacts[] {
  const { tool, dataClass } = resolved;
  if (typeof tool === 'string') return [];
  return indexed.facts.approvalGates.filter(
    (gate) =>
      gate.actionTypes.includes(tool.facts.actionType) &&
      (gate.toolIds.length === 0 || gate.toolIds.includes(tool.facts.id)) &&
      (gate.dataClasses.length === 0 || dataClass === null || gate.dataClasses.includes(dataClass)),
  );
}
