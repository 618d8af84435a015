/** What a schema may say and mean: each dialect, each format, patterns within their bounds; and a schema that cannot be used says why. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { compileArgumentCheck, type ArgumentFault } from './argument-check.ts';

type Schema = Readonly<Record<string, unknown>>;
function faults(schema: Schema, args: JsonObject): readonly ArgumentFault[] {
  const compiled = compileArgumentCheck(schema);
  assert.ok(compiled.usable, compiled.usable ? '' : compiled.because);
  return compiled.check(args);
}
const fits = (schema: Schema, value: JsonObject[string]): boolean =>
  faults({ properties: { x: schema } }, { x: value }).length === 0;
function unusable(schema: unknown): string {
  const compiled = compileArgumentCheck(schema as Schema);
  return compiled.usable ? 'it can be used' : compiled.because;
}

for (const [format, good, bad] of [
  ['date', '2026-11-22', '2026-11-32'],
  ['time', '12:00:00Z', '25:00:00Z'],
  ['date-time', '2026-11-22T12:00:00Z', '2026-11-22'],
  ['duration', 'P1D', 'one day'],
  ['uri', 'https://one.example/', 'no uri'],
  ['uri-reference', '/a/b', '\\\\a b'],
  ['email', 'eve@evil.example', 'eve'],
  ['hostname', 'one.example', '-one-'],
  ['ipv4', '10.1.2.3', '10.1.2.300'],
  ['ipv6', '2001:db8::5', '2001:db8::5::1'],
  ['uuid', '123e4567-e89b-12d3-a456-426614174000', '123e4567'],
  ['json-pointer', '/a/b', 'a/b'],
  ['relative-json-pointer', '1/a', '/a'],
  ['regex', '^a+$', '(?=a)'],
] as const)
  test(`texts are held to the format ${format}, and other values are not`, () => {
    assert.ok(fits({ format }, good));
    assert.ok(!fits({ format }, bad));
    assert.ok(fits({ format }, 7));
    assert.ok(!fits({ format: 'uri' }, `https://${'a'.repeat(2048)}`), 'formats are tested on short texts');
  });

test('items are unique where the schema says so, and only lists', () => {
  assert.ok(
    !fits({ uniqueItems: true }, [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ]),
  );
  assert.ok(fits({ uniqueItems: true }, [1, '1']));
  assert.ok(fits({ uniqueItems: false }, [1, 1]));
  assert.ok(fits({ uniqueItems: true }, 'aa'));
});

test('each dialect is known by each of its names, and each is read by its own words', () => {
  const draft = 'json-schema.org/draft';
  const tuple = { items: [{ type: 'string' }] };
  const prefix = { prefixItems: [{ type: 'string' }] };
  const speaksOf = (dialect: string | undefined, schema: Schema) =>
    faults({ ...(dialect === undefined ? {} : { $schema: dialect }), properties: { x: schema } }, { x: [1] })
      .length > 0;
  for (const older of [
    `http://${draft}-07/schema#`,
    `https://${draft}-07/schema`,
    `http://${draft}-06/schema#`,
    `https://${draft}/2019-09/schema`,
  ])
    assert.ok(speaksOf(older, tuple), older);
  for (const newer of [`https://${draft}/2020-12/schema`, `https://${draft}/2020-12/schema#`, undefined])
    assert.ok(speaksOf(newer, prefix), String(newer));
  const unevaluated = { unevaluatedItems: false };
  assert.ok(speaksOf(`https://${draft}/2019-09/schema`, unevaluated));
  assert.ok(!speaksOf(`http://${draft}-07/schema#`, unevaluated));
  for (const other of [`http://${draft}-04/schema#`, `#http://${draft}-07/schema`, 'toString', 7])
    assert.equal(unusable({ $schema: other }), 'it names a dialect that is not known', String(other));
});

test('why a schema cannot be used is said', () => {
  assert.equal(unusable({ type: 'string' }), 'it does not describe an object');
  assert.equal(unusable({ type: ['object'] }), 'it does not describe an object');
  assert.equal(unusable({ type: 'object' }), 'it can be used');
  assert.equal(unusable({ title: 'x'.repeat(262_144) }), 'it is longer than 262144 characters');
  assert.equal(unusable({ title: 1n }), 'it is not plain JSON');
  assert.equal(unusable({ $async: true }), 'it uses $async');
  assert.match(unusable({ properties: { x: { minimum: 'x' } } }), /^it cannot be compiled: /);
  const pattern = (text: string) => unusable({ properties: { x: { pattern: text } } });
  assert.equal(pattern('a'.repeat(1000)), 'it can be used');
  assert.equal(pattern('a'.repeat(1001)), 'it cannot be compiled: a pattern is longer than 1000 characters');
  assert.equal(pattern('a{1000}'.repeat(21)), 'it cannot be compiled: a pattern is too large');
});

test('patterns match as they are written', () => {
  assert.ok(fits({ pattern: '^a+$' }, 'aaa'));
  assert.ok(!fits({ pattern: '^a+$' }, 'b'));
});

test('a schema that was used before and one of its own name are each themselves', () => {
  const named = (type: string) => ({ $id: 'https://one.example/schema', properties: { x: { type } } });
  assert.deepEqual(faults(named('string'), { x: 'a' }), []);
  assert.deepEqual(faults(named('number'), { x: 1 }), []);
  assert.equal(faults(named('string'), { x: 1 }).length, 1);
});

test('every fault of short arguments is told, and of long ones the first', () => {
  const schema = {
    properties: { a: { type: 'string' }, b: { type: 'string' }, c: {} },
    required: ['a', 'b'],
  };
  const both = [
    { pointer: '/a', message: 'must be string', unknown: false },
    { pointer: '/b', message: 'must be string', unknown: false },
  ];
  assert.deepEqual(faults(schema, { a: 1, b: 2 }), both);
  assert.deepEqual(faults(schema, { a: 1, b: 2, c: 'x'.repeat(65_536) }), both.slice(0, 1));
  const names = Array.from({ length: 40 }, (_, at) => `m${String(at)}`);
  const wrong = { properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) };
  assert.equal(faults(wrong, Object.fromEntries(names.map((name) => [name, 1]))).length, 16);
});
