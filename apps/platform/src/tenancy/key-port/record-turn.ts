/**
 * A tenant was sealed, or opened again: told to every process through its row in control, to the journal in the same
 * transaction, and to Gateway by moving the tenant's facts. Whoever changes the row writes the entry, so that several processes
 * that see the same thing leave one.
 */
import type { Database } from '@gamut/database/database';
import type { ControlTx } from '@gamut/database/tenant-transaction';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { appendControl } from '../../audit/append-control.ts';
import { storeOpened, storeSealed, storeSeen } from './key-port-store.ts';

export interface TurnParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

const actor = { kind: 'system', id: 'platform', name: 'Platform' } as const;

/** @param sentAtMs wall clock of the check that went well */
export async function recordOpened(parts: TurnParts, tenantId: string, sentAtMs: number): Promise<void> {
  await parts.db.control(async (tx) => {
    if (!(await storeOpened(tx, tenantId, isoOf(sentAtMs)))) return storeSeen(tx, tenantId, isoOf(sentAtMs));
    await appendControl(tx, parts, {
      actor,
      event: 'tenant.opened',
      subject: await tenantSubject(tx, tenantId),
      reason: 'its key is there again',
      concerns: tenantId,
    });
  });
}

/** A check went well and turned nothing: other processes see how fresh the key is. */
export async function recordSeen(parts: TurnParts, tenantId: string, sentAtMs: number): Promise<void> {
  await parts.db.control((tx) => storeSeen(tx, tenantId, isoOf(sentAtMs)));
}

/** @param silentForMs undefined when the key was taken back: that is so whatever another process saw before */
export async function recordSealed(
  parts: TurnParts,
  tenantId: string,
  reason: string,
  silentForMs: number | undefined,
): Promise<void> {
  const nowMs = parts.clock.nowMs();
  const silentSince = silentForMs === undefined ? null : isoOf(nowMs - silentForMs);
  await parts.db.control(async (tx) => {
    if (!(await storeSealed(tx, tenantId, { reason, at: isoOf(nowMs), silentSince }))) return;
    await appendControl(tx, parts, {
      actor,
      event: 'tenant.sealed',
      subject: await tenantSubject(tx, tenantId),
      reason,
      concerns: tenantId,
    });
  });
}

async function tenantSubject(tx: ControlTx, id: string) {
  const [row] = await tx.query<{ slug: string }>('SELECT slug FROM control.tenants WHERE id = $1', [id]);
  return { kind: 'tenant', id, name: row?.slug ?? id } as const;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
