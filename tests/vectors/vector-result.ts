/** What one file of vectors reports: `export function run(vectorsDir)` returns it, at once or later. */
export interface VectorResult {
  readonly name: string;
  readonly passed: number;
  /** One line per vector that did not come out as published. */
  readonly failed: string[];
  /** Vectors that the product's profile leaves out on purpose; each is still run, and must be refused. */
  readonly outside?: number;
}

/** Collects what a run found. */
export interface Tally {
  check(name: string, holds: boolean): void;
  /** The same, for a vector outside our profile. */
  refused(name: string, holds: boolean): void;
  result(name: string): VectorResult;
}

export function createTally(): Tally {
  let [passed, outside] = [0, 0];
  const failed: string[] = [];
  const check = (name: string, holds: boolean): void => {
    if (holds) passed++;
    else failed.push(name);
  };
  return {
    check,
    refused: (name, holds) => {
      outside++;
      check(`${name} (outside the profile: must be refused)`, holds);
    },
    result: (name) => ({ name, passed, failed, outside }),
  };
}
