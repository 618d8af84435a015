/** All SQL of findings against agents. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import { namedPerson } from '../named-person.ts';
import type { Finding, NewFinding } from './finding.ts';

const rows = `SELECT jsonb_build_object('id', f.id, 'agentId', f.agent_id, 'agentName', a.name, 'severity', f.severity, 'title', f.title, 'status', f.status,
    'createdAt', ${isoText('f.created_at')}, 'createdBy', ${namedPerson('f.created_by')}, 'updatedAt', ${isoText('f.updated_at')},
    'closedAt', ${isoText('f.closed_at')}, 'closedBy', ${namedPerson('f.closed_by')}, 'closeReason', f.close_reason) AS item FROM findings f JOIN agents a ON a.id = f.agent_id`;

export async function listFindings(tx: TenantReader, asked: AskedPage, agentId?: string): Promise<Finding[]> {
  const found = await tx.query<{ item: Finding }>(
    `${rows} WHERE ($1::text IS NULL OR f.id < $1) AND ($2::text IS NULL OR f.agent_id = $2) ORDER BY f.id DESC LIMIT $3`,
    [asked.after?.[0] ?? null, agentId ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findFinding(tx: TenantReader, id: string): Promise<Finding | undefined> {
  const [row] = await tx.query<{ item: Finding }>(`${rows} WHERE f.id = $1`, [id]);
  return row?.item;
}

export async function insertFinding(
  tx: TenantTx,
  id: string,
  finding: NewFinding,
  { by, at }: { readonly by: string; readonly at: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO findings (id, agent_id, severity, title, created_at, updated_at, created_by) VALUES ($1, $2, $3, $4, $5, $5, $6)',
    [id, finding.agentId, finding.severity, finding.title, at, by],
  );
}

/** @returns false when it was closed already */
export async function closeFindingRow(
  tx: TenantTx,
  id: string,
  { by, at, reason }: { readonly by: string; readonly at: string; readonly reason: string },
): Promise<boolean> {
  const closed = await tx.execute(
    "UPDATE findings SET status = 'closed', updated_at = $2, closed_at = $2, closed_by = $3, close_reason = $4 WHERE id = $1 AND status NOT IN ('closed', 'risk_accepted', 'false_positive')",
    [id, at, by, reason],
  );
  return closed === 1;
}
