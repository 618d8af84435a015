/** The witness as a process: it starts behind its gates, says one line when it can't, and stops when it is told to. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sha256 } from '@gamut/crypto/hash';
import { ed25519Signer } from '@gamut/crypto/sign';
import { formatVkey, noteKey } from '@gamut/journal/signed-note';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'gamut-witness-main-'));
const journal = ed25519Signer(new Uint8Array(32).fill(7));
const secret = Buffer.from(sha256(new TextEncoder().encode('a key for this process test'))).toString(
  'base64url',
);
const env = {
  GAMUT_WITNESS_HOME: folder,
  JOURNAL_VKEY: formatVkey(noteKey('note', 'gamut.example/demo', journal.publicKey, sha256)),
  WITNESS_SIGNING_KEY: secret,
};
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves when it says that it is up. */
function untilUp(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('witness is up')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
  });
}

test('it is up, ready, and ends in order on SIGTERM', async () => {
  const port = await freePort();
  const child = spawn(process.execPath, [main], { env: { ...env, GAMUT_WITNESS_PORT: String(port) } });
  await untilUp(child);
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  assert.equal(ready.status, 200);
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});

test('a bad start exits non-zero with one line that names the gate and prints no secret', () => {
  const cases: [string, Record<string, string | undefined>][] = [
    ['keys-present', { WITNESS_SIGNING_KEY: undefined }],
    ['key-encoding', { WITNESS_SIGNING_KEY: `${secret}=` }],
    ['own-secrets', { DATA_ENCRYPTION_KEY: secret }],
    ['config', { JOURNAL_VKEY: undefined }],
    ['config', { GAMUT_WITNESS_HOME: undefined }],
    ['config', { GAMUT_WITNESS_PORT: 'http' }],
    ['record', { GAMUT_WITNESS_HOME: '/dev/null/witness' }],
  ];
  for (const [gate, change] of cases) {
    const run = spawnSync(process.execPath, [main], {
      env: { ...env, ...change },
      encoding: 'utf8',
      timeout: 120_000,
    });
    assert.ok(run.status !== 0 && run.status !== null, gate);
    assert.match(run.stderr, new RegExp(`^gate ${gate}: .* Fix: .*\\n$`), `${gate}: ${run.stderr}`);
    assert.ok(!`${run.stdout}${run.stderr}`.includes(secret), gate);
  }
});
