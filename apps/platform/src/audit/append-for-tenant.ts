/**
 * What people of a tenant change in control, recorded in the transaction of the change (security.md section 9): the entry of the
 * platform's own stream says who, what and where by ids alone, since that stream outlives the tenant; the record itself waits in the
 * outbox beside it, and is carried into the tenant's own stream (carry-outbox.ts).
 */
import type { ControlTx } from '@gamut/database/tenant-transaction';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { Actor } from './actor.ts';
import {
  bodyOf,
  chainPlatformEntry,
  outboxRow,
  type ControlReceipt,
  type ControlSources,
} from './append-control.ts';
import type { CarriedEvent } from './carried-events.ts';

export interface TenantRecord {
  readonly actor: Actor;
  readonly event: CarriedEvent;
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string };
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly reason?: string;
}

/** A receipt of the platform's own stream, with the name under which the record waits for the tenant. */
export type CarriedReceipt = ControlReceipt & { readonly outbox: string };

/**
 * Call it last before the commit: it holds the lock of the platform stream's head from here on. What it writes leaves with the commit,
 * which is carried out only when that was written.
 */
export async function appendForTenant(
  tx: ControlTx,
  sources: ControlSources,
  tenantId: string,
  record: TenantRecord,
): Promise<CarriedReceipt> {
  const { event, subject } = record;
  // the outbox's row asks for this lock in any case: asked for behind the head, two could wait for each other
  await Promise.all([
    tx.query('SELECT FROM control.tenants WHERE id = $1 FOR KEY SHARE', [tenantId]),
    tx.crossTenants(),
  ]);
  const { receipt, writes } = await chainPlatformEntry(tx, sources, {
    kind: event,
    subject: subject.id,
    body: bareBodyOf(tenantId, record),
  });
  const row = outboxRow(tx, sources, { tenant: tenantId, kind: event, body: bodyOf(record), receipt });
  // all sign-ins wait for the head, so these leave in the flight of the commit; the transaction sees every failure, awaited or not
  for (const write of [...writes, row.write]) write().catch(() => undefined);
  return { ...receipt, outbox: row.id };
}

/** An id stands where a name does elsewhere: nobody's name, words or roles leave the tenant. */
function bareBodyOf(tenantId: string, { actor, subject }: TenantRecord): JsonObject {
  const { kind, id, token, grant } = actor;
  return {
    actor: {
      kind,
      id,
      name: id,
      ...(token === undefined ? {} : { token }),
      ...(grant === undefined ? {} : { grant }),
    },
    subject: { kind: subject.kind, id: subject.id, name: subject.id },
    after: { tenant: tenantId },
  };
}
