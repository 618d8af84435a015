/** The operator's catalogue: what is not exactly right is refused by name, and no folder is shared by accident. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCatalogue } from './catalogue.ts';

const parse = (entry: unknown) => parseCatalogue(JSON.stringify({ servers: { it: entry } })).get('it');

test('an entry names one program, and what it may touch', () => {
  const entry = parse({
    package: 'a-server',
    args: ['.'],
    cwd: '/srv/{tenant}',
    writable: ['/srv/{tenant}'],
    env: { A: 'b' },
    memoryMb: 128,
  });
  assert.deepEqual(entry?.program, { kind: 'package', package: 'a-server', bin: undefined });
  assert.equal(entry?.network, false);
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
  'a zero byte': [{ package: 'a', args: ['a\0b'] }, /list of texts/],
};
for (const [name, [entry, pattern]] of Object.entries(wrong)) {
  test(`${name} is refused`, () => assert.throws(() => parse(entry), pattern));
}
test('what is not JSON, or has no servers, is refused', () => {
  assert.throws(() => parseCatalogue('{'), /not JSON/);
  assert.throws(() => parseCatalogue('[]'), /"servers"/);
});
