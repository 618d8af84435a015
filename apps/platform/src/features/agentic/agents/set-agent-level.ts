/**
 * Sets how far an agent may go on its own, with a reason. People only lower it this way, at once; a rise takes the five gates of a
 * promotion.
 */
import { AppError } from '@gamut/kernel/app-error';
import { atfLevels, type AtfLevel } from '@gamut/kernel/agentic-terms';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Agent, AgentLevel } from './agent.ts';
import { updateAgentRow } from './agent-store.ts';
import { holdAgent, loadAgent } from './load-agent.ts';
import { assertNoOwner } from './no-owner.ts';

export async function lowerAgentLevel(
  change: Change,
  id: string,
  wanted: AgentLevel,
): Promise<Audited<Agent>> {
  const agent = await holdAgent(change.tx, id);
  const { level } = agent;
  if (rankOf(wanted.level) > rankOf(level))
    throw new AppError('conflict', `A rise from ${level ?? 'no level'} to ${wanted.level} is a promotion.`, {
      fix: 'Ask for it with POST /v1/promotions; it takes five gates.',
      who: 'whoever may ask for promotions',
    });
  // without a level it may nothing, so any level lets it go further
  if (level === null) assertNoOwner(change, [agent]);
  else change.separation.tightens();
  return setAgentLevel(change, id, wanted);
}

/** An agent without a level may be made an intern, and nothing above. */
function rankOf(level: AtfLevel | null): number {
  return level === null ? 0 : atfLevels.indexOf(level);
}

/** Any level: what makes the demo's agents, and what a promotion does not use. */
export async function setAgentLevel(
  change: Change,
  id: string,
  { level, reason }: AgentLevel,
): Promise<Audited<Agent>> {
  const { tx } = change;
  const before = await holdAgent(tx, id);
  await updateAgentRow(tx, { ...before, level }, change.now());
  await bumpFacts(tx);
  const agent = await loadAgent(tx, id);
  return change.succeed(
    {
      event: 'agent.level_set',
      subject: { kind: 'agent', id, name: agent.name },
      before: { level: before.level },
      after: { level },
      reason,
    },
    agent,
  );
}
