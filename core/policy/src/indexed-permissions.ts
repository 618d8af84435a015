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

export type AgentPermissions = ReadonlyMap<string, IndexedPermission | Contradictory>;

type Held = Map<string, Map<string, IndexedPermission | Contradictory>>;

export interface PlacedTool {
  readonly targetKind: 'path' | 'text';
  readonly targetRoot: string | null;
}

export function indexPermissions(
  facts: TenantFacts,
  tools: ReadonlyMap<string, PlacedTool>,
): ReadonlyMap<string, AgentPermissions> {
  const held: Held = new Map();
  for (const row of facts.toolPermissions) {
    const byTool = ofAgent(held, row.agentId);
    byTool.set(row.toolId, byTool.has(row.toolId) ? contradictory : permissionOf(row, tools, []));
  }
  const toolsets = groupById(facts.toolsets ?? []);
  for (const { agentId, toolsetId } of facts.toolsetGrants ?? [])
    grant(ofAgent(held, agentId), agentId, toolsets.get(toolsetId) ?? [], tools);
  return held;
}

/** Two toolsets under one id contradict each other in every tool that either names. */
function grant(
  byTool: Map<string, IndexedPermission | Contradictory>,
  agentId: string,
  toolsets: readonly ToolsetFacts[],
  tools: ReadonlyMap<string, PlacedTool>,
): void {
  for (const { name, version, tools: rows } of toolsets)
    for (const terms of rows) {
      const before = byTool.get(terms.toolId);
      const row = { agentId, auditLogging: true, ...terms };
      const given = permissionOf(row, tools, [`toolset ${name} v${version}`]);
      const whole =
        toolsets.length > 1 || before === contradictory
          ? contradictory
          : before === undefined
            ? given
            : strictest(before, given);
      byTool.set(terms.toolId, whole);
    }
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
    // null asks a person for every amount
    amountMax: a.amountMax === null || b.amountMax === null ? null : Math.min(a.amountMax, b.amountMax),
    callsPerMinuteMax: Math.min(a.callsPerMinuteMax, b.callsPerMinuteMax),
    ...(limits.length === 0 ? {} : { transactionLimits: limits }),
  };
  return { facts, places, vouched: new Set(targetsUnder), through: [...one.through, ...other.through] };
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

function ofAgent(held: Held, agentId: string): Map<string, IndexedPermission | Contradictory> {
  const byTool = held.get(agentId) ?? new Map<string, IndexedPermission | Contradictory>();
  held.set(agentId, byTool);
  return byTool;
}

function groupById(rows: readonly ToolsetFacts[]): ReadonlyMap<string, readonly ToolsetFacts[]> {
  const byId = new Map<string, ToolsetFacts[]>();
  for (const row of rows) byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  return byId;
}
