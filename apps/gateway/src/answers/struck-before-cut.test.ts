/** A safe form cuts what was struck already: of a secret across the place of a cut, or inside of what is masked, nothing is left. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectors } from '@gamut/redaction/redactor';
import { samples } from '@gamut/redaction/samples';
import type { SafeForm } from '@gamut/protocol/safe-form';
import { makeSafe } from './make-safe.ts';

const live = 'jo@example.com:live-Credential-0123456789abcdefghijkl';
const secretKinds = new Set(detectors.filter(({ kind }) => kind === 'secret').map(({ name }) => name));
const secrets = [...samples.filter(([name]) => secretKinds.has(name)).map(([, sample]) => sample), live];
/** What tells one from another: its longest run. */
const tellingOf = (secret: string) =>
  secret.split(/[^A-Za-z0-9_-]|-----/).reduce((one, other) => (other.length > one.length ? other : one), '');

function shown(line: string, form: SafeForm): string {
  const answer = { content: [{ type: 'text', text: line }], structuredContent: { line } };
  const job = {
    text: JSON.stringify(answer),
    bytesMax: 1_000_000,
    secrets: [live],
    tenant: 't',
    teaches: false,
  };
  const made = makeSafe({ ...job, form, dataClass: 'internal' }, () => undefined);
  if (made.kind === 'refused') assert.fail(made.why);
  return JSON.stringify(made.answer).replace(/\[redacted:[a-z0-9_]*/g, '');
}

test('wherever in a secret a long line is cut, nothing of it is returned', () => {
  for (const secret of secrets)
    for (const mask of [false, true])
      for (let inside = 4; inside < secret.length; inside += 7) {
        const text = shown(`${'. '.repeat(1_000).slice(inside)}${secret} tail`, { rowsMax: 4, mask });
        assert.ok(!text.includes(tellingOf(secret).slice(0, 6)), `${secret}: …${text.slice(-120)}`);
      }
});

test('a key of which the form leaves out the last rows is hidden as if it stood whole', () => {
  const label = ['-----BEGIN PGP', 'PRIVATE', 'KEY'].join(' ');
  const rows = Array.from({ length: 40 }, (_, n) => `lQOYBF3kZx0BCADKq${n}Qm9yZ1NlY3JldEtleU1hdGVyaWFs`);
  const key = [`${label} BLOCK-----`, 'Version: GnuPG v2.0.22 (GNU/Linux)', '', ...rows];
  const text = shown(`${key.join('\n')}\n${label.replace('BEGIN', 'END')} BLOCK-----`, {
    rowsMax: 20,
    mask: true,
  });
  assert.doesNotMatch(text, /lQOYBF|GNU/);
});

test('a secret with an address or a number in it is struck whole before anything of it is masked', () => {
  for (const secret of secrets)
    for (const before of ['', 'Account: ']) {
      const text = shown(`${before}${secret}`, { rowsMax: 10, mask: true });
      assert.ok(!text.includes(tellingOf(secret).slice(-6)), `${secret}: ${text}`);
    }
});
