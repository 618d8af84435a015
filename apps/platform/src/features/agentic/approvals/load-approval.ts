/** An approval whole, opened for the person who reads it: what was asked, what each control saw, who said what, what happened next. */
import type { Reason } from '@gamut/protocol/decision';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { listEntriesAbout } from '../../../audit/journal-reading.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import type { Lapse, StoredVote } from '../approval-votes/vote-store.ts';
import { openAsked } from '../decisions/asked-action.ts';
import type { DecisionDetail } from '../decisions/decision.ts';
import { loadDecision } from '../decisions/load-decision.ts';
import type { Approval, ApprovalRow, ApprovalVote } from './approval.ts';
import { mayOpenArguments } from './may-open-arguments.ts';
import { listSimilar, type SimilarRow, type StoredApproval } from './approval-store.ts';
import { findRight, mayTakeBack } from './approver.ts';
import { readApproval, type ApprovalInHand } from './asked-of.ts';
import { whyMayNotBreakGlass } from './break-glass.ts';
import { findBreakGlassOf, breakGlassShown } from './break-glass-store.ts';
import { loadRights, type Voter } from './rights-of.ts';
import { shownSha256 } from './shown-snapshot.ts';

export interface Reading {
  readonly open: TenantSealer['open'];
  readonly person: Voter;
  readonly now: string;
}

/** What a voter is shown beside the action itself. */
export interface Shown {
  readonly reasons: readonly Reason[];
  readonly sha256: string;
}

export async function loadShown(tx: TenantReader, stored: StoredApproval, { open }: Reading): Promise<Shown> {
  return shownOf(stored, await loadDecision(tx, open, stored.decision_id));
}

export async function loadApproval(tx: TenantReader, id: string, reading: Reading): Promise<Approval> {
  const hand = await readApproval(tx, id, reading.now);
  const { stored } = hand;
  const [decision, consumer, entries, similar, glass, stages] = await Promise.all([
    loadDecision(tx, reading.open, stored.decision_id),
    stored.consumed_by_decision === null
      ? undefined
      : loadDecision(tx, reading.open, stored.consumed_by_decision),
    listEntriesAbout(tx, id),
    listSimilar(tx, id, reading.now),
    findBreakGlassOf(tx, id),
    stagesOf(tx, hand),
  ]);
  const newest = entries.at(-1);
  return {
    ...approvalRow(stored, reading.open),
    ...wholeOf(hand, decision, reading),
    ...(await mayOf(tx, hand, reading)),
    stages,
    similar: similar.map(similarOf),
    askedBy: await askedByOf(tx, stored),
    breakGlass: glass === undefined ? null : breakGlassShown(glass, reading.now),
    usedBy:
      consumer === undefined
        ? null
        : { decisionId: consumer.id, kind: consumer.kind, state: consumer.state, at: consumer.at },
    outcome: consumer?.outcome ?? null,
    journal: newest === undefined ? null : { stream: newest.stream, seq: newest.seq, hash: newest.hash },
  };
}

type May = Pick<
  Approval,
  | 'mayDecide'
  | 'mayNotBecause'
  | 'votesInPlaceOf'
  | 'mayOpenArguments'
  | 'mayBreakGlass'
  | 'mayNotBreakGlassBecause'
>;
type Elsewhere = 'stages' | 'askedBy' | 'similar' | 'breakGlass' | 'usedBy' | 'outcome' | 'journal';
type Whole = Omit<Approval, keyof ApprovalRow | keyof May | Elsewhere>;

function wholeOf(
  { stored, votes }: ApprovalInHand,
  decision: DecisionDetail,
  { open, person }: Reading,
): Whole {
  return {
    decisionId: stored.decision_id,
    connector: decision.connector,
    actionType: decision.actionType,
    dataClass: decision.dataClass,
    argumentsShown: open(
      { table: 'approvals', column: 'arguments_sealed', row: stored.id },
      stored.arguments_sealed,
    ),
    actionSha256: stored.action_sha256,
    schemaSha256: stored.schema_sha256,
    shownSha256: shownOf(stored, decision).sha256,
    approverRole: stored.approver_role,
    votes: votes.map((vote) => voteShown(vote, mayTakeBack(person.id, vote, stored.status))),
    reasons: decision.reasons,
    trace: decision.trace,
    note: stored.note,
    consumedAt: stored.consumed_at?.toISOString() ?? null,
    consumedByDecision: stored.consumed_by_decision,
    endedAt: endOf(stored),
    endedBecause:
      stored.status === 'expired' ? (stored.ended_because ?? 'its time was over') : stored.ended_because,
    agentOwner: stored.agent_owner,
  };
}

