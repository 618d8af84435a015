/** Where facts contradict themselves (one name for two tools, two permissions for one pair): controls block on it. */
export const contradictory = Symbol('contradictory');
export type Contradictory = typeof contradictory;

/** By key; of two rows with one key neither holds. */
export function uniqueBy<T>(
  rows: readonly T[],
  key: (row: T) => string,
): ReadonlyMap<string, T | Contradictory> {
  const map = new Map<string, T | Contradictory>();
  for (const row of rows) map.set(key(row), map.has(key(row)) ? contradictory : row);
  return map;
}
