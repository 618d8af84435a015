/** The stages that an action has to pass by the gates as they stand, and whether anybody can pass them at all. */
import { isWhole } from '@gamut/policy/approval-count';
import { termsOf, type ApprovalStage, type StageGate } from '@gamut/policy/approval-terms';
import { countAnswering, findPeople } from '../people/who-answers.ts';
import type { TenantReader } from '@gamut/database/tenant-transaction';

export interface GatedAction {
  readonly actionType: string | null;
  readonly toolId: string | null;
  /** Unknown: a gate for any class speaks about it, as in control 7. */
  readonly dataClass: string | null;
}

export async function loadStages(tx: TenantReader, action: GatedAction): Promise<readonly ApprovalStage[]> {
  const gates = await tx.query<{ gate: StageGate }>(
    `SELECT jsonb_build_object('id', id, 'name', name, 'mode', mode, 'approverRole', approver_role, 'expiresAfterMs', expires_after_ms,
       'approversNeeded', approvers_needed, 'approverIds', to_jsonb(approver_ids), 'breakGlass', break_glass) AS gate
     FROM approval_gates WHERE $1 = ANY (action_types) AND (cardinality(tool_ids) = 0 OR $2 = ANY (tool_ids))
       AND (cardinality(data_classes) = 0 OR $3::text IS NULL OR $3 = ANY (data_classes))`,
    [action.actionType, action.toolId, action.dataClass],
  );
  return termsOf(gates.map(({ gate }) => gate)).stages;
}

/**
 * @param apart who may not decide, whatever their role: they may have asked
 * @returns false for a chain of no stages, for one that asks for nobody, and where too few of whom it asks could approve
 */
export async function canPass(
  tx: TenantReader,
  stages: readonly ApprovalStage[],
  apart: readonly string[],
): Promise<boolean> {
  if (stages.length === 0 || !stages.every(isWhole)) return false;
  const known = await findPeople(
    tx,
    stages.flatMap((stage) => stage.approverIds),
  );
  for (const { approverIds, approverRole, needed } of stages) {
    const could =
      approverIds.length > 0
        ? new Set(approverIds.filter((id) => known.get(id) && !apart.includes(id))).size
        : await countAnswering(tx, approverRole, needed, apart);
    if (could < needed) return false;
  }
  return true;
}
