/**
 * Time in tests: none fails because a machine is slow. What should come is waited for long, since the wait ends when it is there.
 * What was measured is told, and fails only beyond half a minute and many times the same work of the same run. What must not
 * grow with the square of its input is compared with itself, on the processor's time of this thread.
 */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestContext } from 'node:test';

/** For whatever only has to come at last. */
export const patienceMs = 60_000;
const leastMs = 30_000;
const timesTheSame = 20;

/** Asks again and again until there is something. @returns it */
export async function eventually<T>(
  look: () => T | Promise<T>,
  what: string | (() => string),
  everyMs = 10,
): Promise<Exclude<T, undefined | null | false>> {
  const endMs = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false)
      return found as Exclude<T, undefined | null | false>;
    if (performance.now() > endMs) assert.fail(`never came: ${typeof what === 'string' ? what : what()}`);
    await delay(everyMs);
  }
}

/** Tells a measured time. @param sameMs how long the same work takes in this run, where that is known */
export function tellTime(t: Pick<TestContext, 'diagnostic'>, what: string, tookMs: number, sameMs = 0): void {
  t.diagnostic(`${what}: ${tookMs.toFixed(0)} ms`);
  const most = Math.max(leastMs, timesTheSame * sameMs);
  assert.ok(tookMs <= most, `${what}: ${tookMs.toFixed(0)} ms, which no slow machine explains`);
}

const parts = 64;
/** In line the whole costs as much as its parts, with the square sixty-four times as much. */
const growthMax = 20;
/** Below it clocks of some machines say nothing. */
const leastMeasuredMs = 50;

/**
 * The whole takes about as long as its parts one after the other: the best of some runs, so that a bad moment says nothing. For a
 * mutant (`npm run test:mutants`) one part is done and no time is taken.
 */
export function assertInLine(
  t: Pick<TestContext, 'diagnostic'>,
  what: string,
  whole: number,
  work: (size: number) => void,
): void {
  if (process.env['GAMUT_TEST_MUTANTS'] === '1') return work(Math.ceil(whole / parts));
  let [atOnce, inParts] = [Infinity, Infinity];
  const isInLine = (): boolean => atOnce <= growthMax * Math.max(leastMeasuredMs, inParts);
  for (let run = 0; run === 0 || (run < 5 && !isInLine()); run++) {
    const inTurn = (): void => {
      for (let part = 0; part < parts; part++) work(Math.ceil(whole / parts));
    };
    inParts = Math.min(inParts, ownMs(inTurn));
    atOnce = Math.min(
      atOnce,
      ownMs(() => work(whole)),
    );
  }
  t.diagnostic(
    `${what}: ${atOnce.toFixed(1)} ms at once, ${inParts.toFixed(1)} ms in ${String(parts)} parts`,
  );
  assert.ok(isInLine(), `${what} grows with the square of its length`);
}

/** What this thread used of the processor: what else runs on the machine does not count. */
function ownMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
