/** Limits in currencies hold for any amounts: each counts its own and no other, to the last unit, and none is without end by leaving it out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDecimal, type Decimal } from '@gamut/kernel/exact-decimal';
import type { CurrencyAmount, TransactionCount, TransactionLimit } from '@gamut/protocol/transaction-limit';
import { runs } from '../../../tests/support/runs.ts';
import type { AmountSum } from './amounts.ts';
import { caseNowMs, readDemoFacts } from '../cases/run-case.ts';
import { indexFacts } from './indexed-facts.ts';
import { simulateCall } from './simulation/simulate-decision.ts';
import { amountSums, countedAmounts, overLimits, unlimitedCurrencies } from './transaction-limits.ts';

const exact = (text: string): Decimal => parseDecimal(text) as Decimal;
const sum = (currency: string | null, amount: string): AmountSum => ({ currency, amount: exact(amount) });
const limit = (currency: string | undefined, amountMax: number | null): TransactionLimit => ({
  ...{ window: 'day', callsMax: null, amountMax, whenOver: 'block' },
  ...(currency === undefined ? {} : { currency }),
});
const count = (amount: number, ...sums: [string | null, string][]): TransactionCount => ({
  ...{ scope: 'tool', window: 'day', calls: 0, amount },
  ...(sums.length === 0 ? {} : { sums: sums.map(([currency, text]) => ({ currency, amount: text })) }),
});
const over = (limits: TransactionLimit[], counts: TransactionCount, ...sums: AmountSum[]): string[] =>
  overLimits('tool', limits, [counts], sums).map(({ about }) => about);

test('a limit of one currency counts that and no other', () => {
  const money = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(money, money, money, money, (max, before, euro, dollars) => {
      const found = over(
        [limit('EUR', max)],
        count(0, ['EUR', String(before)]),
        sum('EUR', String(euro)),
        sum('USD', String(dollars)),
      );
      assert.deepEqual(found, before + euro > max ? [`tool/day/amount/EUR/${max}`] : []);
    }),
    { numRuns: runs(500) },
  );
});

test('a sum in a currency is compared to the last digit, however large', () => {
  const max = Number.MAX_SAFE_INTEGER;
  const full = count(0, ['EUR', String(max)]);
  assert.deepEqual(over([limit('EUR', max)], full, sum('EUR', '0')), []);
  assert.deepEqual(over([limit('EUR', max)], full, sum('EUR', '0.01')), [`tool/day/amount/EUR/${max}`]);
  assert.deepEqual(over([limit('EUR', 0.3)], count(0, ['EUR', '0.1']), sum('EUR', '0.2')), []);
  const huge = count(0, ['EUR', `${'9'.repeat(60)}.01`]);
  assert.equal(
    over([limit('EUR', max)], huge, sum('EUR', '0')).length,
    1,
    'beyond the safe integers it is still known',
  );
});

test('what is in no currency is compared as it was before there were currencies', () => {
  assert.deepEqual(over([limit(undefined, 0.3)], count(0.1), sum(null, '0.20000000000000004')), []);
  assert.deepEqual(over([limit(undefined, 0.3)], count(0.1), sum(null, '0.200001')), ['tool/day/amount/0.3']);
  assert.deepEqual(
    over([limit(undefined, 5)], count(6)),
    ['tool/day/amount/5'],
    'also a call that moves nothing',
  );
  assert.deepEqual(
    over([limit('EUR', 5)], count(0, ['EUR', '6'])),
    [],
    'of a currency, not what moves none of it',
  );
});

test('a count that says nothing of a currency, twice something, or less than nothing is no count', () => {
  for (const counts of [
    count(0),
    count(0, ['USD', '0']),
    count(0, ['EUR', '1'], ['EUR', '0']),
    count(0, ['EUR', '-1']),
    count(0, ['EUR', 'NaN']),
    count(0, ['EUR', '']),
    count(0, ['EUR', '1e999999']),
    { ...count(0, ['EUR', '0']), calls: -1 },
  ])
    assert.deepEqual(
      overLimits('tool', [limit('EUR', 100)], [counts], []).map(({ code }) => code),
      ['transactions_unknown'],
      JSON.stringify(counts),
    );
  assert.deepEqual(
    overLimits('tool', [limit('EUR', 100)], [count(0, ['EUR', '0'])], undefined).map(({ code }) => code),
    ['transactions_unknown'],
  );
});

test('where any limit is about amounts, a currency that none names is told', () => {
  const unlimited = (limits: TransactionLimit[], ...sums: AmountSum[]) => [
    ...unlimitedCurrencies(limits, sums),
  ];
  const [euro, dollars, plain] = [sum('EUR', '1'), sum('USD', '0'), sum(null, '1')];
  assert.deepEqual(unlimited([], euro, dollars, plain), []);
  assert.deepEqual(unlimited([limit(undefined, null)], euro), [], 'it is about calls');
  assert.deepEqual(unlimited([limit('EUR', 1)], euro, dollars, plain), ['USD', null]);
  assert.deepEqual(unlimited([limit(undefined, 1)], euro, plain), ['EUR']);
  assert.deepEqual(unlimited([limit('EUR', 1), limit('USD', null)], dollars), ['USD']);
  assert.deepEqual(unlimited([limit('EUR', 1)]), [], 'it moves nothing');
});

test('amounts are told to platform as they are, and read back as they were', () => {
  const text = fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.nat(4))
    .map(([units, scale]) => ({ units, scale }));
  fc.assert(
    fc.property(text, fc.option(text), (euro, plain) => {
      const sums = [
        { currency: 'EUR', amount: euro },
        ...(plain === null ? [] : [{ currency: null, amount: plain }]),
      ];
      const back = amountSums(countedAmounts(sums)) ?? [];
      const find = (currency: string | null) => back.find((one) => one.currency === currency)?.amount;
      for (const one of sums) {
        const found = find(one.currency);
        assert.ok(found !== undefined);
        assert.equal(
          found.units * 10n ** BigInt(one.amount.scale),
          one.amount.units * 10n ** BigInt(found.scale),
        );
      }
    }),
    { numRuns: runs(500) },
  );
  assert.deepEqual(
    countedAmounts([sum(null, '12.5')]),
    { amount: 12.5 },
    'a single amount is told as before',
  );
  assert.deepEqual(countedAmounts([]), { amount: 0 });
});

test('amounts that contradict themselves are none', () => {
  const twice: CurrencyAmount[] = [
    { currency: 'EUR', amount: '1' },
    { currency: 'EUR', amount: '2' },
  ];
  assert.equal(amountSums({ amount: 0, amounts: twice }), undefined);
  assert.equal(amountSums({ amount: 0, amounts: [{ currency: 'EUR', amount: '-1' }] }), undefined);
  assert.equal(amountSums({ amount: NaN }), undefined);
  assert.equal(amountSums({ amount: 2 ** 53 }), undefined);
});

test('a limit says which currency was passed', () => {
  const [found] = overLimits(
    'agent',
    [limit('EUR', 10)],
    [{ ...count(0, ['EUR', '8.50']), scope: 'agent' }],
    [sum('EUR', '3')],
  );
  assert.equal(
    found?.message,
    'The agent has performed actions over 8.5 EUR in this day; with 3 EUR more the limit of 10 EUR is passed.',
  );
});

test('a simulated call is judged as if nothing had been performed before it', () => {
  const facts = readDemoFacts();
  const simulated = (
    limits: TransactionLimit[],
    agentLimits: TransactionLimit[],
    amount: number,
  ): string[] => {
    const changed = {
      ...facts,
      agents: facts.agents.map((one) => ({ ...one, transactionLimits: agentLimits })),
      tools: facts.tools.map((one) =>
        one.id === 'tol_pay' ? { ...one, amountCurrency: { code: 'EUR', unit: 'major' as const } } : one,
      ),
      toolPermissions: facts.toolPermissions.map((one) => ({
        ...one,
        transactionLimits: limits,
        amountCurrency: 'EUR',
      })),
    };
    const call = { agentId: 'claims-triage', tool: 'payments_pay', arguments: { to: 'claimant:7', amount } };
    const { reasons } = simulateCall(indexFacts(changed), call, caseNowMs);
    return reasons.map(({ code }) => code).filter((code) => !code.startsWith('logged_'));
  };
  assert.deepEqual(simulated([limit('EUR', 100)], [limit('EUR', 200)], 100), []);
  assert.deepEqual(simulated([limit('EUR', 100)], [], 101), ['transaction_limit_reached']);
  assert.deepEqual(simulated([], [{ ...limit(undefined, null), callsMax: 0 }], 1), [
    'transaction_limit_reached',
  ]);
  assert.deepEqual(simulated([limit('USD', 100)], [], 1), ['currency_without_limit']);
});
