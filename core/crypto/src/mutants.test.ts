/** Guarantee: of everything that can be made from a sealed text by changing it, nothing opens, and all is refused by one error. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { AppError } from '@gamut/kernel/app-error';
import { newDataKey, unwrapDataKey, wrapDataKey } from './data-key.ts';
import { openValue, sealValue, type NamedKey, type Place } from './envelope.ts';
import { randomBytes } from './random.ts';
import { openCredential, sealCredential, vaultPublicKey } from './seal.ts';

/** A million behind `npm run test:long`. */
const mutants = process.env['GAMUT_TEST_LONG'] === '1' ? 1_000_000 : 20_000;
/** Printed with a failure: the whole run follows from it. */
const seed = Number(process.env['GAMUT_TEST_SEED'] ?? Buffer.from(randomBytes(4)).readUInt32BE());

/** mulberry32: a run has to be repeatable, not secret. */
let state = seed;
function number(below: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}

interface Target {
  readonly name: string;
  readonly texts: readonly string[];
  open(text: string): Uint8Array;
}

const keys: NamedKey[] = ['k1', 'k2', 'AAAAAAAAAAA'].map((id) => ({ id, key: randomBytes(32) }));
const place: Place = { tenant: 'tnt_a', table: 't', column: 'c', row: 'r', purpose: 'p' };
const outer = randomBytes(32);
const vault = randomBytes(32);
const credential = {
  tenant: 'tnt_a',
  connector: 'con_1',
  field: 'token',
  destination: 'https://a.example header token',
};
const wrapped = newDataKey(outer, 'tnt_a', randomBytes);

const targets: readonly Target[] = [
  {
    name: 'value',
    texts: keys.flatMap((key) => [
      sealValue(key, place, 'secret', randomBytes),
      sealValue(key, place, '', randomBytes),
      sealValue(key, place, randomBytes(200), randomBytes),
    ]),
    open: (text) => openValue((id) => keys.find((key) => key.id === id), place, text),
  },
  {
    name: 'data key',
    texts: [wrapped.wrapped],
    open: (text) => unwrapDataKey([outer], 'tnt_a', wrapped.dataKey.id, text).key,
  },
  {
    name: 'credential',
    texts: ['secret', ''].map((value) =>
      sealCredential(vaultPublicKey(vault), credential, value, randomBytes),
    ),
    open: (text) => openCredential(vault, credential, text),
  },
];

const junk = [
  '=',
  '==',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\u0000',
  '+',
  '/',
  '.',
  ',',
  '%3D',
  '\u00a0',
  'é',
  '\ufeff',
  '"',
];
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const some = <T>(list: readonly T[]): T => list[number(list.length)] as T;
const cut = (text: string): [string, string, string, string] =>
  text.split('.') as [string, string, string, string];
const bytesOf = (text: string): Buffer => Buffer.from(cut(text)[3], 'base64url');
const withBytes = (text: string, bytes: Uint8Array): string =>
  [...cut(text).slice(0, 3), Buffer.from(bytes).toString('base64url')].join('.');
const at = (text: string, place: number, put: string, instead: number): string =>
  text.slice(0, place) + put + text.slice(place + instead);

