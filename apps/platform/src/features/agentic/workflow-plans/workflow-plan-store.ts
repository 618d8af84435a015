/** All SQL of workflow plans. What a plan says is written once; afterwards only where it stands moves. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import { namedPerson } from '../named-person.ts';
import type { NoOwner } from '../agents/no-owner.ts';
import { toolAsItIs, type PlanBody, type SealedPlan } from './tools-as-approved.ts';
import type { PlanStatus, WorkflowPlan } from './workflow-plan.ts';

const toolRefs = (ids: string): string =>
  `COALESCE((SELECT jsonb_agg(jsonb_build_object('id', i.id, 'tool', COALESCE(n.name || '_' || t.name, i.id)) ORDER BY n.name, t.name)
    FROM ${ids} AS i (id) LEFT JOIN tools t ON t.id = i.id LEFT JOIN connectors n ON n.id = t.connector_id), '[]'::jsonb)`;

const checkpoint = `CASE WHEN jsonb_typeof(e -> 'checkpoint') = 'object' THEN jsonb_build_object('approverRole', e #> '{checkpoint,approverRole}',
    'approvers', COALESCE((SELECT jsonb_agg(${namedPerson('i.id')} ORDER BY i.id) FROM jsonb_array_elements_text(e #> '{checkpoint,approverIds}') AS i (id)), '[]'::jsonb))
  ELSE 'null'::jsonb END`;

const toolsChanged = `CASE WHEN w.status IN ('draft', 'approved', 'active') THEN COALESCE((
    SELECT jsonb_agg(jsonb_build_object('id', was -> 'id', 'tool', COALESCE(n.name || '_' || t.name, was ->> 'id'), 'was', was - 'id',
      'now', CASE WHEN t.id IS NULL THEN 'null'::jsonb ELSE ${toolAsItIs} - 'id' END) ORDER BY n.name, t.name)
    FROM jsonb_array_elements(w.tools_as_approved) AS was LEFT JOIN tools t ON t.id = was ->> 'id' LEFT JOIN connectors n ON n.id = t.connector_id
    WHERE t.id IS NULL OR was <> ${toolAsItIs}), '[]'::jsonb) ELSE '[]'::jsonb END`;

/** $1 is now. */
const rows = `SELECT jsonb_build_object('id', w.id, 'agentId', w.agent_id, 'agentName', a.name, 'name', w.name, 'purpose', w.purpose, 'status', w.status,
    'stages', (SELECT jsonb_agg(jsonb_build_object('name', e -> 'name', 'tools', ${toolRefs("jsonb_array_elements_text(e -> 'toolIds')")},
        'toolsets', e -> 'toolsets', 'checkpoint', ${checkpoint}) ORDER BY at) FROM jsonb_array_elements(w.stages) WITH ORDINALITY AS one (e, at)),
    'throughout', ${toolRefs('unnest(w.throughout_tool_ids)')}, 'toolsChanged', ${toolsChanged}, 'lastsHours', w.lasts_hours, 'sha256', w.sha256, 'stage', w.stage,
    'halted', w.status = 'active' AND w.halted, 'over', w.status = 'active' AND (w.over OR w.ends_at <= $1::timestamptz),
    'checkpoints', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', c -> 'id', 'stage', c -> 'stage', 'verdict', c -> 'verdict', 'note', c -> 'note',
        'by', ${namedPerson("(c ->> 'by')")}, 'at', c -> 'at') ORDER BY at) FROM jsonb_array_elements(w.checkpoints) WITH ORDINALITY AS one (c, at)), '[]'::jsonb),
    'writtenBy', ${namedPerson('w.written_by')}, 'writtenAt', ${isoText('w.written_at')},
    'approvedBy', ${namedPerson('w.approved_by')}, 'approvedAt', ${isoText('w.approved_at')},
    'startedBy', ${namedPerson('w.started_by')}, 'startedAt', ${isoText('w.started_at')}, 'endsAt', ${isoText('w.ends_at')},
    'endedBy', ${namedPerson('w.ended_by')}, 'endedAt', ${isoText('w.ended_at')}, 'endReason', w.end_reason) AS item
  FROM workflow_plans w JOIN agents a ON a.id = w.agent_id`;

