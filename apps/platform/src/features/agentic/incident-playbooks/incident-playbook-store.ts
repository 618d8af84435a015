/** All SQL of incident playbooks. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import { namedPerson } from '../named-person.ts';
import type { IncidentPlaybook, NewIncidentPlaybook } from './incident-playbook.ts';

/** Who does it, and when. */
interface Hand {
  readonly by: string;
  readonly at: string;
}

const rows = `SELECT jsonb_build_object('id', id, 'name', name, 'actionTypes', to_jsonb(action_types), 'steps', steps,
    'createdAt', ${isoText('created_at')}, 'createdBy', ${namedPerson('created_by')}, 'updatedAt', ${isoText('updated_at')}, 'updatedBy', ${namedPerson('updated_by')}) AS item
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

export async function insertIncidentPlaybook(
  tx: TenantTx,
  id: string,
  { name, actionTypes, steps }: NewIncidentPlaybook,
  { by, at }: Hand,
): Promise<void> {
  await refuseTaken(
    tx.query(
      'INSERT INTO incident_playbooks (id, name, action_types, steps, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, name, actionTypes, steps, at, by],
    ),
    'A playbook of this name',
  );
}

export async function updateIncidentPlaybookRow(
  tx: TenantTx,
  { id, name, actionTypes, steps }: Pick<IncidentPlaybook, 'id' | 'name' | 'actionTypes' | 'steps'>,
  { by, at }: Hand,
): Promise<void> {
  await refuseTaken(
    tx.query(
      'UPDATE incident_playbooks SET name = $2, action_types = $3, steps = $4, updated_at = $5, updated_by = $6 WHERE id = $1',
      [id, name, actionTypes, steps, at, by],
    ),
    'A playbook of this name',
  );
}

export async function deleteIncidentPlaybookRow(tx: TenantTx, id: string): Promise<void> {
  await tx.query('DELETE FROM incident_playbooks WHERE id = $1', [id]);
}
