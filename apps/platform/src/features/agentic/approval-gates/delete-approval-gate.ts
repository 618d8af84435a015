/** Removes an approval gate. What it governed is then ungoverned, which control 7 reads as a block, not as a freedom. */
import { gatedActionTypes } from '@gamut/policy/controls/approval-gate';
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { assertMayLoosenUnless } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { restageApprovals } from '../approval-votes/settle-approvals.ts';
import { deleteApprovalGateRow, findApprovalGate, isAnyGatedBeside } from './approval-gate-store.ts';

export async function deleteApprovalGate(
  change: Change,
  gateId: string,
  reason: string,
): Promise<Audited<RecordedOnly>> {
  const { tx } = change;
  const gate = await findApprovalGate(tx, gateId);
  if (gate === undefined) throw notFound('approval gate');
  // what needs a gate is blocked without one
  const blocks = gate.actionTypes.every((one) => gatedActionTypes.has(one));
  const alone = blocks && !(await isAnyGatedBeside(tx, gate));
  await assertMayLoosenUnless(change, alone, 'all_agents');
  await deleteApprovalGateRow(tx, gateId);
  await bumpFacts(tx);
  await restageApprovals(tx, change.now());
  const { id, name, createdAt: _at, createdBy: _by, ...before } = gate;
  return change.recorded({
    event: 'approval_gate.deleted',
    subject: { kind: 'approval_gate', id, name },
    before,
    reason,
  });
}
