/** An address is known again whatever marks stand at its edge, and in scripts that put no blank there; and no other is taken for it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../tests/support/runs.ts';
import { findAddresses, recipientForms } from './addresses.ts';

const before = [
  '', '_', '__', '*', '~~', '-', '--', '1.', '12.', '+', '%', '(', 'see--', '→', '①',
  '请付款给', 'メールは', 'ユーザー', '송금', 'ส่งไปที่', 'לכתובת', 'إلى', 'письмо', 'στο', 'ք',
]; // prettier-ignore
const after = [
  '', '_', '__', '*', '~~', '-', '--', '.', '%', ')', '--thanks', '_and', '¹', '…',
  '谢谢', '，谢谢', '。谢谢', 'へ送金', 'ー', '로', 'ที่', 'ל', 'письмо', 'ին',
]; // prettier-ignore

const letters = (least: number) =>
  fc.string({ unit: fc.constantFrom(...'bdfgjkqvz'), minLength: least, maxLength: 9 });
const digits = (least: number) =>
  fc.string({ unit: fc.constantFrom(...'3456789'), minLength: least, maxLength: 9 });
const host = fc.tuple(letters(4), fc.constantFrom('example', 'com', 'co.uk')).map((parts) => parts.join('.'));
const value = fc.oneof(
  fc.tuple(letters(2), host).map((parts) => parts.join('@')),
  host,
  host.map((name) => `https://${name}`),
  fc.tuple(fc.constantFrom('cus_', 'acct'), letters(2), digits(5)).map((parts) => parts.join('')),
  digits(8),
);
const settings = { seed: 20_261_123, numRuns: runs(400) };
const meets = (answer: string, sought: string) => {
  const learned = findAddresses(answer);
  return [...recipientForms(sought)].some((form) => learned.has(form));
};

test('with marks at its edges, or glued to words of another script, an address is known again', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(...before), fc.constantFrom(...after), (one, left, right) => {
      assert.ok(meets(`x ${left}${one}${right} y`, one), 'as an answer has it');
      assert.ok(meets(`pay ${one} now`, `${left}${one}${right}`), 'as an argument has it');
    }),
    settings,
  );
});

test('another address in the same marks is another', () => {
  fc.assert(
    fc.property(
      value,
      value,
      fc.constantFrom(...before),
      fc.constantFrom(...after),
      (one, other, left, right) => {
        fc.pre(!one.includes(other) && !other.includes(one));
        fc.pre(one.split(/[@/]+/).at(-1) !== other.split(/[@/]+/).at(-1));
        assert.ok(!meets(`x ${left}${one}${right} y`, other), `${one} ${other}`);
      },
    ),
    settings,
  );
});

test('an address in look-alike letters, or of another script itself, is known again between words of another', () => {
  assert.ok(meets('给\u0435v\u0435@gmail.example谢谢', 'eve@gmail.example'));
  assert.ok(meets('please write to 用户@例子.example.', '用户@例子.example'));
});
