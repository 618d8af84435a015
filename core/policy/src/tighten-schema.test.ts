/** A schema that is silent about other members is closed over exactly those that it names, and one that speaks about them is left alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tightenSchema } from './tighten-schema.ts';

const a = { properties: { a: {} } };
const b = { properties: { b: {} } };
const closedOver = (...names: string[]) => ({ propertyNames: names.length === 0 ? false : { enum: names } });

for (const [what, schema, names] of [
  ['nothing', {}, []],
  ['its members', a, ['a']],
  ['members of all branches', { ...a, allOf: [b, { properties: { c: {} } }] }, ['a', 'b', 'c']],
  ['members of either branch', { anyOf: [a, b] }, ['a', 'b']],
  ['members of one branch', { oneOf: [a, b] }, ['a', 'b']],
  ['members of a condition', { if: a, then: b, else: { properties: { c: {} } } }, ['a', 'b', 'c']],
  ['members of what depends', { ...a, dependentSchemas: { a: b } }, ['a', 'b']],
  ['members of what depends, in older words', { ...a, dependencies: { a: b, b: ['a'] } }, ['a', 'b']],
  ['members that are referred to', { $ref: '#/$defs/x~1y', $defs: { 'x/y': a } }, ['a']],
  ['members under a name with signs', { $ref: '#/$defs/x%20y', $defs: { 'x y': a } }, ['a']],
  ['members of what refers to itself', { ...a, $ref: '#' }, ['a']],
  ['branches that are none', { ...a, allOf: [true, null, [b]], anyOf: b, if: 'x' }, ['a']],
] as const)
  test(`closed over ${what}`, () => {
    assert.deepEqual(tightenSchema(schema), { ...schema, ...closedOver(...names) });
  });

for (const keyword of ['additionalProperties', 'patternProperties', 'unevaluatedProperties', 'propertyNames'])
  test(`${keyword} speaks about other members, here and in a branch`, () => {
    const speaks = { ...a, [keyword]: {} };
    assert.deepEqual(tightenSchema(speaks), speaks);
    assert.deepEqual(tightenSchema({ anyOf: [b, speaks] }), { anyOf: [b, speaks] });
  });

test('what lies below is closed too, where it names members', () => {
  const closed = { ...a, ...closedOver('a') };
  assert.deepEqual(tightenSchema({ properties: { x: a, y: { type: 'string' }, z: true } }), {
    properties: { x: closed, y: { type: 'string' }, z: true },
    ...closedOver('x', 'y', 'z'),
  });
  assert.deepEqual(tightenSchema({ items: a }), { items: closed, ...closedOver() });
  assert.deepEqual(tightenSchema({ items: { type: 'object' } }), {
    items: { type: 'object' },
    ...closedOver(),
  });
  assert.deepEqual(tightenSchema({ items: [a] }), { items: [a], ...closedOver() });
  assert.deepEqual(tightenSchema({ additionalProperties: a }), { additionalProperties: closed });
  assert.deepEqual(tightenSchema({ additionalProperties: { type: 'object' } }), {
    additionalProperties: { type: 'object' },
  });
});

test('below what is composed nothing is closed by itself: another branch may name the rest', () => {
  for (const keyword of [
    'allOf',
    'anyOf',
    'oneOf',
    'if',
    'then',
    'else',
    'not',
    '$ref',
    'dependentSchemas',
    'dependencies',
  ]) {
    const schema = { [keyword]: {}, properties: { x: a }, items: a };
    const { properties, items } = tightenSchema(schema);
    assert.deepEqual([properties, items], [{ x: a }, a], keyword);
  }
});

test('nothing can refer to the copy by its name, and what was given stays as it was', () => {
  const given = { $id: 'https://one.example/schema', ...a };
  assert.deepEqual(tightenSchema(given), { ...a, ...closedOver('a') });
  assert.ok('$id' in given && !('propertyNames' in given));
});
