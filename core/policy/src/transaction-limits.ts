/**
 * The arithmetic of transaction limits, the same for the decision, for platform's commit and for whoever derives a decision
 * again: which limits an action would pass over, given what was counted before it (product.md 4, control 12). Sums are exact
 * decimals; each limit counts one currency, or what is in none.
 */
import {
  addDecimals,
  compareDecimals,
  decimalOf,
  decimalText,
  parseDecimal,
  roundDecimal,
  zero,
  type Decimal,
} from '@gamut/kernel/exact-decimal';
import type { Reason } from '@gamut/protocol/decision';
import type {
  CurrencyAmount,
  TimeWindow,
  TransactionCount,
  TransactionLimit,
} from '@gamut/protocol/transaction-limit';
import type { AmountSum } from './amounts.ts';
import { reason } from './reason-codes.ts';

export type LimitScope = TransactionCount['scope'];
export type LimitCode =
  'transaction_limit_reached' | 'transaction_limit_needs_approval' | 'transactions_unknown';

export interface OverLimit {
  readonly code: LimitCode;
  /** Whose limit, in which window, of what, how much, and in which minute, hour or day of them: an approval of one is none of the next. */
  readonly about: string;
  readonly message: string;
}

const lengthMs: Readonly<Record<TimeWindow, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Windows are the calendar's, in UTC: the full minute, the full hour, midnight. */
export function windowStartMs(nowMs: number, window: TimeWindow): number {
  return Math.floor(nowMs / lengthMs[window]) * lengthMs[window];
}

/** What platform is told of an action's amounts, and what it was told before there were currencies. */
export interface CountedAmounts {
  readonly amount: number;
  readonly amounts?: readonly CurrencyAmount[] | undefined;
}

/** @returns undefined when any of it is no amount */
export function amountSums({ amount, amounts = [] }: CountedAmounts): readonly AmountSum[] | undefined {
  const sums = new Map<string | null, Decimal>();
  for (const one of amounts) {
    const exact = parseDecimal(one.amount);
    if (exact === undefined || exact.units < 0n || sums.has(one.currency)) return undefined;
    sums.set(one.currency, exact);
  }
  const plain = plainAmount(amount);
  if (plain === undefined) return undefined;
  if (!sums.has(null)) sums.set(null, plain);
  return [...sums].map(([currency, exact]) => ({ currency, amount: exact }));
}

/** As they are told: a number where it holds the sum exactly, and otherwise text. */
export function countedAmounts(sums: readonly AmountSum[]): { amount: number; amounts?: CurrencyAmount[] } {
  const plain = sumIn(sums, null);
  const amount = Number(decimalText(plain));
  const told = sums.filter(({ currency }) => currency !== null || !isHeld(plain, amount));
  if (told.length === 0) return { amount };
  const amounts = told.map((one) => ({ currency: one.currency, amount: decimalText(one.amount) }));
  return { amount: Math.min(amount, Number.MAX_SAFE_INTEGER), amounts };
}

function isHeld(exact: Decimal, value: number): boolean {
  const back = plainAmount(value);
  return back !== undefined && compareDecimals(back, exact) === 0;
}

function sumIn(sums: readonly AmountSum[], currency: string | null): Decimal {
  return sums.find((one) => one.currency === currency)?.amount ?? zero;
}

/** @param amounts of this action; a number is one in no currency. A count that is missing or no count is a gap of its own. */
export function overLimits(
  scope: LimitScope,
  limits: readonly TransactionLimit[],
  counts: readonly TransactionCount[],
  amounts: number | readonly AmountSum[] | undefined,
): OverLimit[] {
  const sums = typeof amounts === 'number' ? amountSums({ amount: amounts }) : amounts;
  return limits.flatMap((limit): OverLimit[] => {
    const count = counts.find((one) => one.scope === scope && one.window === limit.window);
    const before = count === undefined ? undefined : countedBefore(count, limit.currency ?? null);
    if (count === undefined || before === undefined || sums === undefined) {
      const message = `What was performed in this ${limit.window} is not known.`;
      return [{ code: 'transactions_unknown', about: `${scope}/${limit.window}`, message }];
    }
    return [...overCalls(scope, limit, count.calls), ...overAmount(scope, limit, before, sums)].map(
      (over) => ({ ...over, about: `${over.about}${instanceOf(count)}` }),
    );
  });
}

