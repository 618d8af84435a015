/** The registry of reasons is golden: a code is added, never renamed, and each is shown at work by a case. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { controlNames } from '@gamut/protocol/decision';
import { readCases } from '../cases/run-case.ts';
import { clip, effectOf, reason, reasonRows } from './reason-codes.ts';

test('the codes are those of the golden list, in its order', () => {
  const golden = readFileSync(new URL('../cases/reason-codes.golden.txt', import.meta.url), 'utf8');
  const rows = Object.entries(reasonRows).map(
    ([code, row]) => `${code} ${row.control ?? '-'} ${row.effect}\n`,
  );
  assert.equal(rows.join(''), golden);
});

test('every code that a control can give stands in a decision case', () => {
  const shown = new Set(readCases().flatMap((one) => one.reasons));
  // A level that forbids reading, and facts that changed in between, are not reachable from facts; both have tests of their own.
  const elsewhere = ['level_forbids_reading', 'facts_mismatch'];
  const missing = Object.keys(reasonRows).filter((code) => !shown.has(code) && !elsewhere.includes(code));
  assert.deepEqual(missing, []);
});

test('a refusal says what to change and who may; its control is one of the thirteen', () => {
  for (const [code, { control, effect, fix, who }] of Object.entries(reasonRows)) {
    assert.match(code, /^[a-z0-9_]{1,64}$/);
    assert.ok(control === null || controlNames.includes(control));
    if (effect !== 'note') assert.ok(fix.endsWith('.') && who !== '', code);
  }
});

test('a message is well-formed and bounded whatever goes into it', () => {
  assert.equal(clip(`${'x'.repeat(9)}\ud83d\ude00`, 11).isWellFormed(), true);
  const { message } = reason('tool_unknown', '\ud800'.repeat(5000));
  assert.ok(message.length <= 1000 && message.isWellFormed());
});

test('a code that is not ours blocks', () => {
  const foreign = { ...reason('tool_unknown', ''), code: 'constructor' };
  assert.equal(effectOf(foreign), 'block');
});
