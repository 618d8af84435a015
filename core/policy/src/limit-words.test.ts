/** What limits say and what is told of amounts, to the letter, at the very edges. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDecimal, type Decimal } from '@gamut/kernel/exact-decimal';
import type { TransactionCount, TransactionLimit } from '@gamut/protocol/transaction-limit';
import type { AmountSum } from './amounts.ts';
import {
  amountSums,
  countedAmounts,
  countsOfNothing,
  limitReasons,
  overLimits,
} from './transaction-limits.ts';

const sum = (currency: string | null, amount: string): AmountSum => ({
  currency,
  amount: parseDecimal(amount) as Decimal,
});
const limit = (over: Partial<TransactionLimit>): TransactionLimit => ({
  ...{ window: 'day', callsMax: null, amountMax: null, whenOver: 'block' },
  ...over,
});
const count = (over: Partial<TransactionCount> = {}): TransactionCount => ({
  ...{ scope: 'tool', window: 'day', calls: 0, amount: 0 },
  ...over,
});
const about = (one: TransactionLimit, counted: TransactionCount, ...sums: AmountSum[]): string[] =>
  overLimits('tool', [one], [counted], sums).map((over) => over.about);

test('the last call that a limit lets through is let through, and the next is not', () => {
  assert.deepEqual(about(limit({ callsMax: 5 }), count({ calls: 4 })), []);
  assert.deepEqual(about(limit({ callsMax: 5 }), count({ calls: 5 })), ['tool/day/calls/5']);
});

test('what is not known is about the window, since no number is reached', () => {
  assert.deepEqual(about(limit({ callsMax: 5 }), count({ calls: -1 })), ['tool/day']);
});

test('a limit of a currency that is passed already holds up nothing that moves another', () => {
  const full = count({ sums: [{ currency: 'EUR', amount: '6' }] });
  assert.deepEqual(about(limit({ currency: 'EUR', amountMax: 5 }), full, sum('USD', '1')), []);
  assert.deepEqual(about(limit({ currency: 'EUR', amountMax: 5 }), full, sum('EUR', '0')), [
    'tool/day/amount/EUR/5',
  ]);
});

test('less than a millionth beyond the limit of a currency is beyond it', () => {
  const none = count({ sums: [{ currency: 'BTC', amount: '0' }] });
  const most = limit({ currency: 'BTC', amountMax: 0.3 });
  assert.deepEqual(about(most, none, sum('BTC', '0.30000001')), ['tool/day/amount/BTC/0.3']);
  assert.deepEqual(about(limit({ amountMax: 0.3 }), count(), sum(null, '0.30000001')), []);
});

test('an amount that is no number is none', () => {
  assert.equal(amountSums({ amount: 0, amounts: [{ currency: 'EUR', amount: 'much' }] }), undefined);
});

test('a sum that no number holds exactly is told as text beside the number', () => {
  assert.deepEqual(countedAmounts([sum(null, '0.12345678901234567891')]), {
    amount: 0.12345678901234568,
    amounts: [{ currency: null, amount: '0.12345678901234567891' }],
  });
});

test('where nothing was performed, each window is counted once, in the currencies of its own limits', () => {
  const none = { scope: 'agent', calls: 0, amount: 0 };
  assert.deepEqual(countsOfNothing('agent', []), []);
  assert.deepEqual(
    countsOfNothing('agent', [
      limit({ window: 'day', callsMax: 3 }),
      limit({ window: 'hour', currency: 'EUR' }),
      limit({ window: 'hour', currency: 'EUR' }),
      limit({ window: 'hour', callsMax: 1 }),
      limit({ window: 'minute', currency: 'USD' }),
    ]),
    [
      { ...none, window: 'day' },
      { ...none, window: 'hour', sums: [{ currency: 'EUR', amount: '0' }] },
      { ...none, window: 'minute', sums: [{ currency: 'USD', amount: '0' }] },
    ],
  );
});

test('only a reason that a person can answer says what it is about', () => {
  const over = (whenOver: TransactionLimit['whenOver']) =>
    limitReasons(overLimits('tool', [limit({ callsMax: 0, whenOver })], [count()], 0)).map(
      (one) => one.about,
    );
  assert.deepEqual(over('block'), [undefined]);
  assert.deepEqual(over('require_approval'), ['tool/day/calls/0']);
});
