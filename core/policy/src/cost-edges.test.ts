/** The cost of a schema at the very edges of its bounds: depth, parts, references in a row, and what only looks like a schema. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { schemaCost } from './schema-cost.ts';

function nested(depth: number): JsonObject {
  let value: JsonObject = {};
  for (let at = 0; at < depth; at++) value = { a: value };
  return value;
}
function isOver(schema: object, depth: number): boolean {
  const cost = schemaCost(schema);
  assert.ok(typeof cost !== 'string', String(cost));
  return cost.over(nested(depth));
}
const self = { $ref: '#' };
const parts = (count: number, each: unknown = {}) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, each]));

test('what costs little at the greatest depth is checked at any', () => {
  for (const depth of [0, 63, 64, 65, 66, 200])
    assert.equal(isOver({ properties: { a: self } }, depth), false);
});

test('what can be checked without anything inside is used, and what is inside is refused', () => {
  const dear = { properties: parts(300, self) };
  assert.equal(isOver(dear, 0), false);
  assert.equal(isOver(dear, 1), true);
});

test('what is no schema is no part of one', () => {
  assert.notEqual(typeof schemaCost({ properties: { ...parts(4999), z: 7, y: 'text' } }), 'string');
  assert.notEqual(typeof schemaCost({ properties: null, patternProperties: null }), 'string');
});

test('a reference is a text, and not a list of one', () => {
  assert.equal(schemaCost({ $ref: ['#'] }), 'a reference in it leaves the schema');
});

test('five hundred references may follow each other, and no more', () => {
  const chain = (length: number): object => {
    const $defs: Record<string, unknown> = { d0: {} };
    for (let at = 1; at <= length; at++) $defs[`d${at}`] = { $ref: `#/$defs/d${at - 1}` };
    return { $defs, ...{ $ref: `#/$defs/d${length}` } };
  };
  assert.notEqual(typeof schemaCost(chain(499)), 'string');
  assert.equal(schemaCost(chain(500)), 'a reference in it leads back to itself');
});
