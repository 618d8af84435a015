/**
 * One step of replacing a tenant's data key: wait until every process knows the new version, seal every declared column again,
 * wait until nothing sealed under the old one can still arrive, look through everything once more, and only when that pass
 * found nothing retire the old versions and overwrite their wrapped text.
 */
import type { TenantRef } from '@gamut/database/database';
import type { ControlTx } from '@gamut/database/tenant-transaction';
import { keyTimes } from '../key-times.ts';
import { dataKeyColumns } from '../sealed-columns.ts';
import { shredded } from '../shred-tenant-keys.ts';
import { resealWindow } from './reseal-column.ts';
import {
  startOfPass,
  type Rotation,
  type RotationCursor,
  type RotationParts,
  type StepResult,
} from './rotation.ts';

/** @param tx home's control, in which the rotation's row is locked */
export async function rotateDataKey(
  tx: ControlTx,
  rotation: Rotation,
  tenant: TenantRef,
  parts: RotationParts,
): Promise<StepResult> {
  const { cursor } = rotation;
  const { authorityEpoch: epoch } = tenant;
  const nowMs = parts.clock.nowMs();
  if (cursor.notBefore !== null && nowMs < Date.parse(cursor.notBefore))
    return { outcome: 'pause', cursor, moved: 0 };
  const again = (phase: 'reseal' | 'check', moved = 0): StepResult => ({
    outcome: 'more',
    cursor: { ...startOfPass(phase), epoch },
    moved,
  });
  if (cursor.phase === 'spread') return again('reseal');
  if (cursor.phase === 'settle') return again('check');
  // the tenant was restored amid this pass: what came back has not been looked through
  if (cursor.epoch !== epoch) return again('reseal');
  const { next, moved } = await resealSome(rotation, tenant, parts);
  if (next.table !== null) return { outcome: 'more', cursor: next, moved };
  if (cursor.phase === 'reseal') {
    const notBefore = new Date(nowMs + keyTimes.settleMs).toISOString();
    return { outcome: 'more', cursor: startOfPass('settle', notBefore), moved };
  }
  if (next.unopened > 0) {
    const failure = `${String(next.unopened)} sealed values open under no key of the tenant, the first is ${String(next.firstUnopened)}; the old key is kept, all other values were moved`;
    return { outcome: 'failed', cursor: next, moved, failure };
  }
  if (next.moved > 0) return again('check', moved);
  if (!(await standsAs(tx, tenant))) return again('reseal', moved);
  await retire(tx, rotation, tenant, new Date(nowMs).toISOString());
  return { outcome: 'done', cursor: next, moved };
}

/** One window of one column. @returns a cursor whose `table` is null once all columns are through */
async function resealSome(
  { cursor, toKeyId }: Rotation,
  tenant: TenantRef,
  { db, keys, kill }: RotationParts,
): Promise<{ next: RotationCursor; moved: number }> {
  const named = dataKeyColumns.findIndex(
    ({ table, column }) => table === cursor.table && column === cursor.column,
  );
  const at = Math.max(0, named);
  const place = dataKeyColumns[at] as (typeof dataKeyColumns)[number];
  const sealer = await keys.sealerOf(tenant);
  const window = await db.tenant(tenant, (tenantTx) =>
    resealWindow(tenantTx, place, sealer, toKeyId, cursor.after ?? ''),
  );
  kill?.(`${cursor.phase} ${place.table}`);
  const counted = {
    ...cursor,
    moved: cursor.moved + window.moved,
    unopened: cursor.unopened + window.unopened.length,
    firstUnopened:
      cursor.firstUnopened ??
      (window.unopened[0] === undefined ? null : `${place.table} ${window.unopened[0]}`),
  };
  const following = window.last === null ? dataKeyColumns[at + 1] : place;
  return {
    moved: window.moved,
    next: {
      ...counted,
      table: following?.table ?? null,
      column: following?.column ?? null,
      after: window.last,
    },
  };
}

/** Still the place that was looked through, and held so until the commit: a restore or a move has to wait for it. */
async function standsAs(tx: ControlTx, tenant: TenantRef): Promise<boolean> {
  const [row] = await tx.query<{ schema: string; status: string }>(
    'SELECT schema_name AS schema, status FROM control.tenants WHERE id = $1 FOR SHARE',
    [tenant.id],
  );
  return row?.schema === tenant.schema && row.status !== 'moving';
}

/** Nothing is left under them: what opens them is overwritten, and no new value can be sealed under them. */
async function retire(tx: ControlTx, { toKeyId }: Rotation, tenant: TenantRef, at: string): Promise<void> {
  await tx.query(
    `UPDATE control.tenant_keys SET retired_at = coalesce(retired_at, $3::timestamptz), wrapped = $4, port = NULL, commitment = NULL
     WHERE tenant_id = $1 AND wrapped <> $4
       AND version < (SELECT version FROM control.tenant_keys WHERE tenant_id = $1 AND key_id = $2)`,
    [tenant.id, toKeyId, at, shredded],
  );
}
