/** One of many is told, the next one says how many were not, and nothing that could not be told is lost from the sum. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CollapsedRepeats } from './collapse-repeats.ts';

test('within ten minutes one is told, and the next one says how many were left out', () => {
  let nowMs = 5;
  const repeats = new CollapsedRepeats({ monotonicMs: () => nowMs });
  assert.equal(repeats.tellNow('a'), 0);
  nowMs += 599_999;
  assert.deepEqual(
    [repeats.tellNow('a'), repeats.tellNow('a', 3), repeats.tellNow('b')],
    [undefined, undefined, 0],
  );
  nowMs += 1;
  assert.deepEqual(
    [repeats.tellNow('a', 2), repeats.tellNow('a'), repeats.tellNow('b')],
    [7, undefined, undefined],
  );
});

test('what could not be told is told by the next one', () => {
  const repeats = new CollapsedRepeats({ monotonicMs: () => 5 });
  assert.equal(repeats.tellNow('a', 2), 2);
  assert.equal(repeats.tellNow('a'), undefined);
  repeats.notTold('a', 2);
  assert.equal(repeats.tellNow('a'), 4);
});

test('who makes up ever new ones pushes out the oldest only', () => {
  const repeats = new CollapsedRepeats({ monotonicMs: () => 5 });
  for (let n = 0; n <= 10_000; n++) assert.equal(repeats.tellNow(String(n)), 0);
  assert.deepEqual(
    [repeats.tellNow('1'), repeats.tellNow('10000'), repeats.tellNow('0')],
    [undefined, undefined, 0],
  );
});
