/** What the tag of each conditional resource stands on: whatever people change, and nothing that moves by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTagged } from '../http/change-guards.ts';
import { routeTable } from '../http/route-table.ts';
import { entityTag } from './changed-meanwhile.ts';

/**
 * By hand: what moves by itself is known by its name alone, so a member of another resource that has such a name would change
 * unseen. An endpoint that the worker paused counts: that is a change of its standing, with a record of its own.
 */
const moving: Readonly<Record<string, readonly string[]>> = {
  '/v1/agents/:agentId': ['lastSeenAt', 'openFindings', 'openIncidents'],
  '/v1/webhook-endpoints/:webhookEndpointId': [
    'attempts',
    'behind',
    'cursor',
    'failingSince',
    'nextAttemptAt',
  ],
};

const tagged = routeTable.filter((route) => isTagged(route, routeTable));

test('what is said to move belongs to a conditional resource', () => {
  assert.deepEqual(
    Object.keys(moving).filter((path) => !tagged.some((route) => route.path === path)),
    [],
  );
});

for (const { path, answer } of tagged)
  test(`the tag of ${path} changes with what people change, and with nothing else`, () => {
    const { properties = {} } = answer as { properties?: Record<string, unknown> };
    const members = Object.keys(properties);
    assert.ok(members.length > 0);
    const thing = Object.fromEntries(members.map((member) => [member, 'as it was']));
    const passedOver = members.filter(
      (member) => entityTag({ ...thing, [member]: 'moved' }) === entityTag(thing),
    );
    assert.deepEqual(passedOver.toSorted(), [...(moving[path] ?? [])].toSorted());
  });
