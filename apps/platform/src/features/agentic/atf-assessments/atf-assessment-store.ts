/** All SQL of ATF assessments. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import type { AtfAssessment, AtfControlResult } from './atf-assessment.ts';

const rows = `SELECT jsonb_build_object('id', s.id, 'agentId', s.agent_id, 'agentName', a.name, 'level', s.level, 'status', s.status,
    'startedBy', jsonb_build_object('id', b.id, 'name', b.name), 'startedAt', ${isoText('s.started_at')},
    'completedBy', CASE WHEN c.id IS NULL THEN NULL ELSE jsonb_build_object('id', c.id, 'name', c.name) END,
    'completedAt', ${isoText('s.completed_at')}, 'note', s.note,
    'controls', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', k.control_id, 'result', k.result, 'rationale', k.rationale,
        'evidence', k.evidence, 'by', jsonb_build_object('id', h.id, 'name', h.name), 'at', ${isoText('k.at')}) ORDER BY k.control_id)
      FROM atf_assessment_controls k JOIN people h ON h.id = k.by WHERE k.assessment_id = s.id), '[]'::jsonb)) AS item
  FROM atf_assessments s JOIN agents a ON a.id = s.agent_id JOIN people b ON b.id = s.started_by LEFT JOIN people c ON c.id = s.completed_by`;

export async function listAtfAssessments(
  tx: TenantReader,
  asked: AskedPage,
  agentId?: string,
): Promise<AtfAssessment[]> {
  const found = await tx.query<{ item: AtfAssessment }>(
    `${rows} WHERE ($1::text IS NULL OR s.id < $1) AND ($2::text IS NULL OR s.agent_id = $2) ORDER BY s.id DESC LIMIT $3`,
    [asked.after?.[0] ?? null, agentId ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findAtfAssessment(tx: TenantReader, id: string): Promise<AtfAssessment | undefined> {
  const [row] = await tx.query<{ item: AtfAssessment }>(`${rows} WHERE s.id = $1`, [id]);
  return row?.item;
}

/** The newest completed one of an agent. */
export async function findLastCompleted(
  tx: TenantReader,
  agentId: string,
): Promise<AtfAssessment | undefined> {
  const [row] = await tx.query<{ item: AtfAssessment }>(
    `${rows} WHERE s.agent_id = $1 AND s.status = 'completed' ORDER BY s.completed_at DESC, s.id DESC LIMIT 1`,
    [agentId],
  );
  return row?.item;
}

export async function lockAtfAssessment(tx: TenantTx, id: string): Promise<void> {
  await tx.query('SELECT 1 FROM atf_assessments WHERE id = $1 FOR UPDATE', [id]);
}

export async function insertAtfAssessment(
  tx: TenantTx,
  row: Pick<AtfAssessment, 'id' | 'agentId' | 'level' | 'startedAt'> & { readonly by: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO atf_assessments (id, agent_id, level, started_by, started_at) VALUES ($1, $2, $3, $4, $5)',
    [row.id, row.agentId, row.level, row.by, row.startedAt],
  );
}

export async function putControlResult(
  tx: TenantTx,
  place: { readonly assessmentId: string; readonly controlId: string },
  result: AtfControlResult & { readonly by: string; readonly at: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO atf_assessment_controls (assessment_id, control_id, result, rationale, evidence, by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (assessment_id, control_id) DO UPDATE SET result = $3, rationale = $4, evidence = $5, by = $6, at = $7`,
    [
      place.assessmentId,
      place.controlId,
      result.result,
      result.rationale,
      result.evidence ?? null,
      result.by,
      result.at,
    ],
  );
}

export async function completeAtfAssessmentRow(
  tx: TenantTx,
  id: string,
  done: { readonly by: string; readonly at: string; readonly note: string },
): Promise<void> {
  await tx.query(
    "UPDATE atf_assessments SET status = 'completed', completed_by = $2, completed_at = $3, note = $4 WHERE id = $1",
    [id, done.by, done.at, done.note],
  );
}
