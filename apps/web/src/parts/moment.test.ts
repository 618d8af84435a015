/** Times are absolute and carry their zone; distances are rough and stand beside an absolute time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distance, dueTime, fullTime } from './moment.ts';

process.env['TZ'] = 'UTC';
const now = new Date('2026-11-22T14:00:00Z');
const at = (text: string) => new Date(text);

test('a full time names day, second and zone', () => {
  assert.equal(fullTime(at('2026-11-22T13:58:40Z')), '22 Nov 2026 13:58:40 UTC');
});

test('a due time today is a clock time, and another day carries its date', () => {
  assert.equal(dueTime(at('2026-11-22T23:59:00Z'), now), '23:59 UTC');
  assert.equal(dueTime(at('2026-11-23T00:01:00Z'), now), '23 Nov 00:01 UTC');
});

test('distances grow from seconds to days, in both directions', () => {
  assert.equal(distance(at('2026-11-22T13:59:58Z'), now), 'now');
  assert.equal(distance(at('2026-11-22T13:59:30Z'), now), '30 s ago');
  assert.equal(distance(at('2026-11-22T13:58:00Z'), now), '2 min ago');
  assert.equal(distance(at('2026-11-22T11:00:00Z'), now), '3 h ago');
  assert.equal(distance(at('2026-11-19T14:00:00Z'), now), '3 days ago');
  assert.equal(distance(at('2026-11-22T14:40:00Z'), now), 'in 40 min');
});
