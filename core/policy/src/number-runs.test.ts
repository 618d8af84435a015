/** Where one number ends and another begins, to the letter: groups, what stands beside them, and numbers that stand twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findNumbers, soughtNumbers } from './find-numbers.ts';

const many = 100;
const digits = (count: number): string => '3'.repeat(count);
const learned = (...texts: string[]): string[] => [...(findNumbers(texts, many).ladder[0] ?? [])].sort();
const sought = (text: string, max = many): string[] =>
  [...soughtNumbers(text, max)].filter((form) => /^(?:number:\d|id:)/.test(form)).sort();

test('every run of groups is joined, and not the last alone', () => {
  assert.deepEqual(learned('50 501 055, 1'), ['number:501055', 'number:50501', 'number:50501055']);
});

test('one number in other groups is another run, and its groups are learned too', () => {
  assert.deepEqual(learned('123456, 12345 6'), ['number:12345', 'number:123456']);
  assert.deepEqual(learned('123456', '12345 6, 1'), ['number:12345', 'number:123456']);
});

test('one group alone may be longer than any number, and what follows it is read by itself', () => {
  assert.deepEqual(learned(digits(35)), [`number:${digits(35)}`]);
  assert.deepEqual(learned(`${digits(35)} 12345`), ['number:12345', `number:${digits(35)}`]);
});

test('zeros are left out where a number begins, not where its run does', () => {
  assert.deepEqual(learned('1234 00678901 2'), [
    'number:123400678901',
    'number:1234006789012',
    'number:678901',
    'number:6789012',
  ]);
});

test('what stands before the first group says whether a short number stands for itself', () => {
  assert.deepEqual(sought('a12 345'), []);
  assert.deepEqual(sought('12 345a'), []);
  assert.deepEqual(sought('to 12 345 now'), ['number:12345']);
});

test('six digits in groups are a recipient beside letters too', () => {
  assert.deepEqual(sought('a123 456'), ['number:123456']);
  assert.deepEqual(sought('a123 45'), []);
});

test('thirty-four digits in groups are one number, and thirty-five are all that they may hold', () => {
  const whole = (count: number): string => `12345 67890 ${digits(count)}`;
  assert.deepEqual(sought(whole(24)), [`number:1234567890${digits(24)}`, `number:${digits(24)}`]);
  assert.ok(sought(whole(25)).includes('number:1234567890'));
});

test('where no more may be told, no more is looked up', () => {
  assert.deepEqual(sought('123456, 0654321', 0), ['number:123456']);
  assert.deepEqual(sought('123456, 0654321', 2), ['number:0654321', 'number:123456', 'number:654321']);
});

test('an IBAN begins with its letters and digits in one group, wherever it stands', () => {
  assert.deepEqual(learned('gb 29nwbk6016133'), ['number:6016133']);
  assert.deepEqual(learned('ccccccccccccccccccc gb29nwbk6016133'), ['id:gb29nwbk6016133', 'number:6016133']);
  assert.deepEqual(learned('gb29nwbk6016133 cccccccccccccccccccc, 1'), [
    'id:gb29nwbk6016133',
    'number:6016133',
  ]);
});
