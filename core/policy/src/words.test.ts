/**
 * What a decision says is what was reviewed, to the letter: people act on it, and an old decision is derived again in the very
 * same words. Whoever changes a word writes `words.golden.txt` anew (`node core/policy/cases/words.ts`) and raises policyVersion.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCases } from '../cases/run-case.ts';
import { readGoldenWords, titleOf, wordsOf } from '../cases/words.ts';
import { reasonRows } from './reason-codes.ts';

const again = 'node core/policy/cases/words.ts';
const cases = new Map(readCases().map((one) => [titleOf(one), one]));
const golden = readGoldenWords();

for (const [title, lines] of golden)
  test(`${title}: in these words`, () => {
    const one = cases.get(title);
    assert.ok(one !== undefined, `there is no such case any more: ${again}`);
    const said = wordsOf(one);
    assert.deepEqual(
      lines,
      said.filter((line) => lines.includes(line) || !saidElsewhere(line)),
      `reviewed? then: ${again}`,
    );
  });

/** A line stands under the first case that says it, so a case may say what stands under another. */
function saidElsewhere(line: string): boolean {
  return [...golden.values()].some((lines) => lines.includes(line));
}

test('the words of every code that a case can give were reviewed', () => {
  const reviewed = [...golden.values()].flat().join('\n');
  const elsewhere = ['level_forbids_reading', 'facts_mismatch'];
  const missing = Object.keys(reasonRows).filter(
    (code) => !reviewed.includes(`\n  ${code}: `) && !elsewhere.includes(code),
  );
  assert.deepEqual(missing, [], again);
});
