/** An action in doubt as this reader may see it, and whether it is theirs to resolve. */
import { authorize } from '@gamut/access/authorize';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { standingOf, type Person } from '../../../access/person.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { answersFor } from '../approvals/approver.ts';
import { openAsked } from '../decisions/asked-action.ts';
import type { ActionInDoubt, ResolvedAction } from './action-in-doubt.ts';
import { findDoubt, type StoredDoubt } from './action-in-doubt-store.ts';

export interface DoubtReading {
  readonly person: Person;
  readonly open: TenantSealer['open'];
}

export async function loadDoubt(
  tx: TenantReader,
  decision: string,
  reading: DoubtReading,
): Promise<ActionInDoubt> {
  const stored = await findDoubt(tx, decision);
  if (stored === undefined) throw notFound('action in doubt');
  return doubtShown(stored, reading);
}

/** Pure. @returns why not, in a sentence; undefined when this person may, as far as the agent is concerned */
export function whyNotTheirs(
  personId: string,
  { agent_tier: tier, agent_owner_id: agentOwnerId, risk }: StoredDoubt,
): string | undefined {
  const critical = tier === 'critical' || risk === 'critical';
  return answersFor(personId, { critical, agentOwnerIds: agentOwnerId === null ? [] : [agentOwnerId] })
    ? 'You answer for this critical agent, so somebody else has to find out what became of this.'
    : undefined;
}

export function doubtShown(stored: StoredDoubt, { person, open }: DoubtReading): ActionInDoubt {
  const permitted = authorize(standingOf(person), 'action_in_doubt.resolve').allowed;
  const why = permitted
    ? whyNotTheirs(person.id, stored)
    : 'It takes an agent operator or an administrator at a screen.';
  const { arguments_sealed: sealed, decision_id: decisionId } = stored;
  return {
    at: stored.at.toISOString(),
    agentId: stored.agent_id,
    agentName: stored.agent_name,
    tool: stored.tool,
    connector: stored.connector,
    actionType: stored.action_type,
    dataClass: stored.data_class,
    risk: stored.risk,
    target: sealed === null ? null : openAsked(open, decisionId, sealed).target,
    inDoubtSince: stored.since.toISOString(),
    why: stored.why,
    ...standingShown(stored),
    mayResolve: why === undefined,
    mayNotBecause: why ?? null,
  };
}

export function standingShown(stored: StoredDoubt): ResolvedAction {
  return {
    decisionId: stored.decision_id,
    held: stored.holds && stored.resolved_at === null,
    resolved: stored.resolved_at !== null,
    resolutions: [...stored.resolutions],
  };
}
