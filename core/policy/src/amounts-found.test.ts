/** Where an amount is found and where it is not: through lists, by a place in a list, beside its currency, and within its bounds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimalText } from '@gamut/kernel/exact-decimal';
import type { AmountCurrency } from '@gamut/protocol/transaction-limit';
import { readAmounts } from './amounts.ts';

function found(args: unknown, amountPointer: string | null, amountCurrency?: AmountCurrency): unknown {
  const tool = { amountPointer, ...(amountCurrency === undefined ? {} : { amountCurrency }) };
  const sums = readAmounts(tool)?.(args);
  return typeof sums !== 'object'
    ? sums
    : sums.sums.map(({ currency, amount }) => `${decimalText(amount)} ${String(currency)}`);
}
const of = (count: number, each: unknown) => ({ items: Array.from({ length: count }, () => each) });

test('a tool without an amount has none, and a pointer that is none finds none', () => {
  assert.equal(found({}, null), undefined);
  assert.equal(found({ amount: 1 }, 'amount'), 'missing');
  assert.equal(found({ amount: 1 }, '/amount', { pointer: 'currency', unit: 'major' }), 'currency_missing');
  assert.deepEqual(
    found({ amount: 1, currency: 'EUR' }, '/amount', { pointer: '/currency', unit: 'major' }),
    ['1 EUR'],
  );
});

test('a place in a list is a number as JSON Pointers write it', () => {
  const args = { list: [1, 2, ...Array.from({ length: 20 }, () => 3)] };
  assert.deepEqual(found(args, '/list/0'), ['1 null']);
  assert.deepEqual(found(args, '/list/1'), ['2 null']);
  assert.deepEqual(found(args, '/list/12'), ['3 null']);
  for (const step of ['01', '1x', 'x1', '-1', '', 'length', '22', '1234567890'])
    assert.equal(found(args, `/list/${step}`), 'missing', step);
  const large = { list: Array.from({ length: 200 }, (_, at) => at) };
  assert.deepEqual(found(large, '/list/100'), ['100 null']);
});

test('a thousand items have a sum, and more have none', () => {
  assert.deepEqual(found(of(1000, { amount: 1 }), '/items/*/amount'), ['1000 null']);
  assert.equal(found(of(1001, { amount: 1 }), '/items/*/amount'), 'invalid');
});

test('sums stand in the order of their currencies, and in no more than thirty-two', () => {
  const items = ['USD', 'EUR', 'CHF', 'USD'].map((currency) => ({ amount: 1, currency }));
  const beside = { pointer: '/items/*/currency', unit: 'major' } as const;
  assert.deepEqual(found({ items }, '/items/*/amount', beside), ['1 CHF', '1 EUR', '2 USD']);
  assert.equal(found({ items: [{ amount: 1, currency: 7 }] }, '/items/*/amount', beside), 'currency_invalid');
  assert.equal(
    found({ items: [{ amount: 1, currency: ['EUR'] }] }, '/items/*/amount', beside),
    'currency_invalid',
  );
  assert.equal(
    found({ items: [{ amount: 1, currency: null }] }, '/items/*/amount', beside),
    'currency_missing',
  );
});

test('a currency that is named once is that of every item', () => {
  const args = { ...of(2, { amount: 1.5 }), currency: 'EUR' };
  assert.deepEqual(found(args, '/items/*/amount', { pointer: '/currency', unit: 'major' }), ['3 EUR']);
  assert.deepEqual(
    found({ amount: 1, deep: { currency: 'EUR' } }, '/amount', { pointer: '/deep/currency', unit: 'minor' }),
    ['0.01 EUR'],
  );
});

test('an amount is as fine as its currency is', () => {
  const euros = (amount: unknown, unit: 'major' | 'minor' = 'major') =>
    found({ amount }, '/amount', { code: 'EUR', unit });
  assert.deepEqual(euros(1.25), ['1.25 EUR']);
  assert.equal(euros(1.255), 'invalid');
  assert.deepEqual(euros(125, 'minor'), ['1.25 EUR']);
  assert.equal(euros(1.5, 'minor'), 'invalid');
  for (const amount of [-1, NaN, '1', 2 ** 53]) assert.equal(euros(amount), 'invalid', String(amount));
  assert.deepEqual(found({ amount: 1.255 }, '/amount'), ['1.255 null']);
});
