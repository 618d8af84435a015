/** Of a private key whose end was cut off nothing is shown, whatever stands before its lines or in its head; and what is no key stays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInLine } from '../../../tests/support/pace.ts';
import { createRedactor } from './redactor.ts';

const redactor = createRedactor();
const redact = (text: string) => redactor.redact(text).text;
const label = (kind: string) => `-----BEGIN ${kind}-----`;
const pem = label(['RSA', 'PRIVATE', 'KEY'].join(' '));
const pgp = label(['PGP', 'PRIVATE', 'KEY', 'BLOCK'].join(' '));
const line = (n: number) => `lQOYBF3kZx0BCADKq${String(n).padStart(5, '0')}Qm9yZ1NlY3JldEtleU1hdGVyaWFsQUJDR`;
const lines = Array.from({ length: 24 }, (_, n) => line(n));
const last = 'QmFzZTY0';
const heads: Readonly<Record<string, readonly string[]>> = {
  'as it is': [pem, ...lines, last],
  'with a head as old versions write it': [pgp, 'Version: GnuPG v2.0.22 (GNU/Linux)', '', ...lines, last],
  'with a comment of any signs': [pgp, 'Comment: <jo@example.com> "prod" (2026); keep!', '', ...lines, last],
  encrypted: [
    pem,
    'Proc-Type: 4,ENCRYPTED',
    `DEK-Info: AES-256-CBC,${'0123456789ABCDEF'.repeat(2)}`,
    '',
    ...lines,
    last,
  ],
  'with comments between': [pem, '# prod key (do not share!)', ...lines.flatMap((one) => [one, '# -']), last],
};
const ways: Readonly<Record<string, (all: readonly string[]) => string>> = {
  lines: (all) => all.join('\n'),
  quoted: (all) => all.map((one) => `> ${one}`).join('\n'),
  numbered: (all) => all.map((one, n) => `${String(n + 1)}\t${one}`).join('\n'),
  'source code': (all) => all.map((one) => `"${one.replaceAll('"', '\\"')}\\n"`).join(' +\n  '),
  JSON: (all) => JSON.stringify({ body: all.join('\r\n') }),
  'a list of JSON': (all) => JSON.stringify(all),
  'a difference': (all) => all.map((one) => `+${one}`).join('\n'),
  HTML: (all) => all.join('<br>\n'),
  'a URL': (all) => encodeURIComponent(all.join('\n')).replaceAll('%20', ' '),
};

for (const [head, all] of Object.entries(heads))
  test(`a key ${head} is hidden wherever it is cut off`, () => {
    for (const [name, write] of Object.entries(ways)) {
      const text = write(all);
      for (const cut of [
        text.length,
        text.length - last.length - 30,
        text.length >> 1,
        text.indexOf(line(0)) + 40,
      ]) {
        const shown = redact(text.slice(0, cut));
        assert.doesNotMatch(shown, /lQOYBF|Qm9y|QmFz|V1h|WFsQUJD/, `${name}, ${String(cut)}: ${shown}`);
        assert.equal(redact(shown), shown);
      }
    }
  });

test('a label that stands in a program or in prose hides no more than it did', () => {
  for (const behind of [
    "') ? readPrivateKeyFromConfiguration(pathOfTheFile) : undefined;\n}\n",
    '` is how such a file begins (see apps/gateway/src/connectors/credentials/README).\n',
  ]) {
    const text = `text.startsWith('${pem}${behind}`;
    assert.equal(redact(text), text);
  }
});

test('hostile labels cost no more than their length', (t) => {
  const units = [
    pem,
    `${pem} ${line(1)} `,
    `${pem}${' '.repeat(390)}`,
    `${pem}${'# '.repeat(90)}`,
    `${pem}${'aB1'.repeat(6)} `,
  ];
  for (const unit of units)
    assertInLine(t, unit.slice(0, 40), 300_000, (size) => redact(unit.repeat(Math.ceil(size / unit.length))));
});
