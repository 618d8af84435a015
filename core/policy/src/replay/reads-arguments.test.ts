/** The table of what reasons read of the arguments: every code of the golden list stands in it, and what reads nothing reads nothing. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { caseFacts, caseNowMs, readCases } from '../../cases/run-case.ts';
import { decide } from '../decide.ts';
import { indexFacts } from '../indexed-facts.ts';
import { resolveAction } from '../resolve-action.ts';
import { argumentReadings, controlsThatReadNothing, readingOf } from './reads-arguments.ts';

test('every code of the golden list says what it reads of the arguments, and no other does', () => {
  const golden = readFileSync(new URL('../../cases/reason-codes.golden.txt', import.meta.url), 'utf8');
  const codes = golden
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0]);
  assert.deepEqual(Object.keys(argumentReadings).sort(), codes.sort());
});

test('a code that is not ours reads what nobody knows', () => {
  assert.equal(readingOf('constructor'), undefined);
});

test('ten of the thirteen controls read no argument beyond the data class and the recipients that the record names', () => {
  assert.equal(controlsThatReadNothing.size, 10);
  for (const control of ['tool_permitted', 'limits', 'well_formed'] as const)
    assert.ok(!controlsThatReadNothing.has(control));
});

test('what reads nothing of the arguments is the same, to the word, whatever they are', () => {
  const cases = readCases();
  let compared = 0;
  for (const one of cases) {
    const indexed = indexFacts(caseFacts(one));
    const given = (args: unknown) => {
      const resolved = resolveAction(indexed, { agentId: one.agent, tool: one.tool, arguments: args });
      const usage = { agentCalls: 0, toolCalls: 0, ...(one.usage ?? {}) };
      const { transactions } = one;
      const decided = decide(indexed, {
        resolved,
        nowMs: caseNowMs,
        usage,
        transactions,
        learned: [],
        approval: null,
      });
      const reasons = decided.reasons.filter(
        ({ code }) => readingOf(code) === 'nothing' && !code.startsWith('logged_'),
      );
      const asks =
        decided.kind === 'block' ||
        decided.kind === 'block_and_open_incident' ||
        decided.kind === 'require_approval';
      const steps = decided.trace.filter(({ control }) => controlsThatReadNothing.has(control));
      const observed = indexed.observePeriods.has(one.agent);
      return { resolved, steps, reasons: asks && !observed ? reasons : [], asks };
    };
    const first = given(one.arguments);
    for (const args of [
      {},
      { path: 'x' },
      { path: '../x', amount: -1 },
      { ...(one.arguments as object), more: 'x' },
    ]) {
      const second = given(args);
      const alike =
        first.resolved.dataClass === second.resolved.dataClass &&
        first.resolved.safeForm === second.resolved.safeForm;
      if (!alike) continue;
      compared++;
      assert.deepEqual(second.steps, first.steps, `${one.file}: ${one.name}`);
      if (first.asks && second.asks)
        assert.deepEqual(second.reasons, first.reasons, `${one.file}: ${one.name}`);
    }
  }
  assert.ok(compared > cases.length);
});