/** Newest first. @returns at most one more than the limit */
export async function listPlans(
  tx: TenantReader,
  at: string,
  asked: AskedPage,
  { agentId, status }: { readonly agentId?: string | undefined; readonly status?: PlanStatus | undefined },
): Promise<WorkflowPlan[]> {
  const found = await tx.query<{ item: WorkflowPlan }>(
    `${rows} WHERE ($2::text IS NULL OR w.id < $2) AND ($3::text IS NULL OR w.agent_id = $3) AND ($4::text IS NULL OR w.status = $4)
     ORDER BY w.id DESC LIMIT $5`,
    [at, asked.after?.[0] ?? null, agentId ?? null, status ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findPlan(tx: TenantReader, id: string, at: string): Promise<WorkflowPlan | undefined> {
  const [row] = await tx.query<{ item: WorkflowPlan }>(`${rows} WHERE w.id = $2`, [at, id]);
  return row?.item;
}

/** Held until this transaction ends. */
export async function lockPlan(tx: TenantTx, id: string, at: string): Promise<WorkflowPlan | undefined> {
  await tx.query('SELECT 1 FROM workflow_plans WHERE id = $1 FOR UPDATE', [id]);
  return findPlan(tx, id, at);
}

export interface NewPlanRow extends PlanBody, SealedPlan {
  readonly id: string;
  readonly by: string;
  readonly at: string;
}

export async function insertPlan(tx: TenantTx, row: NewPlanRow): Promise<void> {
  await tx.query(
    `INSERT INTO workflow_plans (id, agent_id, name, purpose, stages, throughout_tool_ids, lasts_hours, sha256, written_by, written_at, tools_as_approved)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10, $11::jsonb)`,
    [
      row.id,
      row.agentId,
      row.name,
      row.purpose,
      JSON.stringify(row.stages),
      row.throughoutToolIds,
      row.lastsHours,
      row.sha256,
      row.by,
      row.at,
      JSON.stringify(row.toolsAsApproved),
    ],
  );
}

/** Whoever moves a plan has been asked whether the agent is theirs. */
interface Step {
  readonly id: string;
  readonly by: NoOwner;
  readonly at: string;
}

/** As it is stored: what its digest is made of. */
export async function findPlanBody(tx: TenantReader, id: string): Promise<PlanBody> {
  const [row] = await tx.query<{ item: PlanBody }>(
    `SELECT jsonb_build_object('agentId', agent_id, 'name', name, 'purpose', purpose, 'stages', stages,
       'throughoutToolIds', to_jsonb(throughout_tool_ids), 'lastsHours', lasts_hours) AS item FROM workflow_plans WHERE id = $1`,
    [id],
  );
  if (row === undefined) throw new Error(`plan ${id} was held and is not there`);
  return row.item;
}

/** What is started already stays so: then its tools are approved again. */
export async function approvePlanRow(
  tx: TenantTx,
  { id, by, at }: Step,
  { sha256, toolsAsApproved }: SealedPlan,
): Promise<void> {
  await tx.query(
    `UPDATE workflow_plans SET status = CASE status WHEN 'draft' THEN 'approved' ELSE status END, approved_by = $2, approved_at = $3,
       sha256 = $4, tools_as_approved = $5::jsonb WHERE id = $1`,
    [id, by.personId, at, sha256, JSON.stringify(toolsAsApproved)],
  );
}

/** @throws AppError `conflict` when another plan is active for the agent */
export async function startPlanRow(tx: TenantTx, { id, by, at }: Step): Promise<void> {
  await refuseTaken(
    tx.query(
      `UPDATE workflow_plans SET status = 'active', stage = 1, started_by = $2, started_at = $3,
         ends_at = $3::timestamptz + make_interval(hours => lasts_hours) WHERE id = $1`,
      [id, by.personId, at],
    ),
    'An active plan of this agent',
  );
}

/** Signed, it opens the next stage; refused, it stops all of the plan. */
export async function addCheckpoint(
  tx: TenantTx,
  { id, by, at }: Step,
  given: {
    readonly id: string;
    readonly stage: number;
    readonly verdict: 'signed' | 'refused';
    readonly note: string;
  },
): Promise<void> {
  await tx.query(
    `UPDATE workflow_plans SET checkpoints = checkpoints || $2::jsonb, stage = stage + $3::integer, halted = $4 WHERE id = $1`,
    [
      id,
      JSON.stringify([{ ...given, by: by.personId, at }]),
      given.verdict === 'signed' ? 1 : 0,
      given.verdict === 'refused',
    ],
  );
}

export async function resumePlanRow(tx: TenantTx, { id }: Step, endsAt: string): Promise<void> {
  await tx.query('UPDATE workflow_plans SET halted = false, over = false, ends_at = $2 WHERE id = $1', [
    id,
    endsAt,
  ]);
}

export async function endPlanRow(
  tx: TenantTx,
  { id, by, at }: Step,
  to: 'completed' | 'cancelled',
  reason: string,
): Promise<void> {
  await tx.query(
    'UPDATE workflow_plans SET status = $2, ended_by = $3, ended_at = $4, end_reason = $5 WHERE id = $1',
    [id, to, by.personId, at, reason],
  );
}

/** @returns how many of these are tools that only read */
export async function countReadingTools(tx: TenantReader, ids: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ count: string }>(
    "SELECT count(*) AS count FROM tools WHERE id = ANY ($1::text[]) AND action_type IN ('read', 'retrieve')",
    [ids],
  );
  return Number(row?.count ?? 0);
}

export interface OverRow {
  readonly id: string;
  readonly name: string;
  readonly agent_name: string;
  readonly stage: number;
  readonly ends_at: Date;
}

export function hasUntoldOver(tx: TenantReader, at: string): Promise<unknown[]> {
  return tx.query(
    "SELECT FROM workflow_plans WHERE status = 'active' AND NOT over AND ends_at <= $1::timestamptz LIMIT 1",
    [at],
  );
}

/** Those whose time is over, and which nobody has said so of yet; held until this transaction ends. */
export async function lockOver(tx: TenantTx, at: string): Promise<string[]> {
  const found = await tx.query<{ id: string }>(
    `SELECT id FROM workflow_plans WHERE status = 'active' AND NOT over AND ends_at <= $1::timestamptz ORDER BY id FOR UPDATE`,
    [at],
  );
  return found.map((row) => row.id);
}

export function markOver(tx: TenantTx, ids: readonly string[]): Promise<OverRow[]> {
  return tx.query<OverRow>(
    `UPDATE workflow_plans w SET over = true FROM agents a WHERE a.id = w.agent_id AND w.id = ANY ($1::text[])
     RETURNING w.id, w.name, a.name AS agent_name, w.stage, w.ends_at`,
    [ids],
  );
}
