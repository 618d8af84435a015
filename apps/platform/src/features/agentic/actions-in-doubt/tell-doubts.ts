/**
 * Tells people of each action in doubt, once: a record in the audit stream, from where webhooks and the live log carry it on. It
 * follows right after the transaction that put the action in doubt, and what a death in between left untold the sweep tells.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Clock } from '@gamut/kernel/time-source';
import { appendEntries, lockStreamHead, type NewJournalEntry } from '../../../audit/append-entries.ts';
import type { AuditEvent } from '../../../http/audit-events.ts';

const actor = { kind: 'system', id: 'platform', name: 'Platform' } as const;
const event: AuditEvent = 'action_in_doubt.noticed';
const atOnce = 200;
/** A few rows by key, of tables that grow. */
const onePlan = { onePlan: true } as const;

interface Untold {
  readonly decision_id: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly tool: string;
  readonly since: Date;
  /** Exactly this action is held up. */
  readonly holds: boolean;
  readonly why: string | null;
}

/** @returns how many were told */
export async function tellDoubts(db: Database, tenant: TenantRef, clock: Clock): Promise<number> {
  const untold = await db.readTenant(
    tenant,
    (tx) => tx.query('SELECT FROM actions_in_doubt WHERE told_at IS NULL LIMIT 1'),
    onePlan,
  );
  if (untold.length === 0) return 0;
  const tell = async (tx: TenantTx): Promise<number> => {
    const told = await markTold(tx, new Date(clock.nowMs()).toISOString());
    if (told.length === 0) return 0;
    const head = await lockStreamHead(tx, 'audit');
    // read under the lock, so that times rise with the numbers
    const at = new Date(clock.nowMs()).toISOString();
    await appendEntries(tx, 'audit', head, at, told.map(recordOf));
    return told.length;
  };
  return db.tenant(tenant, tell, onePlan);
}

/** Of two that tell at once each takes its own. By lists of keys, since what is joined to a table that was small is read whole. */
function markTold(tx: TenantTx, at: string): Promise<Untold[]> {
  return tx.query<Untold>(
    `WITH told AS (UPDATE actions_in_doubt SET told_at = $1::timestamptz WHERE decision_id = ANY
         (ARRAY(SELECT decision_id FROM actions_in_doubt WHERE told_at IS NULL ORDER BY decision_id LIMIT ${String(atOnce)} FOR UPDATE SKIP LOCKED))
       RETURNING decision_id, action_sha256, since)
     SELECT t.decision_id, d.agent_id, d.agent_name, d.tool, t.since, t.action_sha256 IS NOT NULL AS holds,
       (SELECT e.bytes::jsonb #>> '{body,detail}' FROM journal_entries e WHERE e.stream = 'decisions' AND e.seq = d.outcome_seq) AS why
     FROM told t JOIN decisions d ON d.id = t.decision_id AND d.id = ANY (ARRAY(SELECT decision_id FROM told)) ORDER BY t.decision_id`,
    [at],
  );
}

function recordOf(row: Untold): NewJournalEntry {
  const { decision_id: id, agent_id: agent, agent_name: name, tool, since, holds, why } = row;
  return {
    kind: event,
    subject: id,
    body: {
      actor,
      subject: { kind: 'decision', id, name: `${name}: ${tool}` },
      after: { agent, tool, inDoubtSince: since.toISOString(), held: holds },
      ...(why === null ? {} : { reason: why }),
    },
  };
}
