/** All SQL of incident playbooks. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import type { IncidentPlaybook } from './incident-playbook.ts';

const rows = `SELECT jsonb_build_object('id', id, 'name', name, 'actionTypes', to_jsonb(action_types), 'steps', steps, 'createdAt', ${isoText('created_at')}, 'updatedAt', ${isoText('updated_at')}) AS item
  FROM incident_playbooks`;

export async function listIncidentPlaybooks(tx: TenantReader, asked: AskedPage): Promise<IncidentPlaybook[]> {
  const found = await tx.query<{ item: IncidentPlaybook }>(
    `${rows} WHERE $1::text IS NULL OR id > $1 ORDER BY id LIMIT $2`,
    [asked.after?.[0] ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findIncidentPlaybook(
  tx: TenantReader,
  id: string,
): Promise<IncidentPlaybook | undefined> {
  const [row] = await tx.query<{ item: IncidentPlaybook }>(`${rows} WHERE id = $1`, [id]);
  return row?.item;
}

/** Each of these action types stands in a playbook already. */
export async function areCovered(tx: TenantReader, actionTypes: readonly string[]): Promise<boolean> {
  const [row] = await tx.query<{ covered: boolean }>(
    'SELECT NOT EXISTS (SELECT FROM unnest($1::text[]) AS one (type) WHERE NOT EXISTS (SELECT FROM incident_playbooks WHERE one.type = ANY (action_types))) AS covered',
    [actionTypes],
  );
  return row?.covered === true;
}

export async function insertIncidentPlaybook(tx: TenantTx, playbook: IncidentPlaybook): Promise<void> {
  const { id, name, actionTypes, steps, createdAt } = playbook;
  await refuseTaken(
    tx.query(
      'INSERT INTO incident_playbooks (id, name, action_types, steps, created_at) VALUES ($1, $2, $3, $4, $5)',
      [id, name, actionTypes, steps, createdAt],
    ),
    'A playbook of this name',
  );
}

export async function updateIncidentPlaybookRow(
  tx: TenantTx,
  { id, name, actionTypes, steps }: Pick<IncidentPlaybook, 'id' | 'name' | 'actionTypes' | 'steps'>,
  at: string,
): Promise<void> {
  await refuseTaken(
    tx.query(
      'UPDATE incident_playbooks SET name = $2, action_types = $3, steps = $4, updated_at = $5 WHERE id = $1',
      [id, name, actionTypes, steps, at],
    ),
    'A playbook of this name',
  );
}

export async function deleteIncidentPlaybookRow(tx: TenantTx, id: string): Promise<void> {
  await tx.query('DELETE FROM incident_playbooks WHERE id = $1', [id]);
}
