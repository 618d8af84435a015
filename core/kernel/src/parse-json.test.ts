/** Guarantees of the strict JSON reader, and the proof that its fast path reads exactly what a plain slow one reads. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AppError } from './app-error.ts';
import { canonicalJson } from './canonical-json.ts';
import { parseJson } from './parse-json.ts';
import { assertInLine } from '../../../tests/support/pace.ts';
import { runs } from '../../../tests/support/runs.ts';

function codeOf(input: string | Uint8Array, given = {}): string {
  try {
    parseJson(input, given);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'read';
}

test('any JSON value comes out as it went in', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      // fast-check may make -0 and a member __proto__, which JSON text can't carry or this reader refuses
      const text = JSON.stringify(value);
      if (text.includes('__proto__')) return;
      assert.deepEqual(parseJson(text), JSON.parse(text));
      assert.deepEqual(parseJson(new TextEncoder().encode(text)), JSON.parse(text));
    }),
    { numRuns: runs(500) },
  );
});

test('a member twice in one object is refused wherever it stands and however it is spelled', () => {
  assert.equal(codeOf('{"a":1,"a":1}'), 'duplicate_key');
  assert.equal(codeOf('{"a":1,"\\u0061":2}'), 'duplicate_key');
  assert.equal(codeOf('[{"x":[{"a":{"b":1},"c":"}{","a":2}]}]'), 'duplicate_key');
  assert.equal(codeOf('{"":1,"":2}'), 'duplicate_key');
  assert.throws(() => parseJson('{"one":{"two":1},"t":{"two":1,"\\u0074wo":2}}'), { message: /"two"/ });
  assert.equal(codeOf('{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}'), 'read');
  assert.equal(codeOf('{"a":"a:a:{}\\\\","b":"\\":\\":"}'), 'read');
});

test('planting a second copy of a member anywhere is always found', () => {
  const object = fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), fc.jsonValue({ maxDepth: 2 }), {
    minKeys: 1,
  });
  fc.assert(
    fc.property(object, fc.nat(), (value, pick) => {
      const names = Object.keys(value);
      if (JSON.stringify(value).includes('__proto__')) return;
      const name = JSON.stringify(names[pick % names.length]);
      const doubled = JSON.stringify(value).replace(/\}$/, () => `,${name}:0}`);
      assert.equal(codeOf(doubled), 'duplicate_key');
      assert.equal(codeOf(`[0,{"deep":${doubled}}]`), 'duplicate_key');
    }),
    { numRuns: runs(300) },
  );
});

test('a number that reading would change is refused', () => {
  const changed = [
    '123456789012345678000',
    '9007199254740993',
    '-9007199254740993',
    '1e309',
    '-1e309',
    '1e-400',
    '0.1000000000000000055',
    '12345678901234567890',
    '18446744073709551616',
    '1.00000000000000000001',
    '3.14159265358979323846',
    '1e999999999999',
  ];
  for (const text of changed) {
    assert.equal(codeOf(text), 'inexact_number', text);
    assert.equal(codeOf(`{"n":[${text}]}`), 'inexact_number', text);
  }
  const kept = [
    '9007199254740992',
    '9007199254740994',
    '0.1',
    '0.10',
    '1e22',
    '1E23',
    '1.5e3',
    '100',
    '1e+2',
    '5e-324',
    '1.7976931348623157e308',
    '123456789012345680000',
    '0e5',
    '0.000',
  ];
  for (const text of kept) assert.equal(parseJson(text), Number(text), text);
  assert.equal(codeOf('"9007199254740993"'), 'read');
});

test('every double survives, and any numeral that is accepted has the value of its canonical spelling', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.equal(parseJson(String(value)), Object.is(value, -0) ? 0 : value);
    }),
    { numRuns: runs(1000) },
  );
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 69n), max: 2n ** 69n }), (value) => {
      const accepted = codeOf(String(value)) === 'read';
      // below 1e21 the canonical spelling is plain digits
      assert.equal(accepted, BigInt(canonicalJson(Number(value))) === value);
    }),
    { numRuns: runs(1000) },
  );
});

test('a negative zero is refused however it is spelled and wherever it stands; where it may come it becomes zero', () => {
  for (const zero of ['-0', '-0.0', '-0e5', '-0.00E-3'])
    for (const text of [zero, `{"a":[1,{"b":${zero}}]}`]) {
      assert.equal(codeOf(text), 'inexact_number', text);
      assert.throws(() => parseJson(text), {
        message: new RegExp(`character ${text.indexOf(zero)} is a zero`),
      });
    }
  assert.equal(codeOf('{"a":"-0","b":-1,"c":0,"d":1e-0,"-0":0.0}'), 'read');
  const asZero = { negativeZero: 'as_zero' } as const;
  assert.ok(Object.is(parseJson('-0', asZero), 0));
  assert.ok(Object.is((parseJson('{"a":[1,-0.0e5]}', asZero) as { a: number[] }).a[1], 0));
  assert.equal(codeOf('-1e-400', asZero), 'inexact_number');
});

test('text that is not JSON, not UTF-8 or not well formed is refused', () => {
  for (const text of [
    '',
    ' ',
    '{',
    '{"a"}',
    "{'a':1}",
    '[1,]',
    '01',
    '+1',
    '.5',
    'NaN',
    'undefined',
    '{"a":1}}',
    '\ufeff{}',
    '"\t"',
    '"\\x41"',
  ]) {
    assert.equal(codeOf(text), 'malformed_json', JSON.stringify(text));
  }
  assert.equal(codeOf(new Uint8Array([0x22, 0xff, 0x22])), 'malformed_json');
  assert.equal(codeOf(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d])), 'malformed_json');
  assert.equal(codeOf(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])), 'malformed_json');
  for (const text of ['"\\ud800"', '"\\udc00x"', '{"\\ud83d":1}', '["\\ud83d\\ud83d"]'])
    assert.deepEqual([codeOf(text), codeOf(text, { halfPairs: 'kept' })], ['malformed_json', 'read'], text);
  assert.equal(codeOf('"\\ud83d\\ude00"'), 'read');
});

test('a member named __proto__ is refused in either spelling and pollutes nothing', () => {
  assert.equal(codeOf('{"__proto__":{"admin":true}}'), 'malformed_json');
  assert.equal(codeOf('{"a":{"\\u005f_proto__":1}}'), 'malformed_json');
  assert.equal(({} as Record<string, unknown>)['admin'], undefined);
});

test('size and depth are bounded, and a hostile depth costs no stack', () => {
  assert.equal(codeOf('[1]', { bytesMax: 3 }), 'read');
  assert.equal(codeOf('[12]', { bytesMax: 3 }), 'body_too_large');
  assert.equal(codeOf('[[1]]', { depthMax: 2 }), 'read');
  assert.equal(codeOf('[[[1]]]', { depthMax: 2 }), 'too_deep');
  assert.equal(codeOf('['.repeat(400_000) + ']'.repeat(400_000)), 'too_deep');
  assert.equal(codeOf('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)), 'too_deep');
});

test('a message never repeats what was sent beyond a member name', () => {
  assert.throws(
    () => parseJson('{"password": hunter2-secret}'),
    (error: Error) => !error.message.includes('hunter2'),
  );
});

test('a numeral of a megabyte is refused at once: its digits are not even compared', (t) => {
  assertInLine(t, 'numerals', 900_000, (digits) => {
    const long = [
      `1.${'0'.repeat(digits)}1`,
      `1e-${'9'.repeat(digits)}`,
      `${'1'.repeat(digits)}`,
      `-0.${'0'.repeat(digits)}`,
    ];
    for (const numeral of long) assert.equal(codeOf(`{"password":${numeral}}`), 'inexact_number');
  });
});

test('every double in its longest plain spelling is still read', () => {
  for (const value of [5e-324, 1.7976931348623157e308, 2.2250738585072014e-308]) {
    const spelled = value < 1 ? plainly(value) : BigInt(value).toString();
    assert.notEqual(spelled.length > 400, true);
    if (Number(spelled) === value && /^0\./.test(spelled)) assert.equal(codeOf(`[${spelled}]`), 'read');
  }
});

/** A small double without an exponent. */
function plainly(value: number): string {
  const [digits = '', power = '0'] = String(value).split('e-');
  return `0.${'0'.repeat(Number(power) - 1)}${digits.replace('.', '')}`;
}

for (const [text, says] of [
  ['{"a":NaN}', /NaN, Infinity, a plus sign/],
  ['{"a":+1}', /NaN, Infinity, a plus sign/],
  ['{"a":Infinity}', /NaN, Infinity, a plus sign/],
  ['\ufeff{}', /byte order mark/],
  ['', /is empty/],
  ['{"a":', /ends too early/],
  ['{"a":"b', /ends too early/],
] as const)
  test(`${JSON.stringify(text)} is refused for what is wrong with it`, () => {
    assert.throws(() => parseJson(text), says);
  });
