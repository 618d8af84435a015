/** Which decision the live light shows. */
import type { DecisionRow } from '../decisions/decision.ts';

/** Pure: the earliest decision not older than the moment the light was switched on. */
export function firstSince(rows: readonly Pick<DecisionRow, 'at'>[], sinceMs: number): number {
  const later = rows.map(({ at }, i) => ({ i, ms: Date.parse(at) })).filter(({ ms }) => ms >= sinceMs);
  return later.sort((a, b) => a.ms - b.ms)[0]?.i ?? -1;
}
