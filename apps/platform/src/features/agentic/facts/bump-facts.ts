/**
 * Moves the version of the tenant's facts. Every operation that changes what Gateway reads calls it in the transaction of
 * its change: a decision made on the older version is then stale at its commit, so a suspension bites on the very next call.
 * What the change stopped is kept with the transaction, and pushed to the Gateways once it has committed.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { FactsStop } from '@gamut/protocol/facts';
import { endFallenPeriods } from './standing-observe-periods.ts';

export interface FactsMove {
  readonly version: number;
  /** What may no longer run: calls of it that are under way are cut off. */
  readonly stops: readonly FactsStop[];
  /** It ended observe periods, which the audit stream has not been told yet. */
  readonly endsPeriods?: true;
}

const moves = new WeakMap<TenantTx, FactsMove>();

export async function bumpFacts(tx: TenantTx, stops: readonly FactsStop[] = []): Promise<number> {
  const [rows, ended] = await Promise.all([
    tx.query<{ version: string }>(
      'UPDATE facts_state SET version = version + 1 WHERE one RETURNING version',
      [],
    ),
    endFallenPeriods(
      tx,
      stops.some((stop) => stop.target === 'tenant'),
    ),
  ]);
  const row = rows[0];
  if (row === undefined) throw new Error('the tenant has no facts row');
  const version = Number(row.version);
  const before = moves.get(tx);
  const endsPeriods = ended > 0 || before?.endsPeriods === true;
  moves.set(tx, {
    version,
    stops: [...(before?.stops ?? []), ...stops],
    ...(endsPeriods ? { endsPeriods } : {}),
  });
  return version;
}

/** How far this transaction moved the facts; undefined when it did not. */
export function factsMovedIn(tx: TenantTx): FactsMove | undefined {
  return moves.get(tx);
}
