/** Before and after: nothing of either side is lost, and only what differs is called changed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedMembers } from './changed-members.ts';

test('each member of either side stands once, with what differs', () => {
  assert.deepEqual(
    changedMembers(
      { role: 'advanced', roles: ['a'], same: 1 },
      { role: 'standard', roles: [], same: 1, new: null },
    ),
    [
      { name: 'role', before: 'advanced', after: 'standard', changed: true },
      { name: 'roles', before: 'a', after: 'none', changed: true },
      { name: 'same', before: '1', after: '1', changed: false },
      { name: 'new', before: undefined, after: 'none', changed: true },
    ],
  );
});

test('a record without either side has no members, and a hostile member is only text', () => {
  assert.deepEqual(changedMembers(null, null), []);
  const odd = JSON.parse('{"__proto__":"x","deep":{"a":[1]}}') as Record<string, unknown>;
  assert.deepEqual(
    changedMembers(null, odd).map(({ name, after }) => [name, after]),
    [
      ['__proto__', 'x'],
      ['deep', '{"a":[1]}'],
    ],
  );
});
