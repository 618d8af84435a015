/**
 * The audit record of a change, written in the transaction of the change. Its receipt is the only thing from which a
 * mutating route can build its success value, so a change without a record can't be answered, or committed.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { Clock } from '@gamut/kernel/time-source';
import type { Actor } from './actor.ts';
import { lockStreamHead, startEntries, type JournalReceipt } from './append-entries.ts';
import type { StreamHead } from '@gamut/journal/entry';

export interface AuditRecord {
  readonly actor: Actor;
  /** `noun.verb` in the past tense: `agent.suspended`. */
  readonly event: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string };
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly reason?: string;
}

declare const audited: unique symbol;
export type AuditReceipt = JournalReceipt & { readonly [audited]: true };

/**
 * Call it last before the commit: it holds the lock of the audit stream's head from here on. What it writes leaves with the commit,
 * which is carried out only when that was written.
 * @param held the head's lock, where it was asked for already
 */
export async function appendAudit(
  tx: TenantTx,
  clock: Clock,
  record: AuditRecord,
  held: Promise<StreamHead> = lockStreamHead(tx, 'audit'),
): Promise<AuditReceipt> {
  const { actor, event, subject, before, after, reason } = record;
  const head = await held;
  // read under the lock, so that times rise with the numbers
  const at = new Date(clock.nowMs()).toISOString();
  const [receipt] = startEntries(tx, 'audit', head, at, [
    {
      kind: event,
      subject: subject.id,
      body: {
        actor: { ...actor },
        subject: { ...subject },
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
        ...(reason === undefined ? {} : { reason }),
      },
    },
  ]);
  return receipt as AuditReceipt;
}
