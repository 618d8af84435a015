/** Guarantees of values at rest: they open in their place with their key, and nowhere and with nothing else. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newDataKey, needsRewrap, unwrapDataKey, wrapDataKey } from './data-key.ts';
import { openText, openValue, sealValue, sealedUnder, type NamedKey, type Place } from './envelope.ts';
import { lengthPrefixed } from './length-prefixed.ts';
import { randomBytes } from './random.ts';

const key: NamedKey = { id: 'k1', key: randomBytes(32) };
const place: Place = {
  tenant: 'tnt_a',
  table: 'decisions',
  column: 'arguments',
  row: 'dec_1',
  purpose: 'arguments',
};
const findKey = (id: string): NamedKey | undefined => (id === key.id ? key : undefined);
const shut = { code: 'integrity_failed', message: 'A sealed value could not be opened.' };

test('whatever is sealed opens in its place, and two sealings of it differ', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (value) => {
      const text = sealValue(key, place, value, randomBytes);
      assert.match(text, /^gv1\.a256gcm\.k1\.[A-Za-z0-9_-]+$/);
      assert.deepEqual(openValue(findKey, place, text), value);
      assert.notEqual(sealValue(key, place, value, randomBytes), text);
    }),
  );
  assert.equal(openText(findKey, place, sealValue(key, place, 'Grüße', randomBytes)), 'Grüße');
});

test('a value that is moved to another tenant, table, column, row or purpose does not open', () => {
  const text = sealValue(key, place, 'secret', randomBytes);
  for (const part of Object.keys(place) as (keyof Place)[]) {
    assert.throws(() => openValue(findKey, { ...place, [part]: `${place[part]}x` }, text), shut, part);
  }
  const shifted = { ...place, table: 'decisionsarg', column: 'uments' };
  assert.throws(() => openValue(findKey, shifted, text), shut);
});

test('every changed character, cut and extension is refused', () => {
  const text = sealValue(key, place, 'secret', randomBytes);
  for (let at = 0; at < text.length; at++) {
    for (let bit = 0; bit < 7; bit++) {
      const mutant =
        text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
      assert.throws(() => openValue(findKey, place, mutant), shut, `${String(at)} ${String(bit)}`);
    }
    assert.throws(() => openValue(findKey, place, text.slice(0, at)), shut);
  }
  for (const longer of [`${text}A`, `${text}=`, ` ${text}`, `${text}\n`, `${text}.`])
    assert.throws(() => openValue(findKey, place, longer), shut);
});

test('another key under the same id does not open, and a finder that answers with another id is not believed', () => {
  const text = sealValue(key, place, 'secret', randomBytes);
  assert.throws(() => openValue(() => ({ id: 'k1', key: randomBytes(32) }), place, text), shut);
  assert.throws(() => openValue(() => ({ id: 'k2', key: key.key }), place, text), shut);
  assert.throws(() => openValue(() => undefined, place, text), shut);
});

test('half a surrogate pair is sealed in no place and in no text, and opens nothing', () => {
  const [half, other] = ['a\ud800b', 'a\udfffb'];
  for (const part of ['tenant', 'table', 'column', 'row', 'purpose'] as const) {
    assert.throws(() => sealValue(key, { ...place, [part]: half }, 'x', randomBytes), RangeError);
    const text = sealValue(key, { ...place, [part]: 'a\ufffdb' }, 'x', randomBytes);
    for (const broken of [half, other])
      assert.throws(() => openValue(() => key, { ...place, [part]: broken }, text), shut);
  }
  assert.throws(() => sealValue(key, place, half, randomBytes), RangeError);
  assert.equal(
    openText(() => key, place, sealValue(key, place, 'a\u{1f600}b', randomBytes)),
    'a\u{1f600}b',
  );
});

test('the format is frozen: a text sealed today opens for ever', () => {
  const fixed: NamedKey = { id: 'fixed', key: new Uint8Array(32).map((_, i) => i * 3 + 1) };
  let drawn = 0;
  const text = sealValue(fixed, place, 'frozen', (size) => new Uint8Array(size).fill(++drawn));
  assert.equal(
    text,
    'gv1.a256gcm.fixed.AQEBAQEBAQEBAQEBAQEBAQICAgICAgICAgICAoDdPyXKdOmvzLd6SJ9H91zsSeNefAy1GXS0IVz4JKzJETgtlNdWfNuQAMTI16L2i-t-suvz7A',
  );
  assert.equal(
    openText(() => fixed, place, text),
    'frozen',
  );
});

test('a data key opens for its tenant and id alone, and rewrapping keeps it while the old outer key stops opening it', () => {
  const outer = randomBytes(32);
  const next = randomBytes(32);
  const { dataKey, wrapped } = newDataKey(outer, 'tnt_a', randomBytes);
  assert.deepEqual(unwrapDataKey([outer], 'tnt_a', dataKey.id, wrapped), dataKey);
  assert.deepEqual(unwrapDataKey([next, outer], 'tnt_a', dataKey.id, wrapped), dataKey);
  assert.throws(() => unwrapDataKey([outer], 'tnt_b', dataKey.id, wrapped), shut);
  assert.throws(() => unwrapDataKey([outer], 'tnt_a', 'other', wrapped), shut);
  assert.throws(() => unwrapDataKey([next], 'tnt_a', dataKey.id, wrapped), shut);
  assert.equal(needsRewrap(next, wrapped), true);
  const again = wrapDataKey(next, 'tnt_a', dataKey, randomBytes);
  assert.equal(needsRewrap(next, again), false);
  assert.deepEqual(unwrapDataKey([next], 'tnt_a', dataKey.id, again), dataKey);
  assert.throws(() => unwrapDataKey([outer], 'tnt_a', dataKey.id, again), shut);
});

test('a text tells which key sealed it; anything else tells nothing', () => {
  assert.equal(sealedUnder(sealValue(key, place, '', randomBytes)), 'k1');
  for (const text of ['', 'gv1', 'gv2.a256gcm.k1.AAAA', 'gv1.none.k1.AAAA', 'gv1.a256gcm..AAAA'])
    assert.equal(sealedUnder(text), undefined);
});

test('different tuples never give the same authenticated bytes', () => {
  const parts = fc.array(fc.string({ maxLength: 5 }), { maxLength: 4 });
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      const same = Buffer.from(lengthPrefixed(a)).equals(Buffer.from(lengthPrefixed(b)));
      assert.equal(
        same,
        a.length === b.length && a.every((part, i) => Buffer.from(part).equals(Buffer.from(b[i] as string))),
      );
    }),
  );
});
