/** A live secret is found in every spelling, whatever stands around it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRedactor } from './redactor.ts';
import { runs } from '../../../tests/support/runs.ts';

const printable = fc
  .string({ minLength: 8, maxLength: 40, unit: 'grapheme-ascii' })
  .filter((text) => text.trim().length >= 8);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

test('a secret is hidden raw, escaped and encoded', () => {
  fc.assert(
    fc.property(printable, (secret) => {
      const { redact } = createRedactor({ secrets: [secret], kinds: [] });
      const bytes = Buffer.from(secret);
      const spellings = [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
        bytes.toString('hex'),
        bytes.toString('hex').toUpperCase(),
        bytes.toString('base64url'),
      ];
      for (const spelling of spellings) {
        const { text, counts } = redact(`<${spelling}>`);
        assert.equal(text, '<[redacted:known_secret]>'.slice(0, text.length), spelling);
        assert.equal(counts['known_secret'], 1);
      }
    }),
    { numRuns: runs(200) },
  );
});

test('a secret inside a longer base64 text is hidden at every offset, in both alphabets', () => {
  fc.assert(
    fc.property(
      printable,
      fc.uint8Array({ maxLength: 8 }),
      fc.uint8Array({ maxLength: 8 }),
      (secret, before, after) => {
        const { redact } = createRedactor({ secrets: [secret], kinds: [] });
        const whole = Buffer.concat([before, Buffer.from(secret), after]);
        for (const spelling of [base64(whole), whole.toString('base64url')]) {
          const { text } = redact(spelling);
          assert.ok(text.includes('[redacted:known_secret]'), `${secret} in ${spelling}`);
          const left = Buffer.from(text.replace('[redacted:known_secret]', ''), 'base64').toString('latin1');
          assert.ok(!left.includes(secret.slice(1, -1)));
        }
      },
    ),
    { numRuns: runs(300) },
  );
});

test('a longer secret that holds a shorter one leaves no tail', () => {
  const { redact } = createRedactor({ secrets: ['alpha-beta', 'alpha-beta-gamma'], kinds: [] });
  assert.equal(redact('x alpha-beta-gamma y').text, 'x [redacted:known_secret] y');
});

test('a secret too short to be one does not hide ordinary words', () => {
  assert.equal(createRedactor({ secrets: ['ab', ''], kinds: [] }).redact('abc').text, 'abc');
});
