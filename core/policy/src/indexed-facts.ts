/**
 * A tenant's facts, arranged for looking up: made once per version, read by every decision. Facts that contradict
 * themselves (one name for two tools, two permissions for one pair) are kept as contradictions, which controls block on;
 * where two rows can be ordered, the stricter wins.
 */
import {
  dataHandlings,
  type DataClass,
  type DataHandling,
  type KillTarget,
} from '@gamut/kernel/agentic-terms';
import type {
  AgentFacts,
  ConnectorFacts,
  KillSwitchFacts,
  TenantFacts,
  ToolFacts,
} from '@gamut/protocol/facts';
import type { ObservePeriodFacts } from '@gamut/protocol/observe-period-facts';
import { readAmounts, type AmountReader } from './amounts.ts';
import { compileArgumentCheck, type ArgumentCheck } from './argument-check.ts';
import { indexAccess, type AgentAccess } from './capabilities/access-matrix.ts';
import { indexSkills, type AgentSkills } from './capabilities/agent-skills.ts';
import { indexPlans, type AgentPlan } from './capabilities/workflow-plan.ts';
import { uniqueBy, type Contradictory } from './contradictory.ts';
import { indexPermissions, type AgentPermissions } from './indexed-permissions.ts';
import { parsePlace, type Place } from './place.ts';
import { compileRules, type CompiledRules } from './tenant-rules/compile-rules.ts';

export interface IndexedTool {
  readonly facts: ToolFacts;
  readonly connector: ConnectorFacts | undefined;
  /** `${connector}_${tool}`, as agents see it. */
  readonly name: string;
  /** Data class by place; a rule whose place cannot be read holds everywhere. */
  readonly classes: readonly { readonly place: Place | null; readonly dataClass: DataClass }[];
  /** How much a call moves; undefined where the tool has no amount. */
  readonly amounts: AmountReader | undefined;
  /** Compiled on first use. */
  readonly arguments: () => ArgumentCheck;
}

/** Where a kill switch against the whole tenant stands. */
export const tenantWide = '';

export interface RedTeamStanding {
  /** Types whose newest test failed; none: all were passed. */
  readonly failed: readonly string[];
  /** Of the newest that failed, else of the newest that was passed. */
  readonly testedAtMs: number;
}

export interface IndexedFacts {
  readonly facts: TenantFacts;
  readonly agents: ReadonlyMap<string, AgentFacts | Contradictory>;
  readonly tools: ReadonlyMap<string, IndexedTool | Contradictory>;
  /** By agent, then by tool; those that come with a toolset are among them. */
  readonly permissions: ReadonlyMap<string, AgentPermissions>;
  /** Of agents that have any. */
  readonly skills: ReadonlyMap<string, AgentSkills>;
  /** What the access matrix gives, of agents that it binds. */
  readonly access: ReadonlyMap<string, AgentAccess>;
  /** Active workflow plans, by agent. */
  readonly plans: ReadonlyMap<string, AgentPlan>;
  readonly dataFlows: ReadonlyMap<string, ReadonlyMap<DataClass, DataHandling>>;
  /** How each agent stands by the newest test of each type. */
  readonly redTeamTests: ReadonlyMap<string, RedTeamStanding>;
  /** Titles of the open critical findings of each agent. */
  readonly criticalFindings: ReadonlyMap<string, readonly string[]>;
  readonly criticalIncidents: ReadonlyMap<string, readonly string[]>;
  /** Any transaction limit stands in the facts: then what was performed is asked for at the commit. */
  readonly limited: boolean;
  /** The tenant's own rules, made ready; null where there is none. */
  readonly tenantRules: CompiledRules | null;
  /** Observe periods by agent; of two for one agent neither holds. */
  readonly observePeriods: ReadonlyMap<string, ObservePeriodFacts | Contradictory>;
  /** Engaged kill switches, by what they stop; of the tenant's, whatever it names, under `tenantWide`. */
  readonly killSwitches: ReadonlyMap<KillTarget, ReadonlyMap<string, KillSwitchFacts>>;
}

