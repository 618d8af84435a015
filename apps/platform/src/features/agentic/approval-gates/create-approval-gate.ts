/** Adds an approval gate: from now on these action types are governed, each time or as a class. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField } from '../../../http/expected-refusals.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { ApprovalGate, NewApprovalGate } from './approval-gate.ts';
import { countTools, insertApprovalGate } from './approval-gate-store.ts';

const usualLifeMs = 86_400_000;

export async function createApprovalGate(
  change: Change,
  wanted: NewApprovalGate,
): Promise<Audited<ApprovalGate>> {
  const { tx } = change;
  const toolIds = wanted.toolIds ?? [];
  if ((await countTools(tx, toolIds)) !== toolIds.length)
    throw invalidField('/toolIds', 'names a tool that is not there', 'Take the ids from GET /v1/connectors.');
  const gate: ApprovalGate = {
    id: change.newId('gat'),
    name: wanted.name,
    actionTypes: wanted.actionTypes,
    toolIds,
    dataClasses: wanted.dataClasses ?? [],
    mode: wanted.mode,
    approverRole: wanted.approverRole,
    expiresAfterMs: wanted.expiresAfterMs ?? usualLifeMs,
    createdAt: change.now(),
  };
  await insertApprovalGate(tx, gate);
  await bumpFacts(tx);
  const { id, name, createdAt: _at, ...after } = gate;
  return change.succeed(
    { event: 'approval_gate.created', subject: { kind: 'approval_gate', id, name }, after },
    gate,
  );
}
