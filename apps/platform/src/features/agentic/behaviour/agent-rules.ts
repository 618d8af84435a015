/**
 * What is done about departures of one agent: as the organisation has it, or as the agent's own rules say, kind by kind. Like the
 * organisation's, each act only tightens; a person who sets them says why.
 */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { behaviourActs, deviationKinds } from '@gamut/governance/judge-behaviour';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { holdToLoosen } from '../agents/load-agent.ts';
import type { AgentBehaviourRules, BehaviourRules, NewAgentBehaviourRules } from './behaviour.ts';
import { loadRules } from './behaviour-store.ts';

type Own = AgentBehaviourRules['own'];

interface OwnRow {
  readonly id: string;
  readonly name: string;
  readonly behaviour_rules: unknown;
}

/** What these agents have of their own, by agent. */
export async function loadOwnRules(
  tx: TenantReader,
  agentIds: readonly string[],
): Promise<ReadonlyMap<string, Own>> {
  const rows = await tx.query<OwnRow>(
    "SELECT id, name, behaviour_rules FROM agents WHERE id = ANY ($1::text[]) AND behaviour_rules <> '{}'::jsonb",
    [agentIds],
  );
  return new Map(rows.map((row) => [row.id, ownOf(row)]));
}

export async function loadAgentRules(tx: TenantReader, agentId: string): Promise<AgentBehaviourRules> {
  const [row] = await tx.query<OwnRow>('SELECT id, name, behaviour_rules FROM agents WHERE id = $1', [
    agentId,
  ]);
  if (row === undefined) throw notFound('agent');
  return shown(row, await loadRules(tx));
}

/** Agents that have rules of their own, by id. @returns at most one more than the limit */
export async function listAgentRules(tx: TenantReader, asked: AskedPage): Promise<AgentBehaviourRules[]> {
  const rows = await tx.query<OwnRow>(
    `SELECT id, name, behaviour_rules FROM agents WHERE behaviour_rules <> '{}'::jsonb AND ($1::text IS NULL OR id > $1) ORDER BY id LIMIT $2`,
    [asked.after?.[0] ?? null, asked.limit + 1],
  );
  if (rows.length === 0) return [];
  const rules = await loadRules(tx);
  return rows.map((row) => shown(row, rules));
}

export async function setAgentRules(
  change: Change,
  agentId: string,
  { own, reason }: NewAgentBehaviourRules,
): Promise<Audited<AgentBehaviourRules>> {
  const { tx } = change;
  const agent = await holdToLoosen(change, agentId);
  const before = await loadAgentRules(tx, agentId);
  await tx.query('UPDATE agents SET behaviour_rules = $2::jsonb WHERE id = $1', [
    agentId,
    JSON.stringify(own),
  ]);
  return change.succeed(
    {
      event: 'behaviour.agent_rules_set',
      subject: { kind: 'agent', id: agentId, name: agent.name },
      before: { ...before.own },
      after: { ...own },
      reason,
    },
    await loadAgentRules(tx, agentId),
  );
}

/** Only kinds and acts that there are: whatever else stands in the row means nothing. */
function ownOf({ behaviour_rules: stored }: OwnRow): Own {
  const given = stored as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    deviationKinds.flatMap((kind) => {
      const act = behaviourActs.find((one) => one === given[kind]);
      return act === undefined ? [] : [[kind, act]];
    }),
  );
}

function shown(row: OwnRow, rules: BehaviourRules): AgentBehaviourRules {
  const own = ownOf(row);
  return { agentId: row.id, agentName: row.name, own, inForce: { ...rules, ...own } };
}
