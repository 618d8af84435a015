/**
 * Performs an allowed action: calls, reads the answer within bounds, reduces and redacts it, makes the outcome durable, and
 * only then returns it. Without the outcome's receipt the answer is an error and the action in doubt (architecture.md,
 * step 6). An output that was not redacted can't be returned: the result is built from the redacted value alone.
 */
import { newId } from '@gamut/kernel/id';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { LedgerResult, OutcomeEntry, Receipt } from '@gamut/protocol/ledger';
import type { Answer } from '../answers/answer.ts';
import type { CallResult } from '../connectors/upstream.ts';
import type { AllowedAction } from '../decide/allowed-action.ts';
import { wordAbout } from '../decide/answers-relied-on.ts';
import type { LedgerEntry } from '../ledger/ledger-client.ts';
import {
  brokenOff,
  isReading,
  judgeAnswer,
  type JudgedCall,
  type JudgeParts,
  type Outcome,
} from './judge-answer.ts';

/** What the connector of one action offers for one call. */
export interface Callable extends JudgedCall {
  readonly callTimeoutMs: number;
  call(allowed: AllowedAction): Promise<CallResult>;
}

export interface PerformParts extends JudgeParts {
  readonly commit: (tenant: string, entry: LedgerEntry, signal: AbortSignal) => Promise<LedgerResult>;
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
  /** It was done, and its answer can't be shown. */
  | { readonly kind: 'withheld'; readonly detail: string; readonly receipt: Receipt }
  | {
      readonly kind: 'unfinished';
      readonly state: 'failed' | 'in_doubt';
      readonly detail: string;
      readonly receipt: Receipt | null;
    };

/** It may have been done, and nothing stands on record about its end: platform holds it in doubt. */
export const unrecorded: Performed = {
  kind: 'unfinished',
  state: 'in_doubt',
  detail: 'Its outcome could not be recorded, so its answer is withheld.',
  receipt: null,
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
    result = brokenOff;
  }
  const outcome = await judgeAnswer(result, allowed, callable, parts);
  const receipt = await record(allowed, outcome, clock.monotonicMs() - beganMs, parts);
  return performed(outcome, receipt);
}

function performed({ state, safe, detail }: Outcome, receipt: Receipt | undefined): Performed {
  if (receipt === undefined) return unrecorded;
  if (safe !== undefined) return { kind: 'done', answer: safe.answer, reduced: safe.reduced, receipt };
  if (state === 'done') return { kind: 'withheld', detail: detail ?? '', receipt };
  return { kind: 'unfinished', state, detail: detail ?? '', receipt };
}

async function record(
  allowed: AllowedAction,
  outcome: Outcome,
  tookMs: number,
  parts: PerformParts,
): Promise<Receipt | undefined> {
  const { clock, random } = parts;
  const { safe } = outcome;
  const entry: OutcomeEntry = {
    kind: 'outcome',
    id: newId('out', clock.nowMs(), random(16)),
    decision: allowed.decisionId,
    at: new Date(clock.nowMs()).toISOString(),
    state: outcome.state,
    answerSha256: safe?.sha256 ?? null,
    answerBytes: safe?.bytes ?? 0,
    redactions: { ...safe?.counts },
    degraded: safe?.reduced ?? null,
    detail: outcome.detail,
    ...(safe === undefined || safe.learned === null ? {} : { learned: [...safe.learned] }),
    tookMs: Math.max(0, Math.round(tookMs * 1000) / 1000),
  };
  try {
    const result = await tell(allowed.action.tenant, entry, parts);
    return result.status === 'committed' ? result.receipt : undefined;
  } catch {
    parts.keep(allowed.action.tenant, isReading(allowed) ? entry : { ...entry, unheard: true });
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
