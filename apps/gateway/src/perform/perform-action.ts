/**
 * Performs an allowed action: calls, reads the answer within bounds, reduces and redacts it, makes the outcome durable, and
 * only then returns it. Without the outcome's receipt the answer is an error and the action in doubt (architecture.md,
 * step 6). An output that was not redacted can't be returned: the result is built from the redacted value alone.
 */
import { newId } from '@gamut/kernel/id';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { sha256Hex } from '@gamut/crypto/hash';
import type { LedgerResult, OutcomeEntry, Receipt } from '@gamut/protocol/ledger';
import { answerText, readAnswer, type Answer } from '../answers/answer.ts';
import type { AnswerRedactor, RedactionCounts } from '../answers/answer-redactor.ts';
import { learnedFrom } from '../answers/learned-from.ts';
import { reduceAnswer } from '../answers/safe-form.ts';
import type { CallResult } from '../connectors/upstream.ts';
import type { AllowedAction } from '../decide/allowed-action.ts';
import { wordAbout } from '../decide/answers-relied-on.ts';
import type { Depend } from '../decide/dependency.ts';
import type { LedgerEntry } from '../ledger/ledger-client.ts';

/** What the connector of one action offers for one call. */
export interface Callable {
  readonly answerBytesMax: number;
  readonly callTimeoutMs: number;
  readonly redactor: AnswerRedactor;
  call(allowed: AllowedAction): Promise<CallResult>;
}

export interface PerformParts {
  readonly commit: (tenant: string, entry: LedgerEntry, signal: AbortSignal) => Promise<LedgerResult>;
  readonly depend: Depend;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Takes an outcome that platform did not take, to hand it in again. */
  readonly keep: (tenant: string, outcome: OutcomeEntry) => void;
  /** How long the outcome may take to be recorded, and a call beyond its own time-out; for tests, shorter. */
  readonly outcomeMs?: number;
  readonly graceMs?: number;
}

export type Performed =
  | {
      readonly kind: 'done';
      readonly answer: Answer;
      readonly reduced: string | null;
      readonly receipt: Receipt;
    }
  | {
      readonly kind: 'unfinished';
      readonly state: 'failed' | 'in_doubt';
      readonly detail: string;
      readonly receipt: Receipt | null;
    };

const outcomeMs = 5000;
const graceMs = 2000;

/** Never rejects. */
export async function performAction(
  allowed: AllowedAction,
  callable: Callable,
  parts: PerformParts,
): Promise<Performed> {
  const { clock, depend } = parts;
  const beganMs = clock.monotonicMs();
  let result: CallResult;
  try {
    result = await depend('call', callable.callTimeoutMs + (parts.graceMs ?? graceMs), () =>
      callable.call(allowed),
    );
  } catch {
    result = {
      state: 'in_doubt',
      detail: 'The call broke off inside Gateway; nobody knows how far it came.',
    };
  }
  const outcome = judge(result, allowed, callable);
  const receipt = await record(allowed, outcome, clock.monotonicMs() - beganMs, parts);
  if (receipt === undefined) {
    return {
      kind: 'unfinished',
      state: 'in_doubt',
      detail: 'Its outcome could not be recorded, so its answer is withheld.',
      receipt: null,
    };
  }
  if (outcome.answer === undefined)
    return {
      kind: 'unfinished',
      state: outcome.state === 'in_doubt' ? 'in_doubt' : 'failed',
      detail: outcome.detail ?? '',
      receipt,
    };
  return { kind: 'done', answer: outcome.answer, reduced: outcome.reduced, receipt };
}

interface Outcome {
  readonly state: OutcomeEntry['state'];
  /** Reduced and redacted; absent when there is nothing to return. */
  readonly answer: Answer | undefined;
  readonly counts: RedactionCounts;
  readonly reduced: string | null;
  readonly detail: string | null;
}

const readingOnly: ReadonlySet<string> = new Set(['read', 'retrieve', 'model']);

function judge(result: CallResult, allowed: AllowedAction, callable: Callable): Outcome {
  const without = { answer: undefined, counts: {}, reduced: null };
  try {
    if (result.state !== 'answered')
      return {
        ...without,
        state: result.state === 'unreadable' ? unheard(allowed) : result.state,
        detail: result.detail,
      };
    const read = readAnswer(result.answer, callable.answerBytesMax);
    if (typeof read === 'string')
      return {
        ...without,
        state: unheard(allowed),
        detail: `The tool server's answer was refused: ${read}.`,
      };
    const form = allowed.safeForm;
    const { redactor } = callable;
    const masked = form?.mask === true ? redactor.mask(read) : read;
    const reduced = form === null ? { answer: masked, what: null } : reduceAnswer(masked, form);
    const answer = redactor.redact(reduced.answer);
    const failed = answer.isError === true;
    return {
      state: failed ? 'failed' : 'done',
      answer,
      counts: redactor.counts,
      reduced: reduced.what,
      detail: failed ? 'The tool reported an error.' : null,
    };
  } catch {
    return {
      ...without,
      state: unheard(allowed),
      detail: "The tool server's answer could not be made safe to return.",
    };
  }
}

/** An answer came and can't be read: what only reads has failed, what changes something may well have been done. */
function unheard(allowed: AllowedAction): 'failed' | 'in_doubt' {
  return readingOnly.has(allowed.action.actionType) ? 'failed' : 'in_doubt';
}

async function record(
  allowed: AllowedAction,
  outcome: Outcome,
  tookMs: number,
  parts: PerformParts,
): Promise<Receipt | undefined> {
  const { clock, random } = parts;
  const text = outcome.answer === undefined ? undefined : answerText(outcome.answer);
  const entry: OutcomeEntry = {
    kind: 'outcome',
    id: newId('out', clock.nowMs(), random(16)),
    decision: allowed.decisionId,
    at: new Date(clock.nowMs()).toISOString(),
    state: outcome.state,
    answerSha256: text === undefined ? null : sha256Hex(text),
    answerBytes: text === undefined ? 0 : Buffer.byteLength(text),
    redactions: { ...outcome.counts },
    degraded: outcome.reduced,
    detail: outcome.detail,
    ...(outcome.answer === undefined || !allowed.teaches
      ? {}
      : { learned: learnedFrom(allowed.action.tenant, outcome.answer) }),
    tookMs: Math.max(0, Math.round(tookMs * 1000) / 1000),
  };
  try {
    const result = await tell(allowed.action.tenant, entry, parts);
    return result.status === 'committed' ? result.receipt : undefined;
  } catch {
    parts.keep(
      allowed.action.tenant,
      readingOnly.has(allowed.action.actionType) ? entry : { ...entry, unheard: true },
    );
    return undefined;
  }
}

/** Twice in the time of once, where the first try fails early: platform takes an outcome once, however often it is told. */
async function tell(
  tenant: string,
  entry: OutcomeEntry,
  { clock, depend, commit, outcomeMs: withinMs = outcomeMs }: PerformParts,
): Promise<LedgerResult> {
  const endMs = clock.monotonicMs() + withinMs;
  const once = async (ms: number) =>
    wordAbout(entry.id, await depend('outcome', ms, (signal) => commit(tenant, entry, signal)));
  try {
    return await once(withinMs);
  } catch (error) {
    const leftMs = Math.floor(endMs - clock.monotonicMs());
    if (leftMs <= 0) throw error;
    return once(leftMs);
  }
}
