/** All SQL of approval gates. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import { namedPerson } from '../named-person.ts';
import type { ApprovalGate } from './approval-gate.ts';

const rows = `SELECT jsonb_build_object('id', id, 'name', name, 'actionTypes', to_jsonb(action_types), 'toolIds', to_jsonb(tool_ids),
    'dataClasses', to_jsonb(data_classes), 'mode', mode, 'approverRole', approver_role, 'approversNeeded', approvers_needed,
    'approverIds', to_jsonb(approver_ids), 'breakGlass', break_glass, 'expiresAfterMs', expires_after_ms,
    'createdAt', ${isoText('created_at')}, 'createdBy', ${namedPerson('created_by')}) AS item FROM approval_gates`;

export async function listApprovalGates(tx: TenantReader, asked: AskedPage): Promise<ApprovalGate[]> {
  const found = await tx.query<{ item: ApprovalGate }>(
    `${rows} WHERE $1::text IS NULL OR id > $1 ORDER BY id LIMIT $2`,
    [asked.after?.[0] ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findApprovalGate(tx: TenantReader, id: string): Promise<ApprovalGate | undefined> {
  const [row] = await tx.query<{ item: ApprovalGate }>(`${rows} WHERE id = $1`, [id]);
  return row?.item;
}

export async function insertApprovalGate(
  tx: TenantTx,
  gate: Omit<ApprovalGate, 'createdBy'>,
  by: string,
): Promise<void> {
  await refuseTaken(
    tx.query(
      `INSERT INTO approval_gates (id, name, action_types, tool_ids, data_classes, mode, approver_role, expires_after_ms, created_at,
         approvers_needed, approver_ids, break_glass, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        gate.id,
        gate.name,
        gate.actionTypes,
        gate.toolIds,
        gate.dataClasses,
        gate.mode,
        gate.approverRole,
        gate.expiresAfterMs,
        gate.createdAt,
        gate.approversNeeded,
        gate.approverIds,
        gate.breakGlass,
        by,
      ],
    ),
    'A gate of this name',
  );
}

/** Of each of these action types some gate speaks, whatever the tool and the data class. */
export async function areGated(tx: TenantReader, actionTypes: readonly string[]): Promise<boolean> {
  const [row] = await tx.query<{ gated: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM unnest($1::text[]) AS one (type) WHERE NOT EXISTS (SELECT FROM approval_gates
       WHERE one.type = ANY (action_types) AND cardinality(tool_ids) = 0 AND cardinality(data_classes) = 0)) AS gated`,
    [actionTypes],
  );
  return row?.gated === true;
}

/** Another gate speaks about one of its action types. */
export async function isAnyGatedBeside(
  tx: TenantReader,
  { id, actionTypes }: Pick<ApprovalGate, 'id' | 'actionTypes'>,
): Promise<boolean> {
  const [row] = await tx.query<{ gated: boolean }>(
    'SELECT EXISTS (SELECT FROM approval_gates WHERE id <> $1 AND action_types && $2::text[]) AS gated',
    [id, actionTypes],
  );
  return row?.gated === true;
}

/** @returns how many of these tools exist */
export async function countTools(tx: TenantReader, ids: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'SELECT count(*) AS count FROM tools WHERE id = ANY ($1::text[])',
    [ids],
  );
  return Number(row?.count ?? 0);
}

export async function deleteApprovalGateRow(tx: TenantTx, id: string): Promise<void> {
  await tx.query('DELETE FROM approval_gates WHERE id = $1', [id]);
}