/** The exact moment, whenever it was swept. */
function endOf(stored: StoredApproval): string | null {
  if (stored.ended_at !== null) return stored.ended_at.toISOString();
  return stored.status === 'expired' ? stored.expires_at.toISOString() : null;
}

async function mayOf(tx: TenantReader, hand: ApprovalInHand, { person, now }: Reading): Promise<May> {
  const rights = await loadRights(tx, person, now);
  const right = findRight(person.id, rights, hand.asked, 'approved');
  const lent = typeof right !== 'string' && right.delegationId !== null ? right.seatId : undefined;
  const whyNoGlass =
    whyMayNotBreakGlass({ id: person.id, roles: rights[0]?.roles ?? [] }, hand.asked) ?? null;
  return {
    mayDecide: typeof right !== 'string',
    mayNotBecause: typeof right === 'string' ? right : null,
    votesInPlaceOf:
      lent === undefined ? null : { id: lent, name: (await namesOf(tx, [lent])).get(lent) ?? lent },
    mayOpenArguments: mayOpenArguments(person.id, rights, hand.asked),
    mayBreakGlass: whyNoGlass === null,
    mayNotBreakGlassBecause: whyNoGlass,
  };
}

async function stagesOf(tx: TenantReader, { count }: ApprovalInHand): Promise<Approval['stages']> {
  const names = await namesOf(
    tx,
    count.stages.flatMap(({ stage }) => stage.approverIds),
  );
  return count.stages.map(({ stage, given, passed }) => ({
    gateId: stage.gateId,
    gateName: stage.gateName,
    approverRole: stage.approverRole,
    approvers: stage.approverIds.map((id) => ({ id, name: names.get(id) ?? id })),
    needed: stage.needed,
    given,
    passed,
  }));
}

async function askedByOf(tx: TenantReader, stored: StoredApproval): Promise<Approval['askedBy']> {
  const { credential_id: credentialId, credential_name: credentialName, requester_ids: ids } = stored;
  if (credentialId === null) return null;
  const names = await namesOf(tx, ids);
  return { credentialId, credentialName, issuers: ids.map((id) => ({ id, name: names.get(id) ?? id })) };
}

async function namesOf(tx: TenantReader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM people WHERE id = ANY ($1::text[])',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function shownOf(stored: StoredApproval, { reasons }: DecisionDetail): Shown {
  const { id, action_sha256: actionSha256, schema_sha256: schemaSha256 } = stored;
  return { reasons, sha256: shownSha256({ id, actionSha256, schemaSha256, reasons }) };
}

const lapses: Readonly<Record<Lapse, string>> = {
  withdrawn: 'Its voter took it back.',
  left: 'Whoever gave it, or lent the right, has left.',
  roles_changed: 'The roles of whoever gave it, or lent the right, have changed since.',
  answers_for_agent: 'Whoever gave it, or lent the right, answers for this critical agent.',
};

function voteShown(vote: StoredVote, mayWithdraw: boolean): ApprovalVote {
  const lent = vote.seat_id !== vote.person_id;
  return {
    id: vote.id,
    person: { id: vote.person_id, name: vote.person_name },
    inPlaceOf: lent ? { id: vote.seat_id, name: vote.seat_name } : null,
    delegationId: vote.delegation_id,
    verdict: vote.verdict,
    note: vote.note,
    at: vote.at.toISOString(),
    counts: vote.lapse === null || vote.verdict === 'refused',
    countsNotBecause: vote.lapse === null || vote.verdict === 'refused' ? null : lapses[vote.lapse],
    withdrawnBecause: vote.withdrawn_note,
    mayWithdraw,
    reasonCodes: vote.reasons.map(({ code }) => code),
    shownSha256: vote.shown_sha256,
  };
}

function similarOf(row: SimilarRow): Approval['similar'][number] {
  return {
    id: row.id,
    status: row.status,
    requestedAt: row.requested_at.toISOString(),
    decidedByName: row.decided_by_name,
    note: row.note,
    sameAction: row.same_action,
  };
}

export function approvalRow(stored: StoredApproval, open: TenantSealer['open']): ApprovalRow {
  return {
    id: stored.id,
    status: stored.status,
    agentId: stored.agent_id,
    agentName: stored.agent_name,
    tool: stored.tool,
    target:
      stored.asked_sealed === null ? null : openAsked(open, stored.decision_id, stored.asked_sealed).target,
    risk: stored.risk,
    requestedAt: stored.requested_at.toISOString(),
    expiresAt: stored.expires_at.toISOString(),
    decidedAt: stored.decided_at?.toISOString() ?? null,
    decidedByName: stored.decided_by_name,
    votesNeeded: stored.stages.reduce((sum, { needed }) => sum + needed, 0),
    votesGiven: stored.votes_given,
    stoppedBy: stored.stopped_by,
  };
}
