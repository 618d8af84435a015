/** Only what JSON carries exactly is taken from arguments, once and within bounds; what can not be taken says why. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argumentLimits, snapshotArguments } from './snapshot-arguments.ts';

const { depthMax, nodesMax } = argumentLimits;
const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = {};
  for (let at = 1; at < depth; at++) value = wrap(value);
  return value;
};
const computed = Object.defineProperty({}, 'a', { get: () => 1, enumerable: true });
const own = JSON.parse('{"__proto__":1}') as unknown;
const trap = new Proxy(
  {},
  {
    ownKeys: () => {
      throw new Error('trap');
    },
  },
);
const notAnObject = 'they are not an object';

for (const [what, value, why] of [
  ['nothing', undefined, notAnObject],
  ['null', null, notAnObject],
  ['a text', '{}', notAnObject],
  ['a list', [], notAnObject],
  ['a date', { a: new Date(0) }, 'they hold an object that is not plain'],
  ['a function', { a: () => 1 }, 'they hold a function'],
  ['a big integer', { a: 1n }, 'they hold a bigint'],
  ['nothing for a value', { a: undefined }, 'they hold a undefined'],
  ['no number', { a: NaN }, 'a number in them is not finite'],
  ['half a character', { a: '\ud800' }, 'a text in them is not well-formed Unicode'],
  ['half a character in a name', { '\ud800': 1 }, 'a member name is not well-formed Unicode'],
  ['a prototype', own, 'a member is named __proto__'],
  ['a getter', computed, 'a member of them is computed or absent'],
  ['a hole', { a: new Array(1) }, 'a member of them is computed or absent'],
  ['a trap', trap, 'they cannot be read'],
  ['too deep objects', nested(depthMax + 1, (inner) => ({ inner })), `they nest deeper than ${depthMax}`],
  ['too deep lists', { a: nested(depthMax, (inner) => [inner]) }, `they nest deeper than ${depthMax}`],
  [
    'too many values',
    { a: Array.from({ length: nodesMax }, () => 0) },
    `they hold more than ${nodesMax} values`,
  ],
  [
    'too many members',
    Object.fromEntries(Array.from({ length: nodesMax + 1 }, (_, at) => [at, 0])),
    `they hold more than ${nodesMax} values`,
  ],
  ['a list of any length', { a: new Array(nodesMax + 1) }, `they hold more than ${nodesMax} values`],
] as const)
  test(`arguments that hold ${what} are none`, () => assert.equal(snapshotArguments(value), why));

test('the rest is copied as it stands, with members in the order of the canonical text', () => {
  const bare = Object.assign(Object.create(null) as object, { x: 'y' });
  const value = { b: [1, 'two', true, null, { d: -1.5, c: false }], a: bare };
  const copy = snapshotArguments(value);
  assert.equal(JSON.stringify(copy), '{"a":{"x":"y"},"b":[1,"two",true,null,{"c":false,"d":-1.5}]}');
  assert.notEqual(copy, value);
});

test('what stands at its bound is taken', () => {
  for (const value of [
    nested(depthMax, (inner) => ({ inner })),
    { a: nested(depthMax - 1, (inner) => [inner]) },
    { a: Array.from({ length: nodesMax - 1 }, () => 0) },
  ])
    assert.equal(typeof snapshotArguments(value), 'object');
});
