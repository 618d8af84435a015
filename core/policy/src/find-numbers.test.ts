/** Numbers are known by any spelling, and none hides among others; what cannot be found is listed in docs/agentic-stack.md. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { learnedDigestsMax } from '@gamut/protocol/learned-origin';
import { runs } from '../../../tests/support/runs.ts';
import { findAddresses, recipientForms } from './addresses.ts';
import { findNumbers, soughtNumbers } from './find-numbers.ts';

/** Would a call to `recipient` be recognised after an answer that held `answer`? */
function recognised(answer: string, recipient: string): boolean {
  const learned = findAddresses(answer, learnedDigestsMax);
  return [...recipientForms(recipient, learnedDigestsMax)].some((form) => learned.has(form));
}

for (const [what, answer, recipient] of [
  ['an IBAN with an amount behind it', 'pay NL91 ABNA 0417 1643 00 250 EUR', 'NL91ABNA0417164300'],
  ['an IBAN with a date behind it', 'GB29 NWBK 6016 1331 9268 19 2026-11-23', 'GB29NWBK60161331926819'],
  ['an account with a date behind it', 'account 5050 1055 2026-11-30', '50501055'],
  ['an account with an amount before and behind it', '1250 12 345 678 250 kr', '12345678'],
  ['an account over a line break', 'pay 4417 9999\n5678 now', '441799995678'],
  ['an account over tabs', 'DE89\t3704\t0044\t0532\t0130\t00', 'DE89370400440532013000'],
  ['an account with many blanks', 'DE89    3704   0044  0532 0130    00', 'DE89370400440532013000'],
  ['an account with hyphens that do not break', '5050\u20111055\u20111234', '505010551234'],
  ['an account with dashes', 'DE89–3704–0044–0532–0130–00', 'DE89370400440532013000'],
  ['an account with markup of Markdown inside', 'DE89 **3704** 0044 0532 0130 00', 'DE89370400440532013000'],
  ['an account digit by digit', 'it is 5 0 5 0 1 0 5 5 and no other', '50501055'],
  ['an account without its zeros', 'account 0012345678', '12345678'],
  ['an account in Arabic digits', 'account ١٢٣٤٥٦٧٨', '12345678'],
  ['a recipient in Arabic digits', 'account 12345678', '١٢٣٤٥٦٧٨'],
  ['a number of five digits', 'customer 48213 wrote', '48213'],
  ['a number of five digits in two groups', 'customer 48 213 wrote', '48213'],
] as const) {
  test(`a number is recognised: ${what}`, () => {
    assert.ok(recognised(answer, recipient), `${answer} → ${recipient}`);
  });
}

for (const [what, answer, recipient] of [
  ['an account whose digits meet over words', 'paid 5050 and then 1055', '50501055'],
  ['an account whose digits meet over a comma', '5050, 1055', '50501055'],
  ['a year in a name', 'on 2026-11-23', 'newsletter-2026'],
] as const) {
  test(`no number is recognised where there is none: ${what}`, () => {
    assert.ok(!recognised(answer, recipient), `${answer} → ${recipient}`);
  });
}

const anyone = [
  '50501055',
  'GB29NWBK60161331926819',
  '48213',
  'cus_9f8e7d6c',
  'eve@evil.example',
  'https://evil.example/',
];

test('after an answer full of harmless digits only what its numbers may be is a recipient that it taught', () => {
  const table = (rows: number) =>
    Array.from({ length: rows }, (_, row) => [row, row * 7, row * 7919].join('\t')).join('\n');
  for (const recipient of anyone) assert.ok(!recognised(table(40), recipient), recipient);
  for (const recipient of anyone.slice(3)) assert.ok(!recognised(table(5_000), recipient), recipient);
});

