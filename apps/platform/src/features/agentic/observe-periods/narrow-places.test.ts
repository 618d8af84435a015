/** Drafted places hold every target that was seen, are few, and are as narrow as that allows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { liesUnder, parsePlace, type Place } from '@gamut/policy/place';
import { narrowPlaces } from './narrow-places.ts';

const files = (folders: readonly string[], each: number): Set<string> =>
  new Set(folders.flatMap((folder) => Array.from({ length: each }, (_none, n) => `${folder}/${n}.txt`)));

test('few targets stay what they are, more become their folders, still more the topmost', () => {
  assert.deepEqual(narrowPlaces(new Set(['b.txt', 'a/c.txt']), 'path'), ['a/c.txt', 'b.txt']);
  assert.deepEqual(narrowPlaces(files(['open/2026', 'closed'], 20), 'path'), ['closed', 'open/2026']);
  assert.deepEqual(narrowPlaces(files(['open', 'open/deeper'], 20), 'path'), ['open']);
  const many = Array.from({ length: 30 }, (_none, n) => `claims/${n}`);
  assert.deepEqual(narrowPlaces(files(many, 1), 'path'), ['claims']);
});

test('what no few places hold is left open: the root itself, files of the root among many, texts that are many', () => {
  assert.deepEqual(narrowPlaces(new Set(['.', 'open']), 'path'), []);
  assert.deepEqual(narrowPlaces(new Set([...files(['open'], 9), 'a.txt']), 'path'), []);
  assert.deepEqual(
    narrowPlaces(
      files(
        Array.from({ length: 30 }, (_none, n) => `${n}`),
        1,
      ),
      'path',
    ),
    [],
  );
  assert.deepEqual(narrowPlaces(new Set(Array.from({ length: 9 }, (_none, n) => `claim ${n}`)), 'text'), []);
  assert.deepEqual(narrowPlaces(new Set(['claim 2', 'claim 1']), 'text'), ['claim 1', 'claim 2']);
  assert.deepEqual(narrowPlaces(new Set(), 'path'), []);
});

test('as a permission they cover each target, and are never more than sixteen', () => {
  const step = fc.constantFrom('a', 'b', 'c', 'd.txt', 'e f', 'g-1');
  const target = fc.array(step, { minLength: 1, maxLength: 5 }).map((steps) => steps.join('/'));
  fc.assert(
    fc.property(fc.uniqueArray(target, { minLength: 1, maxLength: 60 }), (targets) => {
      const places = narrowPlaces(new Set(targets), 'path');
      assert.ok(places.length <= 16);
      const placeOf = (text: string): Place => parsePlace(text, 'path', '/srv') as Place;
      for (const one of targets)
        assert.ok(
          places.length === 0 || places.some((place) => liesUnder(placeOf(one), placeOf(place))),
          one,
        );
    }),
  );
});
