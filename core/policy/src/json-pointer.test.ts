/** JSON Pointer: the examples of RFC 6901 section 5, and what a hostile record or argument could hope to find. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findByPointer, stepsOf } from './json-pointer.ts';

const document = {
  foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'e^f': 3, 'g|h': 4, 'i\\j': 5, 'k"l': 6, ' ': 7, 'm~n': 8,
}; // prettier-ignore

test('the examples of the standard are found', () => {
  const examples: readonly (readonly [string, unknown])[] = [
    ['', document], ['/foo', document.foo], ['/foo/0', 'bar'], ['/', 0], ['/a~1b', 1], ['/c%d', 2], ['/e^f', 3], ['/g|h', 4],
    ['/i\\j', 5], ['/k"l', 6], ['/ ', 7], ['/m~0n', 8],
  ]; // prettier-ignore
  for (const [pointer, value] of examples) assert.deepEqual(findByPointer(document, pointer), value, pointer);
  assert.equal(findByPointer({ '~1': 'x' }, '/~01'), 'x');
});

test('an item of a long list is found by its number, of one digit or of more', () => {
  const list = Array.from({ length: 112 }, (_, at) => at);
  for (const at of [0, 9, 10, 99, 100, 111]) assert.equal(findByPointer({ list }, `/list/${at}`), at);
  assert.equal(findByPointer({ list }, '/list/112'), undefined);
});

test('the way through nothing leads to nothing', () => {
  for (const nothing of [null, undefined, 0, '', false])
    assert.equal(findByPointer({ nothing }, '/nothing/name'), undefined, String(nothing));
});

test('what is not there, not own or not well written finds nothing', () => {
  for (const pointer of [
    'foo',
    // its first letter is not dropped
    'xfoo',
    '/nope',
    '/foo/2',
    '/foo/-',
    '/foo/01',
    '/foo/length',
    '/foo/0/0',
    '/m~n',
    '/m~2n',
    '/constructor',
    '/__proto__',
    '/toString/name',
  ]) {
    assert.equal(findByPointer(document, pointer), undefined, pointer);
  }
});

test('a pointer is taken apart as it is followed', () => {
  assert.deepEqual(stepsOf(''), []);
  assert.deepEqual(stepsOf('/'), ['']);
  assert.deepEqual(stepsOf('/a~1b/m~0n/~01/0'), ['a/b', 'm~n', '~1', '0']);
  for (const pointer of ['a', 'a/b', '/a~', '/a~2', '/~~0'])
    assert.equal(stepsOf(pointer), undefined, pointer);
});