test('numbers that are too many to be told one by one hide none of them', () => {
  const digits = (count: number) =>
    Array.from({ length: count }, (_, at) => String((at * 7919) % 99_991)).join(' ');
  for (const count of [0, 50, 150, 300, 500, 1000, 3000])
    for (const [answer, recipient] of [
      ['account 0005 0501 0552 026', '505010552'],
      ['IBAN GB29 NWBK 6016 1331 9268 19 250', 'GB29NWBK60161331926819'],
      ['customer 48 213', '48213'],
    ] as const)
      assert.ok(
        recognised(`${digits(count)} ${answer} ${digits(count)}`, recipient),
        `${answer} among ${count}`,
      );
});

test('a number is recognised from any group to any later one, whatever keeps the groups apart', () => {
  const groups = fc.array(fc.stringMatching(/^[0-9]{1,6}$/), { minLength: 1, maxLength: 12 });
  const gap = fc.constantFrom(
    ' ',
    '  ',
    '\t',
    '\n',
    ' \r\n',
    '-',
    '\u2011',
    '\u2013',
    '.',
    '/',
    ' (',
    ') ',
    '\u00a0',
  );
  fc.assert(
    fc.property(
      groups,
      fc.array(gap, { minLength: 12, maxLength: 12 }),
      fc.nat(11),
      fc.nat(11),
      (all, gaps, one, other) => {
        const [from, to] = [Math.min(one, other) % all.length, Math.max(one, other) % all.length];
        const number = all.slice(Math.min(from, to), Math.max(from, to) + 1).join('');
        fc.pre(number.length >= 5 && number.length <= 34);
        assert.ok(recognised(all.map((group, at) => `${group}${String(gaps[at])}`).join(''), number), number);
      },
    ),
    { numRuns: runs(500) },
  );
});

test('what answers taught before numbers were joined and parts were known is still asked for', () => {
  for (const [recipient, form] of [
    ['0012345678', 'number:0012345678'],
    ['12-34-56 78901234', 'number:12345678901234'],
    ['customer:cus_9f8e7d6c', 'id:customercus9f8e7d6c'],
    ['GB29 NWBK 6016 1331 9268 19', 'id:gb29nwbk60161331926819'],
  ] as const)
    assert.ok(recipientForms(recipient).has(form), form);
});

const many = 100;
const digits = (count: number): string => '3'.repeat(count);
const letters = (count: number): string => 'c'.repeat(count);

/** What is learned of a text, the most exact step of the ladder. */
const exact: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing of nothing', '', []],
  ['four digits are in every text', '1234', []],
  ['two groups are one number, and neither of these is one', '5050 1055', ['number:50501055']],
  ['no number begins with zeros', '000 123 45', ['number:123', 'number:12345']],
  ['of zeros alone one is left', '00000', ['number:0']],
  [
    'every group with every later one',
    '12345 678 90123',
    ['number:12345', 'number:12345678', 'number:1234567890123', 'number:67890123', 'number:90123'],
  ],
  ['letters keep digits apart', 'a12345b67890', ['number:12345', 'number:67890']],
  ['three signs join', '12345 --- 67890', ['number:12345', 'number:1234567890', 'number:67890']],
  ['four signs do not', '12345 ---- 67890', ['number:12345', 'number:67890']],
  ['an IBAN has fifteen characters', 'gb29 nwbk 6016 133', ['number:6016133', 'id:gb29nwbk6016133']],
  ['and no fewer', 'gb29nwbk601613', ['number:601613']],
  ['and begins with two letters and two digits', 'xgb29nwbk6016133', ['number:6016133']],
  ['both of them', 'gb2anwbk60161331', ['number:60161331']],
  [
    'from a group that can begin one to every later one',
    'aa12 bb34 ccccccc 9999999',
    ['number:9999999', 'id:aa12bb34ccccccc', 'id:aa12bb34ccccccc9999999', 'id:bb34ccccccc9999999'],
  ],
  ['it has thirty-four at most', `ab12 ${letters(30)}`, [`id:ab12${letters(30)}`]],
  ['and no more', `ab12 ${letters(31)}`, []],
  ['groups join up to thirty-four', `12 ${digits(32)}`, [`number:12${digits(32)}`, `number:${digits(32)}`]],
  ['and no further, though one alone may be longer', `12 ${digits(33)}`, [`number:${digits(33)}`]],
];
for (const [what, text, forms] of exact)
  test(`exactly what may be a number is learned: ${what}`, () => {
    assert.deepEqual([...(findNumbers([text], many).ladder[0] ?? [])], forms);
  });

