/** All SQL of red-team tests. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import { namedPerson } from '../named-person.ts';
import type { NewRedTeamTest, RedTeamTest } from './red-team-test.ts';

const rows = `SELECT jsonb_build_object('id', r.id, 'agentId', r.agent_id, 'agentName', a.name, 'type', r.type, 'nextDueAt', ${isoText('r.next_due_at')}, 'result', r.result, 'summary', r.summary,
    'testedAt', ${isoText('r.tested_at')}, 'createdAt', ${isoText('r.created_at')}, 'createdBy', ${namedPerson('r.created_by')}) AS item FROM red_team_tests r JOIN agents a ON a.id = r.agent_id`;

export async function listRedTeamTests(
  tx: TenantReader,
  asked: AskedPage,
  agentId?: string,
): Promise<RedTeamTest[]> {
  const found = await tx.query<{ item: RedTeamTest }>(
    `${rows} WHERE ($1::text IS NULL OR r.id < $1) AND ($2::text IS NULL OR r.agent_id = $2) ORDER BY r.id DESC LIMIT $3`,
    [asked.after?.[0] ?? null, agentId ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findRedTeamTest(tx: TenantReader, id: string): Promise<RedTeamTest | undefined> {
  const [row] = await tx.query<{ item: RedTeamTest }>(`${rows} WHERE r.id = $1`, [id]);
  return row?.item;
}

export async function insertRedTeamTest(
  tx: TenantTx,
  id: string,
  test: NewRedTeamTest,
  { by, at }: { readonly by: string; readonly at: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO red_team_tests (id, agent_id, result, summary, tested_at, created_at, type, next_due_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [
      id,
      test.agentId,
      test.result,
      test.summary,
      test.testedAt,
      at,
      test.type ?? 'general',
      test.nextDueAt ?? null,
      by,
    ],
  );
}

export async function deleteRedTeamTestRow(tx: TenantTx, id: string): Promise<void> {
  await tx.query('DELETE FROM red_team_tests WHERE id = $1', [id]);
}
