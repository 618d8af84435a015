/** Changes what an agent is for, who answers for it, or its risk tier. Status and level have operations of their own. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Agent, AgentPatch } from './agent.ts';
import { updateAgentRow } from './agent-store.ts';
import { assertOwners, holdAgent, loadAgent } from './load-agent.ts';

export async function updateAgent(change: Change, id: string, patch: AgentPatch): Promise<Audited<Agent>> {
  const { tx } = change;
  const before = await holdAgent(tx, id);
  await assertOwners(tx, patch);
  const after = {
    ...before,
    purpose: patch.purpose ?? before.purpose,
    tier: patch.tier ?? before.tier,
    human_owner_id: patch.humanOwnerId === undefined ? before.human_owner_id : patch.humanOwnerId,
    security_owner_id: patch.securityOwnerId === undefined ? before.security_owner_id : patch.securityOwnerId,
    transaction_limits: patch.transactionLimits ?? before.transaction_limits,
  };
  await updateAgentRow(tx, after, change.now());
  await bumpFacts(tx);
  const shown = ({
    purpose,
    tier,
    human_owner_id,
    security_owner_id,
    transaction_limits,
  }: typeof before) => ({
    purpose,
    tier,
    humanOwnerId: human_owner_id,
    securityOwnerId: security_owner_id,
    transactionLimits: [...transaction_limits],
  });
  const agent = await loadAgent(tx, id);
  return change.succeed(
    {
      event: 'agent.updated',
      subject: { kind: 'agent', id, name: agent.name },
      before: shown(before),
      after: shown(after),
    },
    agent,
  );
}
