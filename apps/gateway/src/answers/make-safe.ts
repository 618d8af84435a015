/**
 * Everything that is done to a tool's answer before it may leave: read within bounds, masked, reduced, redacted, digested, and what
 * it teaches. Pure, of its text alone, so that the thread that serves and a thread beside it (`answer-thread.ts`) say the same.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import type { DataClass } from '@gamut/kernel/agentic-terms';
import type { SafeForm } from '@gamut/protocol/safe-form';
import { createAnswerRedactor, type RedactionCounts } from './answer-redactor.ts';
import { answerText, readAnswer, type Answer } from './answer.ts';
import { readExactly } from './exact-json.ts';
import { learnedFrom } from './learned-from.ts';
import { reduceAnswer } from './safe-form.ts';
import { textTwinsOf } from './text-twins.ts';

/** Plain data, since it may go to another thread. */
export interface AnswerJob {
  /** The upstream's result, as JSON. */
  readonly text: string;
  /** With it the text is a whole message as it came, unread, and must answer the request of this id. */
  readonly unread?: number;
  readonly bytesMax: number;
  /** The form that it is reduced to; null when it may be returned whole. */
  readonly form: SafeForm | null;
  /** Live credentials of the call. */
  readonly secrets: readonly string[];
  readonly dataClass: DataClass;
  readonly tenant: string;
  /** The tool's answers are not trusted: what this one shows is remembered. */
  readonly teaches: boolean;
}

export interface SafeAnswer {
  readonly kind: 'safe';
  /** Reduced and redacted: as it may be returned. */
  readonly answer: Answer;
  readonly counts: RedactionCounts;
  /** What the form left out, in a sentence. */
  readonly reduced: string | null;
  /** Of the bytes that the outcome's digest stands for. */
  readonly sha256: string;
  readonly bytes: number;
  readonly learned: readonly string[] | null;
}
/** Not an answer within bounds, in a few words why. */
export interface RefusedAnswer {
  readonly kind: 'refused';
  readonly why: string;
}

/**
 * @param onRead told as soon as it is known to be a tool's result: whether that says an error
 * @throws when it can't be made safe
 */
export function makeSafe(job: AnswerJob, onRead: (isError: boolean) => void): SafeAnswer | RefusedAnswer {
  const { form, tenant } = job;
  const given = resultIn(job);
  const read = typeof given === 'string' ? given : readAnswer(given.result, job.bytesMax);
  if (typeof read === 'string') return { kind: 'refused', why: read };
  onRead(read.isError === true);
  const redactor = createAnswerRedactor(job.secrets, job.dataClass);
  const masked = form?.mask === true ? redactor.mask(read) : read;
  const reduced =
    form === null
      ? { answer: masked, what: null }
      : reduceAnswer(masked, form, redactor.redact, textTwinsOf(read));
  // once more: what is left may be something that it was no part of
  const answer = redactor.redact(reduced.answer);
  const text = answerText(answer);
  return {
    kind: 'safe',
    answer,
    counts: redactor.counts,
    reduced: reduced.what,
    sha256: sha256Hex(text),
    bytes: Buffer.byteLength(text),
    learned: job.teaches ? learnedFrom(tenant, answer) : null,
  };
}

/** @returns no result for a message that is not the whole result of that call, and words for one that can't be read */
function resultIn({ text, unread }: AnswerJob): { readonly result: unknown } | string {
  if (unread === undefined) return { result: JSON.parse(text) as unknown };
  const read = readExactly(text);
  if (typeof read === 'string') return read;
  const message = read.value as { jsonrpc?: unknown; id?: unknown; result?: { resultType?: unknown } } | null;
  const isWhole = message?.jsonrpc === '2.0' && message.id === unread;
  const isComplete = isWhole && (message.result?.resultType ?? 'complete') === 'complete';
  return { result: isComplete ? message.result : undefined };
}

/**
 * What going through it may cost at most, in characters of a text: measured at a microsecond each, of the dearest that were found
 * (docs/benchmarks.md). Every value and name costs six more, since each is gone through by itself.
 */
export function costOf(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === comma || code === colon) marks++;
  }
  return text.length + marks * markCost;
}
const [comma, colon] = [0x2c, 0x3a];
const markCost = 6;

/** Beyond it an answer is gone through in a thread of its own, and holds nobody else up. */
export const costHereMax = 4096;

export function isSmall(text: string): boolean {
  return text.length <= costHereMax && costOf(text) <= costHereMax;
}
