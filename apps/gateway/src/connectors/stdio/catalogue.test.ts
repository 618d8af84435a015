/** The operator's catalogue: what is not exactly right is refused by name, and no folder is shared by accident. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryFor, parseCatalogue } from './catalogue.ts';

const catalogueOf = (it: unknown) => parseCatalogue(JSON.stringify({ servers: { it } }));
const parse = (entry: unknown) => entryFor(catalogueOf(entry), 'it', 'tnt_a');

test('an entry names one program, and what it may touch', () => {
  const entry = parse({
    package: 'a-server',
    args: ['.'],
    cwd: '/srv/{tenant}',
    writable: ['/srv/{tenant}'],
    env: { A: 'b' },
    memoryMb: 128,
  });
  assert.deepEqual(entry.program, { kind: 'package', package: 'a-server', bin: undefined });
  assert.equal(entry.network, false);
});

const wrong: Record<string, [unknown, RegExp]> = {
  'no program': [{ args: [] }, /exactly one of/],
  'two programs': [{ package: 'a', command: '/b' }, /exactly one of/],
  'a relative command': [{ command: 'sh' }, /absolute path/],
  'a member that is not known': [{ package: 'a', comand: 'b' }, /unknown member "comand"/],
  'a folder shared by every tenant unsaid': [{ package: 'a', cwd: '/srv' }, /for every tenant/],
  'a way into Node': [{ package: 'a', env: { NODE_OPTIONS: '--require /x' } }, /runner's own/],
  'a way into the loader': [{ package: 'a', env: { LD_PRELOAD: '/x' } }, /runner's own/],
  'memory without end': [{ package: 'a', memoryMb: 1e9 }, /memoryMb/],
  'an empty list': [[], /empty list/],
  'a list with a folder shared unsaid': [
    [{ package: 'a' }, { package: 'a', cwd: '/srv' }],
    /for every tenant/,
  ],
  'a zero byte': [{ package: 'a', args: ['a\0b'] }, /list of texts/],
};
for (const [name, [entry, pattern]] of Object.entries(wrong)) {
  test(`${name} is refused`, () => assert.throws(() => parse(entry), pattern));
}
test('what is not JSON, or has no servers, is refused', () => {
  assert.throws(() => parseCatalogue('{'), /not JSON/);
  assert.throws(() => parseCatalogue('[]'), /"servers"/);
});

test('of a list each tenant gets the first that serves them, and an entry serves nobody whom it does not list', () => {
  const list = catalogueOf([
    { package: 'a', cwd: '/demo', tenants: ['tnt_a'] },
    { package: 'a', cwd: '/own/{tenant}' },
  ]);
  assert.equal(entryFor(list, 'it', 'tnt_a').cwd, '/demo');
  assert.equal(entryFor(list, 'it', 'tnt_b').cwd, '/own/{tenant}');
  const alone = catalogueOf({ package: 'a', cwd: '/demo', tenants: ['tnt_a'] });
  assert.throws(() => entryFor(alone, 'it', 'tnt_b'), /does not serve this tenant/);
  assert.throws(() => entryFor(alone, 'other', 'tnt_a'), /no tool server named other/);
});
