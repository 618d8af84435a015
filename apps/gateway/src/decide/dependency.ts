/**
 * The one way to whatever a decision depends on: a name, a deadline, and a hook through which a test can break it in every
 * way that the world can: before, after, instead (security.md 6). Nothing here retries, and nothing answers in a
 * dependency's place.
 */
import { callDependency } from '@gamut/service/dependency';

export const dependencyNames = [
  'facts',
  'approval',
  'ledger',
  'outcome',
  'connector',
  'credential',
  'call',
  // going through what the tool server answered
  'answer',
  // what is asked over the edge for many calls at once, or for none
  'facts_question',
  'ledger_batch',
  'runtime_key',
  'instructions',
  'observation',
] as const;
export type DependencyName = (typeof dependencyNames)[number];

/** Stands between the path and the real thing; the product runs without one. */
export type FaultHook = <T>(name: DependencyName, real: () => Promise<T>, deadlineMs: number) => Promise<T>;

export type Depend = <T>(
  name: DependencyName,
  deadlineMs: number,
  work: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

/** @returns a function that throws AppError and nothing else */
export function createDepend(hook?: FaultHook): Depend {
  return (name, deadlineMs, work) =>
    callDependency({ name, deadlineMs }, (signal) =>
      hook === undefined ? work(signal) : hook(name, () => work(signal), deadlineMs),
    );
}
