/** Decimals are exact whatever their size, one value has one text, and what is no numeral is none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../tests/support/runs.ts';
import { currencyCodes, minorDigitsOf } from './currencies.ts';
import {
  addDecimals,
  compareDecimals,
  decimalOf,
  decimalText,
  fractionDigits,
  parseDecimal,
  roundDecimal,
  subtractDecimals,
  type Decimal,
} from './exact-decimal.ts';

const value = fc.record({ units: fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), scale: fc.nat(20) });
const parsed = (text: string): Decimal => parseDecimal(text) as Decimal;

test('adding and taking away again is nothing done, and the order of a sum is nothing', () => {
  fc.assert(
    fc.property(value, value, value, (a, b, c) => {
      assert.equal(compareDecimals(subtractDecimals(addDecimals(a, b), b), a), 0);
      const [one, other] = [addDecimals(addDecimals(a, b), c), addDecimals(a, addDecimals(c, b))];
      assert.equal(decimalText(one), decimalText(other));
    }),
    { numRuns: runs(300) },
  );
});

test('a value is read back from its text, and equal values have one text', () => {
  fc.assert(
    fc.property(value, fc.nat(10), (one, more) => {
      assert.equal(compareDecimals(parsed(decimalText(one)), one), 0);
      const wider = { units: one.units * 10n ** BigInt(more), scale: one.scale + more };
      assert.equal(decimalText(wider), decimalText(one));
    }),
    { numRuns: runs(300) },
  );
});

test('every finite double is the decimal of its shortest spelling', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
      const exact = decimalOf(double);
      assert.ok(exact !== undefined);
      assert.equal(Number(decimalText(exact)), double === 0 ? 0 : double);
    }),
    { numRuns: runs(1000) },
  );
  assert.equal(decimalText(decimalOf(5e-324) as Decimal).length, 326);
  assert.equal(decimalText(decimalOf(1e21) as Decimal), `1${'0'.repeat(21)}`);
});

test('what is no numeral is none', () => {
  for (const text of [
    '',
    '-',
    '.',
    '1.',
    '.5',
    '+1',
    '0x1',
    '1_0',
    ' 1',
    '1 ',
    'NaN',
    'Infinity',
    '1e',
    '1,5',
    '١',
    '1e9999',
    '1n',
  ])
    assert.equal(parseDecimal(text), undefined, text);
  for (const double of [NaN, Infinity, -Infinity]) assert.equal(decimalOf(double), undefined);
  assert.equal(decimalText(decimalOf(-0) as Decimal), '0');
});

test('half of the last digit is rounded up', () => {
  const rounded = (text: string, scale: number): string => decimalText(roundDecimal(parsed(text), scale));
  assert.equal(rounded('0.30000000000000004', 6), '0.3');
  assert.equal(rounded('0.0000005', 6), '0.000001');
  assert.equal(rounded('0.0000004999', 6), '0');
  assert.equal(rounded('12.5', 6), '12.5');
  assert.equal(rounded('9.9999999', 6), '10');
});

test('digits after the point are those that the value needs', () => {
  assert.deepEqual(
    ['1', '1.10', '0.001', '100', '1e-7'].map((text) => fractionDigits(parsed(text))),
    [0, 1, 3, 0, 7],
  );
});

test('a currency is three capital letters, there once, and has a smallest unit', () => {
  assert.equal(new Set(currencyCodes).size, currencyCodes.length);
  for (const code of currencyCodes) {
    assert.match(code, /^[A-Z]{3}$/);
    assert.ok([0, 2, 3, 4].includes(minorDigitsOf(code) as number));
  }
  for (const code of ['eur', 'EURO', 'XXX', 'XTS', '', 'constructor', '__proto__'])
    assert.equal(minorDigitsOf(code), undefined);
});
