/** Amounts at the very edges: a thousand items beside one another, a currency that is no text, and pointers that end where a list begins. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimalText } from '@gamut/kernel/exact-decimal';
import type { AmountCurrency } from '@gamut/protocol/transaction-limit';
import { readAmounts } from './amounts.ts';

function found(args: unknown, amountPointer: string, amountCurrency: AmountCurrency): unknown {
  const sums = readAmounts({ amountPointer, amountCurrency })?.(args);
  return typeof sums !== 'object'
    ? sums
    : sums.sums.map(({ currency, amount }) => `${decimalText(amount)} ${String(currency)}`);
}
const beside = { pointer: '/items/*/currency', unit: 'major' } as const;
const items = (count: number) => ({
  items: Array.from({ length: count }, () => ({ amount: 1, currency: 'EUR' })),
});

test('a thousand items have a sum in the currency beside each, and more have none', () => {
  assert.deepEqual(found(items(1000), '/items/*/amount', beside), ['1000 EUR']);
  assert.equal(found(items(1001), '/items/*/amount', beside), 'invalid');
  assert.equal(found(items(3000), '/items/*/amount', beside), 'invalid');
});

test('one pointer to both finds a currency that is a number, which is none', () => {
  assert.equal(found({ amount: 1 }, '/amount', { pointer: '/amount', unit: 'major' }), 'currency_invalid');
  assert.equal(
    found({ amount: 1 }, '/amount', { pointer: '/amount/currency', unit: 'major' }),
    'currency_missing',
  );
});

test('sums stand in the order of their currencies, however they came', () => {
  const each = (...codes: string[]) => ({ items: codes.map((currency) => ({ amount: 1, currency })) });
  const sorted = ['1 CHF', '1 EUR', '1 GBP', '1 USD'];
  for (const codes of [
    ['CHF', 'EUR', 'GBP', 'USD'],
    ['USD', 'GBP', 'EUR', 'CHF'],
    ['GBP', 'CHF', 'USD', 'EUR'],
  ])
    assert.deepEqual(found(each(...codes), '/items/*/amount', beside), sorted);
});
