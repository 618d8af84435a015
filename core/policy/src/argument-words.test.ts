/** What is said of arguments and of schemas, to the letter; each dialect and each format that tools use; where the bounds are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { compileArgumentCheck, type ArgumentFault } from './argument-check.ts';

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });

function faults(schema: Record<string, unknown>, args: JsonObject): readonly ArgumentFault[] {
  const compiled = compileArgumentCheck(schema);
  assert.ok(compiled.usable, compiled.usable ? '' : compiled.because);
  return compiled.check(args);
}

const takes = (schema: Record<string, unknown>, args: JsonObject): boolean =>
  faults(schema, args).length === 0;

test('a schema that cannot be used says why', () => {
  const refused: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ type: 'array' }, 'it does not describe an object'],
    [{ $schema: 7 }, 'it names a dialect that is not known'],
    [{ $schema: 'constructor' }, 'it names a dialect that is not known'],
    [{ $schema: 'https://json-schema.org/draft/2020-12/schema##' }, 'it names a dialect that is not known'],
    [{ description: 'x'.repeat(262_144) }, 'it is longer than 262144 characters'],
    [{ default: 10n }, 'it is not plain JSON'],
    [object({ a: { pattern: 'a'.repeat(1001) } }), 'it cannot be compiled: a pattern is longer than 1000 characters'],
    [object({ a: { pattern: `(${'abcdefghij'.repeat(3)}){1000}` } }), 'it cannot be compiled: a pattern is too large'],
  ]; // prettier-ignore
  for (const [schema, because] of refused)
    assert.deepEqual(compileArgumentCheck(schema), { usable: false, because }, because);
  const room = 262_144 - JSON.stringify({ description: '' }).length;
  assert.equal(compileArgumentCheck({ description: 'x'.repeat(room) }).usable, true);
  assert.equal(compileArgumentCheck({ description: 'x'.repeat(room + 1) }).usable, false);
  assert.equal(compileArgumentCheck(object({ a: { pattern: 'a'.repeat(1000) } })).usable, true);
});

test('a schema is compiled once, and what is wrong with it stays wrong', () => {
  const schema = object({ once: { type: 'string' } });
  assert.equal(compileArgumentCheck(schema), compileArgumentCheck(structuredClone(schema)));
  assert.notEqual(compileArgumentCheck(schema), compileArgumentCheck(object({ other: { type: 'string' } })));
});

test('each dialect is read by its own rules, with and without the mark at the end of its name', () => {
  const tuple = (name: string) => object({ a: { type: 'array', [name]: [{ type: 'string' }] } });
  for (const [dialect, keyword] of [
    ['http://json-schema.org/draft-07/schema', 'items'],
    ['https://json-schema.org/draft-07/schema', 'items'],
    ['http://json-schema.org/draft-06/schema', 'items'],
    ['https://json-schema.org/draft/2019-09/schema', 'items'],
    ['https://json-schema.org/draft/2020-12/schema', 'prefixItems'],
  ] as const)
    // prettier-ignore
    for (const $schema of [dialect, `${dialect}#`]) {
      if ($schema.includes('draft/20') && $schema.endsWith('#')) continue;
      assert.ok(takes({ $schema, ...tuple(keyword) }, { a: ['x'] }), $schema);
      assert.ok(!takes({ $schema, ...tuple(keyword) }, { a: [1] }), $schema);
    }
  const dependent = object({ a: {}, b: {} }, { dependentRequired: { a: ['b'] } });
  for (const $schema of [
    'https://json-schema.org/draft/2019-09/schema',
    'https://json-schema.org/draft/2020-12/schema',
  ])
    assert.ok(!takes({ $schema, ...dependent }, { a: 1 }), $schema);
});

test('each format takes what it names and nothing else', () => {
  const formats: readonly (readonly [string, string, string])[] = [
    ['date', '2026-11-22', '2026-13-22'], ['time', '12:00:00Z', '25:00:00Z'], ['date-time', '2026-11-22T12:00:00Z', '2026-11-22'],
    ['duration', 'P1D', '1D'], ['uri', 'https://a.example/b', 'a b'], ['uri-reference', '/a?b', 'a b'], ['email', 'jo@a.example', 'jo'],
    ['hostname', 'a.example', 'a_b'], ['ipv4', '192.0.2.1', '192.0.2.256'], ['ipv6', '2001:db8::1', '2001:db8::g'],
    ['uuid', '123e4567-e89b-12d3-a456-426614174000', '123e4567'], ['json-pointer', '/a~1b', 'a'],
    ['relative-json-pointer', '1/a', '/a'], ['regex', '^a+$', '(a)\\1'],
  ]; // prettier-ignore
  for (const [format, good, bad] of formats) {
    const schema = object({ a: { type: 'string', format } });
    assert.ok(takes(schema, { a: good }), format);
    assert.deepEqual(faults(schema, { a: bad }), [
      { pointer: '/a', message: `must match format "${format}"`, unknown: false },
    ]);
  }
  const uri = object({ a: { type: 'string', format: 'uri' } });
  const ofLength = (length: number): JsonObject => ({ a: 'https://a.example/'.padEnd(length, 'x') });
  assert.ok(takes(uri, ofLength(2048)) && !takes(uri, ofLength(2049)));
});

test('items are unique where they must be, by what they say and not by how it is written', () => {
  const unique = object({ a: { type: 'array', uniqueItems: true } });
  assert.ok(takes(unique, { a: [1, 2, '1', { a: 1, b: 2 }] }));
  assert.ok(
    !takes(unique, {
      a: [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    }),
  );
  assert.ok(takes(object({ a: { type: 'array', uniqueItems: false } }), { a: [1, 1] }));
});

test('sixteen faults are named at most, each once, and one where the arguments are long', () => {
  const names = Array.from({ length: 20 }, (_, at) => `p${String(at).padStart(2, '0')}`);
  const schema = object(Object.fromEntries(names.map((name) => [name, { type: 'string' }])));
  const wrong = (value: number): JsonObject => Object.fromEntries(names.map((name) => [name, value]));
  const found = faults(schema, wrong(7));
  assert.equal(found.length, 16);
  assert.deepEqual(found[0], { pointer: '/p00', message: 'must be string', unknown: false });
  const long = (length: number): JsonObject => {
    const args: JsonObject = { p00: 'x', p01: 1, p02: 2 };
    return { ...args, p00: 'x'.repeat(length - JSON.stringify(args).length + 1) };
  };
  assert.equal(faults(schema, long(65_536)).length, 2);
  assert.equal(faults(schema, long(65_537)).length, 1);
  const twice = object({ a: { allOf: [{ type: 'string' }, { type: 'string' }] } });
  assert.deepEqual(faults(twice, { a: 1 }), [{ pointer: '/a', message: 'must be string', unknown: false }]);
});

test('a member that the schema does not take is said where it stands, whichever keyword closed it', () => {
  const unknown = [{ pointer: '/*', message: 'is not a member that the schema takes', unknown: true }];
  const args = { 'x/y~': 1 };
  assert.deepEqual(faults(object({ a: {} }), args), unknown);
  assert.deepEqual(faults(object({ a: {} }, { additionalProperties: false }), args), unknown);
  assert.deepEqual(faults(object({ a: {} }, { unevaluatedProperties: false }), args), unknown);
  assert.deepEqual(faults(object({ a: {} }, { propertyNames: { maxLength: 2 } }), args), unknown);
});

test('a name is said only when the schema says it: any other may be a secret or somebody’s address', () => {
  const secret = `ghp_${'A1b2C3d4E5'.repeat(4)}`;
  const number = { type: 'number' };
  const patterns = { patternProperties: { '^p': number } };
  const schema = object(
    { map: { additionalProperties: number }, list: { items: object({ 'x/y~': number }) }, patterns },
    { dependentRequired: { one: ['two'] }, required: ['map'] },
  );
  const pointers = (args: JsonObject): string[] => faults(schema, args).map(({ pointer }) => pointer);
  assert.deepEqual(pointers({ map: { [secret]: 'x', '99887766': 'x' } }), ['/map/*']);
  assert.deepEqual(pointers({ map: {}, [secret]: true, 'ada@example.com': 1 }), ['/*']);
  assert.deepEqual(pointers({ map: {}, patterns: { [`p${secret}`]: 'x' } }), ['/patterns/*']);
  assert.deepEqual(pointers({ map: {}, list: [{}, { 'x/y~': 'x', [secret]: { deep: 1 } }] }).sort(), [
    '/list/1/*',
    '/list/1/x~1y~0',
  ]);
  assert.deepEqual(pointers({ map: {}, two: 1 }), ['/two']);
});

test('a schema that never matches says so', () => {
  const [fault] = faults(object({}, { not: {} }), {});
  assert.deepEqual(fault, { pointer: '', message: 'must NOT be valid', unknown: false });
});
