/**
 * What becomes of outcomes: one closes what was started, once. One that is said again, since nobody heard that it was taken, is
 * answered with the receipt that it has; and where the agent was told meanwhile that nobody knows how its action ended, that
 * action is in doubt, however it ended: it must not be made a second time before a person has looked. What is said only after an
 * action was found to be in doubt is shown to whoever looks.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { LedgerResult, OutcomeEntry } from '@gamut/protocol/ledger';
import type { JournalReceipt, NewJournalEntry } from '../../../audit/append-entries.ts';
import { recordDoubts } from '../actions-in-doubt/hold-actions.ts';
import { outcomeBody } from './journal-body.ts';
import { closeActions, type ClosedAction } from './ledger-store.ts';
import { refusalReasons } from './refusal-reasons.ts';

interface OfAgent {
  readonly agentId: string;
  readonly tool: string;
}

/** A decision that has its outcome already. */
interface Standing extends OfAgent {
  /** `again`: this very outcome; `late`: another, which said that nobody knows. */
  readonly how: 'again' | 'late';
  readonly receipt: JournalReceipt;
}

export interface EndedActions {
  /** By decision: what these outcomes close. */
  readonly closed: ReadonlyMap<string, ClosedAction>;
  /** By outcome. */
  readonly standing: ReadonlyMap<string, Standing>;
}

/** @param before the last number of the stream before these outcomes */
export async function endActions(
  tx: TenantTx,
  outcomes: readonly OutcomeEntry[],
  before: number,
  at: string,
): Promise<EndedActions> {
  const closed = await closeActions(tx, outcomes, before);
  const standing = await findStanding(
    tx,
    outcomes.filter((outcome) => !closes(outcome, { closed })),
  );
  const ended = { closed, standing };
  const doubtful = outcomes.filter((outcome) => isDoubtful(outcome, ended));
  await recordDoubts(tx, doubtful, at);
  return ended;
}

/** Whether this outcome is the one that ended its action. */
export function closes(
  { id, decision }: Pick<OutcomeEntry, 'id' | 'decision'>,
  { closed }: Pick<EndedActions, 'closed'>,
): boolean {
  return closed.get(decision)?.by === id;
}

function isDoubtful(outcome: OutcomeEntry, ended: EndedActions): boolean {
  const { id, state, unheard } = outcome;
  if (closes(outcome, ended)) return state === 'in_doubt' || unheard === true;
  const how = ended.standing.get(id)?.how;
  return how === 'late' || (how === 'again' && unheard === true);
}

interface StandingRow {
  readonly id: string;
  readonly again: boolean;
  readonly state: string;
  readonly agent_id: string;
  readonly tool: string;
  readonly seq: number;
  readonly hash: string;
  readonly at: Date;
}

async function findStanding(
  tx: TenantTx,
  outcomes: readonly OutcomeEntry[],
): Promise<ReadonlyMap<string, Standing>> {
  if (outcomes.length === 0) return new Map();
  const rows = await tx.query<StandingRow>(
    `SELECT o.id, e.bytes::jsonb #>> '{body,id}' = o.id AS again, d.state, d.agent_id, d.tool, e.seq, e.hash, e.at
     FROM unnest($1::text[], $2::text[]) AS o (id, decision)
     JOIN decisions d ON d.id = o.decision AND d.id = ANY ($2::text[]), LATERAL
       (SELECT j.* FROM journal_entries j WHERE j.stream = 'decisions' AND j.seq = d.outcome_seq LIMIT 1) e`,
    [outcomes.map(({ id }) => id), outcomes.map(({ decision }) => decision)],
  );
  const said = new Map(outcomes.map(({ id, state }) => [id, state]));
  return new Map(
    rows.flatMap((row): [string, Standing][] => {
      const late = row.state === 'in_doubt' && said.get(row.id) !== 'in_doubt';
      if (!row.again && !late) return [];
      const { id, seq, hash, at, agent_id: agentId, tool } = row;
      const receipt = { stream: 'decisions', seq: Number(seq), hash, at: at.toISOString() } as const;
      return [[id, { how: row.again ? 'again' : 'late', agentId, tool, receipt }]];
    }),
  );
}

/** What is only said again leaves nothing behind. */
export function leavesEntry({ id, unheard }: OutcomeEntry, { standing }: EndedActions): boolean {
  return standing.get(id)?.how !== 'again' || unheard === true;
}

/** A decision has one `outcome`; whatever else is said of its end stands under a kind of its own. */
export function outcomeEntry(outcome: OutcomeEntry, ended: EndedActions): NewJournalEntry {
  const { closed, standing } = ended;
  const { decision, id } = outcome;
  const stands = standing.get(id);
  const otherwise = { again: 'outcome.unheard', late: 'outcome.late', none: 'outcome.refused' } as const;
  return {
    kind: closes(outcome, ended) ? 'outcome' : otherwise[stands?.how ?? 'none'],
    subject: decision,
    body: outcomeBody(outcome, closed.get(decision) ?? stands ?? { agentId: '', tool: '' }),
  };
}

/**
 * What comes late is refused though it is shown: whoever says it first then has not given its answer to the agent, and must not.
 * @param receipt of the entry that it left now, if it left one
 */
export function answerTo(
  outcome: OutcomeEntry,
  ended: EndedActions,
  receipt: JournalReceipt | undefined,
): LedgerResult {
  const { id } = outcome;
  const stands = ended.standing.get(id);
  const of = receipt ?? (stands as Standing).receipt;
  return closes(outcome, ended) || stands?.how === 'again'
    ? { id, status: 'committed', receipt: of, approval: null, incident: null }
    : { id, status: 'refused', reason: refusalReasons.unknownAction, receipt: of };
}
