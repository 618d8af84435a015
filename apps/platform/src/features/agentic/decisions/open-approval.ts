/**
 * Asks people: the approval that a `require_approval` decision opens, in the transaction that records the decision. One
 * exact action has at most one open approval; asking again finds it, unless there is a reason that its approver has not
 * been shown, which asks anew. Of one agent so many wait that people can still read what they decide on, and no more.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { newId, type ApprovalId } from '@gamut/kernel/id';
import type { RandomBytes } from '@gamut/kernel/time-source';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import { countVotes } from '@gamut/policy/approval-count';
import { reasonKey } from '@gamut/policy/reason-key';
import { isCutOff } from '@gamut/policy/shown-to-approver';
import type { Reason } from '@gamut/protocol/decision';
import { stagesKept } from '../approval-votes/count-approval.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { canPass, loadStages } from '../approval-votes/stages-in-force.ts';
import { refusalReasons } from './refusal-reasons.ts';

export interface OpenApproval {
  readonly id: string;
  readonly expiresAt: string;
}

interface OpenRow {
  id: string;
  expires_at: Date;
  reason_codes: string[];
}

const defaultLifeMs = 24 * 3_600_000;

/**
 * What waits of one agent, to be decided on or to be used. An agent that goes astray buries what a person must see among what
 * nobody reads, so it asks for nothing more until some of it has ended.
 */
export const waitingMost = 50;

/** @returns the approval that waits now; or why nobody can be asked */
export async function askPeople(
  tx: TenantTx,
  entry: DecisionEntry,
  at: string,
  random: RandomBytes,
  seal: TenantSealer['seal'],
): Promise<OpenApproval | Reason> {
  // an approver is shown the whole text, or nothing: a Gateway of before asked about a text that was cut
  if (isCutOff(entry.argumentsWhole ?? entry.argumentsShown)) return refusalReasons.approvalShownCut;
  const sealed = (id: ApprovalId) =>
    seal({ table: 'approvals', column: 'arguments_sealed', row: id }, entry.argumentsShown);
  return openApproval(tx, entry, at, random, sealed);
}

/** @returns why not where nobody could ever give it (a chain of no one, or of people who have left), or where too much waits */
export async function openApproval(
  tx: TenantTx,
  entry: DecisionEntry,
  at: string,
  random: RandomBytes,
  seal: (approval: ApprovalId) => string,
): Promise<OpenApproval | Reason> {
  const keys = entry.decision.reasons.map(reasonKey);
  const nowMs = Date.parse(at);
  await tx.query(
    `UPDATE approvals SET status = 'expired', ended_at = least(expires_at, $4::timestamptz),
       ended_because = CASE WHEN expires_at <= $4::timestamptz THEN 'its time was over' ELSE 'a new reason asked anew' END
     WHERE status IN ('pending', 'approved')
     AND agent_id = $1 AND action_sha256 = $2 AND schema_sha256 = $3
     AND (expires_at <= $4::timestamptz OR NOT reason_codes @> $5::text[])`,
    [entry.agent, entry.actionSha256, entry.schemaSha256, at, keys],
  );
  const [open] = await tx.query<OpenRow>(
    `SELECT id, expires_at, reason_codes FROM approvals WHERE status IN ('pending', 'approved')
     AND agent_id = $1 AND action_sha256 = $2 AND schema_sha256 = $3`,
    [entry.agent, entry.actionSha256, entry.schemaSha256],
  );
  if (open !== undefined) return { id: open.id, expiresAt: new Date(open.expires_at).toISOString() };
  if (await isSwamped(tx, entry.agent, at)) return refusalReasons.tooManyWaiting;
  const stages = await loadStages(tx, entry);
  const requesters = await loadRequesters(tx, entry);
  if (!(await canPass(tx, stages, requesters)))
    return requesters.length > 0 && (await canPass(tx, stages, []))
      ? refusalReasons.approvalByNobodyElse
      : refusalReasons.approvalChainEmpty;
  const id = newId('apr', nowMs, random(16));
  const expiresAt = new Date(nowMs + (entry.approvalExpiresAfterMs ?? defaultLifeMs)).toISOString();
  await tx.query(
    `INSERT INTO approvals (id, decision_id, agent_id, tool, tool_id, action_sha256, schema_sha256, arguments_sealed,
       reason_codes, approver_role, requested_at, expires_at, stages, owner_ids, credential_id,
       requester_ids)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb,
       ARRAY(SELECT human_owner_id FROM agents WHERE id = $3 AND human_owner_id IS NOT NULL), $14, $15)`,
    [
      id,
      entry.id,
      entry.agent,
      entry.tool,
      entry.toolId,
      entry.actionSha256,
      entry.schemaSha256,
      seal(id),
      keys,
      stages[0]?.approverRole ?? 'administrator',
      at,
      expiresAt,
      stagesKept(countVotes(stages, [])),
      entry.credential ?? null,
      requesters,
    ],
  );
  return { id, expiresAt };
}

/** Who may hold the token that asked; nobody is known where a Gateway of before did not name the credential. */
async function loadRequesters(
  tx: TenantTx,
  { agent, credential }: DecisionEntry,
): Promise<readonly string[]> {
  if (credential === undefined) return [];
  const [row] = await tx.query<{ issuer_ids: string[] }>(
    'SELECT issuer_ids FROM agent_credentials WHERE id = $1 AND agent_id = $2',
    [credential, agent],
  );
  return row?.issuer_ids ?? [];
}

/** Batches of a tenant follow one another behind its lock, so no two Gateways each open the last one. */
async function isSwamped(tx: TenantTx, agent: string, at: string): Promise<boolean> {
  const waiting = await tx.query(
    `SELECT FROM approvals WHERE agent_id = $1 AND status IN ('pending', 'approved') AND expires_at > $2::timestamptz LIMIT $3`,
    [agent, at, waitingMost],
  );
  return waiting.length >= waitingMost;
}
