/** A small answer is gone through at once, where everybody is served; a dear one by a thread beside it. */
import { AnswerWithheld, type AnswerThreads } from './answer-threads.ts';
import { isSmall, makeSafe, type AnswerJob, type RefusedAnswer, type SafeAnswer } from './make-safe.ts';

/** @throws AnswerWithheld */
export type ScanAnswer = (
  job: AnswerJob,
  onRead: (isError: boolean) => void,
  signal: AbortSignal,
) => Promise<SafeAnswer | RefusedAnswer>;

export function createScan(threads: Pick<AnswerThreads, 'makeSafe'>): ScanAnswer {
  return async (job, onRead, signal) => {
    if (!isSmall(job.text)) return threads.makeSafe(job, onRead, signal);
    if (signal.aborted) throw new AnswerWithheld('stopped');
    try {
      return makeSafe(job, onRead);
    } catch {
      throw new AnswerWithheld('unsafe');
    }
  };
}
