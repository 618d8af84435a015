/** What a person may not read is not shown as if it were there, and keys and crumbs lead where they say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissions } from '@gamut/access/permissions';
import { matchKey } from './keyboard.ts';
import { allItems, crumbsOf, groupsFor, isUnder } from './navigation.ts';
import { commandOfId, matchCommands } from './commands.ts';

test('every row names a permission that exists in the one table', () => {
  for (const { permission } of allItems)
    assert.ok(permission === null || permission in permissions, String(permission));
});

test('a person without permissions sees only what is everybody’s', () => {
  assert.deepEqual(
    groupsFor([]).flatMap(({ items }) => items.map(({ name }) => name)),
    ['Overview', 'Help'],
  );
});

test('no two rows share a key', () => {
  const keys = allItems.flatMap(({ key }) => key ?? []);
  assert.equal(new Set(keys).size, keys.length);
});

test('a row is current on its own pages and not on its neighbours’', () => {
  const agents = allItems.find(({ path }) => path === '/agents');
  assert.ok(agents);
  assert.equal(isUnder('/agents/agt_1', agents), true);
  assert.equal(isUnder('/agents-elsewhere', agents), false);
});

test('crumbs shorten ids, group numbers, and do not link to where you are', () => {
  assert.deepEqual(
    crumbsOf('/journal/decisions/18201', (part) => part),
    [
      { text: 'Journal', href: '/journal' },
      { text: 'decisions', href: '/journal/decisions' },
      { text: '18,201', href: null },
    ],
  );
  assert.deepEqual(
    crumbsOf('/nowhere', (part) => part),
    [],
  );
});

test('a sequence completes only after its first key, and a single key by itself', () => {
  const table = { 'g a': () => undefined, j: () => undefined };
  assert.equal(matchKey(table, 'g', 'a'), 'g a');
  assert.equal(matchKey(table, '', 'a'), undefined);
  assert.equal(matchKey(table, 'x', 'j'), 'j');
});

test('the palette finds by any word, beginnings first, and a pasted id names its page', () => {
  const commands = [
    { name: 'Decisions that were blocked', kind: 'list', href: '/a' },
    { name: 'broker-copilot', kind: 'agent', href: '/b' },
  ];
  assert.equal(matchCommands(commands, 'b')[0]?.href, '/b');
  assert.equal(matchCommands(commands, 'agent broker').length, 1);
  assert.deepEqual(matchCommands(commands, 'nothing'), []);
  assert.equal(
    commandOfId(' dec_01jxaaaaaaaaaaaaaaaaaaaaaa ')?.href,
    '/decisions/dec_01jxaaaaaaaaaaaaaaaaaaaaaa',
  );
  assert.equal(commandOfId('../../etc'), undefined);
});