/** Windows begin with a full minute. */
function instanceOf({ startedAt }: TransactionCount): string {
  return startedAt === undefined ? '' : `/${startedAt.slice(0, 'yyyy-mm-ddThh:mm'.length)}Z`;
}

function overCalls(scope: LimitScope, limit: TransactionLimit, calls: number): OverLimit[] {
  const { window, callsMax } = limit;
  if (callsMax === null || calls + 1 <= callsMax) return [];
  const message = `${whoOf(scope)} has performed ${calls} actions in this ${window}; the limit is ${callsMax}.`;
  return [{ code: codeOf(limit), about: `${scope}/${window}/calls/${callsMax}`, message }];
}

function overAmount(
  scope: LimitScope,
  limit: TransactionLimit,
  before: Decimal,
  sums: readonly AmountSum[],
): OverLimit[] {
  const { window, amountMax, currency } = limit;
  const max = amountMax === null ? undefined : decimalOf(amountMax);
  // an action that moves nothing of this currency is not held up by what was moved before it
  const concerns = currency === undefined || sums.some((one) => one.currency === currency);
  if (max === undefined || !concerns) return [];
  const more = sumIn(sums, currency ?? null);
  const total = addDecimals(before, more);
  if (compareDecimals(currency === undefined ? plainly(total) : total, max) <= 0) return [];
  const unit = currency === undefined ? '' : ` ${currency}`;
  const said = (value: Decimal): string => `${decimalText(value)}${unit}`;
  const about = `${scope}/${window}/amount/${currency === undefined ? '' : `${currency}/`}${amountMax}`;
  const message = `${whoOf(scope)} has performed actions over ${said(plainly(before))} in this ${window}; with ${said(more)} more the limit of ${amountMax}${unit} is passed.`;
  return [{ code: codeOf(limit), about, message }];
}

const whoOf = (scope: LimitScope): string => (scope === 'agent' ? 'The agent' : 'The agent with this tool');

function codeOf({ whenOver }: TransactionLimit): LimitCode {
  return whenOver === 'require_approval' ? 'transaction_limit_needs_approval' : 'transaction_limit_reached';
}

/** A caller may have computed 0.1 + 0.2 as a double; a millionth is below any unit. */
function plainly(value: Decimal): Decimal {
  return roundDecimal(value, 6);
}

/**
 * Currencies that no limit of this scope names, though some limit of it is about amounts: whoever limits what an agent may move in one
 * currency has not said that it may move another without end.
 */
export function unlimitedCurrencies(
  limits: readonly TransactionLimit[],
  sums: readonly AmountSum[],
): readonly (string | null)[] {
  const named = new Set(limits.filter((one) => one.amountMax !== null).map((one) => one.currency ?? null));
  return named.size === 0
    ? []
    : sums.filter(({ currency }) => !named.has(currency)).map(({ currency }) => currency);
}

/** What platform would tell where nothing was performed yet: for simulations. */
export function countsOfNothing(scope: LimitScope, limits: readonly TransactionLimit[]): TransactionCount[] {
  return [...new Set(limits.map(({ window }) => window))].map((window) => {
    const currencies = new Set(
      limits.flatMap((one) => (one.window === window && one.currency !== undefined ? [one.currency] : [])),
    );
    const sums = [...currencies].map((currency) => ({ currency, amount: '0' }));
    return { scope, window, calls: 0, amount: 0, ...(sums.length === 0 ? {} : { sums }) };
  });
}

export function limitReasons(over: readonly OverLimit[]): Reason[] {
  return over.map(({ code, about, message }) =>
    // what blocks is answered by nobody
    code === 'transaction_limit_needs_approval' ? reason(code, message, about) : reason(code, message),
  );
}

/** Beyond the safe integers a double forgets what is added to it. */
function plainAmount(amount: number): Decimal | undefined {
  return amount >= 0 && amount <= Number.MAX_SAFE_INTEGER ? decimalOf(amount) : undefined;
}

/** @returns undefined when it is no count, or says nothing of this currency */
function countedBefore(
  { calls, amount, sums = [] }: TransactionCount,
  currency: string | null,
): Decimal | undefined {
  if (!Number.isSafeInteger(calls) || calls < 0) return undefined;
  const told = sums.filter((one) => one.currency === currency);
  if (told.length > 1) return undefined;
  if (told[0] !== undefined) {
    const exact = parseDecimal(told[0].amount);
    return exact === undefined || exact.units < 0n ? undefined : exact;
  }
  return currency === null ? plainAmount(amount) : undefined;
}
