/** A limit shows before it bites: what is lent counts as used, near and full stand out, and a limit of nothing is not a full one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quotaVerdict, usedShare, type Quota } from './plan.ts';

const quota = (fields: Partial<Quota>): Quota => ({
  quota: 'ai_analysis',
  span: 'day',
  limit: 100,
  used: 0,
  reserved: 0,
  left: 100,
  resetsAt: '2026-11-23T00:00:00.000Z',
  ...fields,
});

test('plenty carries no colour, near is ochre, nothing left is red', () => {
  assert.deepEqual(quotaVerdict(quota({})), { mark: 'plain', text: '100 left' });
  assert.equal(quotaVerdict(quota({ used: 70, reserved: 10, left: 20 })).mark, 'degrade');
  assert.deepEqual(quotaVerdict(quota({ used: 100, left: 0 })), { mark: 'block', text: 'Used up' });
});

test('what the plan does not include is not shown as used up', () => {
  const none = quota({ limit: 0, left: 0 });
  assert.equal(quotaVerdict(none).mark, 'off');
  assert.equal(usedShare(none), 0);
});

test('the share never passes the whole, even when a plan was lowered below what is used', () => {
  assert.equal(usedShare(quota({ used: 500, left: 0 })), 1);
});
