/** What a simulation says of itself in words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  askedText,
  changedText,
  editText,
  resultVerdict,
  uncoveredTexts,
  type DaysResult,
} from './simulation.ts';

const names: Readonly<Record<string, string>> = { agt: 'reader', tol: 'files_read', tls: 'Folders' };
const nameOf = (id: string) => names[id] ?? id;
const days = (more: Partial<DaysResult> = {}): DaysResult => ({
  ...{ kind: 'days', since: '2026-01-01T00:00:00.000Z', until: '2026-01-08T00:00:00.000Z', decided: 1200 },
  ...{ simulated: 1151, inexact: 0, unknown: [], notReached: 0, changed: 3, differences: [] },
  ...more,
});

test('what is supposed is said with the names of today, and what is gone with its id', () => {
  assert.equal(
    editText({ kind: 'permit_tool', agentId: 'agt', toolId: 'tol' }, nameOf),
    'reader is permitted files_read',
  );
  assert.equal(
    editText({ kind: 'take_toolset', agentId: 'agt', toolsetId: 'tls_gone' }, nameOf),
    'the toolset tls_gone is taken from reader',
  );
  const none = {
    kind: 'set_data_flow',
    agentId: 'agt',
    dataClass: 'special_category',
    handling: null,
  } as const;
  assert.equal(editText(none, nameOf), 'reader handles special category data: not named');
});

test('what would change is counted of what was simulated, and the rest is told', () => {
  assert.equal(changedText(days()), 'Would change 3 of 1,151 decisions');
  assert.deepEqual(resultVerdict({ result: days({ changed: 0 }) }).mark, 'plain');
  assert.equal(askedText({ asked: { kind: 'days', days: 1 } }, nameOf), 'the decisions of the last day');
  const rest = days({ unknown: [{ why: 'its facts are gone', count: 40 }], notReached: 9 });
  assert.deepEqual(uncoveredTexts(rest), [
    '40 of 1,200 could not be known: its facts are gone.',
    '9 were not reached.',
  ]);
});
