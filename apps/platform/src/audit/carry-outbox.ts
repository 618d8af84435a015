/**
 * Carries what happened in control and concerns a tenant into the tenant's own audit stream, exactly once (security.md section 9).
 * The two are two transactions, and may be two databases: so the entry's subject is the outbox's id, looked for under the lock of
 * the stream's head before it is appended. A kill between the two is met at the next round by an entry that is there already.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { parseJson } from '@gamut/kernel/parse-json';
import type { Clock } from '@gamut/kernel/time-source';
import { appendEntries, lockStreamHead } from './append-entries.ts';

interface Waiting {
  readonly id: string;
  readonly kind: string;
  readonly body: string;
}

const rowsAtOnce = 100;

/** @param between a fault hook: called after the entry stands and before the outbox says so; @returns how many were appended now */
export async function carryOutbox(
  db: Database,
  tenant: TenantRef,
  clock: Clock,
  between?: () => void,
): Promise<number> {
  const waiting = await db.readControlFor(tenant, (tx) =>
    tx.query<Waiting>(
      `SELECT id, kind, body FROM audit_outbox WHERE tenant_id = $1 AND carried_at IS NULL ORDER BY created_at, id LIMIT ${rowsAtOnce}`,
      [tenant.id],
    ),
  );
  if (waiting.length === 0) return 0;
  const appended = await db.tenant(tenant, (tx) => appendMissing(tx, clock, waiting));
  between?.();
  await db.controlFor(tenant, (tx) =>
    tx.execute('UPDATE audit_outbox SET carried_at = $2 WHERE id = ANY ($1::text[]) AND carried_at IS NULL', [
      waiting.map(({ id }) => id),
      new Date(clock.nowMs()).toISOString(),
    ]),
  );
  return appended;
}

async function appendMissing(tx: TenantTx, clock: Clock, waiting: readonly Waiting[]): Promise<number> {
  const head = await lockStreamHead(tx, 'audit');
  const there = await tx.query<{ subject: string }>(
    "SELECT subject FROM journal_entries WHERE stream = 'audit' AND subject = ANY ($1::text[])",
    [waiting.map(({ id }) => id)],
  );
  const known = new Set(there.map(({ subject }) => subject));
  const missing = waiting.filter(({ id }) => !known.has(id));
  const at = new Date(clock.nowMs()).toISOString();
  await appendEntries(
    tx,
    'audit',
    head,
    at,
    missing.map(({ id, kind, body }) => ({
      kind,
      subject: id,
      body: { ...(parseJson(body) as JsonObject), outbox: id },
    })),
  );
  return missing.length;
}
