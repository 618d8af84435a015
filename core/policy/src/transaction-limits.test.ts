/** The arithmetic of limits holds for any counts and amounts: never more than the limit, nothing that is no number. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { timeWindows, type TransactionCount, type TransactionLimit } from '@gamut/protocol/transaction-limit';
import { runs } from '../../../tests/support/runs.ts';
import { limitReasons, overLimits, windowStartMs } from './transaction-limits.ts';

const limitOf = (over: Partial<TransactionLimit>): TransactionLimit => ({
  window: 'day',
  callsMax: null,
  amountMax: null,
  whenOver: 'block',
  ...over,
});
const countOf = (over: Partial<TransactionCount> = {}): TransactionCount => ({
  scope: 'tool',
  window: 'day',
  calls: 0,
  amount: 0,
  ...over,
});
const codes = (limit: TransactionLimit, count: TransactionCount, amount: number) =>
  overLimits('tool', [limit], [count], amount).map((one) => one.code);

test('calls pass up to the limit and not one beyond it', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), (callsMax, calls) => {
      const over = codes(limitOf({ callsMax }), countOf({ calls }), 0);
      assert.deepEqual(over, calls + 1 > callsMax ? ['transaction_limit_reached'] : []);
    }),
    { numRuns: runs(300) },
  );
});

test('amounts in cents add up exactly, however they are spelled as doubles', () => {
  const cents = fc.integer({ min: 0, max: 1_000_000_00 });
  fc.assert(
    fc.property(cents, cents, cents, (max, before, amount) => {
      const over = codes(limitOf({ amountMax: max / 100 }), countOf({ amount: before / 100 }), amount / 100);
      assert.deepEqual(over, before + amount > max ? ['transaction_limit_reached'] : []);
    }),
    { numRuns: runs(1000) },
  );
});

test('an amount or a count that is no number of what was done is a gap of its own', () => {
  for (const amount of [NaN, Infinity, -1, 2 ** 53, -Infinity])
    assert.deepEqual(codes(limitOf({ amountMax: 1e9 }), countOf(), amount), ['transactions_unknown']);
  for (const count of [{ calls: NaN }, { calls: -1 }, { calls: 0.5 }, { amount: NaN }, { amount: -1 }])
    assert.deepEqual(codes(limitOf({ callsMax: 10 }), countOf(count), 1), ['transactions_unknown']);
});

test('a count of another scope or another window is not this one', () => {
  const limit = limitOf({ callsMax: 5 });
  assert.deepEqual(codes(limit, countOf({ scope: 'agent' }), 0), ['transactions_unknown']);
  assert.deepEqual(codes(limit, countOf({ window: 'hour' }), 0), ['transactions_unknown']);
  assert.equal(overLimits('agent', [limit], [countOf({ scope: 'agent', calls: 5 })], 0).length, 1);
});

test('the largest sum that a double holds exactly is still compared, and nothing beyond it passes', () => {
  const limit = limitOf({ amountMax: Number.MAX_SAFE_INTEGER });
  assert.deepEqual(codes(limit, countOf({ amount: 0 }), Number.MAX_SAFE_INTEGER), []);
  assert.deepEqual(codes(limit, countOf({ amount: 1 }), Number.MAX_SAFE_INTEGER), [
    'transaction_limit_reached',
  ]);
});

test('a limit says in words what was reached, by whom and in which window', () => {
  const both = limitOf({ window: 'hour', callsMax: 2, amountMax: 10 });
  const [calls, amount] = overLimits(
    'agent',
    [both],
    [countOf({ scope: 'agent', window: 'hour', calls: 2, amount: 8 })],
    3,
  );
  assert.equal(calls?.message, 'The agent has performed 2 actions in this hour; the limit is 2.');
  assert.equal(
    amount?.message,
    'The agent has performed actions over 8 in this hour; with 3 more the limit of 10 is passed.',
  );
  const [tool] = overLimits('tool', [limitOf({ callsMax: 0 })], [countOf()], 0);
  assert.match(tool?.message ?? '', /^The agent with this tool has performed 0 actions in this day/);
});

test('windows begin at the full minute, the full hour and midnight of UTC', () => {
  const at = Date.parse('2026-11-22T13:45:56.789Z');
  assert.deepEqual(
    timeWindows.map((window) => new Date(windowStartMs(at, window)).toISOString()),
    ['2026-11-22T13:45:00.000Z', '2026-11-22T13:00:00.000Z', '2026-11-22T00:00:00.000Z'],
  );
});

test('whether a person may lift a limit stands in the limit, and a reason says so', () => {
  const lift = limitOf({ callsMax: 0, whenOver: 'require_approval' });
  const [reason] = limitReasons(overLimits('tool', [lift], [countOf()], 0));
  assert.equal(reason?.code, 'transaction_limit_needs_approval');
  assert.equal(reason.control, 'limits');
  assert.match(reason.message, /the limit is 0\.$/);
});

test('a limit that names no amount compares none, and what is unknown is said', () => {
  assert.deepEqual(codes(limitOf({ callsMax: 5 }), countOf({ amount: 100 }), 100), []);
  const [unknown] = overLimits('tool', [limitOf({ callsMax: 5 })], [], 0);
  assert.equal(unknown?.message, 'What was performed in this day is not known.');
});

test('a limit is about one minute, hour or day, so that what was approved of one answers nothing of the next', () => {
  const lift = limitOf({ window: 'minute', callsMax: 1, amountMax: 5, whenOver: 'require_approval' });
  const about = (startedAt?: string) =>
    limitReasons(
      overLimits(
        'tool',
        [lift],
        [
          {
            ...countOf({ window: 'minute', calls: 1, amount: 5 }),
            ...(startedAt === undefined ? {} : { startedAt }),
          },
        ],
        1,
      ),
    ).map((one) => one.about);
  assert.deepEqual(about('2026-11-22T13:45:00.000Z'), [
    'tool/minute/calls/1/2026-11-22T13:45Z',
    'tool/minute/amount/5/2026-11-22T13:45Z',
  ]);
  assert.notDeepEqual(about('2026-11-22T13:46:00.000Z'), about('2026-11-22T13:45:00.000Z'));
  assert.deepEqual(about(), ['tool/minute/calls/1', 'tool/minute/amount/5'], 'as counts of before were told');
});
