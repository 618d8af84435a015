/** Only an https address or a mailbox becomes a link at the foot of the console. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contactText } from './contact-text.ts';

test('a contact is shown as an address or a mailbox, and anything else not at all', () => {
  assert.equal(contactText('https://gamut.example/security'), 'gamut.example/security');
  assert.equal(contactText('mailto:security@gamut.example'), 'security@gamut.example');
  for (const other of ['javascript:alert(1)', 'http://gamut.example', '', null])
    assert.equal(contactText(other), undefined);
});
