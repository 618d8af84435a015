/** A character reference by number may begin with zeros, as many as one likes: it names the same sign. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInLine } from '../../../tests/support/pace.ts';
import { findAddresses, recipientForms } from './addresses.ts';
import { decodeHtml } from './html-escapes.ts';

test('with zeros before it a number names what it names without', () => {
  for (const zeros of [0, 1, 16, 17, 23, 24, 300]) {
    const lead = '0'.repeat(zeros);
    assert.equal(decodeHtml(`eve&#${lead}64;gmail&#x${lead}2E;example`), 'eve@gmail.example', String(zeros));
    assert.equal(decodeHtml(`&#${lead}64&#x${lead}40`), '@@', String(zeros));
    assert.equal(decodeHtml(`&#${lead}0;|&#x${lead}0;|&#;|&#x;`), '\0|\0|&#;|&#x;');
    const account = [...'99887766'].map((digit) => `&#${lead}${String(digit.charCodeAt(0))};`).join('');
    const learned = findAddresses(`account ${account}`);
    assert.ok([...recipientForms('99887766')].some((form) => learned.has(form)));
  }
});

test('zeros without end cost no more than their length', (t) => {
  for (const unit of ['0', '&#0', '&#x00'])
    assertInLine(t, unit, 500_000, (size) => decodeHtml(`&#${unit.repeat(size / unit.length)}g`));
});
