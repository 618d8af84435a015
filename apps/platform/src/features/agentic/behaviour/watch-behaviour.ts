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
  oldestNewDecision,
  putProfile,
  readNewDecisions,
  type WatchedDecision,
} from './behaviour-store.ts';
import { raiseDeviation } from './raise-deviation.ts';
import { openProfile, sealProfile } from './sealed-profile.ts';
import { openOr, withUnreadable } from './unreadable.ts';

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

/** How old the oldest decision is that nobody looked at, in milliseconds. */
export async function unwatchedMs({ db, clock }: WatchParts, tenant: TenantRef): Promise<number> {
  const oldest = await db.readTenant(tenant, oldestNewDecision);
  return oldest === undefined ? 0 : clock.nowMs() - oldest.getTime();
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
  const { profiles, lost } = await loadProfiles(tx, sealer, decisions);
  const rules = await loadRules(tx);
  const own = await loadOwnRules(tx, [...new Set(decisions.map((decision) => decision.agent_id))]);
  const change = openChange({ tx, actor, clock, random });
  for (const decision of decisions) {
    if (!decision.known) continue;
    const before = profiles.get(decision.agent_id) ?? newProfile(decision.at.getTime());
    const { action, unread } = observed(sealer, decision);
    const judged = judgeBehaviour(before, action);
    const what = { target: unread, profile: lost.delete(decision.agent_id) };
    const { profile, deviations } = withUnreadable(judged.profile, what);
    profiles.set(decision.agent_id, profile);
    for (const deviation of [...judged.deviations, ...deviations])
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
): Promise<{ readonly profiles: Map<string, BehaviourProfile>; readonly lost: Set<string> }> {
  const agents = [...new Set(decisions.map((decision) => decision.agent_id))];
  const profiles = new Map<string, BehaviourProfile>();
  const lost = new Set<string>();
  for (const [agentId, text] of await lockProfiles(tx, agents)) {
    const profile = openOr<BehaviourProfile | undefined>(() => openProfile(sealer, agentId, text), undefined);
    if (profile === undefined) lost.add(agentId);
    else profiles.set(agentId, profile);
  }
  return { profiles, lost };
}

function observed(sealer: TenantSealer, decision: WatchedDecision) {
  const { id, at, data_class: dataClass, refused, passed, arguments_sealed: sealed } = decision;
  const tool = decision.tool === unreadTool ? null : decision.tool;
  const asked =
    sealed === null ? { target: null } : openOr(() => openAsked(sealer.open, id, sealed), undefined);
  const place = placeOfTarget(asked?.target ?? null);
  return {
    action: { atMs: at.getTime(), tool, dataClass, place, refused, passed },
    unread: asked === undefined,
  };
}
