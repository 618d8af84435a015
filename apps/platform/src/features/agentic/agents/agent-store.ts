/** All SQL of agents and their credentials. One statement yields the whole noun, so a list costs one flight. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AgentStatus, AtfLevel, RiskTier } from '@gamut/kernel/agentic-terms';
import type { TransactionLimit } from '@gamut/protocol/transaction-limit';
import type { AskedPage } from '../../../http/list-page.ts';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import { isoText } from '../iso-text.ts';
import { namedPerson } from '../named-person.ts';
import { answersSql } from '../people/who-answers.ts';
import { tellingTest } from '../red-team-tests/standing-tests.ts';
import type { Agent } from './agent.ts';

const agentRows = `SELECT a.name, jsonb_build_object(
    'id', a.id, 'name', a.name, 'purpose', a.purpose, 'level', a.level, 'levelSince', ${isoText('a.level_since')}, 'tier', a.tier, 'status', a.status, 'statusReason', a.status_reason, 'transactionLimits', a.transaction_limits,
    'humanOwner', CASE WHEN h.id IS NULL THEN NULL ELSE jsonb_build_object('id', h.id, 'name', h.name, 'here', ${answersSql('h')}) END,
    'securityOwner', CASE WHEN s.id IS NULL THEN NULL ELSE jsonb_build_object('id', s.id, 'name', s.name, 'here', ${answersSql('s')}) END,
    'createdAt', ${isoText('a.created_at')},
    'lastSeenAt', (SELECT ${isoText('max(d.at)')} FROM decisions d WHERE d.agent_id = a.id),
    'credentials', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'fingerprint', left(c.sha256, 12),
        'createdAt', ${isoText('c.created_at')}, 'expiresAt', ${isoText('c.expires_at')}, 'lastUsedAt', ${isoText('c.last_used_at')}) ORDER BY c.id)
      FROM agent_credentials c WHERE c.agent_id = a.id AND c.revoked_at IS NULL), '[]'::jsonb),
    'permissions', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'toolId', p.tool_id, 'tool', n.name || '_' || t.name,
        'auditLogging', p.audit_logging, 'requiresApproval', p.requires_approval, 'targetsUnder', to_jsonb(p.targets_under),
        'amountMax', p.amount_max, 'amountCurrency', p.amount_currency, 'callsPerMinuteMax', p.calls_per_minute_max, 'transactionLimits', p.transaction_limits,
        'createdAt', ${isoText('p.created_at')}, 'createdBy', ${namedPerson('p.created_by')}) ORDER BY n.name, t.name)
      FROM tool_permissions p JOIN tools t ON t.id = p.tool_id JOIN connectors n ON n.id = t.connector_id WHERE p.agent_id = a.id), '[]'::jsonb),
    'dataFlows', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'dataClass', f.data_class, 'handling', f.handling,
        'setAt', ${isoText('COALESCE(f.updated_at, f.created_at)')}, 'setBy', ${namedPerson('CASE WHEN f.updated_at IS NULL THEN f.created_by ELSE f.updated_by END')}) ORDER BY f.data_class)
      FROM data_flows f WHERE f.agent_id = a.id), '[]'::jsonb),
    'redTeamTest', (SELECT jsonb_build_object('id', t.id, 'result', t.result, 'testedAt', ${isoText('t.tested_at')}) FROM ${tellingTest}),
    'openFindings', (SELECT count(*) FROM findings g WHERE g.agent_id = a.id AND g.status NOT IN ('closed', 'risk_accepted', 'false_positive')),
    'openIncidents', (SELECT count(*) FROM incidents i WHERE i.agent_id = a.id AND i.status <> 'closed')) AS agent
  FROM agents a LEFT JOIN people h ON h.id = a.human_owner_id LEFT JOIN people s ON s.id = a.security_owner_id`;

interface AgentRow {
  name: string;
  agent: Agent;
}

/** By name. @returns at most one more than the limit */
export function listAgents(tx: TenantReader, asked: AskedPage): Promise<AgentRow[]> {
  return tx.query<AgentRow>(`${agentRows} WHERE $1::text IS NULL OR a.name > $1 ORDER BY a.name LIMIT $2`, [
    asked.after?.[0] ?? null,
    asked.limit + 1,
  ]);
}

