/**
 * An answer that comes in pieces, to whoever may have it at each of them (promise: suspending a user or tenant revokes access
 * immediately). Whether they still may is asked before a further piece is fetched, and on a beat while they take none; on loss the
 * connection is broken off, never ended, so that what came is known to be torn. Every file leaves through here (`pipeline.ts`).
 */
import { Readable } from 'node:stream';

export interface LongAnswer {
  /** Begun only as it is asked for: nothing is fetched ahead of a question. */
  readonly pieces: AsyncIterable<string>;
  /** @throws once whoever asked may no longer have it; a question that can't be put is not passed */
  readonly assertStillAllowed: () => Promise<void>;
  readonly monotonicMs: () => number;
  readonly times?: { readonly checkMs: number; readonly charactersAtOnce: number };
}

/** As for the live stream: two seconds and a database's deadlines leave a cut well within five. */
export const longAnswerTimes = { checkMs: 2_000, charactersAtOnce: 48 * 1024 } as const;

/** Whether a row answers with what `longAnswer` takes. */
export function isPieces(answer: unknown): answer is AsyncIterable<string> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

export function longAnswer({
  pieces,
  assertStillAllowed,
  monotonicMs,
  times = longAnswerTimes,
}: LongAnswer): Readable {
  let [askedMs, given] = [monotonicMs(), 0];
  let asking: Promise<void> | undefined;
  const ask = (): Promise<void> => {
    asking ??= assertStillAllowed().finally(() => {
      [asking, askedMs, given] = [undefined, monotonicMs(), 0];
    });
    return asking;
  };
  const isDue = (): boolean => given >= times.charactersAtOnce || monotonicMs() - askedMs >= times.checkMs;
  async function* allowed(): AsyncGenerator<string, void, undefined> {
    for await (const piece of pieces) {
      given += piece.length;
      yield piece;
      if (asking !== undefined || isDue()) await ask();
    }
  }
  const out = Readable.from(allowed(), { highWaterMark: 0 });
  const beat = setInterval(() => {
    ask().catch((error: unknown) => out.destroy(error as Error));
  }, times.checkMs);
  beat.unref();
  out.once('close', () => clearInterval(beat));
  return out;
}
