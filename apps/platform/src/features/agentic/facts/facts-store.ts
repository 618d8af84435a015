/**
 * All SQL of the facts: one flight of statements in one read transaction, so that the snapshot is of one moment. Rows come
 * out in a fixed order, since the digest of the facts is over their canonical JSON.
 */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { TenantFacts } from '@gamut/protocol/facts';
import { loadCapabilities, type CapabilityRecords } from './capability-records.ts';
import { answersSql } from '../people/who-answers.ts';
import { tellingFirst, testStands } from '../red-team-tests/standing-tests.ts';
import { observePeriodFacts } from './standing-observe-periods.ts';

type Rows<K extends keyof TenantFacts> = TenantFacts[K];

export interface FactsState {
  readonly version: number;
  readonly agentCallsPerMinuteMax: number;
  readonly redTeamMaxAgeMs: number;
  /** Left out while it is not: a Gateway of before reads the facts. */
  readonly accessMatrixRequired?: true;
}

interface StateRow {
  version: string;
  agent_calls_per_minute_max: number;
  red_team_max_age_ms: string;
  access_matrix_required: boolean;
}

export async function loadFactsState(tx: TenantReader): Promise<FactsState> {
  const [row] = await tx.query<StateRow>(
    'SELECT version, agent_calls_per_minute_max, red_team_max_age_ms, access_matrix_required FROM facts_state WHERE one',
    [],
  );
  if (row === undefined) throw new Error('the tenant has no facts row');
  return {
    version: Number(row.version),
    agentCallsPerMinuteMax: row.agent_calls_per_minute_max,
    redTeamMaxAgeMs: Number(row.red_team_max_age_ms),
    ...(row.access_matrix_required ? { accessMatrixRequired: true } : {}),
  };
}

