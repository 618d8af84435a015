/** A signed statement verifies as written; every changed byte, another key, another deployment and a checkpoint are refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '@gamut/crypto/hash';
import { ed25519Signer, verifyEd25519 } from '@gamut/crypto/sign';
import { checkpointOrigin, formatCheckpoint, journalKeyName } from './checkpoint.ts';
import { noteKey, parseNote, signNote } from './signed-note.ts';
import { readStatement, signStatement, verifyStatement } from './signed-statement.ts';

const tenant = 'tnt_00000000000000000000000000';
const key = ed25519Signer(new Uint8Array(32).fill(7));
const other = ed25519Signer(new Uint8Array(32).fill(9));
const known = noteKey('note', journalKeyName('tests'), key.publicKey, sha256);
const document = {
  at: '2026-11-22T10:00:00.000Z',
  checks: [{ name: 'a', result: 'verified' }],
  outcome: 'verified',
};
const note = signStatement({ deployment: 'tests', tenant, kind: 'security-checks' }, document, key, sha256);

test('a statement verifies under its key and gives back what was stated', async () => {
  assert.equal(await verifyStatement(note, known, verifyEd25519), 'verified');
  assert.deepEqual(readStatement(note), {
    origin: `gamut.example/tests/${tenant}/security-checks`,
    document,
  });
});

test('no statement with one changed character verifies', async () => {
  for (let at = 0; at < note.length; at++) {
    const changed = note.slice(0, at) + (note[at] === 'x' ? 'y' : 'x') + note.slice(at + 1);
    assert.notEqual(
      await verifyStatement(changed, known, verifyEd25519),
      'verified',
      `character ${String(at)}`,
    );
  }
  for (const changed of [`${note}\n`, note.slice(0, -1), note.replace('\n\n', '\n'), note.replace(',', ', ')])
    assert.notEqual(await verifyStatement(changed, known, verifyEd25519), 'verified');
});

test('another key, and the same key under another deployment’s name, are the wrong key', async () => {
  const forged = signStatement(
    { deployment: 'tests', tenant, kind: 'security-checks' },
    document,
    other,
    sha256,
  );
  assert.equal(await verifyStatement(forged, known, verifyEd25519), 'wrong_key');
  const elsewhere = signStatement(
    { deployment: 'others', tenant, kind: 'security-checks' },
    document,
    key,
    sha256,
  );
  assert.equal(await verifyStatement(elsewhere, known, verifyEd25519), 'wrong_key');
});

test('a checkpoint that the same key signed is no statement, and a statement is no checkpoint', async () => {
  const text = formatCheckpoint({
    origin: checkpointOrigin('tests', tenant, 'audit'),
    size: 1,
    root: new Uint8Array(32),
  });
  const checkpoint = signNote(text, journalKeyName('tests'), key, sha256);
  assert.equal(await verifyStatement(checkpoint, known, verifyEd25519), 'not_a_statement');
  assert.throws(
    () => formatCheckpoint({ origin: parseNote(note)?.text ?? '', size: 1, root: new Uint8Array(32) }),
    /one line/,
  );
});
