/**
 * What an agent's enforced configuration shows of the controls of the Agentic Trust Framework, read from the very records that Gateway
 * decides on, each with the address of what shows it. What no record shows is left to a person.
 */
import type { Observation } from '@gamut/governance/judge-conformance';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { answersSql } from '../people/who-answers.ts';
import { loadAgentRules } from '../behaviour/agent-rules.ts';

interface Seen {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly owner: string | null;
  readonly security: string | null;
  readonly credentials: number;
  readonly endless: number;
  readonly permissions: number;
  readonly unlogged: number;
  readonly unbounded: readonly string[];
  readonly unlimited: readonly string[];
  readonly unreducible: readonly string[];
  readonly unguarded: readonly string[];
  readonly flows: readonly string[];
  readonly decisions: number;
  readonly baseline: boolean;
  readonly alerts: number;
  readonly outside: number;
  readonly breaks: boolean;
}

const toolName = "n.name || '_' || t.name";
/** Permissions, and what comes with toolsets alone: beside a permission a toolset only tightens. */
const permitted = `(SELECT agent_id, tool_id, audit_logging, targets_under, amount_max FROM tool_permissions
  UNION ALL SELECT c.agent_id, e ->> 'toolId', true, ARRAY(SELECT jsonb_array_elements_text(e -> 'targetsUnder')), (e ->> 'amountMax')::numeric
    FROM agent_capabilities c JOIN toolsets s ON s.id = c.toolset_id CROSS JOIN LATERAL jsonb_array_elements(s.tools) AS one (e)
    WHERE NOT EXISTS (SELECT FROM tool_permissions q WHERE q.agent_id = c.agent_id AND q.tool_id = e ->> 'toolId'))`;
const tools = `${permitted} p JOIN tools t ON t.id = p.tool_id JOIN connectors n ON n.id = t.connector_id WHERE p.agent_id = a.id`;
const namesOf = (condition: string): string =>
  `(SELECT COALESCE(jsonb_agg(DISTINCT ${toolName}), '[]'::jsonb) FROM ${tools} AND ${condition})`;

const question = `SELECT a.id, a.name, a.purpose,
    (SELECT h.name FROM people h WHERE h.id = a.human_owner_id AND ${answersSql('h')}) AS owner,
    (SELECT h.name FROM people h WHERE h.id = a.security_owner_id AND ${answersSql('h')}) AS security,
    (SELECT count(*) FROM agent_credentials c WHERE c.agent_id = a.id AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > $2)) AS credentials,
    (SELECT count(*) FROM agent_credentials c WHERE c.agent_id = a.id AND c.revoked_at IS NULL AND c.expires_at IS NULL) AS endless,
    (SELECT count(*) FROM ${tools}) AS permissions,
    (SELECT count(*) FROM ${tools} AND NOT p.audit_logging) AS unlogged,
    ${namesOf('cardinality(t.target_pointers) > 0 AND cardinality(p.targets_under) = 0 AND t.target_root IS NULL')} AS unbounded,
    ${namesOf('t.amount_pointer IS NOT NULL AND p.amount_max IS NULL')} AS unlimited,
    ${namesOf(`t.safe_form IS NULL AND EXISTS (SELECT FROM data_flows f WHERE f.agent_id = a.id AND f.data_class = t.data_class AND f.handling = 'safe_form')`)} AS unreducible,
    ${namesOf(`jsonb_path_exists(n.observation, '$.isolation[*] ? (@.holds == false)')`)} AS unguarded,
    (SELECT COALESCE(jsonb_agg(f.data_class || ': ' || f.handling ORDER BY f.data_class), '[]'::jsonb) FROM data_flows f WHERE f.agent_id = a.id) AS flows,
    (SELECT count(*) FROM decisions d WHERE d.agent_id = a.id) AS decisions,
    EXISTS (SELECT FROM agent_baselines b WHERE b.agent_id = a.id) AS baseline,
    (SELECT count(*) FROM behaviour_alerts b WHERE b.agent_id = a.id AND b.status = 'open') AS alerts,
    (SELECT count(*) FROM ${tools} AND t.answer_trust = 'untrusted') AS outside
  FROM agents a WHERE a.id = $1`;

/** @param now ISO text */
export async function observeAgent(
  tx: TenantReader,
  agentId: string,
  now: string,
): Promise<Readonly<Record<string, Observation>>> {
  const [found] = await tx.query<Omit<Seen, 'breaks'>>(question, [agentId, now]);
  if (found === undefined) throw new Error(`the agent ${agentId} went away while it was looked at`);
  const rules = await loadAgentRules(tx, agentId);
  const breaks = Object.values(rules.inForce).includes('open_breaker');
  const seen: Seen = { ...found, breaks };
  return {
    ...identityOf(seen),
    ...behaviourOf(seen),
    ...dataOf(seen),
    ...boundsOf(seen),
    ...incidentsOf(seen),
  };
}

