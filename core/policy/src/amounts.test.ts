/** How much an action moves is the exact sum of what its record points at, or it is not known; nothing lowers it, nothing hides in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { currencyCodes, minorDigitsOf } from '@gamut/kernel/currencies';
import { decimalText } from '@gamut/kernel/exact-decimal';
import type { AmountCurrency } from '@gamut/protocol/transaction-limit';
import { runs } from '../../../tests/support/runs.ts';
import { readAmounts } from './amounts.ts';

function sums(args: unknown, amountPointer: string, amountCurrency?: AmountCurrency): unknown {
  const tool = { amountPointer, ...(amountCurrency === undefined ? {} : { amountCurrency }) };
  const found = readAmounts(tool)?.(args);
  if (typeof found !== 'object') return found;
  return Object.fromEntries(
    found.sums.map(({ currency, amount }) => [currency ?? 'none', decimalText(amount)]),
  );
}
const beside = { pointer: '/items/*/currency', unit: 'major' } as const;

test('what is no list and holds more than the one member that a star may name has no sum', () => {
  const read = readAmounts({ amountPointer: '/items/*/amount' });
  for (const items of [{ '*': { amount: 1 }, 0: { amount: 1_000_000 } }, { 0: { amount: 5 } }, 'x', 7, null])
    assert.equal(read?.({ items }), 'missing', JSON.stringify(items));
});

test('amounts in cents add up to the cent, in any order and however many', () => {
  const cents = fc.array(fc.integer({ min: 0, max: 10_000_000_00 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(cents, (list) => {
      const total = list.reduce((sum, one) => sum + BigInt(one), 0n);
      const args = { items: list.map((one) => ({ amount: one / 100 })) };
      const { none } = sums(args, '/items/*/amount') as { none: string };
      const [whole = '', fraction = ''] = none.split('.');
      assert.equal(BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0')), total);
    }),
    { numRuns: runs(300) },
  );
});

test('whatever is done to one item of a list, the sum is never lower, or it is not known', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 });
  const strange = fc.oneof(
    fc.constantFrom<unknown>(
      -1,
      -0.01,
      NaN,
      Infinity,
      -Infinity,
      2 ** 53,
      1e300,
      '5',
      '0',
      '',
      null,
      undefined,
    ),
    fc.constantFrom<unknown>(true, [], [1], {}, { valueOf: 1 }, 'NaN', '1e309', '-1'),
  );
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 20 }), fc.nat(20), strange, (list, at, odd) => {
      const items: unknown[] = list.map((one) => ({ amount: one }));
      items.splice(at % (list.length + 1), 0, { amount: odd });
      assert.ok(['missing', 'invalid'].includes(sums({ items }, '/items/*/amount') as string));
    }),
    { numRuns: runs(500) },
  );
});

test('a list that is none, or holds nothing, holds no amount', () => {
  for (const items of [[], {}, null, undefined, 5, 'x', [[]], [null], [{}], [{ amount: null }]])
    assert.equal(sums({ items }, '/items/*/amount'), 'missing', JSON.stringify(items));
  for (const args of [null, undefined, [], 'x', { items: { '*': { other: 1 } } }])
    assert.equal(sums(args, '/items/*/amount'), 'missing');
  assert.deepEqual(
    sums({ items: { '*': { amount: 3 } } }, '/items/*/amount'),
    { none: '3' },
    'a member of that name',
  );
  assert.equal(
    sums({ items: new Array(1_001).fill({ amount: 0 }) }, '/items/*/amount'),
    'invalid',
    'too many',
  );
  assert.deepEqual(sums({ items: new Array(1_000).fill({ amount: 0.1 }) }, '/items/*/amount'), {
    none: '100',
  });
});

test('lists within lists are one sum', () => {
  const args = { orders: [{ lines: [{ sum: 1 }, { sum: 2 }] }, { lines: [{ sum: 3 }] }] };
  assert.deepEqual(sums(args, '/orders/*/lines/*/sum'), { none: '6' });
  const emptied = { orders: [{ lines: [{ sum: 1 }] }, { lines: [] }] };
  assert.equal(sums(emptied, '/orders/*/lines/*/sum'), 'missing', 'one order without a line');
});

