/**
 * Guarantees of the contracts between processes: each is what was reviewed, to the last bound, since an older process and an older
 * record keep to it; and none takes a member that it does not name. After a change: `node core/protocol/cases/contracts.ts`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contracts, readGoldenContracts, tellContracts } from '../cases/contracts.ts';

const again = 'reviewed? then: node core/protocol/cases/contracts.ts';
const told = tellContracts(await contracts());

test('every contract is what was reviewed, with each of its bounds', () => {
  assert.deepEqual(told.split('\n\n'), readGoldenContracts().split('\n\n'), again);
});

test('no contract takes a member that it does not name, but a record that is read for what it needs alone', () => {
  const open = told
    .split('\n\n')
    .filter((one) => /\bobject$/m.test(one))
    .map((one) => one.split('\n')[0]);
  assert.deepEqual(open, ['recorded-decision RecordedDecision']);
});
