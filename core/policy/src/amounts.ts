/**
 * How much an action moves, in which currency: the sum over all that the tool's record points at (`*` stands for every item of a
 * list), exactly. What is missing, negative, no number, too fine for its currency or in none that there is has no sum, and control
 * 12 blocks it: one item below nothing would hide another (product.md 4, control 12).
 */
import { minorDigitsOf } from '@gamut/kernel/currencies';
import { addDecimals, decimalOf, fractionDigits, zero, type Decimal } from '@gamut/kernel/exact-decimal';
import type { ToolFacts } from '@gamut/protocol/facts';
import { currenciesMax, type AmountCurrency } from '@gamut/protocol/transaction-limit';
import { forEachAt, memberOf, stepsOf, visitAll } from './json-pointer.ts';

export interface AmountSum {
  /** Null: in the tool's own unit. */
  readonly currency: string | null;
  readonly amount: Decimal;
}

export type AmountFault = 'missing' | 'invalid' | 'currency_missing' | 'currency_invalid';
export type FoundAmount = { readonly sums: readonly AmountSum[] } | 'none' | AmountFault;

/** Made once per version of the facts. */
export type AmountReader = (args: unknown) => FoundAmount;

const itemsMax = 1_000;
/** Beyond this a double no longer holds every whole number: two amounts could be one. */
const amountMax = Number.MAX_SAFE_INTEGER;

/** @returns undefined where the tool has no amount */
export function readAmounts({
  amountPointer,
  amountCurrency,
}: Pick<ToolFacts, 'amountPointer' | 'amountCurrency'>): AmountReader | undefined {
  if (amountPointer === null) return undefined;
  const steps = stepsOf(amountPointer);
  if (steps === undefined) return () => 'missing';
  if (amountCurrency === undefined) return (args) => sumOf(pairsOf(args, steps, undefined), undefined);
  if ('code' in amountCurrency) {
    const { code, unit } = amountCurrency;
    return (args) => sumOf(pairsOf(args, steps, undefined), { code, unit });
  }
  const { pointer, unit } = amountCurrency;
  const named = stepsOf(pointer);
  if (named === undefined) return () => 'currency_missing';
  return (args) => sumOf(pairsOf(args, steps, named), { code: undefined, unit });
}

interface Pair {
  readonly amount: unknown;
  readonly currency: unknown;
}

/** Every amount with the currency that stands beside it: in the same item, as far as both pointers go through the same lists. */
function pairsOf(args: unknown, amount: readonly string[], currency: readonly string[] | undefined): Pair[] {
  const pairs: Pair[] = [];
  const walk = (value: unknown, at: number): void => {
    if (pairs.length > itemsMax) return;
    if (currency !== undefined && at < amount.length && amount[at] === currency[at])
      return forEachAt(value, amount[at] as string, (inner) => walk(inner, at + 1));
    const named = currency === undefined ? undefined : single(value, currency.slice(at));
    visitAll(value, amount.slice(at), (found) => {
      if (pairs.length <= itemsMax) pairs.push({ amount: found, currency: named });
    });
  };
  walk(args, 0);
  return pairs;
}

/** A list of currencies is none: which one would be meant? */
function single(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce(memberOf, value);
}

interface Currency {
  /** Undefined: an argument names it. */
  readonly code: string | undefined;
  readonly unit: AmountCurrency['unit'];
}

function sumOf(pairs: readonly Pair[], currency: Currency | undefined): FoundAmount {
  if (pairs.length > itemsMax) return 'invalid';
  const sums = new Map<string | null, Decimal>();
  for (const pair of pairs) {
    if (pair.amount === undefined || pair.amount === null) return 'missing';
    const code = currency === undefined ? null : codeOf(currency.code ?? pair.currency);
    if (code === 'currency_missing' || code === 'currency_invalid') return code;
    const amount = exactly(pair.amount, code, currency?.unit === 'minor');
    if (amount === undefined) return 'invalid';
    sums.set(code, addDecimals(sums.get(code) ?? zero, amount));
  }
  if (sums.size > currenciesMax) return 'currency_invalid';
  return {
    sums: [...sums]
      .map(([code, amount]) => ({ currency: code, amount }))
      .sort((one, other) => ((one.currency ?? '') < (other.currency ?? '') ? -1 : 1)),
  };
}

/** To the letter: what is spelled otherwise may be meant, and is not what a limit names. */
function codeOf(named: unknown): string {
  if (named === undefined || named === null) return 'currency_missing';
  return typeof named === 'string' && minorDigitsOf(named) !== undefined ? named : 'currency_invalid';
}

/** No finer than the smallest unit of its currency; where there is none, as fine as it is. Minus nothing is nothing: they have one digest. */
function exactly(found: unknown, code: string | null, inMinor: boolean): Decimal | undefined {
  const digits = code === null ? undefined : minorDigitsOf(code);
  if (typeof found !== 'number' || !(found >= 0 && found <= amountMax)) return undefined;
  const amount = decimalOf(found);
  if (amount === undefined || digits === undefined) return amount;
  if (!inMinor) return fractionDigits(amount) <= digits ? amount : undefined;
  return Number.isSafeInteger(found) ? { units: BigInt(found), scale: digits } : undefined;
}