test('each amount is in the currency of its own item', () => {
  const items = [
    { amount: 10.5, currency: 'EUR' },
    { amount: 700, currency: 'JPY' },
    { amount: 0.25, currency: 'EUR' },
  ];
  assert.deepEqual(sums({ items }, '/items/*/amount', beside), { EUR: '10.75', JPY: '700' });
  const lines = [
    { currency: 'EUR', lines: [{ sum: 1 }, { sum: 2 }] },
    { currency: 'USD', lines: [{ sum: 5 }] },
  ];
  const perOrder = { pointer: '/orders/*/currency', unit: 'major' } as const;
  assert.deepEqual(sums({ orders: lines }, '/orders/*/lines/*/sum', perOrder), { EUR: '3', USD: '5' });
  const forAll = { pointer: '/currency', unit: 'major' } as const;
  assert.deepEqual(sums({ items, currency: 'KWD' }, '/items/*/amount', forAll), { KWD: '710.75' });
});

test('a currency is one to the letter, or it is none', () => {
  const at = { pointer: '/currency', unit: 'major' } as const;
  for (const currency of [
    'eur',
    'Eur',
    'EUR ',
    ' EUR',
    'EU',
    'EURO',
    'ЕUR',
    'E\u200bUR',
    'XXX',
    'BTC',
    '',
    '€',
    978,
    ['EUR'],
    {},
    true,
    'constructor',
    '__proto__',
  ])
    assert.equal(sums({ amount: 1, currency }, '/amount', at), 'currency_invalid', String(currency));
  for (const currency of [null, undefined])
    assert.equal(sums({ amount: 1, currency }, '/amount', at), 'currency_missing');
  assert.equal(sums({ amount: 1 }, '/amount', at), 'currency_missing');
  const inherited = Object.create({ currency: 'EUR' }) as Record<string, unknown>;
  inherited['amount'] = 1;
  assert.equal(sums(inherited, '/amount', at), 'currency_missing');
  const list = { items: [{ amount: 1 }], currencies: ['EUR'] };
  const star = { pointer: '/currencies/*', unit: 'major' } as const;
  assert.equal(sums(list, '/items/*/amount', star), 'currency_missing', 'another list is not beside it');
});

test('an amount is no finer than its currency, and minor units are the currency’s own', () => {
  for (const [code, major, minor] of [
    ['EUR', 1.01, 101],
    ['JPY', 101, 101],
    ['BHD', 1.001, 1001],
    ['CLF', 1.0001, 10_001],
  ] as const) {
    const text = String(major);
    assert.deepEqual(sums({ amount: major }, '/amount', { code, unit: 'major' }), { [code]: text });
    assert.deepEqual(sums({ amount: minor }, '/amount', { code, unit: 'minor' }), { [code]: text });
    const finer = major + 10 ** -((minorDigitsOf(code) ?? 0) + 1);
    assert.equal(sums({ amount: finer }, '/amount', { code, unit: 'major' }), 'invalid', `${finer} ${code}`);
    assert.equal(sums({ amount: minor + 0.5 }, '/amount', { code, unit: 'minor' }), 'invalid');
  }
  assert.equal(sums({ amount: 2 ** 53 }, '/amount', { code: 'EUR', unit: 'minor' }), 'invalid');
  assert.deepEqual(sums({ amount: 2 ** 53 - 1 }, '/amount', { code: 'EUR', unit: 'minor' }), {
    EUR: '90071992547409.91',
  });
});

test('one call is in so many currencies and no more', () => {
  const items = currencyCodes.slice(0, 33).map((currency) => ({ amount: 1, currency }));
  assert.equal(sums({ items }, '/items/*/amount', beside), 'currency_invalid');
  assert.equal(Object.keys(sums({ items: items.slice(1) }, '/items/*/amount', beside) as object).length, 32);
});

test('a pointer that nobody can read finds nothing', () => {
  assert.equal(sums({ amount: 1 }, 'amount'), 'missing');
  assert.equal(sums({ amount: 1 }, '/am~2ount'), 'missing');
  assert.equal(sums({ amount: 1 }, '/amount', { pointer: 'x', unit: 'major' }), 'currency_missing');
  assert.deepEqual(sums({ 'a/b': { '~': 4 } }, '/a~1b/~0'), { none: '4' });
  assert.equal(sums({ a: [1] }, '/a/01'), 'missing');
  assert.equal(readAmounts({ amountPointer: null }), undefined);
});
