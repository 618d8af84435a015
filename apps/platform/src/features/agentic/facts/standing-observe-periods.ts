/**
 * Which observe periods stand: the agent is still what it was when the period was opened, and nothing has stopped it. Facts, the
 * commit and the end of a period ask with the same words. Every move of the facts asks: whatever suspends, demotes or stops an agent
 * ends its period in the same transaction, and no release brings it back (docs/decisions/0027-observe-mode.md).
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { isoText } from '../iso-text.ts';

/** Of a period `o` and its agent `a`; its time is compared by whoever decides. */
export const periodStands = `o.ended_at IS NULL AND a.status = 'active' AND a.level = o.level AND a.tier = o.tier AND a.breaker_opened_at IS NULL
  AND o.epoch = (SELECT version >> 32 FROM facts_state WHERE one)
  AND NOT EXISTS (SELECT FROM kill_switches k WHERE k.released_at IS NULL AND (k.target = 'tenant' OR (k.target = 'agent' AND k.target_id = a.id)))
  AND NOT EXISTS (SELECT FROM findings f WHERE f.agent_id = a.id AND f.severity = 'critical' AND f.status NOT IN ('closed', 'risk_accepted', 'false_positive'))
  AND NOT EXISTS (SELECT FROM incidents i WHERE i.agent_id = a.id AND i.severity = 'critical' AND i.status <> 'closed')`;

export const observePeriodFacts = `SELECT jsonb_build_object('id', o.id, 'agentId', o.agent_id, 'connectorIds', to_jsonb(o.connector_ids),
    'startsAt', ${isoText('o.started_at')}, 'endsAt', ${isoText('o.ends_at')}) AS row
  FROM observe_periods o JOIN agents a ON a.id = o.agent_id WHERE ${periodStands} ORDER BY o.id`;

/**
 * After the facts have been moved, so that rows are always locked in one order. The audit stream is told after the commit.
 * @param all also those of agents that nothing has happened to: the organisation itself was stopped
 * @returns how many ended
 */
export function endFallenPeriods(tx: TenantTx, all: boolean): Promise<number> {
  return tx.execute(
    `UPDATE observe_periods o SET ended_at = greatest(o.started_at, least(o.ends_at, clock_timestamp())), ended_how = 'stopped'
     FROM agents a WHERE a.id = o.agent_id AND o.ended_at IS NULL AND ($1 OR NOT coalesce(${periodStands}, false))`,
    [all],
  );
}
