/** A tool's schema is hostile input: it is bounded, it stays inside itself, and what it is silent about is closed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInLine, tellTime } from '../../../tests/support/pace.ts';
import { compileArgumentCheck } from './argument-check.ts';
import { schemaCost } from './schema-cost.ts';
import type { JsonObject } from '@gamut/kernel/canonical-json';

function faults(schema: Record<string, unknown>, args: unknown): string[] {
  const compiled = compileArgumentCheck(schema);
  assert.ok(compiled.usable, compiled.usable ? '' : compiled.because);
  return compiled.check(args as JsonObject).map((fault) => `${fault.pointer} ${fault.message}`);
}

function refusal(schema: Record<string, unknown>): string {
  const compiled = compileArgumentCheck(schema);
  assert.ok(!compiled.usable, 'the schema was taken');
  return compiled.because;
}

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });

test('every fault is named by its pointer, and none by its value', () => {
  const schema = object(
    { a: { type: 'string' }, b: object({ 'c/d~': { type: 'integer', maximum: 3 } }) },
    { required: ['e'] },
  );
  const found = faults(schema, { a: 7, b: { 'c/d~': 99_887_766 }, secret_value: 'hush' });
  assert.equal(found.length, 4);
  for (const wanted of [
    '/a must be string',
    '/b/c~1d~0 must be <= 3',
    " must have required property 'e'",
    '/* is not',
  ]) {
    assert.ok(
      found.some((fault) => fault.startsWith(wanted)),
      `${wanted} in ${found.join('; ')}`,
    );
  }
  assert.ok(!found.join().includes('99887766') && !found.join().includes('hush'));
});

test('both dialects that tools use are understood, each by its own rules', () => {
  const tuple = (keyword: string) => object({ a: { type: 'array', [keyword]: [{ type: 'string' }] } });
  assert.equal(
    faults({ $schema: 'http://json-schema.org/draft-07/schema#', ...tuple('items') }, { a: [1] }).length,
    1,
  );
  assert.equal(
    faults({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...tuple('prefixItems') }, { a: [1] })
      .length,
    1,
  );
  assert.equal(faults(tuple('prefixItems'), { a: ['x'] }).length, 0);
});

test('silence is closed at every depth, and speech is respected', () => {
  const nested = object({
    list: { type: 'array', items: object({ name: { type: 'string' } }) },
    free: { type: 'object' },
  });
  assert.deepEqual(faults(nested, { list: [{ name: 'a' }], free: { x: 1 } }), []);
  assert.deepEqual(faults(nested, { list: [{ name: 'a', extra: 1 }] }), [
    '/list/0/* is not a member that the schema takes',
  ]);
  assert.deepEqual(
    faults(object({ a: {} }, { patternProperties: { '^x-': {} } }), { a: 1, 'x-b': 2, c: 3 }),
    [],
  );
  assert.deepEqual(faults({ type: 'object' }, {}), []);
  assert.equal(faults({ type: 'object' }, { a: 1 }).length, 1);
});

test('members that any branch names are known, and others are not', () => {
  const schema = {
    type: 'object',
    allOf: [{ $ref: '#/$defs/base' }],
    anyOf: [object({ b: {} }), object({ c: {} })],
    $defs: { base: object({ a: {} }) },
  };
  assert.deepEqual(faults(schema, { a: 1, b: 2, c: 3 }), []);
  assert.deepEqual(faults(schema, { a: 1, d: 2 }), ['/* is not a member that the schema takes']);
});

test('inherited members satisfy nothing', () => {
  assert.equal(faults(object({ toString: {} }, { required: ['toString'] }), {}).length, 1);
});

test('a pattern that stalls other engines is answered in linear time', (t) => {
  const schema = object({ a: { type: 'string', pattern: '^(a+)+$' } });
  assertInLine(t, 'the pattern', 50_000, (chars) =>
    assert.equal(faults(schema, { a: `${'a'.repeat(chars)}!` }).length, 1),
  );
});

test('a pattern that a linear engine cannot run makes the tool unusable', () => {
  assert.match(refusal(object({ a: { type: 'string', pattern: '(a)\\1' } })), /compiled/);
  assert.match(refusal(object({ a: { type: 'string', pattern: 'a'.repeat(1001) } })), /pattern/);
  assert.match(refusal(object({ a: { type: 'string', pattern: '(((a{100}){100}){100})' } })), /compiled/);
});

test('a format is tested on short texts only, and formats are tested at all', () => {
  const schema = object({
    at: { type: 'string', format: 'date-time' },
    mail: { type: 'string', format: 'email' },
  });
  assert.deepEqual(faults(schema, { at: '2026-11-22T12:00:00Z', mail: 'jo@example.com' }), []);
  assert.equal(faults(schema, { at: 'today', mail: 'jo' }).length, 2);
  assert.equal(faults(schema, { mail: `${'a@'.repeat(40_000)}b` }).length, 1);
});

test('unique items are compared in linear time', (t) => {
  const schema = object({ a: { type: 'array', uniqueItems: true } });
  assertInLine(t, 'items', 30_000, (length) => {
    const items = Array.from({ length }, (_, i) => ({ i }));
    assert.deepEqual(faults(schema, { a: items }), []);
    assert.equal(faults(schema, { a: [...items, { i: 0 }] }).length, 1);
  });
});

test('references that double, in the schema or with the depth of the data, are refused before they are run', () => {
  const doubling: Record<string, unknown> = { d40: { type: 'string' } };
  for (let i = 0; i < 40; i++)
    doubling[`d${i}`] = { allOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] };
  assert.match(refusal(object({ a: { $ref: '#/$defs/d0' } }, { $defs: doubling })), /steps/);
  const twice = object(
    { n: { anyOf: [{ $ref: '#' }, { $ref: '#' }, { $ref: '#' }] } },
    { additionalProperties: false },
  );
  let deep: unknown = {};
  for (let i = 0; i < 40; i++) deep = { n: deep };
  assert.deepEqual(faults(twice, { n: { n: {} } }), []);
  assert.deepEqual(faults(twice, deep), [' nests deeper than this schema can be checked']);
});

test('a recursive schema of one branch is taken to the depth that arguments may have', () => {
  const tree = object({ children: { type: 'array', items: { $ref: '#' } } }, { additionalProperties: false });
  let deep: unknown = {};
  for (let i = 0; i < 30; i++) deep = { children: [deep] };
  assert.deepEqual(faults(tree, deep), []);
});

test('a schema cannot leave itself, go round in place, or grow without bound', () => {
  for (const [schema, because] of [
    [object({ a: { $ref: 'https://schemas.example/a' } }), /leaves/],
    [object({ a: { $ref: '#named' } }), /leaves/],
    [object({ a: { $ref: '#/$defs/none' } }), /nothing/],
    [object({ a: { $ref: '#/%zz' } }), /malformed/],
    [object({ a: { $dynamicRef: '#x' } }), /dynamicRef/],
    [{ type: 'object', allOf: [{ $ref: '#' }] }, /itself/],
    [object({ a: { $id: 'https://schemas.example/b', $ref: '#/c' } }), /\$id/],
    [object(Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`p${i}`, {}]))), /parts/],
    [{ type: 'array' }, /object/],
    [{ $schema: 7, type: 'object' }, /dialect/],
    [{ $schema: 'constructor', type: 'object' }, /dialect/],
    [object({ a: { $async: true } }), /\$async/],
  ] as const) {
    assert.match(refusal(schema), because);
  }
});

test("one tool's schema is never another's, though both claim one name", () => {
  const named = (type: string) => ({ $id: 'https://schemas.example/x', ...object({ a: { type } }) });
  assert.equal(faults(named('string'), { a: 1 }).length, 1);
  assert.deepEqual(faults(named('number'), { a: 1 }), []);
});

test('the cost of an ordinary schema bounds nothing', () => {
  const cost = schemaCost(object({ a: { type: 'string' } }));
  assert.ok(typeof cost !== 'string' && !cost.over({ a: [[[[[[1]]]]]] }));
});

test('patterns that are each small enough and dear together make a schema unusable, and cost no time', (t) => {
  const properties = Object.fromEntries(
    Array.from({ length: 500 }, (_, n) => [`p${n}`, { type: 'string', pattern: `(a|b|c){900}${n}` }]),
  );
  const began = performance.now();
  const check = compileArgumentCheck({ type: 'object', properties });
  assert.equal(check.usable, false);
  assert.match(check.usable ? '' : check.because, /too large together/);
  tellTime(t, '500 patterns', performance.now() - began);
});

test('hundreds of ordinary patterns are usable', () => {
  const properties = Object.fromEntries(
    Array.from({ length: 300 }, (_, n) => [`p${n}`, { type: 'string', pattern: '^[a-z]{1,32}-[0-9]{4}$' }]),
  );
  assert.equal(compileArgumentCheck({ type: 'object', properties }).usable, true);
});
