/** SCRAM verifiers: the example conversation of RFC 7677 section 3 is reproduced byte for byte, and lax input is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from './hash.ts';
import { equalBytes, hmacSha256 } from './mac.ts';
import { scramVerifier } from './scram.ts';

const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
const authMessage =
  'n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
const clientProof = Buffer.from('dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=', 'base64');
const serverSignature = '6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=';

function parse(verifier: string) {
  const [, saltText, stored, server] =
    /^SCRAM-SHA-256\$4096:([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]{44}):([A-Za-z0-9+/=]{44})$/.exec(verifier) ?? [];
  assert.ok(saltText !== undefined && stored !== undefined && server !== undefined, verifier);
  return { saltText, stored: Buffer.from(stored, 'base64'), server: Buffer.from(server, 'base64') };
}

test('the example of RFC 7677 verifies: the client’s proof opens the stored key, the server’s signature is the published one', () => {
  const { saltText, stored, server } = parse(scramVerifier('pencil', salt));
  assert.equal(saltText, 'W22ZaJ0SNY7soEsUEjb6gQ==');
  assert.equal(Buffer.from(hmacSha256(server, authMessage)).toString('base64'), serverSignature);
  const signature = hmacSha256(stored, authMessage);
  const clientKey = clientProof.map((byte, at) => byte ^ (signature[at] as number));
  assert.ok(equalBytes(sha256(clientKey), new Uint8Array(stored)));
});

test('another password or another salt gives another verifier', () => {
  const known = scramVerifier('pencil', salt);
  assert.notEqual(scramVerifier('pencil2', salt), known);
  assert.notEqual(scramVerifier('pencil', Buffer.alloc(16, 7)), known);
});

test('the password does not stand in the verifier', () => {
  assert.ok(!scramVerifier('a-planted-password', salt).includes('planted'));
});

test('a password that SASLprep could change, an empty one, and a salt that is short or long are refused', () => {
  for (const password of ['', 'ä', 'with space', 'tab\there', 'nul\0', 'x'.repeat(1025)])
    assert.throws(() => scramVerifier(password, salt), TypeError);
  for (const bytes of [0, 11, 65])
    assert.throws(() => scramVerifier('pencil', new Uint8Array(bytes)), TypeError);
});