export async function findAgent(tx: TenantReader, id: string): Promise<Agent | undefined> {
  const [row] = await tx.query<AgentRow>(`${agentRows} WHERE a.id = $1`, [id]);
  return row?.agent;
}

export interface LockedAgent {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly level: AtfLevel | null;
  readonly tier: RiskTier;
  readonly status: AgentStatus;
  readonly status_reason: string | null;
  readonly human_owner_id: string | null;
  readonly security_owner_id: string | null;
  readonly transaction_limits: readonly TransactionLimit[];
}

/** The agent as it is now, held until this transaction ends. */
export async function lockAgent(tx: TenantTx, id: string): Promise<LockedAgent | undefined> {
  const [row] = await tx.query<LockedAgent>(
    'SELECT id, name, purpose, level, tier, status, status_reason, human_owner_id, security_owner_id, transaction_limits FROM agents WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  return row;
}

/** The row and its place in the directory that routes tokens, in one transaction. */
export async function insertAgent(
  tx: TenantTx,
  agent: Omit<LockedAgent, 'status_reason' | 'transaction_limits'>,
  at: string,
): Promise<void> {
  await refuseTaken(
    tx.query(
      `INSERT INTO agents (id, name, purpose, human_owner_id, security_owner_id, level, tier, status, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
      [
        agent.id,
        agent.name,
        agent.purpose,
        agent.human_owner_id,
        agent.security_owner_id,
        agent.level,
        agent.tier,
        agent.status,
        at,
      ],
    ),
    'An agent of this name',
  );
  await tx.query('SELECT register_agent($1)', [agent.id]);
}

export async function updateAgentRow(tx: TenantTx, agent: LockedAgent, at: string): Promise<void> {
  await tx.query(
    `UPDATE agents SET purpose = $2, human_owner_id = $3, security_owner_id = $4, level = $5, tier = $6,
       level_since = CASE WHEN level IS DISTINCT FROM $5 THEN $9 ELSE level_since END,
       level_reason = CASE WHEN level IS DISTINCT FROM $5 THEN NULL ELSE level_reason END, status = $7, status_reason = $8, updated_at = $9,
     transaction_limits = $10::jsonb
     WHERE id = $1`,
    [
      agent.id,
      agent.purpose,
      agent.human_owner_id,
      agent.security_owner_id,
      agent.level,
      agent.tier,
      agent.status,
      agent.status_reason,
      at,
      JSON.stringify(agent.transaction_limits),
    ],
  );
}

export interface NewCredentialRow {
  readonly id: string;
  readonly agentId: string;
  readonly name: string;
  readonly sha256: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** The person, or null where no person did. */
  readonly issuedBy: string | null;
  /** The credential whose place it takes: whoever issued that one counts as an issuer of this one too. */
  readonly replaces?: string;
}

export async function insertCredential(tx: TenantTx, row: NewCredentialRow): Promise<void> {
  await tx.query(
    `INSERT INTO agent_credentials (id, agent_id, name, sha256, created_at, expires_at, issued_by, issuer_ids)
     VALUES ($1, $2, $3, $4, $5, $6, $7::text, ARRAY(SELECT DISTINCT one FROM unnest(array_append(
       (SELECT issuer_ids FROM agent_credentials WHERE id = $8), $7::text)) AS one WHERE one IS NOT NULL ORDER BY one))`,
    [
      row.id,
      row.agentId,
      row.name,
      row.sha256,
      row.createdAt,
      row.expiresAt,
      row.issuedBy,
      row.replaces ?? null,
    ],
  );
}

/** @returns how many still worked until now */
export function revokeAllCredentials(tx: TenantTx, agentId: string, by: string, at: string): Promise<number> {
  return tx.execute(
    'UPDATE agent_credentials SET revoked_at = $2, revoked_by = $3 WHERE agent_id = $1 AND revoked_at IS NULL',
    [agentId, at, by],
  );
}

/** @returns the credential's name; undefined when this agent has no such credential that still works */
export async function revokeCredentialRow(
  tx: TenantTx,
  agentId: string,
  id: string,
  by: string,
  at: string,
): Promise<string | undefined> {
  const [row] = await tx.query<{ name: string }>(
    'UPDATE agent_credentials SET revoked_at = $3, revoked_by = $4 WHERE id = $1 AND agent_id = $2 AND revoked_at IS NULL RETURNING name',
    [id, agentId, at, by],
  );
  return row?.name;
}
