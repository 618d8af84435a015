/** What a person changes about behaviour beside settling alerts: the rules, a breaker that is closed, a baseline that is learned anew. */
import { behaviourActs, deviationKinds } from '@gamut/governance/judge-behaviour';
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { holdToLoosen } from '../agents/load-agent.ts';
import { assertMayLoosenUnless } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { BehaviourRules } from './behaviour.ts';
import { closeBreakerRow, dropProfile, loadRules, putRules } from './behaviour-store.ts';

export async function setBehaviourRules(
  change: Change,
  rules: BehaviourRules,
): Promise<Audited<BehaviourRules>> {
  const { tx } = change;
  const before = await loadRules(tx);
  const weaker = deviationKinds.some(
    (kind) => behaviourActs.indexOf(rules[kind]) < behaviourActs.indexOf(before[kind]),
  );
  await assertMayLoosenUnless(change, !weaker, 'all_agents');
  await putRules(tx, rules, change.now());
  return change.succeed(
    {
      event: 'behaviour.rules_set',
      subject: { kind: 'behaviour_rules', id: 'behaviour_rules', name: 'Rules of behaviour' },
      before: { ...before },
      after: { ...rules },
    },
    await loadRules(tx),
  );
}

export async function closeBreaker(
  change: Change,
  agentId: string,
  reason: string,
): Promise<Audited<RecordedOnly>> {
  const { tx } = change;
  const agent = await holdToLoosen(change, agentId);
  if (!(await closeBreakerRow(tx, agentId)))
    throw new AppError('conflict', 'The circuit breaker of this agent is not open.', {
      fix: 'There is nothing to close.',
      who: 'the person',
    });
  await bumpFacts(tx);
  return change.recorded({
    event: 'breaker.closed',
    subject: { kind: 'agent', id: agentId, name: agent.name },
    before: { breaker: 'open' },
    after: { breaker: 'closed' },
    reason,
  });
}

/** For an agent whose work has changed: seven days or a thousand actions in which nothing departs, so an administrator's alone. */
export async function relearnBehaviour(
  change: Change,
  agentId: string,
  reason: string,
): Promise<Audited<RecordedOnly>> {
  const agent = await holdToLoosen(change, agentId);
  await dropProfile(change.tx, agentId);
  return change.recorded({
    event: 'behaviour.relearned',
    subject: { kind: 'agent', id: agentId, name: agent.name },
    reason,
  });
}
