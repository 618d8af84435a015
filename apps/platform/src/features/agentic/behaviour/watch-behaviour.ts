/**
 * The watch over agents' behaviour: it reads each tenant's decisions in the stream's order, from where it stood, and folds them into the
 * profiles. Its place, the profiles and what was raised are one transaction, so a process that dies repeats nothing and misses
 * nothing; of several processes one watches a tenant at a time. `watch-regularly.ts` says when.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { newProfile, type BehaviourProfile } from '@gamut/governance/behaviour-profile';
import { judgeBehaviour } from '@gamut/governance/judge-behaviour';
import { placeOfTarget } from '@gamut/governance/place-of-target';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { openChange } from '../../../http/change.ts';
import type { TenantKeys, TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { openAsked } from '../decisions/asked-action.ts';
import { loadOwnRules } from './agent-rules.ts';
import {
  hasNewDecisions,
  holdWatch,
  loadRules,
  lockProfiles,
  moveWatch,
  putProfile,
  readNewDecisions,
  type WatchedDecision,
} from './behaviour-store.ts';
import { raiseDeviation } from './raise-deviation.ts';
import { openProfile, sealProfile } from './sealed-profile.ts';

export interface WatchParts {
  readonly db: Database;
  readonly keys: TenantKeys;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** Decisions that one turn looks at: so long does a tenant with many keep another one waiting. */
export const decisionsAtOnce = 500;
/** What Gateway writes in the place of a name where a call could not be read. */
const unreadTool = '(unreadable)';
const actor = { kind: 'system', id: 'behaviour_watch', name: 'Behaviour watch' } as const;

export interface WatchTurn {
  /** Decisions that were looked at; `decisionsAtOnce` when there may be more. */
  readonly looked: number;
  /** How old the oldest of them was by then, in milliseconds. */
  readonly lagMs: number;
}

const nothing: WatchTurn = { looked: 0, lagMs: 0 };

/** One transaction: what is new in this tenant, at most `decisionsAtOnce` decisions of it. */
export async function watchBehaviour(parts: WatchParts, tenant: TenantRef): Promise<WatchTurn> {
  if (!(await parts.db.readTenant(tenant, hasNewDecisions))) return nothing;
  const sealer = await parts.keys.sealerOf(tenant);
  return parts.db.tenant(tenant, (tx) => watchOnce(parts, tx, sealer));
}

async function watchOnce(
  { clock, random }: WatchParts,
  tx: TenantTx,
  sealer: TenantSealer,
): Promise<WatchTurn> {
  const seq = await holdWatch(tx);
  if (seq === undefined) return nothing;
  const decisions = await readNewDecisions(tx, seq, decisionsAtOnce);
  const [first, last] = [decisions.at(0), decisions.at(-1)];
  if (first === undefined || last === undefined) return nothing;
  const profiles = await loadProfiles(tx, sealer, decisions);
  const rules = await loadRules(tx);
  const own = await loadOwnRules(tx, [...new Set(decisions.map((decision) => decision.agent_id))]);
  const change = openChange({ tx, actor, clock, random });
  for (const decision of decisions) {
    if (!decision.known) continue;
    const before = profiles.get(decision.agent_id) ?? newProfile(decision.at.getTime());
    const { profile, deviations } = judgeBehaviour(before, observed(sealer, decision));
    profiles.set(decision.agent_id, profile);
    for (const deviation of deviations)
      await raiseDeviation(
        change,
        sealer,
        decision,
        deviation,
        {
          ...rules,
          ...own.get(decision.agent_id),
        }[deviation.kind],
      );
  }
  const at = change.now();
  for (const [agentId, profile] of profiles)
    await putProfile(tx, agentId, sealProfile(sealer, agentId, profile), at);
  await moveWatch(tx, last.seq);
  return { looked: decisions.length, lagMs: clock.nowMs() - first.at.getTime() };
}

async function loadProfiles(
  tx: TenantTx,
  sealer: TenantSealer,
  decisions: readonly WatchedDecision[],
): Promise<Map<string, BehaviourProfile>> {
  const agents = [...new Set(decisions.map((decision) => decision.agent_id))];
  const sealed = await lockProfiles(tx, agents);
  return new Map([...sealed].map(([agentId, text]) => [agentId, openProfile(sealer, agentId, text)]));
}

function observed(sealer: TenantSealer, decision: WatchedDecision) {
  const { id, at, data_class: dataClass, refused, passed, arguments_sealed: sealed } = decision;
  const tool = decision.tool === unreadTool ? null : decision.tool;
  const target = sealed === null ? null : openAsked(sealer.open, id, sealed).target;
  return { atMs: at.getTime(), tool, dataClass, place: placeOfTarget(target), refused, passed };
}
