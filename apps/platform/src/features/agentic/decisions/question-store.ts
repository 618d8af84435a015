/** SQL of questions (AuthZEN): they stand in the decision stream alone, since nothing is done under one. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { entryOf, type EntryRow, type StoredEntry } from '../../../audit/journal-reading.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import type { DecisionBody } from './decision-body.ts';
import type { DecisionRow } from './decision.ts';

const questions = `SELECT stream, seq, hash, at, kind, subject, bytes FROM journal_entries
  WHERE stream = 'decisions' AND kind = 'question'`;

/** By the id that the asker was given. */
export async function findQuestion(tx: TenantReader, id: string): Promise<StoredEntry | undefined> {
  const [row] = await tx.query<EntryRow>(`${questions} AND subject = $1 ORDER BY seq LIMIT 1`, [id]);
  return row === undefined ? undefined : entryOf(row);
}

/** Newest first by their ids, which begin with their time. @returns at most one more than the limit */
export async function listQuestions(
  tx: TenantReader,
  agentId: string | undefined,
  asked: AskedPage,
): Promise<DecisionRow[]> {
  const rows = await tx.query<EntryRow>(
    `${questions} AND ($1::text IS NULL OR subject < $1) AND ($2::text IS NULL OR bytes::jsonb #>> '{body,agent,id}' = $2)
     ORDER BY subject DESC LIMIT $3`,
    [asked.after?.[0] ?? null, agentId ?? null, asked.limit + 1],
  );
  return rows.map((row) => questionRow(entryOf(row)));
}

/** As a decision is shown: its answer was yes where it passes whole. */
export function questionRow({ seq, at, bytes }: StoredEntry): DecisionRow {
  const body = (JSON.parse(bytes) as { body: DecisionBody }).body;
  const { agent, action, decision } = body;
  const { tool, connector, actionType, dataClass, risk } = action;
  return {
    id: body.id,
    seq,
    at,
    agentId: agent.id,
    agentName: agent.name,
    ...{ tool, connector, actionType, dataClass, risk },
    kind: decision.kind,
    reasonCodes: decision.reasons.map(({ code }) => code),
    state: 'question',
    approvalId: null,
    incidentId: null,
  };
}
