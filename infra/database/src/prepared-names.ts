/**
 * Under which names one connection holds its prepared statements: a text of each schema apart, since Postgres plans a name anew
 * whenever it is used under another path or role. Bounded, since each costs the backend memory: when full, all are forgotten.
 */
import type { DriverConnection } from './flight.ts';

/** A plan takes 10 to 40 kB of a backend. */
const preparedMax = 1_000;

export class PreparedNames {
  readonly #max: number;
  readonly #keys = new Map<string, number>();
  readonly #names = new Set<string>();

  constructor(max = preparedMax) {
    this.#max = max;
  }

  knows(key: string): boolean {
    return this.#keys.has(key);
  }

  /** @param name of the text; undefined where it is to be sent unnamed */
  nameOf(key: string, name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    let at = this.#keys.get(key);
    if (at === undefined) this.#keys.set(key, (at = this.#keys.size));
    const own = `${name}_${String(at)}`;
    this.#names.add(own);
    return own;
  }

  isFull(): boolean {
    return this.#names.size > this.#max;
  }

  /** With DEALLOCATE ALL on its way. */
  clear({ parsedStatements, submittedNamedStatements }: DriverConnection): void {
    this.#keys.clear();
    this.#names.clear();
    for (const held of [parsedStatements, submittedNamedStatements])
      for (const name of Object.keys(held)) delete held[name];
  }
}
