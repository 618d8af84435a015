/** A gate says in words who approves, and one that nobody could ever pass is named before it is sent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approversText, hoursText, speaksAbout, wrongApprovers } from './gate.ts';

test('named approvers are named, others are counted by role', () => {
  const names: Readonly<Record<string, string>> = { a: 'Ada', b: 'Bo' };
  const nameOf = (id: string) => names[id] ?? id;
  assert.equal(
    approversText({ approversNeeded: 2, approverIds: ['a', 'b'], approverRole: 'agent_operator' }, nameOf),
    '2 of Ada, Bo',
  );
  assert.equal(
    approversText({ approversNeeded: 1, approverIds: [], approverRole: 'agent_operator' }, nameOf),
    '1 person with the role Agent operator',
  );
});

test('a gate that asks for more people than it names is refused before it is sent', () => {
  assert.equal(wrongApprovers(2, ['a', 'b', 'c']), undefined);
  assert.equal(wrongApprovers(2, []), undefined);
  assert.match(wrongApprovers(2, ['a']) ?? '', /nobody could ever pass/);
  for (const bad of [0, -1, 6, 1.5, Number.NaN]) assert.ok(wrongApprovers(bad, []));
});

test('what a gate speaks about is told with its bounds', () => {
  assert.equal(
    speaksAbout({ actionTypes: ['financial'], toolIds: ['t'], dataClasses: ['personal'] }),
    'financial; only 1 named tool; only personal data',
  );
  assert.equal(hoursText(86_400_000), '24 hours');
  assert.equal(hoursText(900_000), '15 min');
});
