/**
 * Which agents need a red-team test, and when: those at a level that control 10 asks one of. A test is due at once where there is
 * none or the newest failed, else when it is older than the limit, or on the day that somebody planned where that is sooner.
 */
import { Type, type Static } from 'typebox';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { agentStatuses, atfLevels, redTeamResults, riskTiers } from '@gamut/kernel/agentic-terms';
import type { AskedPage } from '../../../http/list-page.ts';
import { closed, idOf, named, oneOf, orNull, PageQuery, Time } from '../../../http/schema-words.ts';
import { isoText } from '../iso-text.ts';
import { tellingTest } from './standing-tests.ts';

/** `planned`: Gateway lets it act still, and the day that somebody set has come. */
export const dueStates = ['missing', 'failed', 'stale', 'planned', 'current'] as const;

export const DueRedTeamTest = Type.Object(
  {
    agentId: idOf('agt'),
    agentName: Type.String(),
    level: oneOf(atfLevels),
    tier: oneOf(riskTiers),
    status: oneOf(agentStatuses),
    state: oneOf(dueStates),
    dueAt: orNull(Type.String({ format: 'date-time', description: 'null: at once' })),
    blocks: Type.Boolean({ description: 'control 10 blocks the agent until a test is passed' }),
    newest: orNull(Type.Object({ id: idOf('rtt'), result: oneOf(redTeamResults), testedAt: Time }, closed)),
  },
  named('DueRedTeamTest'),
);
export type DueRedTeamTest = Static<typeof DueRedTeamTest>;

export const DueQuery = Type.Object(
  {
    ...PageQuery.properties,
    due: Type.Optional(oneOf(['true', 'false'] as const)),
  },
  closed,
);

/** $1 is now. The test is the one that tells of those that the facts hold. */
const due = `SELECT a.id, a.name, a.level, a.tier, a.status, t.id AS test_id, t.result, t.tested_at,
    CASE WHEN t.id IS NULL THEN 'missing' WHEN t.result <> 'passed' THEN 'failed'
      WHEN $1::timestamptz > t.until THEN 'stale' WHEN $1::timestamptz >= t.next_due_at THEN 'planned' ELSE 'current' END AS state,
    CASE WHEN t.result = 'passed' THEN least(t.until, t.next_due_at) END AS due_at
  FROM agents a LEFT JOIN LATERAL (
    SELECT t.id, t.result, t.tested_at, t.next_due_at,
      t.tested_at + (SELECT red_team_max_age_ms FROM facts_state WHERE one) * interval '1 millisecond' AS until
    FROM ${tellingTest}) t ON true
  WHERE a.level IN ('senior', 'principal') AND a.status <> 'retired'`;

/** What is due first comes first. @returns at most one more than the limit */
export async function listDueTests(
  tx: TenantReader,
  at: string,
  asked: AskedPage,
  onlyDue: boolean | undefined,
): Promise<DueRedTeamTest[]> {
  const found = await tx.query<{ item: DueRedTeamTest }>(
    `SELECT jsonb_build_object('agentId', d.id, 'agentName', d.name, 'level', d.level, 'tier', d.tier, 'status', d.status, 'state', d.state,
       'dueAt', ${isoText('d.due_at')}, 'blocks', d.state IN ('missing', 'failed', 'stale'),
       'newest', CASE WHEN d.test_id IS NULL THEN NULL ELSE jsonb_build_object('id', d.test_id, 'result', d.result, 'testedAt', ${isoText('d.tested_at')}) END) AS item
     FROM (${due}) d
     WHERE ($2::boolean IS NULL OR (d.state <> 'current') = $2)
       AND ($3::text IS NULL OR (COALESCE(${isoText('d.due_at')}, ''), d.id) > ($3, $4))
     ORDER BY COALESCE(${isoText('d.due_at')}, ''), d.id LIMIT $5`,
    [at, onlyDue ?? null, asked.after?.[0] ?? null, asked.after?.[1] ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}
