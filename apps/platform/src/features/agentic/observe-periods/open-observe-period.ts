/**
 * Opens an observe period: a person says for which agent, through which connectors, until when and why. Never for an agent of
 * critical or undetermined tier, and for one of high tier by nobody who answers for it.
 */
import { observeTerms } from '@gamut/policy/observe-mode';
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { AnswersForIt } from '../../../http/separation.ts';
import type { LockedAgent } from '../agents/agent-store.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { assertNoOwner } from '../agents/no-owner.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { NewObservePeriod, ObservePeriod } from './observe-period.ts';
import {
  countActiveConnectors,
  expirePeriods,
  findObservePeriod,
  insertObservePeriod,
} from './observe-period-store.ts';

const tiers: ReadonlySet<string> = new Set(observeTerms.tiers);

export async function openObservePeriod(
  change: Change,
  { agentId, connectorIds, hours, reason }: NewObservePeriod,
): Promise<Audited<ObservePeriod>> {
  const { tx, actor } = change;
  const agent = await holdAgent(tx, agentId);
  assertNoOwner(change, [agent]);
  assertObservable(agent);
  assertNotOwner(agent, actor.id);
  if ((await countActiveConnectors(tx, connectorIds)) !== connectorIds.length)
    throw notFound('active connector');
  const id = change.newId('obs');
  const startedAt = change.now();
  const endsAt = new Date(Date.parse(startedAt) + hours * 3_600_000).toISOString();
  // the facts first, so that rows are always locked in one order
  await bumpFacts(tx);
  await expirePeriods(tx, startedAt, agentId);
  await insertObservePeriod(tx, {
    id,
    agentId,
    connectorIds,
    reason,
    startedAt,
    startedBy: actor.id,
    endsAt,
  });
  // the same words that end a period: what would not last is not begun
  await bumpFacts(tx);
  const period = (await findObservePeriod(tx, id, startedAt)) as ObservePeriod;
  if (period.state !== 'running')
    throw refused(
      'Something has stopped this agent: a kill switch, its circuit breaker, or a critical finding.',
    );
  return change.succeed(
    {
      event: 'observe_period.opened',
      subject: { kind: 'observe_period', id, name: agent.name },
      after: {
        agentId,
        connectorIds: [...connectorIds],
        startedAt,
        endsAt,
        level: agent.level,
        tier: agent.tier,
      },
      reason,
    },
    period,
  );
}

function assertObservable({ status, level, tier }: LockedAgent): void {
  if (status !== 'active') throw refused(`This agent is ${status}.`);
  if (level === null) throw refused('This agent has no level.');
  if (!tiers.has(tier))
    throw refused(
      `Observe mode is not for an agent of ${tier} tier.`,
      'Grant it the tools that it needs, one by one.',
    );
}

/** Who answers for it does not alone decide that it may read more. */
function assertNotOwner(
  { id, tier, human_owner_id, security_owner_id }: LockedAgent,
  personId: string,
): void {
  if (tier !== 'high' || ![human_owner_id, security_owner_id].includes(personId)) return;
  throw new AnswersForIt(
    'You answer for this agent, and its tier is high.',
    {
      fix: 'Let another administrator open the period.',
      who: 'an administrator who does not own the agent',
    },
    [id],
  );
}

function refused(message: string, fix = 'Settle that first.'): AppError {
  return new AppError('conflict', message, { fix, who: 'the person' });
}
