/**
 * Suspends, reactivates or retires an agent, with a reason. The facts move in the same transaction, so a suspension stops
 * the very next call, also one that Gateway has decided and not yet committed.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { statusComesFrom, type Agent } from './agent.ts';
import { revokeAllCredentials, updateAgentRow } from './agent-store.ts';
import { endWithAgent, holdWhatWaits } from './end-with-agent.ts';
import { holdAgent, holdToLoosen, loadAgent } from './load-agent.ts';

const events = {
  active: 'agent.reactivated',
  suspended: 'agent.suspended',
  retired: 'agent.retired',
} as const;

export async function setAgentStatus(
  change: Change,
  id: string,
  to: keyof typeof events,
  reason: string,
): Promise<Audited<Agent>> {
  const { tx } = change;
  const waiting = to === 'retired' ? await holdWhatWaits(tx, id) : [];
  const before = await (to === 'active' ? holdToLoosen(change, id) : holdAgent(tx, id));
  if (!statusComesFrom[to].includes(before.status)) {
    const fix =
      before.status === to
        ? 'Nothing needs to be done.'
        : 'A retired agent stays retired; register a new one.';
    throw new AppError('conflict', `This agent is ${before.status}, so it can’t become ${to}.`, {
      fix,
      who: 'the person',
    });
  }
  await updateAgentRow(tx, { ...before, status: to, status_reason: reason }, change.now());
  const revoked = to === 'retired' ? await revokeAllCredentials(tx, id, change.actor.id, change.now()) : 0;
  await bumpFacts(tx, to === 'active' ? [] : [{ target: 'agent', id }]);
  const ended = to === 'retired' ? await endWithAgent(change, id, waiting, reason) : {};
  const agent = await loadAgent(tx, id);
  return change.succeed(
    {
      event: events[to],
      subject: { kind: 'agent', id, name: agent.name },
      before: { status: before.status },
      after: { status: to, ...(to === 'retired' ? { credentialsRevoked: revoked, ...ended } : {}) },
      reason,
    },
    agent,
  );
}
