/**
 * The tools that an agent is shown: those that both layers agree on (a permission with audit logging here, an active
 * connector there), that its level does not forbid, that the access matrix and its skills leave, and that the present stage of its
 * plan may use; while it is observed, what an observe period reaches as well. What is not shown can still be called, and is then judged.
 */
import type { AtfLevel, KillTarget } from '@gamut/kernel/agentic-terms';
import type { AgentFacts } from '@gamut/protocol/facts';
import { accessShows } from './capabilities/access-matrix.ts';
import { skillShows } from './capabilities/agent-skills.ts';
import { planShows } from './capabilities/workflow-plan.ts';
import { contradictory } from './contradictory.ts';
import { tenantWide, type IndexedFacts, type IndexedTool } from './indexed-facts.ts';
import { boundaryGap } from './controls/level-boundary.ts';
import { runningPeriod, toolGap } from './observe-mode.ts';
import { reasonRows } from './reason-codes.ts';

const stops =
  (indexed: IndexedFacts) =>
  (target: KillTarget, id: string): boolean =>
    indexed.killSwitches.get(target)?.has(id) === true;

/** @returns the agent, where it is active at a level, in a tenant that is, and no switch is thrown for either */
export function mayAct(
  indexed: IndexedFacts,
  agentId: string,
): (AgentFacts & { readonly level: AtfLevel }) | undefined {
  const { facts, agents } = indexed;
  const agent = agents.get(agentId);
  if (agent === undefined || agent === contradictory || agent.status !== 'active') return undefined;
  const { level } = agent;
  if (level === null || facts.tenantStatus !== 'active' || !facts.agenticEntitled) return undefined;
  const isStopped = stops(indexed);
  return isStopped('tenant', tenantWide) || isStopped('agent', agentId) ? undefined : { ...agent, level };
}

export function usableTools(indexed: IndexedFacts, agentId: string, nowMs: number): readonly IndexedTool[] {
  const { permissions } = indexed;
  const agent = mayAct(indexed, agentId);
  if (agent === undefined) return [];
  const isStopped = stops(indexed);
  const period = runningPeriod(indexed, agentId, nowMs);
  const usable: IndexedTool[] = [];
  for (const tool of indexed.tools.values()) {
    if (tool === contradictory || tool.connector?.status !== 'active') continue;
    if (isStopped('tool', tool.facts.id) || isStopped('connector', tool.facts.connectorId)) continue;
    const permission = permissions.get(agentId)?.get(tool.facts.id);
    if (permission === contradictory) continue;
    const shown =
      permission === undefined
        ? period !== undefined && toolGap(period, tool) === undefined
        : permission.facts.auditLogging;
    if (!shown) continue;
    if (!accessShows(indexed.access.get(agentId), tool.facts)) continue;
    if (!skillShows(indexed.skills.get(agentId), tool.facts)) continue;
    if (!planShows(indexed.plans.get(agentId), tool.facts, nowMs)) continue;
    const gap = boundaryGap(agent.level, tool.facts.actionType);
    if (gap === null || reasonRows[gap].effect !== 'block') usable.push(tool);
  }
  return usable.sort((a, b) => (a.name < b.name ? -1 : 1));
}
