/**
 * Finds two secrets that are one value, however each is written (`secret-readings.ts`). One value with two purposes means
 * that whoever opens one thing opens the other.
 */
import { readingsOf } from './secret-readings.ts';

export interface HeldSecret {
  readonly name: string;
  readonly value: Uint8Array | string;
}

/** Addresses of several databases under one login: on one server they have one password, and it opens the same things. */
const oneLogin: Readonly<Record<string, string>> = {
  CELL_DATABASE_URLS: 'DATABASE_URL',
  MIGRATOR_CELL_DATABASE_URLS: 'MIGRATOR_DATABASE_URL',
};

/** The names of the first two that are the same, or undefined. */
export function findSharedSecret(held: readonly HeldSecret[]): readonly [string, string] | undefined {
  const owners = new Map<string, string>();
  for (const { name, value } of held) {
    const owned = oneLogin[name] ?? name;
    for (const reading of readingsOf(value)) {
      const owner = owners.get(reading);
      if (owner !== undefined && (oneLogin[owner] ?? owner) !== owned) return [owner, name];
      if (owner === undefined) owners.set(reading, name);
    }
  }
  return undefined;
}
