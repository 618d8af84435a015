/**
 * What it costs to go through a tool's answer: on the thread that serves (the floor), and by a trip to a thread beside it, for prose
 * and for the dearest text that was found. And how long the serving thread stands still meanwhile, which is what the trip is for.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { AnswerThreads } from '../../apps/gateway/src/answers/answer-threads.ts';
import { makeSafe, type AnswerJob } from '../../apps/gateway/src/answers/make-safe.ts';
import type { BenchCase, BenchResult } from './bench-result.ts';
import { medianRun, runLoad, type LoadFigures } from './load.ts';

const rounds = 3;
const roundMs = 1_500;
const never = new AbortController().signal;
const nothing = (): void => undefined;

const prose = (chars: number): string => 'The quick brown fox jumps over the lazy dog. '.repeat(chars / 45);
/** Addresses of the older kind, no two alike: each is looked for by every detector, and taught. */
const dear = (chars: number): string =>
  Array.from(
    { length: chars / 13 },
    (_, at) => `${String(at % 251)}.${String((at * 7) % 241)}.${String((at * 13) % 239)}.1 `,
  ).join('');

const jobOf = (text: string): AnswerJob => ({
  text: JSON.stringify({ content: [{ type: 'text', text }] }),
  bytesMax: 10_000_000,
  form: null,
  secrets: ['a-secret-of-this-call'],
  dataClass: 'internal',
  tenant: 'tnt_bench',
  teaches: true,
});

export async function benchAnswers(): Promise<BenchResult> {
  const threads = new AnswerThreads();
  try {
    const cases: BenchCase[] = [];
    for (const [kind, make] of Object.entries({ prose, dear }))
      for (const chars of [1_000, 4_000, 64_000, 250_000])
        cases.push(...(await compare(`${kind}, ${String(chars)} characters`, jobOf(make(chars)), threads)));
    return { postgres: 'none', cases, notes: [await stallNote(threads)] };
  } finally {
    await threads.close();
  }
}

async function compare(name: string, job: AnswerJob, threads: AnswerThreads): Promise<BenchCase[]> {
  const here: LoadFigures[] = [];
  const beside: LoadFigures[] = [];
  for (let round = 0; round < rounds; round++) {
    here.push(
      await runLoad(1, roundMs, async () => {
        makeSafe(job, nothing);
      }),
    );
    beside.push(
      await runLoad(1, roundMs, async () => {
        await threads.makeSafe(job, nothing, never);
      }),
    );
  }
  const [floor, trip] = [medianRun(here), medianRun(beside)];
  const told = { inFlight: 1, aim: null, met: null };
  return [
    { name: `${name}, here`, ...told, ...floor, floorPerSecond: null, ratio: null },
    {
      name: `${name}, beside`,
      ...told,
      ...trip,
      floorPerSecond: floor.perSecond,
      ratio: trip.perSecond / floor.perSecond,
    },
  ];
}

/** The longest that a timer waits for its turn while answers of two megabytes are gone through one after the other. */
async function stallNote(threads: AnswerThreads): Promise<string> {
  const job = jobOf(prose(2_000_000));
  const began = performance.now();
  makeSafe(job, nothing);
  const aloneMs = performance.now() - began;
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  for (let at = 0; at < 5; at++) await threads.makeSafe(job, nothing, never);
  delays.disable();
  return `an answer of 2,000,000 characters: ${aloneMs.toFixed(0)} ms of the serving thread when it is gone through there; beside it, the longest wait of a timer was ${(delays.max / 1e6).toFixed(0)} ms`;
}
