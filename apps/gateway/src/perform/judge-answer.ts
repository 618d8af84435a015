/**
 * How a call ended, by what came back of it: the answer as it may be returned, or why there is none. What was done is never said to
 * have failed because its answer can't be shown: only what was read of the answer says how it ended, and without that nobody knows.
 */
import type { OutcomeEntry } from '@gamut/protocol/ledger';
import { AnswerWithheld, type WithheldWhy } from '../answers/answer-threads.ts';
import type { AnswerJob, RefusedAnswer, SafeAnswer } from '../answers/make-safe.ts';
import type { ScanAnswer } from '../answers/scan-answer.ts';
import type { CallResult } from '../connectors/upstream.ts';
import type { AllowedAction } from '../decide/allowed-action.ts';
import { safeAnswerIn } from '../decide/answers-relied-on.ts';
import type { Depend } from '../decide/dependency.ts';

export interface Outcome {
  readonly state: OutcomeEntry['state'];
  /** Absent when there is nothing to return. */
  readonly safe: SafeAnswer | undefined;
  readonly detail: string | null;
}

export interface JudgeParts {
  readonly scan: ScanAnswer;
  readonly depend: Depend;
  /** How long an answer may take to be gone through, its turn included; for tests, shorter. */
  readonly answerMs?: number;
}

export interface JudgedCall {
  readonly answerBytesMax: number;
  /** Live credentials of the call. */
  readonly secrets: readonly string[];
  /** Cuts the work off when something is suspended meanwhile. */
  readonly whileBacked?: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** Platform waits forty seconds beyond a call before it takes it for in doubt: the outcome has its share of them too. */
const answerMs = 15_000;
const readingOnly: ReadonlySet<string> = new Set(['read', 'retrieve', 'model']);

export async function judgeAnswer(
  result: CallResult,
  allowed: AllowedAction,
  called: JudgedCall,
  parts: JudgeParts,
): Promise<Outcome> {
  const ended = endedWithout(result, allowed);
  if (ended !== undefined) return ended;
  const said: Said = { isError: undefined };
  try {
    const { answer } = result as Answered;
    if ('content' in answer) said.isError = answer.isError === true;
    const made = await goThrough(jobOf(answer, allowed, called), said, called, parts);
    if (made.kind === 'refused')
      return {
        safe: undefined,
        state: unheard(allowed),
        detail: `The tool server's answer was refused: ${made.why}.`,
      };
    const failed = made.answer.isError === true;
    return {
      safe: made,
      state: failed ? 'failed' : 'done',
      detail: failed ? 'The tool reported an error.' : null,
    };
  } catch (error) {
    return withheld(error, said, allowed);
  }
}

type Answered = Extract<CallResult, { readonly state: 'answered' }>;
type Unanswered = Exclude<CallResult, Answered>;

export const brokenOff: Unanswered = {
  state: 'in_doubt',
  detail: 'The call broke off inside Gateway; nobody knows how far it came.',
};
const unanswered: ReadonlySet<unknown> = new Set(['failed', 'in_doubt', 'unreadable']);

/** What is no result at all says nothing about how it ended. */
function endedWithout(given: CallResult | undefined, allowed: AllowedAction): Outcome | undefined {
  if (given?.state === 'answered') return undefined;
  const { state, detail } = given !== undefined && unanswered.has(given.state) ? given : brokenOff;
  return { safe: undefined, state: state === 'unreadable' ? unheard(allowed) : state, detail };
}

/** What changes nothing has failed when nothing is known of its end; what changes something may well have been done. */
export function isReading(allowed: AllowedAction): boolean {
  return readingOnly.has(allowed.action.actionType);
}

/** Whether the tool said that it failed, as far as that was read. */
interface Said {
  isError: boolean | undefined;
}

function jobOf(answer: Answered['answer'], allowed: AllowedAction, called: JudgedCall): AnswerJob {
  const { tenant, dataClass } = allowed.action;
  return {
    ...('content' in answer ? { text: JSON.stringify(answer) } : { text: answer.text, unread: answer.id }),
    bytesMax: called.answerBytesMax,
    form: allowed.safeForm,
    secrets: called.secrets,
    dataClass,
    tenant,
    teaches: allowed.teaches,
  };
}

async function goThrough(
  job: AnswerJob,
  said: Said,
  { whileBacked }: JudgedCall,
  { scan, depend, answerMs: withinMs = answerMs }: JudgeParts,
): Promise<SafeAnswer | RefusedAnswer> {
  const onRead = (isError: boolean): void => {
    said.isError = isError;
  };
  const work = (stopped?: AbortSignal) =>
    depend('answer', withinMs, (late) =>
      scan(job, onRead, stopped === undefined ? late : AbortSignal.any([late, stopped])),
    );
  return safeAnswerIn(await (whileBacked === undefined ? work() : whileBacked(work)));
}

function withheld(error: unknown, { isError }: Said, allowed: AllowedAction): Outcome {
  const why = `its answer is withheld: ${words[whyOf(error)]}`;
  const safe = undefined;
  if (isError === undefined)
    return { safe, state: unheard(allowed), detail: `The tool server answered, and ${why}.` };
  return isError
    ? { safe, state: 'failed', detail: `The tool reported an error, and ${why}.` }
    : { safe, state: 'done', detail: `The tool server answered that it was done, and ${why}.` };
}

function whyOf(error: unknown): WithheldWhy {
  const cause = error instanceof AnswerWithheld ? error : (error as { cause?: unknown } | null)?.cause;
  if (cause instanceof AnswerWithheld) return cause.why;
  return (error as { code?: unknown } | null)?.code === 'deadline_exceeded' ? 'late' : 'broke';
}

const words: Readonly<Record<WithheldWhy, string>> = {
  late: 'to go through it took longer than one answer may take',
  memory: 'to go through it took more memory than one answer may take',
  broke: 'what goes through it broke off',
  full: 'too many long answers of this tenant were waiting already',
  unsafe: 'it could not be made safe to return',
  stopped: 'something was suspended, or Gateway stopped, before it was gone through',
};

/** An answer came and can't be read: what only reads has failed, what changes something may well have been done. */
function unheard(allowed: AllowedAction): 'failed' | 'in_doubt' {
  return isReading(allowed) ? 'failed' : 'in_doubt';
}
