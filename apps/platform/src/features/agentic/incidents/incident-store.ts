/** All SQL of incidents that people open, read, contain and close; the ledger opens its own. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import type { Incident, NewIncident } from './incident.ts';

/** @param playbook a list leaves the steps out */
const rowsWith = (
  playbook: string,
): string => `SELECT jsonb_build_object('id', i.id, 'agentId', i.agent_id, 'agentName', a.name, 'severity', i.severity, 'title', i.title, 'status', i.status,
    'openedByDecision', i.opened_by_decision, 'decisions', CASE WHEN i.opened_by IS NULL THEN i.decisions ELSE 0 END, 'openedBy', COALESCE(o.name, i.opened_by), 'description', i.description, 'openedAt', ${isoText('i.opened_at')},
    'containedAt', ${isoText('i.contained_at')}, 'containedBy', COALESCE(c.name, i.contained_by), 'containNote', i.contain_note, 'closedAt', ${isoText('i.closed_at')},
    'closedBy', COALESCE(p.name, i.closed_by), 'closeNote', i.close_note, 'playbook', ${playbook}) AS item
  FROM incidents i JOIN agents a ON a.id = i.agent_id LEFT JOIN people p ON p.id = i.closed_by
  LEFT JOIN people o ON o.id = i.opened_by LEFT JOIN people c ON c.id = i.contained_by`;
const rows = rowsWith('i.playbook');
const shortRows = rowsWith(`i.playbook || '{"steps": null}'`);

export async function listIncidents(
  tx: TenantReader,
  asked: AskedPage,
  filter: { agentId?: string | undefined; status?: string | undefined },
): Promise<Incident[]> {
  const found = await tx.query<{ item: Incident }>(
    `${shortRows} WHERE ($1::text IS NULL OR i.id < $1) AND ($2::text IS NULL OR i.agent_id = $2) AND ($3::text IS NULL OR i.status = $3) ORDER BY i.id DESC LIMIT $4`,
    [asked.after?.[0] ?? null, filter.agentId ?? null, filter.status ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findIncident(tx: TenantReader, id: string): Promise<Incident | undefined> {
  const [row] = await tx.query<{ item: Incident }>(`${rows} WHERE i.id = $1`, [id]);
  return row?.item;
}

interface Step {
  readonly by: string;
  readonly at: string;
  readonly note: string;
}

/** @returns false when it was closed already */
export async function closeIncidentRow(tx: TenantTx, id: string, { by, at, note }: Step): Promise<boolean> {
  const closed = await tx.execute(
    "UPDATE incidents SET status = 'closed', closed_at = $2, closed_by = $3, close_note = $4 WHERE id = $1 AND status <> 'closed'",
    [id, at, by, note],
  );
  return closed === 1;
}

/** Keeps the playbook with its text. @returns its name; undefined when there is none of this id */
export async function keepPlaybook(
  tx: TenantTx,
  id: string,
  playbookId: string,
): Promise<string | undefined> {
  const [row] = await tx.query<{ name: string }>(
    `UPDATE incidents i SET playbook = jsonb_build_object('id', b.id, 'name', b.name, 'steps', b.steps,
       'asOf', ${isoText('COALESCE(b.updated_at, b.created_at)')}) FROM incident_playbooks b WHERE i.id = $1 AND b.id = $2 RETURNING b.name`,
    [id, playbookId],
  );
  return row?.name;
}

/** @returns false when it was contained or closed already */
export async function containIncidentRow(tx: TenantTx, id: string, { by, at, note }: Step): Promise<boolean> {
  const contained = await tx.execute(
    "UPDATE incidents SET status = 'contained', contained_at = $2, contained_by = $3, contain_note = $4 WHERE id = $1 AND status = 'open'",
    [id, at, by, note],
  );
  return contained === 1;
}

export async function insertIncident(
  tx: TenantTx,
  id: string,
  { agentId, severity, title, description }: NewIncident,
  by: string,
  at: string,
): Promise<void> {
  await tx.query(
    'INSERT INTO incidents (id, agent_id, severity, title, description, opened_by, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, agentId, severity, title, description ?? null, by, at],
  );
}
