/** Every name of a member that a schema holds, wherever it stands, and no other text of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesIn } from './schema-names.ts';

for (const [schema, ...names] of [
  [null],
  ['text'],
  [{}],
  [{ properties: { a: {}, b: true } }, 'a', 'b'],
  [{ properties: null, required: null }],
  [{ required: ['a', 7, 'b'] }, 'a', 'b'],
  [{ required: 'a', title: ['b'], enum: ['c'] }],
  [{ dependentRequired: { a: ['b'] } }, 'a', 'b'],
  [{ dependentSchemas: { a: { properties: { b: {} } } } }, 'a', 'b'],
  [{ dependencies: { a: ['b'], c: { required: ['d'] } } }, 'a', 'b', 'c', 'd'],
  [{ $defs: { x: { items: [{ properties: { a: {} } }] } } }, 'a'],
] as const)
  test(`the names in ${JSON.stringify(schema)}`, () => assert.deepEqual([...namesIn(schema)].sort(), names));
