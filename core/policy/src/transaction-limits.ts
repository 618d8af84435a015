/**
 * The arithmetic of transaction limits, the same for the decision, for platform's commit and for whoever derives a decision
 * again: which limits an action would pass over, given what was counted before it (product.md 4, control 12).
 */
import type { Reason } from '@gamut/protocol/decision';
import type { TimeWindow, TransactionCount, TransactionLimit } from '@gamut/protocol/transaction-limit';
import { reason } from './reason-codes.ts';

export type LimitScope = TransactionCount['scope'];
export type LimitCode =
  'transaction_limit_reached' | 'transaction_limit_needs_approval' | 'transactions_unknown';

export interface OverLimit {
  readonly code: LimitCode;
  /** Whose limit, in which window, of what, and how much. */
  readonly about: string;
  readonly message: string;
}

const lengthMs: Readonly<Record<TimeWindow, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Windows are the calendar's, in UTC: the full minute, the full hour, midnight. */
export function windowStartMs(nowMs: number, window: TimeWindow): number {
  return Math.floor(nowMs / lengthMs[window]) * lengthMs[window];
}

/** Amounts are doubles, so that three times 0.1 is told from 0.3 by nothing but rounding; a millionth is below any unit. */
function roundAmount(amount: number): number {
  const rounded = Math.round(amount * 1e6) / 1e6;
  return Number.isFinite(rounded) ? rounded : amount;
}

/** @param amount of this action; 0 where the tool has none. A count that is missing or no count is a gap of its own. */
export function overLimits(
  scope: LimitScope,
  limits: readonly TransactionLimit[],
  counts: readonly TransactionCount[],
  amount: number,
): OverLimit[] {
  return limits.flatMap((limit): OverLimit[] => {
    const count = counts.find((one) => one.scope === scope && one.window === limit.window);
    const about = `${scope}/${limit.window}`;
    const who = scope === 'agent' ? 'The agent' : 'The agent with this tool';
    if (count === undefined || !isCount(count) || !isAmount(amount)) {
      return [
        {
          code: 'transactions_unknown',
          about,
          message: `What was performed in this ${limit.window} is not known.`,
        },
      ];
    }
    const code: LimitCode =
      limit.whenOver === 'require_approval'
        ? 'transaction_limit_needs_approval'
        : 'transaction_limit_reached';
    const over: OverLimit[] = [];
    if (limit.callsMax !== null && count.calls + 1 > limit.callsMax) {
      const message = `${who} has performed ${count.calls} actions in this ${limit.window}; the limit is ${limit.callsMax}.`;
      over.push({ code, about: `${about}/calls/${limit.callsMax}`, message });
    }
    if (limit.amountMax !== null && roundAmount(count.amount + amount) > limit.amountMax) {
      const message = `${who} has performed actions over ${roundAmount(count.amount)} in this ${limit.window}; with ${amount} more the limit of ${limit.amountMax} is passed.`;
      over.push({ code, about: `${about}/amount/${limit.amountMax}`, message });
    }
    return over;
  });
}

export function limitReasons(over: readonly OverLimit[]): Reason[] {
  return over.map(({ code, about, message }) =>
    // what blocks is answered by nobody
    code === 'transaction_limit_needs_approval' ? reason(code, message, about) : reason(code, message),
  );
}

/** Beyond the safe integers a sum of doubles forgets what is added to it. */
function isAmount(amount: number): boolean {
  return Number.isFinite(amount) && amount >= 0 && amount <= Number.MAX_SAFE_INTEGER;
}

function isCount({ calls, amount }: TransactionCount): boolean {
  return Number.isSafeInteger(calls) && calls >= 0 && isAmount(amount);
}
