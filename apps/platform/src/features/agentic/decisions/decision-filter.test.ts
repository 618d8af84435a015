/** The filter language: what a person may write, and that nothing they write becomes more than a value. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '@gamut/kernel/app-error';
import { parseDecisionFilter } from './decision-filter.ts';
import { runs } from '../../../../../../tests/support/runs.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');

test('terms become columns of a fixed table and patterns', () => {
  const filter = parseDecisionFilter(
    'decision:block* agent:claims-triage,broker-copilot tool:filesystem_* since:7d',
    now,
  );
  assert.deepEqual(filter.patterns, [
    { column: 'kind', likes: ['block%'] },
    { column: 'agent_name', likes: ['claims-triage', 'broker-copilot'] },
    { column: 'tool', likes: ['filesystem\\_%'] },
  ]);
  assert.equal(filter.sinceMs, now - 7 * 86_400_000);
});

test('a reason is looked for among all that a decision names', () => {
  assert.deepEqual(parseDecisionFilter('reason:same_action_*,tool_not_permitted', now).patterns, [
    { column: 'reason_codes', likes: ['same\\_action\\_%', 'tool\\_not\\_permitted'] },
  ]);
  const whole = ['limit_calls', 'tool_not_permitted'];
  assert.deepEqual(parseDecisionFilter('reason:limit_calls,tool_not_permitted', now).patterns, [
    { column: 'reason_codes', likes: ['limit\\_calls', 'tool\\_not\\_permitted'], whole },
  ]);
});

test('an empty filter asks for everything', () => {
  assert.deepEqual(parseDecisionFilter('  ', now), { patterns: [], sinceMs: undefined, untilMs: undefined });
});

for (const [text, names] of [
  ['block', '"block" is not a term'],
  ['kind:block', '"kind:block" is not a term'],
  ['decision:', 'needs between 1 and 20 values'],
  ['decision:a decision:b', '"decision" stands twice'],
  ['since:yesterday', '"since:yesterday" is not a span'],
  ['since:0d', '"since:0d" is not a span'],
  ['tool:*_file', 'a star that is not at its end'],
  ['constructor:x', '"constructor:x" is not a term'],
] as const) {
  test(`"${text}" is refused and the refusal names what is wrong and what to write`, () => {
    assert.throws(
      () => parseDecisionFilter(text, now),
      (error) =>
        error instanceof AppError &&
        error.code === 'validation_failed' &&
        error.message.includes(names) &&
        error.fix !== undefined,
    );
  });
}

test('whatever is written, columns come from the table alone and a wildcard only from a star', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => {
      let filter;
      try {
        filter = parseDecisionFilter(text, now);
      } catch (error) {
        assert.ok(error instanceof AppError);
        return;
      }
      for (const { column, likes } of filter.patterns) {
        assert.match(column, /^(kind|agent_name|tool|connector|action_type|data_class|state|reason_codes)$/);
        for (const like of likes) assert.ok(!/(^|[^\\])(\\\\)*%./.test(like), like);
      }
    }),
    { numRuns: runs(2_000) },
  );
});
