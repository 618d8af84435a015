/**
 * What a rule does about a departure: always an alert with its audit record, and beside it the agent's circuit breaker or one level
 * less. It only ever tightens: what is open stays open, an intern stays an intern.
 */
import type { BehaviourAct, Deviation } from '@gamut/governance/judge-behaviour';
import { atfLevels, type AtfLevel } from '@gamut/kernel/agentic-terms';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import type { Change } from '../../../http/change.ts';
import { lockAgent } from '../agents/agent-store.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { insertAlert, lowerLevelRow, openBreakerRow, type WatchedDecision } from './behaviour-store.ts';
import { sealSeen } from './sealed-profile.ts';

const titles: Readonly<Record<Deviation['kind'], string>> = {
  new_tool: 'it used a tool that it never used',
  new_data_class: 'it handled a data class that it never handled',
  new_target: 'it acted where it never acted',
  rate: 'it acts far more often than it did',
  refusals: 'it is refused far more often than it was',
};

export async function raiseDeviation(
  change: Change,
  sealer: TenantSealer,
  decision: WatchedDecision,
  deviation: Deviation,
  act: BehaviourAct,
): Promise<void> {
  const { tx } = change;
  const { kind, subject, saw, normal } = deviation;
  const id = change.newId('alt');
  const at = change.now();
  const agent = await lockAgent(tx, decision.agent_id);
  if (agent === undefined) return;
  await insertAlert(tx, {
    id,
    agentId: agent.id,
    decisionId: decision.id,
    kind,
    sealed: sealSeen(sealer, id, { subject, saw, normal }),
    act,
    actedAt: decision.at.toISOString(),
    raisedAt: at,
  });
  const reason = `${titles[kind]} (alert ${id})`;
  if (act === 'open_breaker' && (await openBreakerRow(tx, agent.id, reason, at)))
    await bumpFacts(tx, [{ target: 'agent', id: agent.id }]);
  const lower = act === 'drop_level' ? levelBelow(agent.level) : undefined;
  if (lower !== undefined) {
    await lowerLevelRow(tx, agent.id, lower, reason, at);
    await bumpFacts(tx);
  }
  await change.recorded({
    event: 'behaviour.deviated',
    subject: { kind: 'agent', id: agent.id, name: agent.name },
    ...(lower === undefined ? {} : { before: { level: agent.level } }),
    after: {
      alert: id,
      kind,
      act,
      decision: decision.id,
      ...(lower === undefined ? {} : { level: lower }),
    },
    reason,
  });
}

function levelBelow(level: AtfLevel | null): AtfLevel | undefined {
  return level === null ? undefined : atfLevels[atfLevels.indexOf(level) - 1];
}
