/** Notes, keys, checkpoints and cosignatures: one spelling each, and no signature passes for another's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '@gamut/crypto/hash';
import { ed25519Signer, verifyEd25519 } from '@gamut/crypto/sign';
import { checkpointOrigin, formatCheckpoint, journalKeyName, parseCheckpoint } from './checkpoint.ts';
import { cosign, verifyCosignature } from './cosignature.ts';
import { formatVkey, noteKey, parseNote, parseVkey, signNote, verifyNote } from './signed-note.ts';

const signer = ed25519Signer(new Uint8Array(32).fill(1));
const name = journalKeyName('demo');
const key = noteKey('note', name, signer.publicKey, sha256);
const text = formatCheckpoint({
  origin: checkpointOrigin('demo', 'tnt_01jx0000000000000000000000', 'audit'),
  size: 7,
  root: new Uint8Array(32).fill(5),
});
const signed = signNote(text, name, signer, sha256);

function parsed(note: string) {
  const result = parseNote(note);
  assert.ok(result !== undefined);
  return result;
}

test('a signed note verifies under its key and no other', async () => {
  const note = parsed(signed);
  assert.equal(note.text, text);
  assert.equal(await verifyNote(note, key, verifyEd25519), 'verified');
  const stranger = ed25519Signer(new Uint8Array(32).fill(2));
  assert.equal(
    await verifyNote(note, noteKey('note', name, stranger.publicKey, sha256), verifyEd25519),
    'unsigned',
  );
  assert.equal(
    await verifyNote(note, noteKey('note', 'gamut.example/other', signer.publicKey, sha256), verifyEd25519),
    'unsigned',
  );
  assert.equal(await verifyNote(parsed(signed.replace('\n7\n', '\n8\n')), key, verifyEd25519), 'forged');
});

test('of several signatures by one key all must hold; those of strangers are passed over', async () => {
  const line = signed.slice(signed.indexOf('—'));
  const stranger = signNote(text, 'stranger.example', ed25519Signer(new Uint8Array(32).fill(2)), sha256);
  const strange = stranger.slice(stranger.indexOf('—'));
  assert.equal(await verifyNote(parsed(signed + strange), key, verifyEd25519), 'verified');
  const forged = signNote(`${text}more\n`, name, signer, sha256);
  assert.equal(
    await verifyNote(parsed(signed + forged.slice(forged.lastIndexOf('—'))), key, verifyEd25519),
    'forged',
  );
  assert.equal(parseNote(signed + line.repeat(16)), undefined, 'seventeen signatures');
});

test('a note in any other spelling is none', () => {
  const spellings = [
    '',
    text,
    `${text}\n`,
    signed.slice(0, -1),
    `${signed}\n`,
    `${signed} `,
    signed.replaceAll('\n', '\r\n'),
    signed.replace('—', '-'),
    signed.replace('— ', '—  '),
    signed.replace('\n\n', '\n'),
    signed.replace(/=\n$/, '\n'),
    signed.replace(/=\n$/, '==\n'),
    signed.replace('7', '7\u0000'),
    signed.replace('7', '7\u0085'),
    `\u0007${signed}`,
  ];
  for (const spelling of spellings) assert.equal(parseNote(spelling), undefined, JSON.stringify(spelling));
});

test('base64 that decodes to the same bytes by a lax decoder is refused', () => {
  const at = signed.lastIndexOf('=') - 1;
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const own = letters.indexOf(signed[at] as string);
  for (const spare of [1, 2, 3]) {
    const lax = signed.slice(0, at) + (letters[own ^ spare] as string) + signed.slice(at + 1);
    assert.equal(parseNote(lax), undefined);
  }
});

test('a verifier key reads back, and any change in it is refused', () => {
  const vkey = formatVkey(key);
  assert.deepEqual(parseVkey('note', vkey, sha256), key);
  assert.equal(parseVkey('cosignature', vkey, sha256), undefined);
  for (let at = 0; at < vkey.length; at++) {
    for (const bit of [1, 2, 32]) {
      const changed = vkey.slice(0, at) + String.fromCharCode(vkey.charCodeAt(at) ^ bit) + vkey.slice(at + 1);
      assert.equal(parseVkey('note', changed, sha256), undefined, changed);
    }
  }
  assert.throws(() => noteKey('note', 'with space', signer.publicKey, sha256), TypeError);
  assert.throws(() => noteKey('note', 'with+plus', signer.publicKey, sha256), TypeError);
  assert.throws(() => noteKey('note', '', signer.publicKey, sha256), TypeError);
});

test('what would not parse is never signed', () => {
  for (const bad of ['', 'no newline', 'a\u0000b\n', 'a\rb\n', '\ud800\n']) {
    assert.throws(() => signNote(bad, name, signer, sha256), TypeError, JSON.stringify(bad));
  }
});

test('a checkpoint reads back, and no other spelling of it does', () => {
  assert.equal(parseCheckpoint(text)?.size, 7);
  for (const other of [
    text.replace('7', '07'),
    text.replace('7', '0'),
    text.replace('7', '-7'),
    text.replace('7', '9'.repeat(17)),
    `${text}extension\n`,
    text.slice(0, -1),
    text.replace('=', ''),
    text.slice(text.indexOf('\n')),
  ]) {
    assert.equal(parseCheckpoint(other), undefined, JSON.stringify(other));
  }
  assert.throws(() => formatCheckpoint({ origin: 'x', size: 0, root: new Uint8Array(32) }), RangeError);
  assert.throws(() => formatCheckpoint({ origin: 'x\ny', size: 1, root: new Uint8Array(32) }), TypeError);
  assert.throws(() => checkpointOrigin('Demo', 'tnt_01jx0000000000000000000000', 'audit'), TypeError);
  assert.throws(() => checkpointOrigin('demo', '../x', 'audit'), TypeError);
});

test('a witness vouches for one checkpoint at one time, under its own key', async () => {
  const witness = ed25519Signer(new Uint8Array(32).fill(3));
  const witnessKey = noteKey('cosignature', 'gamut.example/demo/witness', witness.publicKey, sha256);
  const line = cosign(text, 1_790_000_000, witnessKey.name, witness, sha256);
  const note = parsed(signed + line);
  assert.deepEqual(await verifyCosignature(note, witnessKey, verifyEd25519), {
    is: 'verified',
    atSeconds: 1_790_000_000,
  });
  assert.equal(await verifyNote(note, key, verifyEd25519), 'verified');
  assert.deepEqual(await verifyCosignature(parsed(signed), witnessKey, verifyEd25519), { is: 'unsigned' });
  const later = signNote(text.replace('\n7\n', '\n8\n'), name, signer, sha256);
  assert.deepEqual(await verifyCosignature(parsed(later + line), witnessKey, verifyEd25519), {
    is: 'forged',
  });
});

test('a note signature is no cosignature, and the other way round, even by one key under one name', async () => {
  const asWitness = noteKey('cosignature', name, signer.publicKey, sha256);
  assert.deepEqual(await verifyCosignature(parsed(signed), asWitness, verifyEd25519), { is: 'unsigned' });
  const line = cosign(text, 1, name, signer, sha256);
  assert.equal(await verifyNote(parsed(`${text}\n${line}`), key, verifyEd25519), 'unsigned');
});
