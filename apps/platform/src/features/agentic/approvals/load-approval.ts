/** An approval whole, opened for the person who reads it: what was asked, what each control saw, what happened next. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { listEntriesAbout } from '../../../audit/journal-reading.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { openAsked } from '../decisions/asked-action.ts';
import type { DecisionDetail } from '../decisions/decision.ts';
import { loadDecision } from '../decisions/load-decision.ts';
import type { Approval, ApprovalRow } from './approval.ts';
import { findApprovalRow, type StoredApproval } from './approval-store.ts';
import { whyMayNotDecide, type Approver } from './approver.ts';

export interface Reading {
  readonly open: TenantSealer['open'];
  readonly person: Approver;
  readonly now: string;
}

export async function loadApproval(tx: TenantReader, id: string, reading: Reading): Promise<Approval> {
  const stored = await findApprovalRow(tx, id, reading.now);
  if (stored === undefined) throw notFound('approval');
  const [decision, consumer, entries] = await Promise.all([
    loadDecision(tx, reading.open, stored.decision_id),
    stored.consumed_by_decision === null
      ? undefined
      : loadDecision(tx, reading.open, stored.consumed_by_decision),
    listEntriesAbout(tx, id),
  ]);
  const [answered] = entries;
  return {
    ...approvalRow(stored, reading.open),
    ...wholeOf(stored, decision, reading),
    outcome: consumer?.outcome ?? null,
    journal:
      answered === undefined ? null : { stream: answered.stream, seq: answered.seq, hash: answered.hash },
  };
}

type Whole = Omit<Approval, keyof ApprovalRow | 'outcome' | 'journal'>;

function wholeOf(stored: StoredApproval, decision: DecisionDetail, { open, person }: Reading): Whole {
  const mayNotBecause = whyMayNotDecide(person, askedOf(stored)) ?? null;
  return {
    decisionId: stored.decision_id,
    connector: decision.connector,
    actionType: decision.actionType,
    dataClass: decision.dataClass,
    risk: decision.risk,
    argumentsShown: open(
      { table: 'approvals', column: 'arguments_sealed', row: stored.id },
      stored.arguments_sealed,
    ),
    actionSha256: stored.action_sha256,
    schemaSha256: stored.schema_sha256,
    approverRole: stored.approver_role,
    reasons: decision.reasons,
    trace: decision.trace,
    note: stored.note,
    consumedAt: stored.consumed_at?.toISOString() ?? null,
    consumedByDecision: stored.consumed_by_decision,
    mayDecide: mayNotBecause === null,
    mayNotBecause,
    agentOwner: stored.agent_owner,
  };
}

export function askedOf(stored: StoredApproval): Parameters<typeof whyMayNotDecide>[1] {
  return {
    status: stored.status,
    approverRole: stored.approver_role,
    agentTier: stored.agent_tier,
    agentOwnerId: stored.agent_owner_id,
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
    requestedAt: stored.requested_at.toISOString(),
    expiresAt: stored.expires_at.toISOString(),
    decidedAt: stored.decided_at?.toISOString() ?? null,
    decidedByName: stored.decided_by_name,
  };
}
