/** The bounds of schemas to the very edge: how many are kept, how large patterns may be, what a schema may not say of itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RE2JS } from 're2js';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { compileArgumentCheck } from './argument-check.ts';

type Schema = Readonly<Record<string, unknown>>;
function because(schema: Schema): string {
  const compiled = compileArgumentCheck(schema);
  return compiled.usable ? 'it can be used' : compiled.because;
}

test('the 1,024 schemas that were used last are kept, and no more', () => {
  // what describes no object is judged without a compiler, and kept as well
  const kept = (title: string) => compileArgumentCheck({ type: 'array', title });
  const others = (name: string, count: number): void => {
    for (let at = 0; at < count; at++) kept(`${name} ${at}`);
  };
  const first = kept('first');
  others('one', 1023);
  assert.equal(kept('first'), first, 'it was the oldest, and is the newest now');
  others('two', 1023);
  assert.equal(kept('first'), first);
  others('three', 1024);
  assert.notEqual(kept('first'), first);
});

/** A pattern whose program has so many instructions. */
function ofSize(size: number): string {
  const sizeOf = (text: string): number => RE2JS.compile(RE2JS.translateRegExp(text)).programSize();
  const most = 'a{1000}'.repeat(19);
  const pattern = `${most}a{${String(size - sizeOf(most))}}`;
  assert.equal(sizeOf(pattern), size);
  return pattern;
}

test('a pattern may have twenty thousand instructions, and all of a schema five times as many', () => {
  const most = ofSize(20_000);
  const patterns = (...texts: string[]): string =>
    because({ properties: Object.fromEntries(texts.map((pattern, at) => [`p${at}`, { pattern }])) });
  assert.equal(patterns(most), 'it can be used');
  assert.equal(patterns(ofSize(20_001)), 'it cannot be compiled: a pattern is too large');
  assert.equal(patterns(most, most, most, most, most), 'it can be used');
  assert.equal(
    patterns(most, most, most, most, most, 'a'),
    'it cannot be compiled: its patterns are too large together',
  );
});

test('a schema that its dialect does not allow is not used, also where no check would notice', () => {
  assert.equal(
    because({ properties: { x: { title: 7 } } }),
    'it cannot be compiled: schema is invalid: data/properties/x/title must be string',
  );
});

test('arguments that nest too deep name no member that is unknown', () => {
  const self = { $ref: '#' };
  const compiled = compileArgumentCheck({ properties: { a: self, b: self } });
  let deep: JsonObject = {};
  for (let at = 0; at < 30; at++) deep = { a: deep };
  assert.deepEqual(compiled.usable && compiled.check(deep), [
    { pointer: '', message: 'nests deeper than this schema can be checked', unknown: false },
  ]);
});
