/** A table that does not hold together keeps the server from starting. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRoutes, findRouteFaults } from './check-routes.ts';
import type { Route } from './route.ts';
import { routeTable } from './route-table.ts';

const find = (method: string, path: string): Route =>
  routeTable.find((route) => route.method === method && route.path === path) as Route;
const change = find('POST', '/v1/agents/:agentId/suspend');

test('the table of this build holds together', () => {
  assert.deepEqual(findRouteFaults(routeTable), []);
});

test('a row that lacks any member, or contradicts its permission, is named', () => {
  const broken: readonly (readonly [string, Partial<Record<keyof Route, unknown>>, RegExp])[] = [
    ...(
      [
        'summary',
        'params',
        'query',
        'answer',
        'status',
        'permission',
        'rateClass',
        'csrf',
        'whileSealed',
        'operation',
        'body',
        'entitlement',
        'audit',
      ] as const
    ).map((member) => [member, { [member]: undefined }, /lacks|names|permission|Cannot|undefined/] as const),
    ['no audit', { audit: 'none' }, /must leave an audit record/],
    ['an unknown event', { audit: 'agent.vanished' }, /unknown event/],
    ['another entitlement', { entitlement: null }, /entitlement/],
    ['another rate class', { rateClass: 'read' }, /rate class/],
    ['no token', { csrf: 'none' }, /without the session token/],
    ['only the origin', { csrf: 'same_origin' }, /without the session token/],
    ['open to anyone', { permission: 'anyone' }, /is not one of the open routes/],
    ['served while sealed', { whileSealed: 'serve' }, /neither session nor journal/],
    ['in control by token', { operation: { kind: 'control' } }, /would take a token/],
    ['a parameter too few', { path: '/v1/agents/suspend' }, /parameters/],
    ['a parameter too many', { path: '/v1/agents/:agentId/:other/suspend' }, /parameters/],
  ];
  for (const [what, over, expected] of broken) {
    assert.throws(() => assertRoutes([{ ...change, ...over } as unknown as Route]), expected, what);
  }
});

test('a GET that leaves a record and is open to another site’s link is named', () => {
  const exported = find('GET', '/v1/journal/export');
  assert.match(findRouteFaults([{ ...exported, csrf: 'none' }]).join(), /set off by another site/);
});

test('a row that stands twice is named', () => {
  assert.match(findRouteFaults([change, change]).join(), /stands twice/);
});