/** Each statement yields one jsonb column `row` that has the shape of the facts, so no mapper stands in between. */
const statements = {
  agents: `SELECT jsonb_build_object(
      'id', a.id, 'name', a.name, 'purpose', a.purpose,
      'humanOwner', CASE WHEN h.id IS NULL THEN NULL ELSE jsonb_build_object('id', h.id, 'name', h.name) END,
      'securityOwner', CASE WHEN s.id IS NULL THEN NULL ELSE jsonb_build_object('id', s.id, 'name', s.name) END,
      'level', a.level, 'tier', a.tier, 'status', a.status, 'statusReason', a.status_reason, 'transactionLimits', a.transaction_limits,
      'credentials', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'sha256', c.sha256,
          'expiresAt', to_char(c.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          || CASE WHEN k.epoch IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('keyEpoch', k.epoch) END ORDER BY c.id)
        FROM agent_credentials c LEFT JOIN runtime_keys k ON k.credential_id = c.id WHERE c.agent_id = a.id AND c.revoked_at IS NULL), '[]'::jsonb))
      || CASE WHEN a.breaker_opened_at IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('breaker', jsonb_build_object(
          'openedAt', to_char(a.breaker_opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', a.breaker_reason)) END
      || CASE WHEN a.level_reason IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('levelReason', a.level_reason) END
      || CASE WHEN a.access_matrix IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('accessMatrix', a.access_matrix) END AS row
    FROM agents a LEFT JOIN people h ON h.id = a.human_owner_id AND ${answersSql('h')} LEFT JOIN people s ON s.id = a.security_owner_id AND ${answersSql('s')} ORDER BY a.id`,
  connectors: `SELECT jsonb_build_object('id', id, 'name', name, 'status', status,
      'transport', CASE transport WHEN 'stdio' THEN jsonb_build_object('kind', 'stdio', 'catalogue', catalogue)
        ELSE jsonb_build_object('kind', 'http', 'url', url, 'origin', substring(url from '^[a-z]+://[^/?#]+')) END,
      'sealedHeaders', sealed_headers, 'callTimeoutMs', call_timeout_ms, 'answerBytesMax', answer_bytes_max) AS row
    FROM connectors ORDER BY id`,
  tools: `SELECT jsonb_build_object('id', id, 'connectorId', connector_id, 'name', name, 'title', title,
      'description', description, 'inputSchema', input_schema::jsonb, 'schemaSha256', schema_sha256,
      'actionType', action_type, 'dataClass', data_class, 'risk', risk, 'targetPointers', to_jsonb(target_pointers),
      'targetKind', target_kind, 'targetRoot', target_root, 'recursive', recursive, 'targetClasses', target_classes,
      'amountPointer', amount_pointer, 'safeForm', safe_form, 'answerTrust', answer_trust, 'recipientPointers', to_jsonb(recipient_pointers))
      || CASE WHEN cardinality(data_domains) = 0 THEN '{}'::jsonb ELSE jsonb_build_object('dataDomains', to_jsonb(data_domains)) END
      || CASE WHEN amount_currency IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('amountCurrency', amount_currency) END AS row
    FROM tools ORDER BY id`,
  toolPermissions: `SELECT jsonb_build_object('agentId', agent_id, 'toolId', tool_id, 'auditLogging', audit_logging,
      'requiresApproval', requires_approval, 'targetsUnder', to_jsonb(targets_under), 'amountMax', amount_max,
      'callsPerMinuteMax', calls_per_minute_max, 'transactionLimits', transaction_limits)
      || CASE WHEN amount_currency IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('amountCurrency', amount_currency) END AS row
    FROM tool_permissions ORDER BY agent_id, tool_id`,
  dataFlows: `SELECT jsonb_build_object('agentId', agent_id, 'dataClass', data_class, 'handling', handling) AS row
    FROM data_flows ORDER BY agent_id, data_class`,
  approvalGates: `SELECT jsonb_build_object('id', id, 'name', name, 'actionTypes', to_jsonb(action_types),
      'toolIds', to_jsonb(tool_ids), 'dataClasses', to_jsonb(data_classes), 'mode', mode,
      'approverRole', approver_role, 'approversNeeded', approvers_needed, 'approverIds', to_jsonb(approver_ids),
      'approversHere', (SELECT count(*) FROM people p WHERE p.id = ANY (approver_ids) AND ${answersSql('p')}),
      'expiresAfterMs', expires_after_ms) AS row
    FROM approval_gates ORDER BY id`,
  playbooks: `SELECT jsonb_build_object('id', id, 'name', name, 'actionTypes', to_jsonb(action_types)) AS row
    FROM incident_playbooks ORDER BY id`,
  redTeamTests: `SELECT jsonb_build_object('id', id, 'agentId', agent_id, 'result', result,
      'testedAt', to_char(tested_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      || CASE WHEN type = 'general' THEN '{}'::jsonb ELSE jsonb_build_object('type', type) END AS row
    FROM (SELECT DISTINCT ON (t.agent_id, t.type) t.* FROM red_team_tests t WHERE ${testStands} ORDER BY t.agent_id, t.type, ${tellingFirst}) standing
    ORDER BY agent_id, type`,
  openFindings: `SELECT jsonb_build_object('id', id, 'agentId', agent_id, 'severity', severity, 'title', title) AS row
    FROM findings WHERE status NOT IN ('closed', 'risk_accepted', 'false_positive') ORDER BY id`,
  openIncidents: `SELECT jsonb_build_object('id', id, 'agentId', agent_id, 'severity', severity) AS row
    FROM incidents WHERE status <> 'closed' ORDER BY id`,
  killSwitches: `SELECT jsonb_build_object('id', id, 'target', target, 'targetId', target_id, 'reason', reason) AS row
    FROM kill_switches WHERE released_at IS NULL ORDER BY id`,
  tenantRules: `SELECT jsonb_build_object('id', r.id, 'version', v.version, 'name', r.name, 'fix', v.fix, 'cedar', v.cedar) AS row
    FROM tenant_rules r JOIN tenant_rule_versions v ON v.rule_id = r.id WHERE v.status = 'published' ORDER BY r.id`,
  observePeriods: observePeriodFacts,
} as const;

type Part = keyof typeof statements;
export type FactsRecords = { [K in Part]: NonNullable<Rows<K>> } & {
  readonly capabilities: CapabilityRecords;
};

export async function loadFactsRecords(tx: TenantReader): Promise<FactsRecords> {
  const parts = Object.keys(statements) as Part[];
  const [capabilities, ...answers] = await Promise.all([
    loadCapabilities(tx),
    ...parts.map((part) => tx.query<{ row: unknown }>(statements[part], [])),
  ]);
  const records = Object.fromEntries(
    parts.map((part, at) => [part, answers[at]?.map((answer) => answer.row) ?? []]),
  );
  return { ...records, capabilities } as unknown as FactsRecords;
}
