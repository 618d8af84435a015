/** What the redactor promises: secrets and personal values go, the rest stays, twice is once, and hostile text costs no more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRedactor, detectors } from './redactor.ts';
import { maskPersonal } from './mask-personal.ts';
import { hostile, samples } from './samples.ts';
import { runs } from '../../../tests/support/runs.ts';

const redactor = createRedactor();

for (const [name, sample] of samples) {
  test(`${name} is hidden, under its own name, and what stands around it stays`, () => {
    const { text, counts } = redactor.redact(`before ${sample} after`);
    assert.match(text, /^before .*after$/s);
    assert.ok((counts[name] ?? 0) > 0, `${text} ${JSON.stringify(counts)}`);
    const secret = sample.split(/[ =:"/@]/).reduce((a, b) => (b.length > a.length ? b : a), '');
    assert.ok(!text.includes(secret), text);
  });
}

test('every detector is shown at work by a sample', () => {
  const shown = new Set(samples.map(([name]) => name));
  const missing = [...new Set(detectors.map((one) => one.name))].filter((name) => !shown.has(name));
  assert.deepEqual(missing, []);
});

test('ordinary texts are left alone', () => {
  for (const text of [
    'The quick brown fox, 2026-11-22T12:00:00Z, order 1234567890123456, version 1.2.3.',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'id dec_01jx5n8p9qv3w4x5y6z7a8b9c0 took 12.5 ms; tokens: 1024; password policy applies',
    'The client-key-data field of a kubeconfig, a .netrc with machine, login and password, and curl -u user: they are told below.',
    'Authorization: Token required. Cookie: the site sets a cookie; accept cookies? {"auth":"required","d":"aaaaaaaaaaaaaaaaaaaa"}',
    'The machine needs a login and a password. <password>your_password</password> <password>${env.PASSWORD}</password> curl -u $USER:$PASS',
    'Set-Cookie: name=value; Path=/v1/things/2; Max-Age=3600 and cookie: `sid=${made.cookieOf2}`, curl then docker run -u 1000:1000',
    'src/a.ts:5432:12 error at a.example:5432 and b:5432:c; docker run -u 1000:1000; {"kty":"RSA","kid":"a1b2c3d4e5f6g7h8i9"}',
    'See https://example.com/a?b=c#d and mailto-less text at 10:30; price 1,234.56 EUR',
  ]) {
    assert.deepEqual(redactor.redact(text), { text, counts: {} });
  }
});

test('kinds that are not asked for stay', () => {
  const text = 'write to jo@example.com';
  assert.equal(createRedactor({ kinds: ['secret', 'payment'] }).redact(text).text, text);
});

test('redacting twice is redacting once', () => {
  const parts = fc.oneof(
    fc.constantFrom(...samples.map(([, sample]) => sample)),
    fc.string({ maxLength: 6 }),
    fc.constantFrom(' ', '"', ':', '\n'),
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (pieces) => {
      for (const redact of [redactor.redact, maskPersonal]) {
        const once = redact(pieces.join('')).text;
        assert.equal(redact(once).text, once);
      }
    }),
    { numRuns: runs(300) },
  );
});

test('texts, member names and numbers inside a JSON value are hidden, and its shape stays', () => {
  const card = 4111111111111111;
  const { value, counts } = redactor.redactValue({
    a: [card, 'jo@example.com', true, null, 3],
    'jo@example.com': { b: 'x' },
  });
  assert.deepEqual(value, {
    a: ['[redacted:payment_card]', '[redacted:email]', true, null, 3],
    '[redacted:email]': { b: 'x' },
  });
  assert.deepEqual(counts, { payment_card: 1, email: 2 });
});

test('what is hidden in a text is hidden behind an escaped break or tab of JSON too', () => {
  for (const [name, sample] of samples.filter(([, one]) => JSON.stringify(one) === `"${one}"`))
    for (const before of ['\n', '\t', '\r\n', '\b', '\u0001']) {
      const text = JSON.stringify({
        body: JSON.stringify({ body: `it is:${before}${sample}${before}today` }),
      });
      const redacted = redactor.redact(text).text;
      const secret = sample.split(/[ =:"/@]/).reduce((a, b) => (b.length > a.length ? b : a), '');
      assert.ok(!redacted.includes(secret), `${name}: ${redacted}`);
    }
});

test('an address behind a line break of JSON in a text goes, and the JSON stays one', () => {
  for (const local of ['jo', 'n', 'u0041', 'tom'])
    for (const before of ['to\n', 'to\t', '\n', '\b\f', '\\', '\\\n', '\u0001', 'to '])
      for (const layers of [1, 2]) {
        let text = `${before}${local}@example.com\nend`;
        for (let layer = 0; layer < layers; layer++) text = JSON.stringify({ body: text });
        const redacted = redactor.redact(text).text;
        assert.doesNotMatch(redacted, /example\.com|jo/);
        let read: unknown = redacted;
        for (let layer = 0; layer < layers; layer++)
          read = (JSON.parse(read as string) as { body: unknown }).body;
        assert.match(read as string, /\[redacted:email\]\nend$/);
      }
});

test('an address with a quoted local part goes whole, in text and in JSON of several layers, and the JSON stays one', () => {
  for (const local of ['jo doe', 'jo@home', ' ', 'jo\\"x', 'very.(),:;<>[]".jo', '[x]'])
    for (const before of ['to ', '', 'to\n', '<'])
      for (const layers of [0, 1, 2, 3]) {
        const quoted = `"${local.replace(/(?<!\\)"/g, '\\"')}"`;
        let text = `${before}${quoted}@example.com end`;
        for (let layer = 0; layer < layers; layer++) text = JSON.stringify({ body: text });
        const redacted = redactor.redact(text).text;
        assert.doesNotMatch(redacted, /example\.com|jo/, text);
        let read: unknown = redacted;
        for (let layer = 0; layer < layers; layer++)
          read = (JSON.parse(read as string) as { body: unknown }).body;
        assert.match(read as string, /\[redacted:email\] end$/);
      }
});

test('an at sign that opens a text of JSON is no address, and neither is what stands before it', () => {
  for (const value of [
    { a: 'x', '@example.com': 'y' },
    ['x', '@example.com', { b: ['@other.example'] }, '@third.example'],
    { a: 1, b: null, '@example.com': [true, '@other.example'] },
    { a: {}, '@example.com': [[], '@other.example'] },
  ])
    for (const text of [
      JSON.stringify(value),
      JSON.stringify(value, null, 2),
      JSON.stringify({ body: JSON.stringify(value) }),
    ])
      assert.equal(redactor.redact(text).text, text);
});

test('a value nested without end is cut, not followed', () => {
  let deep: unknown = 'x';
  for (let i = 0; i < 10_000; i++) deep = [deep];
  assert.match(JSON.stringify(redactor.redactValue(deep).value), /too_deep/);
});

for (const [name, unit] of hostile) {
  test(`time grows with the length of the text and no faster: ${name}`, () => {
    const spend = (chars: number) => {
      const text = unit.repeat(Math.ceil(chars / unit.length));
      let best = Infinity;
      for (let i = 0; i < 3; i++) {
        // The processor's time, not the wall's: neighbours on a busy machine are no reason to fail.
        const from = process.cpuUsage();
        redactor.redact(text);
        maskPersonal(text);
        const { user, system } = process.cpuUsage(from);
        best = Math.min(best, user + system);
      }
      return best;
    };
    spend(2_000);
    const [small, large] = [spend(4_000), spend(32_000)];
    // Eight times the text: a quadratic detector takes 64 times as long.
    assert.ok(large < small * 28 || large < 8000, `${large / small} times as long for eight times the text`);
  });
}