const byBuild = 'every answer passes Gateway’s redactor and its bounds before the agent sees it';

function identityOf(seen: Seen): Record<string, Observation> {
  const agent = `/v1/agents/${seen.id}`;
  return {
    'I-1': met(`id ${seen.id}`, agent),
    'I-2': whether(
      seen.credentials > 0,
      `${seen.credentials} live ${seen.credentials === 1 ? 'credential' : 'credentials'}, ${seen.endless} without an end`,
      agent,
    ),
    'I-3': whether(
      seen.owner !== null && seen.security !== null,
      `answers for it: ${seen.owner ?? 'nobody'}; for its security: ${seen.security ?? 'nobody'}`,
      agent,
    ),
    'I-4': whether(seen.purpose.trim() !== '', 'a purpose is stated', agent),
    'I-5': met(
      `${seen.permissions} tools are permitted, each with a pinned schema; nothing else can be called`,
      agent,
    ),
  };
}

function behaviourOf(seen: Seen): Record<string, Observation> {
  const decisions = `/v1/decisions?filter=agent:${seen.name}`;
  const behaviour = `/v1/agents/${seen.id}/behaviour`;
  const alerts = `/v1/behaviour-alerts?agentId=${seen.id}`;
  return {
    'B-1': whether(
      seen.unlogged === 0,
      `${seen.unlogged} of ${seen.permissions} tools are not logged`,
      decisions,
    ),
    'B-2': met(`${seen.decisions} decisions, each with agent, tool, digest and approver`, decisions),
    'B-3': whether(
      seen.baseline,
      seen.baseline ? 'what is normal is learned from its own decisions' : 'it has not acted yet',
      behaviour,
    ),
    'B-4': whether(seen.baseline, `departures raise alerts within a minute; ${seen.alerts} open`, alerts),
    'B-5': met('each decision carries what every control saw', decisions),
  };
}

function dataOf(seen: Seen): Record<string, Observation> {
  const agent = `/v1/agents/${seen.id}`;
  return {
    'D-1': met(`arguments are checked against the pinned schema of each of ${seen.permissions} tools`, agent),
    'D-2': met(
      `answers of ${seen.outside} of its tools are untrusted: a recipient that they taught needs a person`,
      '/v1/connectors',
    ),
    'D-3': met(
      `${byBuild}; ${seen.flows.length === 0 ? 'no data class may flow' : seen.flows.join(', ')}`,
      agent,
    ),
    'D-4': met(byBuild, agent),
  };
}

function boundsOf(seen: Seen): Record<string, Observation> {
  const agent = `/v1/agents/${seen.id}`;
  return {
    'S-1': none(seen.unbounded, 'without bounds on their target', agent),
    'S-2': met('control 5 holds the agent to the boundaries of its level', agent),
    'S-3': met('control 12 limits the calls of the agent and of each of its tools in any minute', agent),
    'S-4': none(seen.unlimited, 'with an amount and no limit of it', agent),
    'S-5': none(seen.unguarded, 'on a connector with a guard that does not hold', '/v1/connectors'),
  };
}

function incidentsOf(seen: Seen): Record<string, Observation> {
  const agent = `/v1/agents/${seen.id}`;
  return {
    'R-1': whether(
      seen.breaks,
      seen.breaks ? 'a rule opens its circuit breaker' : 'no rule opens a circuit breaker',
      `/v1/agents/${seen.id}/behaviour-rules`,
    ),
    'R-2': met('a kill switch stops it, its tools, its connectors or everything', '/v1/kill-switches'),
    'R-3': met('its credentials can be revoked while it runs; the next call is refused', agent),
    'R-5': none(seen.unreducible, 'that must be reduced and declare no safe form', agent),
  };
}

function met(saw: string, evidence: string): Observation {
  return { verdict: 'met', saw, evidence };
}

function whether(holds: boolean, saw: string, evidence: string): Observation {
  return { verdict: holds ? 'met' : 'not_met', saw, evidence };
}

function none(tools: readonly string[], what: string, evidence: string): Observation {
  const saw = tools.length === 0 ? `no tool ${what}` : `tools ${what}: ${tools.slice(0, 20).join(', ')}`;
  return whether(tools.length === 0, saw, evidence);
}
