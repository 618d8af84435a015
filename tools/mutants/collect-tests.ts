/**
 * Stands in for `node:test` while mutants are tried (`fresh-world.ts` hands it out): tests are collected instead of started,
 * so that one process can run those that reach a mutant, again and again. It has what core's tests use; whatever else one
 * asks for is missing, loudly.
 */
export interface CollectedTest {
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly body: TestBody;
}

type TestBody = (t: { diagnostic: (text: string) => void }) => unknown;

const collected = new Map<string, CollectedTest[]>();
let current = '';

/** What is collected from now on stands in this file; a file that is loaded again begins anew. */
export function collectFor(file: string): void {
  current = file;
  collected.set(file, []);
}

export function collectedIn(file: string): readonly CollectedTest[] {
  return collected.get(file) ?? [];
}

export function test(name: string, body: TestBody): void {
  if (typeof body !== 'function')
    throw new Error(`${current}: "${name}": a test with options is not collected`);
  if (body.length > 1) throw new Error(`${current}: "${name}": a test with a callback is not collected`);
  const rows = collected.get(current) ?? [];
  const same = rows.filter((row) => row.name === name).length;
  rows.push({ id: `${current} > ${name}${same === 0 ? '' : ` (${same + 1})`}`, file: current, name, body });
  collected.set(current, rows);
}

/** @throws what the test throws, or what a promise that it left behind was rejected with */
export async function runCollected(one: CollectedTest): Promise<void> {
  const left: unknown[] = [];
  const note = (reason: unknown): number => left.push(reason);
  process.on('unhandledRejection', note);
  try {
    await one.body({ diagnostic: () => undefined });
    // a promise that nobody waits for is told of after the tasks of this turn
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off('unhandledRejection', note);
  }
  if (left.length > 0) throw left[0];
}
