/** The overview's sentence says what happened, in numbers that agree with their nouns, and never claims more than the record. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barHeight, sumHours } from './hours.ts';
import { leadSentence, needVerdict } from './overview.ts';

process.env['TZ'] = 'UTC';
const now = new Date('2026-11-22T14:00:00Z');
const since = '2026-11-16T09:00:00.000Z';
const totals = { actions: 1151, allowed: 1126, degraded: 9, approvals: 8, blocked: 8 };

test('a busy week reads as one sentence and says that nothing ran unrecorded', () => {
  assert.equal(
    leadSentence({ since: '2026-11-17T09:00:00.000Z', totals, unrecorded: 0 }, now),
    'Since Tuesday 09:00 UTC: 1,151 agent actions, 9 degraded, 8 blocked, 8 sent for approval. Nothing ran without a recorded decision.',
  );
});

test('more than six days ago is a date, since a weekday would be ambiguous', () => {
  assert.match(leadSentence({ since, totals, unrecorded: 0 }, now), /^Since 16 Nov 09:00 UTC/);
});

test('unrecorded actions are never passed over', () => {
  assert.match(leadSentence({ since, totals, unrecorded: 1 }, now), /1 action has no recorded decision\.$/);
  assert.match(leadSentence({ since, totals, unrecorded: 2 }, now), /2 actions have no recorded decision\.$/);
});

test('a quiet tenant is told that no agent has acted', () => {
  const none = { actions: 0, allowed: 0, degraded: 0, approvals: 0, blocked: 0 };
  assert.match(
    leadSentence({ since, totals: none, unrecorded: 0 }, now),
    /: no agent has acted\. Nothing ran/,
  );
});

test('a single action is one action', () => {
  assert.match(
    leadSentence({ since, totals: { ...totals, actions: 1 }, unrecorded: 0 }, now),
    /: 1 agent action, /,
  );
});

test('an approval names the time by which it is needed; the others say what is open', () => {
  const row = { id: 'x', title: 't', by: null, href: '/' } as const;
  assert.deepEqual(needVerdict({ ...row, kind: 'approval', due: '2026-11-22T15:40:00Z' }, now), {
    mark: 'wait',
    text: 'Approve by 15:40 UTC',
  });
  assert.equal(needVerdict({ ...row, kind: 'incident', due: null }, now).mark, 'block');
  assert.equal(needVerdict({ ...row, kind: 'connector', due: null }, now).text, 'Quarantined');
});

test('one action among thousands still has a visible bar, and none has no bar', () => {
  assert.equal(barHeight(0, 5000), 0);
  assert.ok(barHeight(1, 5000) >= 2);
  assert.ok(barHeight(5000, 5000) <= 56);
});

test('the legend counts what the bars show', () => {
  const hour = { at: since, allowed: 3, degraded: 1, waiting: 2, blocked: 4 };
  assert.deepEqual(sumHours([hour, hour]), { allowed: 6, degraded: 2, waiting: 4, blocked: 8 });
});
