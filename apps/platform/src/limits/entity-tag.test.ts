/** What the tag of each conditional resource stands on: what people change, and nothing that moves by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTagged } from '../http/change-guards.ts';
import { routeTable } from '../http/route-table.ts';
import { entityTag } from './changed-meanwhile.ts';

/** By hand: a new member of one of these answers is a decision, whether somebody's If-Match shall fail when it changes. */
const counted: Readonly<Record<string, readonly string[]>> = {
  '/v1/agents/:agentId': [
    'id',
    'name',
    'purpose',
    'level',
    'tier',
    'status',
    'statusReason',
    'humanOwner',
    'securityOwner',
    'createdAt',
    'credentials',
    'permissions',
    'dataFlows',
    'redTeamTest',
  ],
  // paused by the worker itself counts: that is a change of its standing, with a record of its own
  '/v1/webhook-endpoints/:webhookEndpointId': [
    'id',
    'name',
    'url',
    'events',
    'status',
    'statusReason',
    'formerSecretUntil',
    'createdAt',
    'updatedAt',
  ],
  // its PUT replaces the whole and takes no If-Match
  '/operator/v1/tenants/:slug/key-port': ['service', 'key_name', 'state', 'reason', 'opened_at', 'sealed_at'],
};

const tagged = routeTable.filter((route) => isTagged(route, routeTable));

test('every conditional resource is known here', () => {
  assert.deepEqual(tagged.map(({ path }) => path).toSorted(), Object.keys(counted).toSorted());
});

for (const { path, answer } of tagged)
  test(`the tag of ${path} changes with what people change, and with nothing else`, () => {
    const { properties = {} } = answer as { properties?: Record<string, unknown> };
    const members = Object.keys(properties);
    const thing = Object.fromEntries(members.map((member) => [member, 'as it was']));
    const counts = members.filter(
      (member) => entityTag({ ...thing, [member]: 'moved' }) !== entityTag(thing),
    );
    assert.deepEqual(counts.toSorted(), [...(counted[path] ?? [])].toSorted());
  });
