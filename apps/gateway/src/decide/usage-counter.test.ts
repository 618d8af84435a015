/** Calls are counted over a minute that slides, per tenant, agent and tool, this one not included. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageCounter } from './usage-counter.ts';

test('a call counts for a minute and no longer', () => {
  let nowMs = 5_000;
  const usage = new UsageCounter({ monotonicMs: () => nowMs });
  assert.deepEqual(usage.count('t', 'a', 'x'), { agentCalls: 0, toolCalls: 0 });
  nowMs += 30_000;
  assert.deepEqual(usage.count('t', 'a', 'y'), { agentCalls: 1, toolCalls: 0 });
  nowMs += 29_000;
  assert.equal(usage.count('t', 'a', 'x').toolCalls, 1);
  nowMs += 1_000;
  assert.deepEqual(usage.count('t', 'a', 'x'), { agentCalls: 2, toolCalls: 1 });
  nowMs += 3_600_000;
  assert.deepEqual(usage.count('t', 'a', 'x'), { agentCalls: 0, toolCalls: 0 });
});

test('tenants and agents do not count for each other', () => {
  const usage = new UsageCounter({ monotonicMs: () => 0 });
  usage.count('t', 'a', 'x');
  assert.deepEqual(usage.count('u', 'a', 'x'), { agentCalls: 0, toolCalls: 0 });
  assert.deepEqual(usage.count('t', 'b', 'x'), { agentCalls: 0, toolCalls: 0 });
});

test('a name that no tool can have costs no memory of its own', () => {
  const usage = new UsageCounter({ monotonicMs: () => 0 });
  for (let i = 0; i < 3; i++) usage.count('t', 'a', `${'x'.repeat(300_000)}${i}`);
  assert.equal(usage.count('t', 'a', `${'x'.repeat(300_000)}!`).toolCalls, 3);
});