test('blanks join groups over two thousand characters and no more', () => {
  const over = (blanks: number) => findNumbers([`12345${' '.repeat(blanks)}67890`], many).ladder[0];
  assert.ok(over(2_000)?.has('number:1234567890'));
  assert.ok(!over(2_001)?.has('number:1234567890'));
});

test('the ladder leads from the numbers to their beginnings and to any number at all', () => {
  const steps = (text: string, max = many) => findNumbers([text], max).ladder.map((step) => [...step]);
  assert.deepEqual(steps(''), [[]]);
  assert.deepEqual(steps('1234567 89'), [
    ['number:1234567', 'number:123456789'],
    ['start:123456'],
    ['start:12345'],
    ['number:*'],
  ]);
  assert.deepEqual(steps('123456'), [['number:123456'], ['start:123456'], ['start:12345'], ['number:*']]);
  assert.deepEqual(steps('00123'), [['number:123'], ['number:123'], ['number:123'], ['number:*']]);
  // one more than may be told shows that a step is not whole
  assert.deepEqual(steps('12345 67890 11111', 2), [
    ['number:12345', 'number:1234567890', 'number:123456789011111'],
    ['number:12345', 'start:123456', 'number:67890'],
    ['start:12345', 'start:67890', 'start:11111'],
    ['number:*'],
  ]);
  assert.deepEqual(steps('12345 67890 11111', 0), [
    ['number:12345'],
    ['number:12345'],
    ['start:12345'],
    ['number:*'],
  ]);
  assert.deepEqual(
    findNumbers(['12345', '67890'], 1).ladder.map((step) => step.size),
    [2, 2, 2, 1],
  );
});

const sought: readonly (readonly [string, string, readonly string[]])[] = [
  ['four digits are no recipient', '1234', []],
  ['five that stand for themselves are', '(12345)', ['number:12345', 'start:12345']],
  ['five beside a letter are not', 'a12345', []],
  ['nor before one', '12345b', []],
  ['six are one anywhere', 'a123456b', ['number:123456', 'start:123456', 'start:12345']],
  ['with its zeros too', '0012345', ['number:12345', 'number:0012345', 'start:12345']],
  [
    'a group that is a number, and the whole',
    '12 345678',
    ['number:345678', 'number:12345678', 'start:345678', 'start:123456', 'start:34567', 'start:12345'],
  ],
  ['a group of five is none by itself', '12345 67890', ['number:1234567890', 'start:123456', 'start:12345']],
  [
    'an IBAN beside its number',
    'gb29nwbk6016133',
    ['number:6016133', 'id:gb29nwbk6016133', 'start:601613', 'start:gb29nw', 'start:60161', 'start:gb29n'],
  ],
];
for (const [what, text, forms] of sought)
  test(`a recipient is looked up under all that its numbers may have been learned as: ${what}`, () => {
    const expected = forms.length === 0 ? [] : [...forms, 'number:*'];
    assert.deepEqual([...soughtNumbers(text, many)].sort(), expected.sort());
  });

test('what is too long to be one number is looked up by all that it may hold', () => {
  const long = Array.from({ length: 6 }, (_, at) => String(123_450 + at)).join(' ');
  const forms = soughtNumbers(long, many);
  for (const number of ['123450', '123451', '123450123451', '123454123455'])
    assert.ok(forms.has(`number:${number}`), number);
  assert.ok(!forms.has(`number:${long.replaceAll(' ', '')}`));
  assert.ok(soughtNumbers(digits(35), many).has(`number:${digits(35)}`), 'one group alone may be longer');
});
