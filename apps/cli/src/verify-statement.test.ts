/** `gamut verify` of a signed statement: exit codes, whose key is used, what it prints, and that a bad result is not made good by a good signature. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sha256 } from '@gamut/crypto/hash';
import { ed25519Signer } from '@gamut/crypto/sign';
import { journalKeyName } from '@gamut/journal/checkpoint';
import { formatVkey, noteKey } from '@gamut/journal/signed-note';
import { signStatement } from '@gamut/journal/signed-statement';
import { verifyCommand } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'gamut-statement-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const signer = ed25519Signer(new Uint8Array(32).fill(5));
const vkeyOf = (key: typeof signer): string =>
  formatVkey(noteKey('note', journalKeyName('tests'), key.publicKey, sha256));
const document = {
  slug: 'alpha',
  tenant: 'tnt_00000000000000000000000000',
  at: '2026-11-22T10:00:00.000Z',
  outcome: 'failed',
  checks: [
    { name: 'tenant_catalog', asked: 'Who reaches it', result: 'failed', detail: '1 breach\u001b[2J' },
    { name: 'key_round_trip', asked: 'Sealing', result: 'verified', detail: 'opened' },
    { name: 'witness_head', asked: 'The witness', result: 'not_measured', detail: 'away' },
  ],
  key: vkeyOf(signer),
};
const of = { deployment: 'tests', tenant: document.tenant, kind: 'security-checks' } as const;
const note = signStatement(of, document, signer, sha256);

async function verify(text: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const file = join(folder, 'checks.txt');
  writeFileSync(file, text);
  let said = '';
  const stdout = { write: (more: string) => (said += more) };
  return { code: await verifyCommand([file, ...args], { stdout, gamutHome: undefined }), said };
}

test('a signed result exits 0 and is read out check by check, its failures too', async () => {
  const { code, said } = await verify(note, '--key', vkeyOf(signer));
  assert.equal(code, 0);
  assert.match(said, /Security checks of alpha .*: failed/);
  assert.match(said, /✗ tenant_catalog/);
  assert.match(said, /✓ key_round_trip/);
  assert.match(said, /– witness_head/);
  assert.ok(!said.includes('\u001b'));
});

test('a changed byte exits 1, another key exits 2, and nothing of either is read out', async () => {
  const changed = await verify(note.replace('"failed"', '"passed"'), '--key', vkeyOf(signer));
  assert.equal(changed.code, 1);
  assert.doesNotMatch(changed.said, /alpha/);
  const other = await verify(note, '--key', vkeyOf(ed25519Signer(new Uint8Array(32).fill(6))));
  assert.equal(other.code, 2);
  assert.doesNotMatch(other.said, /alpha/);
  assert.equal((await verify(note.slice(0, -20), '--key', vkeyOf(signer))).code, 1);
});

test('without a key it says aloud that the file is judged by its own', async () => {
  const { code, said } = await verify(note);
  assert.equal(code, 0);
  assert.match(said, /NONE WAS GIVEN AND NONE IS PINNED/);
});

test('--json prints the verdict, and the document only when it verified', async () => {
  const good = JSON.parse((await verify(note, '--key', vkeyOf(signer), '--json')).said) as Record<
    string,
    unknown
  >;
  assert.deepEqual([good['verdict'], good['document']], ['verified', document]);
  const bad = await verify(note.replace('alpha', 'omega'), '--key', vkeyOf(signer), '--json');
  assert.deepEqual(JSON.parse(bad.said), { verdict: 'forged', exitCode: 1, document: null });
});
