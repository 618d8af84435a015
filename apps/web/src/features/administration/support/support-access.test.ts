/** What can be answered follows how a support access stands and what the reader may; somebody who may look stands out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAnswers, supportVerdict } from './support-access.ts';

const all = ['support_access.answer', 'support_access.end'];
const open = (status: Parameters<typeof openAnswers>[0], permissions: readonly string[] = all) =>
  openAnswers(status, permissions).map(({ answer }) => answer);

test('a question can be answered, an access can be ended, and nothing else is offered', () => {
  assert.deepEqual(open('asked'), ['approve', 'refuse']);
  assert.deepEqual(open('approved'), ['end']);
  for (const status of ['refused', 'ended', 'lapsed'] as const) assert.deepEqual(open(status), []);
  assert.deepEqual(open('asked', []), []);
});

test('an access that is open carries a colour, and one that is over carries none', () => {
  assert.equal(supportVerdict('approved').mark, 'degrade');
  for (const status of ['refused', 'ended', 'lapsed'] as const)
    assert.equal(supportVerdict(status).mark, 'off');
});
