/**
 * Keeps the facts that decisions were made on, by content, in the transaction that commits the decisions: written once for each
 * version that a decision used. They are read anew under the lock of the version, so what is kept is what stood in the records;
 * facts that the records do not give are not kept, and `gamut verify --replay` names the decisions that claim them.
 */
import { planEntitles } from '@gamut/access/plans';
import type { TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { tenantStatuses } from '@gamut/kernel/agentic-terms';
import { sha256Hex } from '@gamut/crypto/hash';
import { factsText } from '@gamut/protocol/facts-of-record';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import { assembleFacts, type Standing } from './assemble-facts.ts';
import { insertFactsBody } from './facts-body-store.ts';
import { loadFactsRecords, loadFactsState } from './facts-store.ts';

/** @param entries decided on the version in force, which this transaction holds; @param kept digests that are kept already */
export async function keepFacts(
  tx: TenantTx,
  tenant: { readonly id: string; readonly standing: TenantRef | undefined },
  entries: readonly DecisionEntry[],
  kept: ReadonlySet<string>,
  at: string,
): Promise<void> {
  const claimed = new Set(entries.filter((one) => one.factsVersion > 0).map((one) => one.factsSha256));
  const missing = new Set([...claimed].filter((sha256) => !kept.has(sha256)));
  if (missing.size === 0) return;
  const [state, records] = await Promise.all([loadFactsState(tx), loadFactsRecords(tx)]);
  for (const standing of standingsOf(tenant.standing)) {
    const body = factsText(assembleFacts(tenant.id, state, records, standing));
    const sha256 = sha256Hex(body);
    if (!missing.delete(sha256)) continue;
    await insertFactsBody(tx, { sha256, version: state.version, body, at });
    if (missing.size === 0) return;
  }
}

/** A tenant's standing is control's, and the key's; it can have changed since Gateway was told. The present one comes first. */
function standingsOf(present: TenantRef | undefined): Standing[] {
  const statuses = [
    ...new Set([...(present === undefined ? [] : [present.status]), 'sealed', ...tenantStatuses]),
  ];
  const entitled = present === undefined || planEntitles(present.plan, 'agentic');
  return [entitled, !entitled].flatMap((agenticEntitled) =>
    statuses.map((tenantStatus) => ({ tenantStatus, agenticEntitled }) as Standing),
  );
}
