/** Changes what an agent is for, who answers for it, or its risk tier. Status and level have operations of their own. */
import { isDeepStrictEqual } from 'node:util';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { AppError } from '@gamut/kernel/app-error';
import { riskTiers } from '@gamut/kernel/agentic-terms';
import { AnswersForIt } from '../../../http/separation.ts';
import { keepOwners } from '../approval-votes/owners-since-asked.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { assertLimits } from '../known-currency.ts';
import type { Agent, AgentPatch } from './agent.ts';
import { updateAgentRow, type LockedAgent } from './agent-store.ts';
import { assertOwners, holdAgent, loadAgent, type HeldAgent } from './load-agent.ts';
import { assertMayTakeOver } from './may-give.ts';
import { assertNoOwner } from './no-owner.ts';

export async function updateAgent(change: Change, id: string, patch: AgentPatch): Promise<Audited<Agent>> {
  const { tx } = change;
  assertLimits(patch.transactionLimits);
  const before = await holdAgent(tx, id);
  if (before.status === 'retired')
    throw new AppError('conflict', 'This agent is retired, and stays as it was.', {
      fix: 'Register a new one.',
      who: 'the person',
    });
  await assertOwners(tx, patch, {
    humanOwnerId: before.human_owner_id,
    securityOwnerId: before.security_owner_id,
  });
  const after = {
    ...before,
    purpose: patch.purpose ?? before.purpose,
    tier: patch.tier ?? before.tier,
    human_owner_id: patch.humanOwnerId === undefined ? before.human_owner_id : patch.humanOwnerId,
    security_owner_id: patch.securityOwnerId === undefined ? before.security_owner_id : patch.securityOwnerId,
    transaction_limits: patch.transactionLimits ?? before.transaction_limits,
  };
  await assertSeparated(change, before, after);
  await updateAgentRow(tx, after, change.now());
  await bumpFacts(tx);
  if (after.human_owner_id !== before.human_owner_id)
    await keepOwners(tx, id, [before.human_owner_id, after.human_owner_id]);
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

/**
 * Whoever answers for a critical agent does not put that down to decide themselves: neither by a lower tier or other limits nor by
 * handing the agent over for as long as that takes; of one of high tier neither lowers it nor hands it over to have it lowered.
 */
async function assertSeparated(
  change: Change,
  before: HeldAgent,
  after: Pick<LockedAgent, 'tier' | 'human_owner_id' | 'security_owner_id' | 'transaction_limits'>,
): Promise<void> {
  const handsOver = after.human_owner_id !== before.human_owner_id;
  const otherCheck = after.security_owner_id !== before.security_owner_id;
  const lower = riskTiers.indexOf(after.tier) < riskTiers.indexOf(before.tier);
  if (
    (handsOver || otherCheck || lower) &&
    before.tier === 'high' &&
    before.human_owner_id === change.actor.id
  )
    throw new AnswersForIt(
      'You answer for this agent, and its tier is high.',
      { fix: 'Let somebody else do it.', who: 'somebody who does not own the agent' },
      [before.id],
    );
  const sameLimits = isDeepStrictEqual(after.transaction_limits, before.transaction_limits);
  if (handsOver || otherCheck || after.tier !== before.tier || !sameLimits) assertNoOwner(change, [before]);
  else change.separation.tightens();
  if (handsOver && after.human_owner_id === change.actor.id) await assertMayTakeOver(change, before.id);
}