/** Each makes another text from one that opens; `other` is another text of the same target. */
const mutations: Readonly<Record<string, (text: string, other: string) => string>> = {
  'bit of the text': (text) => {
    const place = number(text.length);
    return at(text, place, String.fromCharCode(text.charCodeAt(place) ^ (1 << number(8))), 1);
  },
  'bit of the box': (text) => {
    const bytes = bytesOf(text);
    const place = number(bytes.length);
    bytes[place] = (bytes[place] as number) ^ (1 << number(8));
    return withBytes(text, bytes);
  },
  'several bytes': (text) => {
    const bytes = bytesOf(text);
    for (let left = 1 + number(8); left > 0; left--) bytes[number(bytes.length)] = number(256);
    return withBytes(text, bytes);
  },
  'cut at the end': (text) => text.slice(0, number(text.length)),
  'cut at the start': (text) => text.slice(1 + number(text.length - 1)),
  'box cut': (text) => withBytes(text, bytesOf(text).subarray(0, number(bytesOf(text).length))),
  'box extended': (text) => withBytes(text, Buffer.concat([bytesOf(text), randomBytes(1 + number(20))])),
  'extended by a letter': (text) => text + some([...letters]),
  'junk put in': (text) => at(text, number(text.length + 1), some(junk), 0),
  'junk in place of a letter': (text) => at(text, number(text.length), some(junk), 1),
  'letter for a letter': (text) => at(text, number(text.length), some([...letters]), 1),
  'another key id': (text) =>
    [...cut(text).slice(0, 2), some(['k1', 'k2', 'AAAAAAAAAAA', 'k3', '']), cut(text)[3]].join('.'),
  'header of another': (text, other) => [...cut(other).slice(0, 3), cut(text)[3]].join('.'),
  'another version': (text) =>
    [some(['gv0', 'gv2', 'gs1', 'GV1', 'gv1.gv1', '']), ...cut(text).slice(1)].join('.'),
  'another algorithm': (text) =>
    [
      cut(text)[0],
      some(['none', 'a128gcm', 'A256GCM', 'a256gcm ', 'x25519', '']),
      ...cut(text).slice(2),
    ].join('.'),
  'other alphabet': (text) =>
    [...cut(text).slice(0, 3), Buffer.from(bytesOf(text)).toString(some(['base64', 'hex'] as const))].join(
      '.',
    ),
  'other spelling of the last letter': (text) => {
    const last = letters.indexOf(text.at(-1) ?? '');
    return text.slice(0, -1) + (letters[last ^ (1 + number(15))] ?? 'A');
  },
  'salt of another': (text, other) => splice(text, other, 0, 16),
  'iv of another': (text, other) => splice(text, other, 16, 28),
  'commitment of another': (text, other) => splice(text, other, 28, 60),
  'tag of another': (text, other) => splice(text, other, bytesOf(text).length - 16, bytesOf(text).length),
  'upper and lower case': (text) => (number(2) === 0 ? text.toUpperCase() : text.toLowerCase()),
  'said twice': (text) => text + some(['', '.', ' ']) + text,
  'parts in another order': (text) => cut(text).reverse().join('.'),
};

function splice(text: string, other: string, from: number, to: number): string {
  const bytes = bytesOf(text);
  bytes.set(bytesOf(other).subarray(from, Math.min(to, bytesOf(other).length)), from);
  return withBytes(text, bytes);
}

test(`${String(mutants)} mutants of sealed texts are all refused, by one error (seed ${String(seed)})`, () => {
  const names = Object.keys(mutations);
  const tried = new Map<string, number>();
  for (let made = 0; made < mutants;) {
    const target = some(targets);
    const [text, other] = [some(target.texts), some(target.texts)];
    const name = some(names);
    let mutant: string;
    try {
      mutant = (mutations[name] as (text: string, other: string) => string)(text, other);
    } catch (error) {
      // a part that is longer than what it should go into
      if (error instanceof RangeError) continue;
      throw error;
    }
    if (target.texts.includes(mutant)) continue;
    made++;
    tried.set(name, (tried.get(name) ?? 0) + 1);
    const refusal = refusalOf(target, mutant);
    assert.equal(refusal, 'integrity_failed', `${target.name}, ${name}, seed ${String(seed)}: ${mutant}`);
  }
  assert.deepEqual([...tried.keys()].sort(), [...names].sort(), 'every kind of mutant was made');
});

/** The code, with the message only if it is another than the target's own one. */
const messages = new Map<string, string>();
function refusalOf(target: Target, mutant: string): string {
  try {
    target.open(mutant);
    return 'opened';
  } catch (error) {
    if (!(error instanceof AppError)) return String(error);
    const kind = target.name === 'credential' ? 'credential' : 'value';
    const one = messages.get(kind) ?? error.message;
    messages.set(kind, one);
    return one === error.message ? error.code : `another message: ${error.message}`;
  }
}

test('lists of keys that are none are refused by the same error', () => {
  const [text] = (targets[0] as Target).texts as [string];
  const { id } = keys[0] as NamedKey;
  const shut = { code: 'integrity_failed', message: 'A sealed value could not be opened.' };
  for (const found of [undefined, { id, key: randomBytes(32) }, { id: 'k2', key: (keys[0] as NamedKey).key }])
    assert.throws(() => openValue(() => found, place, text), shut);
  for (const lists of [
    [],
    [randomBytes(32)],
    [randomBytes(31)],
    [new Uint8Array(0)],
    [randomBytes(32), randomBytes(64)],
  ])
    assert.throws(() => unwrapDataKey(lists, 'tnt_a', wrapped.dataKey.id, wrapped.wrapped), shut);
  // a wrapped text that holds something else than a key of 32 bytes
  for (const size of [0, 16, 31, 33, 64]) {
    const short = { id: wrapped.dataKey.id, key: randomBytes(size) };
    const stored = wrapDataKey(outer, 'tnt_a', short, randomBytes);
    assert.throws(() => unwrapDataKey([outer], 'tnt_a', short.id, stored), shut);
  }
});
