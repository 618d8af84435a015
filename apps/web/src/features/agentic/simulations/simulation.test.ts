/** What a simulation says of itself in words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blankEdit, editOf, kindNames, wrongIn } from './edit-kinds.ts';
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

test('the form sends of each kind the members that are its own, and no others', () => {
  const filled = { ...blankEdit(1), agentId: 'agt', thing: 'it', name: ' Night ', stage: '2' };
  const sent = (kind: (typeof kindNames)[number], more = {}) => editOf({ ...filled, kind, ...more });
  assert.deepEqual(sent('end_plan'), { kind: 'end_plan', agentId: 'agt' });
  assert.deepEqual(sent('set_plan_stage'), { kind: 'set_plan_stage', agentId: 'agt', stage: 2 });
  const row = { kind: 'set_access', agentId: 'agt', connectorId: 'it' };
  assert.deepEqual(sent('set_access', { dataDomain: ' customer ' }), {
    ...row,
    dataDomain: 'customer',
    access: 'read',
  });
  assert.deepEqual(sent('set_access', { access: '' }), { ...row, dataDomain: null, access: null });
  const gate = { kind: 'add_gate', name: 'Night', actionTypes: ['external'], mode: 'each_time' };
  const chosen = { actionTypes: ['external'] as const };
  assert.deepEqual(sent('add_gate', chosen), { ...gate, toolIds: ['it'] });
  assert.deepEqual(sent('add_gate', { ...chosen, thing: '' }), gate);
  assert.equal(kindNames.length, new Set(kindNames).size);
});

test('a gate of no action and a word that is no data domain are not sent', () => {
  const edit = blankEdit(1);
  assert.match(wrongIn({ ...edit, kind: 'add_gate', actionTypes: [] }) ?? '', /at least one/);
  assert.match(wrongIn({ ...edit, kind: 'set_access', dataDomain: 'Customer' }) ?? '', /Small letters/);
  assert.equal(wrongIn({ ...edit, kind: 'set_access' }), undefined);
});
