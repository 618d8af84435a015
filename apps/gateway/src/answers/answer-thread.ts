/**
 * The program of a thread that goes through answers: one at a time, nothing kept from one to the next. It has no environment and
 * no secret but those that come with an answer, and whatever goes wrong in it ends it (`answer-threads.ts`).
 */
import { parentPort } from 'node:worker_threads';
import { makeSafe, type AnswerJob, type RefusedAnswer, type SafeAnswer } from './make-safe.ts';

export type ThreadWord =
  | { readonly kind: 'read'; readonly isError: boolean }
  | RefusedAnswer
  /** The answer as JSON: a text goes from thread to thread at once, whatever it holds. */
  | (Omit<SafeAnswer, 'answer'> & { readonly answerJson: string })
  | { readonly kind: 'unsafe' };

parentPort?.on('message', (job: AnswerJob) => {
  parentPort?.postMessage(wordAbout(job));
  // the last text that an expression was tried on stands in RegExp.input until the next one
  /^/.exec('');
});

function wordAbout(job: AnswerJob): ThreadWord {
  try {
    const made = makeSafe(job, (isError) => {
      parentPort?.postMessage({ kind: 'read', isError } satisfies ThreadWord);
    });
    if (made.kind === 'refused') return made;
    const { answer, ...rest } = made;
    return { ...rest, answerJson: JSON.stringify(answer) };
  } catch {
    return { kind: 'unsafe' };
  }
}
