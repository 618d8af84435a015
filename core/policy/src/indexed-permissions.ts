/**
 * What an agent may use: the permissions that name one tool, and those that come with the toolsets it holds. Where several speak
 * about one tool the strictest of each counts, so a toolset never widens what a person has set for this agent, and a permission
 * that refuses refuses. Worked out once for each version of the facts.
 */
import type { TenantFacts, ToolPermissionFacts } from '@gamut/protocol/facts';
import type { ToolsetFacts } from '@gamut/protocol/capability-facts';
import { contradictory, type Contradictory } from './contradictory.ts';
import { liesUnder, parsePlace, type Place } from './place.ts';

export interface IndexedPermission {
  readonly facts: ToolPermissionFacts;
  /** Empty means anywhere the tool reaches; a place that cannot be read matches nothing. */
  readonly places: readonly (Place | null)[];
  /** The same, as the person wrote them. */
  readonly vouched: ReadonlySet<string>;
  /** The toolsets that it comes from, in words; empty when it stands alone. */
  readonly through: readonly string[];
}

export interface AgentPermissions {
  /** What the agent may do with this tool, whatever it comes from; undefined when it is not permitted. */
  get(toolId: string): IndexedPermission | Contradictory | undefined;
}

type Found = IndexedPermission | Contradictory;

export interface PlacedTool {
  readonly targetKind: 'path' | 'text';
  readonly targetRoot: string | null;
}

/**
 * A toolset is read once, however many agents hold it, and what one agent has of a tool is put together when it is first asked:
 * a few rows stand for many permissions, and who writes them must not decide how long a version of the facts takes to be read.
 */
export function indexPermissions(
  facts: TenantFacts,
  tools: ReadonlyMap<string, PlacedTool>,
): ReadonlyMap<string, AgentPermissions> {
  const direct = new Map<string, Map<string, Found>>();
  for (const row of facts.toolPermissions) {
    const byTool = direct.get(row.agentId) ?? new Map<string, Found>();
    direct.set(row.agentId, byTool);
    byTool.set(row.toolId, byTool.has(row.toolId) ? contradictory : permissionOf(row, tools, []));
  }
  const toolsets = indexToolsets(facts.toolsets ?? [], tools);
  const held = new Map<string, ToolsetTerms[]>();
  for (const { agentId, toolsetId } of facts.toolsetGrants ?? []) {
    const toolset = toolsets.get(toolsetId);
    if (toolset !== undefined) held.set(agentId, [...(held.get(agentId) ?? []), toolset]);
  }
  const nothing: ReadonlyMap<string, Found> = new Map();
  const byAgent = new Map<string, AgentPermissions>(direct);
  for (const [agentId, mine] of held) byAgent.set(agentId, whole(direct.get(agentId) ?? nothing, mine));
  return byAgent;
}

/** What a toolset says of one tool. */
type ToolsetTerms = (toolId: string) => Found | undefined;

/** The direct permission and the toolsets of one agent, each tool put together once. */
function whole(direct: ReadonlyMap<string, Found>, toolsets: readonly ToolsetTerms[]): AgentPermissions {
  const known = new Map<string, Found | undefined>();
  return {
    get(toolId) {
      if (known.has(toolId)) return known.get(toolId);
      let found = direct.get(toolId);
      for (const terms of toolsets) {
        const given = terms(toolId);
        if (given === undefined) continue;
        if (found === contradictory || given === contradictory) found = contradictory;
        else found = found === undefined ? given : strictest(found, given);
      }
      known.set(toolId, found);
      return found;
    },
  };
}

/** Two toolsets under one id contradict each other in every tool that either names. */
function indexToolsets(
  rows: readonly ToolsetFacts[],
  tools: ReadonlyMap<string, PlacedTool>,
): ReadonlyMap<string, ToolsetTerms> {
  const byId = new Map<string, Map<string, Found>>();
  const seen = new Set<string>();
  for (const { id, name, version, tools: named } of rows) {
    const byTool = byId.get(id) ?? new Map<string, Found>();
    byId.set(id, byTool);
    for (const terms of named) {
      const given = permissionOf({ agentId: '', auditLogging: true, ...terms }, tools, [
        `toolset ${name} v${version}`,
      ]);
      byTool.set(terms.toolId, byTool.has(terms.toolId) ? contradictory : given);
    }
    if (seen.has(id)) for (const toolId of byTool.keys()) byTool.set(toolId, contradictory);
    seen.add(id);
  }
  return new Map([...byId].map(([id, byTool]) => [id, (toolId: string) => byTool.get(toolId)]));
}

function permissionOf(
  facts: ToolPermissionFacts,
  tools: ReadonlyMap<string, PlacedTool>,
  through: readonly string[],
): IndexedPermission {
  const tool = tools.get(facts.toolId);
  const places = facts.targetsUnder.map((under) => {
    const place = tool === undefined ? 'unclear' : parsePlace(under, tool.targetKind, tool.targetRoot);
    return typeof place === 'string' ? null : place;
  });
  return { facts, places, vouched: new Set(facts.targetsUnder), through };
}

function strictest(one: IndexedPermission, other: IndexedPermission): IndexedPermission {
  const [a, b] = [one.facts, other.facts];
  const { places, targetsUnder } = narrower(one, other);
  const limits = [...(a.transactionLimits ?? []), ...(b.transactionLimits ?? [])];
  const facts: ToolPermissionFacts = {
    agentId: a.agentId,
    toolId: a.toolId,
    auditLogging: a.auditLogging && b.auditLogging,
    requiresApproval: a.requiresApproval || b.requiresApproval,
    targetsUnder,
    ...lowerAmount(a, b),
    callsPerMinuteMax: Math.min(a.callsPerMinuteMax, b.callsPerMinuteMax),
    ...(limits.length === 0 ? {} : { transactionLimits: limits }),
  };
  return { facts, places, vouched: new Set(targetsUnder), through: [...one.through, ...other.through] };
}

/** Null asks a person for every amount, as two amounts do that are in different currencies. */
function lowerAmount(
  a: ToolPermissionFacts,
  b: ToolPermissionFacts,
): Pick<ToolPermissionFacts, 'amountMax' | 'amountCurrency'> {
  if (a.amountMax === null || b.amountMax === null || a.amountCurrency !== b.amountCurrency)
    return { amountMax: null };
  const amountMax = Math.min(a.amountMax, b.amountMax);
  return a.amountCurrency === undefined ? { amountMax } : { amountMax, amountCurrency: a.amountCurrency };
}

type Placed = Pick<IndexedPermission, 'places'> & { readonly targetsUnder: string[] };

/** The places that lie in both. Nothing in common is a place that matches nothing, not no places, which would be anywhere. */
function narrower(one: IndexedPermission, other: IndexedPermission): Placed {
  if (one.places.length === 0) return { places: other.places, targetsUnder: [...other.facts.targetsUnder] };
  if (other.places.length === 0) return { places: one.places, targetsUnder: [...one.facts.targetsUnder] };
  const common = new Map<string, Place>();
  const keep = (from: IndexedPermission, within: IndexedPermission): void => {
    for (const [at, place] of from.places.entries()) {
      if (place === null || !within.places.some((outer) => outer !== null && liesUnder(place, outer)))
        continue;
      common.set(from.facts.targetsUnder[at] ?? place.exact, place);
    }
  };
  keep(one, other);
  keep(other, one);
  return common.size === 0
    ? { places: [null], targetsUnder: [] }
    : { places: [...common.values()], targetsUnder: [...common.keys()] };
}
