/** Every keyword that applies a schema counts: none lets a small schema hold Gateway for hours, in itself or with the depth of the data. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { compileArgumentCheck } from './argument-check.ts';
import { schemaCost } from './schema-cost.ts';

const tooDear = 'checking it takes more than 50000 steps';

/** Each of forty definitions applies the next one twice. */
function doubling(twice: (next: object) => object): object {
  const $defs: Record<string, unknown> = { d40: { type: 'string' } };
  for (let at = 0; at < 40; at++) $defs[`d${at}`] = twice({ $ref: `#/$defs/d${at + 1}` });
  return { type: 'object', properties: { a: { $ref: '#/$defs/d0' } }, $defs };
}

function nested(depth: number): JsonObject {
  let value: JsonObject = {};
  for (let at = 0; at < depth; at++) value = { a: value };
  return value;
}

function isOver(schema: object, depth: number): boolean {
  const cost = schemaCost(schema);
  assert.ok(typeof cost !== 'string', JSON.stringify([schema, cost]));
  return cost.over(nested(depth));
}

test('whatever applies to the same value counts where it stands twice', () => {
  for (const name of ['allOf', 'anyOf', 'oneOf'])
    assert.equal(schemaCost(doubling((next) => ({ [name]: [next, next] }))), tooDear, name);
  for (const name of ['not', 'if', 'then', 'else'])
    assert.equal(schemaCost(doubling((next) => ({ [name]: next, allOf: [next] }))), tooDear, name);
  for (const name of ['dependentSchemas', 'dependencies'])
    assert.equal(schemaCost(doubling((next) => ({ [name]: { a: next, b: next } }))), tooDear, name);
  assert.equal(schemaCost(doubling((next) => ({ ...next, allOf: [next] }))), tooDear);
  assert.notEqual(schemaCost(doubling((next) => ({ allOf: [next] }))), tooDear);
});

test('whatever applies to what is inside counts with the depth of the data', () => {
  const self = { $ref: '#' };
  for (const name of ['properties', 'patternProperties'])
    assert.ok(isOver({ [name]: { a: self, b: self } }, 30), name);
  for (const name of ['prefixItems', 'items']) assert.ok(isOver({ [name]: [self, self] }, 30), name);
  for (const name of [
    'additionalProperties',
    'unevaluatedProperties',
    'unevaluatedItems',
    'additionalItems',
    'contains',
    'propertyNames',
    'items',
  ])
    // prettier-ignore
    assert.ok(isOver({ [name]: self, prefixItems: [self] }, 30), name);
  for (const name of ['properties', 'items', 'contains'])
    assert.ok(!isOver(name === 'properties' ? { [name]: { a: self } } : { [name]: self }, 60), name);
});

test('a value may nest as deep as fifty thousand steps reach, and no deeper', () => {
  const twice = { properties: { a: { $ref: '#' }, b: { $ref: '#' } } };
  const most = Array.from({ length: 40 }, (_, depth) => depth)
    .filter((depth) => !isOver(twice, depth))
    .at(-1);
  // at depth d the schema and its two references into the next take 4 · 2^d - 3 visits: thirteen objects in one another
  assert.equal(most, 12);
  for (const value of [1, 'text', null, true])
    assert.equal((schemaCost(twice) as { over: (args: JsonObject) => boolean }).over({ a: value }), false);
});

test('why a schema is refused is said', () => {
  const object = (a: object): object => ({ type: 'object', properties: { a } });
  const many = (count: number): object => ({
    properties: Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, {}])),
  });
  const refused: readonly (readonly [object, string])[] = [
    [object({ $id: 'https://schemas.example/b' }), 'a part of it has an $id of its own'],
    [many(5000), 'it has more than 5000 parts'],
    [{ allOf: [{ $ref: '#' }] }, 'a reference in it leads back to itself'],
    [{ $defs: { a: { not: { $ref: '#/$defs/a' } } }, properties: { b: { $ref: '#/$defs/a' } } }, 'a reference in it leads back to itself'],
    [object({ $ref: 'https://schemas.example/a' }), 'a reference in it leaves the schema'],
    [object({ $ref: '#named' }), 'a reference in it leaves the schema'],
    [object({ $ref: 'x#/a' }), 'a reference in it leaves the schema'],
    [object({ $ref: 7 }), 'a reference in it leaves the schema'],
    [object({ $ref: '#/%zz' }), 'a reference in it is malformed'],
    [object({ $ref: '#/$defs/none' }), 'a reference in it finds nothing'],
    [{ ...object({ $ref: '#/title' }), title: 'text' }, 'a reference in it finds nothing'],
    [{ ...object({ $ref: '#/default' }), default: null }, 'a reference in it finds nothing'],
    ...['$dynamicRef', '$recursiveRef', '$async', '$data'].map(
      (name) => [object({ [name]: '#x' }), `it uses ${name}`] as const,
    ),
  ]; // prettier-ignore
  for (const [schema, because] of refused)
    assert.equal(schemaCost(schema), because, JSON.stringify(schema).slice(0, 90));
  assert.notEqual(typeof schemaCost(many(4999)), 'string');
});

test('what only looks like a schema is none', () => {
  const fine = [
    { properties: { a: { enum: [{ $id: 'x' }], const: { $id: 'x' }, default: { $id: 'x' }, examples: [{ $id: 'x' }] } } },
    { properties: { a: { $id: 7 } } },
    { properties: { a: { $ref: '#/$defs/any' } }, $defs: { any: true } },
    { properties: { a: { $ref: '#/$defs/a%7e1b' } }, $defs: { 'a/b': {} } },
    { properties: { a: null, b: 7, c: [{ $ref: 'x' }], d: true }, dependencies: { a: [{ $ref: 'x' }] } },
    { properties: [{ $ref: 'x' }], allOf: { $ref: 'x' }, items: null, not: 'text', dependencies: { a: ['b'] } },
  ]; // prettier-ignore
  for (const schema of fine) assert.notEqual(typeof schemaCost(schema), 'string', JSON.stringify(schema));
});

test('a chain of references may be long, but not longer than the stack of whoever follows it', () => {
  const chain = (length: number): object => {
    const $defs: Record<string, unknown> = { d0: {} };
    for (let at = 1; at <= length; at++) $defs[`d${at}`] = { $ref: `#/$defs/d${at - 1}` };
    return { $defs, properties: { a: { $ref: `#/$defs/d${length}` } } };
  };
  assert.notEqual(typeof schemaCost(chain(400)), 'string');
  assert.equal(schemaCost(chain(600)), 'a reference in it leads back to itself');
});

test('the cost stands before everything else: what is too dear is never compiled', () => {
  const check = compileArgumentCheck(
    doubling((next) => ({ allOf: [next, next] })) as Record<string, unknown>,
  );
  assert.deepEqual(check, { usable: false, because: tooDear });
});
