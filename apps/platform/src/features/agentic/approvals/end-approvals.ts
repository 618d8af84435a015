/**
 * Approvals always end: what nobody decided or used in time ended at that moment, whoever was looking and whatever was restarted
 * since; what was approved by a vote that counts no more waits again. Each leaves its record, so that streams and webhooks tell it.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Clock } from '@gamut/kernel/time-source';
import { appendEntries, lockStreamHead } from '../../../audit/append-entries.ts';
import type { AuditEvent } from '../../../http/audit-events.ts';
import { reopenLapsed } from '../approval-votes/settle-approvals.ts';

export interface Ended {
  readonly expired: number;
  readonly reopened: number;
}

interface EndedRow {
  readonly id: string;
  readonly agent_id: string;
  readonly tool: string;
  readonly decision_id: string;
  readonly expires_at: Date;
  readonly was: string;
}

const atOnce = 200;
const actor = { kind: 'system', id: 'platform', name: 'Platform' } as const;

export async function endApprovals(db: Database, tenant: TenantRef, clock: Clock): Promise<Ended> {
  const at = new Date(clock.nowMs()).toISOString();
  const open = await db.readTenant(tenant, (tx) =>
    tx.query(
      `SELECT FROM approvals q WHERE status IN ('pending', 'approved')
       AND (expires_at <= $1::timestamptz OR EXISTS (SELECT FROM approval_votes v WHERE v.approval_id = q.id)) LIMIT 1`,
      [at],
    ),
  );
  if (open.length === 0) return { expired: 0, reopened: 0 };
  return db.tenant(tenant, async (tx) => {
    const expired = await expire(tx, at);
    const reopened = await reopenLapsed(tx, at);
    await record(tx, clock, [
      ...expired.map((row) => ({
        event: 'approval.expired' as const,
        id: row.id,
        name: row.tool,
        before: { status: row.was },
        after: {
          status: 'expired',
          expiredAt: row.expires_at.toISOString(),
          agent: row.agent_id,
          decision: row.decision_id,
        },
      })),
      ...reopened.map((id) => ({
        event: 'approval.reopened' as const,
        id,
        before: { status: 'approved' },
        after: { status: 'pending' },
      })),
    ]);
    return { expired: expired.length, reopened: reopened.length };
  });
}

/** The end is the moment at which it was to end, not that of the sweep. */
function expire(tx: TenantTx, at: string): Promise<EndedRow[]> {
  return tx.query<EndedRow>(
    `UPDATE approvals q SET status = 'expired', ended_at = q.expires_at, ended_because = CASE o.status
         WHEN 'approved' THEN 'it was approved, and not used in time' ELSE 'nobody decided in time' END
     FROM (SELECT id, status FROM approvals WHERE status IN ('pending', 'approved') AND expires_at <= $1::timestamptz
       ORDER BY id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED) o
     WHERE q.id = o.id RETURNING q.id, q.agent_id, q.tool, q.decision_id, q.expires_at, o.status AS was`,
    [at],
  );
}

interface Told {
  readonly event: AuditEvent;
  readonly id: string;
  readonly name?: string;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

async function record(tx: TenantTx, clock: Clock, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return;
  const head = await lockStreamHead(tx, 'audit');
  // read under the lock, so that times rise with the numbers
  const at = new Date(clock.nowMs()).toISOString();
  await appendEntries(
    tx,
    'audit',
    head,
    at,
    told.map(({ event, id, name, before, after }) => ({
      kind: event,
      subject: id,
      body: {
        actor,
        subject: { kind: 'approval', id, ...(name === undefined ? {} : { name }) },
        before: { ...before },
        after: { ...after },
      },
    })),
  );
}