export function indexFacts(facts: TenantFacts): IndexedFacts {
  const connectors = new Map(facts.connectors.map((connector) => [connector.id, connector]));
  const tools = facts.tools.map((tool) => indexTool(tool, connectors.get(tool.connectorId)));
  const toolsById = new Map(facts.tools.map((tool) => [tool.id, tool]));
  return {
    facts,
    agents: uniqueBy(facts.agents, (agent) => agent.id),
    tools: uniqueBy(tools, (tool) => tool.name),
    permissions: indexPermissions(facts, toolsById),
    skills: indexSkills(facts),
    access: indexAccess(facts),
    plans: indexPlans(facts),
    dataFlows: indexDataFlows(facts),
    redTeamTests: indexRedTeamTests(facts),
    criticalFindings: indexCritical(facts.openFindings, (finding) => finding.title),
    criticalIncidents: indexCritical(facts.openIncidents, (incident) => incident.id),
    limited: [...facts.agents, ...facts.toolPermissions].some(
      (row) => (row.transactionLimits ?? []).length > 0,
    ),
    tenantRules: compileRules(facts.tenantRules ?? []),
    observePeriods: uniqueBy(facts.observePeriods ?? [], (period) => period.agentId),
    killSwitches: indexKillSwitches(facts.killSwitches),
  };
}

function indexTool(facts: ToolFacts, connector: ConnectorFacts | undefined): IndexedTool {
  let check: ArgumentCheck | undefined;
  return {
    facts,
    connector,
    name: `${connector?.name ?? facts.connectorId}_${facts.name}`,
    classes: facts.targetClasses.map(({ under, dataClass }) => ({ place: placeOf(under, facts), dataClass })),
    amounts: readAmounts(facts),
    arguments: () => (check ??= compileArgumentCheck(facts.inputSchema)),
  };
}

function placeOf(under: string, tool: ToolFacts): Place | null {
  const place = parsePlace(under, tool.targetKind, tool.targetRoot);
  return typeof place === 'string' ? null : place;
}

function indexDataFlows(facts: TenantFacts): ReadonlyMap<string, ReadonlyMap<DataClass, DataHandling>> {
  const byAgent = new Map<string, Map<DataClass, DataHandling>>();
  for (const { agentId, dataClass, handling } of facts.dataFlows) {
    const byClass = byAgent.get(agentId) ?? new Map<DataClass, DataHandling>();
    byAgent.set(agentId, byClass);
    const held = byClass.get(dataClass);
    // dataHandlings runs from the widest to the strictest
    const stricter = held === undefined || dataHandlings.indexOf(handling) > dataHandlings.indexOf(held);
    if (stricter) byClass.set(dataClass, handling);
  }
  return byAgent;
}

function indexKillSwitches(rows: readonly KillSwitchFacts[]): IndexedFacts['killSwitches'] {
  const byTarget = new Map<KillTarget, Map<string, KillSwitchFacts>>();
  for (const row of rows) {
    const held = byTarget.get(row.target) ?? new Map<string, KillSwitchFacts>();
    byTarget.set(row.target, held);
    held.set(row.target === 'tenant' ? tenantWide : row.targetId, row);
  }
  return byTarget;
}

function indexRedTeamTests(facts: TenantFacts): IndexedFacts['redTeamTests'] {
  const byAgent = new Map<string, Map<string, { passed: boolean; testedAtMs: number }>>();
  for (const { agentId, type = 'general', result, testedAt } of facts.redTeamTests) {
    const testedAtMs = Date.parse(testedAt);
    if (!Number.isFinite(testedAtMs)) continue;
    const newest = byAgent.get(agentId) ?? new Map<string, { passed: boolean; testedAtMs: number }>();
    byAgent.set(agentId, newest);
    const held = newest.get(type);
    const passed = result === 'passed';
    if (held === undefined || testedAtMs > held.testedAtMs) newest.set(type, { passed, testedAtMs });
    else if (testedAtMs === held.testedAtMs && !passed) newest.set(type, { passed, testedAtMs });
  }
  return new Map([...byAgent].map(([agentId, newest]) => [agentId, redTeamStanding(newest)]));
}

/** One type that it failed outweighs all others; of those that weigh the same, the newest tells. */
function redTeamStanding(
  newest: ReadonlyMap<string, { readonly passed: boolean; readonly testedAtMs: number }>,
): RedTeamStanding {
  const failed = [...newest].filter(([, test]) => !test.passed);
  const telling = failed.length === 0 ? [...newest] : failed;
  return {
    failed: failed.map(([type]) => type),
    testedAtMs: Math.max(...telling.map(([, test]) => test.testedAtMs)),
  };
}

function indexCritical<T extends { readonly agentId: string; readonly severity: string }>(
  rows: readonly T[],
  name: (row: T) => string,
): ReadonlyMap<string, readonly string[]> {
  const byAgent = new Map<string, string[]>();
  for (const row of rows) {
    if (row.severity !== 'critical') continue;
    const names = byAgent.get(row.agentId) ?? [];
    names.push(name(row));
    byAgent.set(row.agentId, names);
  }
  return byAgent;
}
