/** Sets how far an agent may go on its own, with a reason. The five promotion gates will stand before a rise; the record does now. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Agent, AgentLevel } from './agent.ts';
import { updateAgentRow } from './agent-store.ts';
import { holdAgent, loadAgent } from './load-agent.ts';

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
