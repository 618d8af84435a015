/** The file port on a real folder: what is a key, what is a key taken back, and what leads out of the folder. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { createFilePort } from './file-port.ts';
import { KeyPortFailure } from './key-port.ts';

let home: string;
let folder: string;
before(() => {
  home = mkdtempSync(join(tmpdir(), 'gamut-keys-'));
  folder = join(home, 'mounted');
  mkdirSync(folder);
});
after(() => rmSync(home, { recursive: true, force: true }));

const tenant = 'tnt_00000000000000000000000001';
const port = () => createFilePort({ folder, random: randomBytes, deadlineMs: 60_000 });
const write = (file: string, text = encodeBase64url(randomBytes(32))): void =>
  writeFileSync(join(folder, file), text);

async function failureOf(work: Promise<unknown>): Promise<KeyPortFailure> {
  const error = await work.then(
    () => assert.fail('it was taken for a key'),
    (caught: unknown) => caught,
  );
  assert.ok(error instanceof KeyPortFailure, String(error));
  assert.ok(!error.message.includes(home), 'a path is told to nobody');
  return error;
}

test('what a key wraps it unwraps, for its own tenant alone; with the file gone it is revoked, with the file back open', async () => {
  write('acme.key', `${encodeBase64url(randomBytes(32))}\n`);
  const key = randomBytes(32);
  const wrapped = await port().wrap(tenant, 'acme', key);
  assert.deepEqual(new Uint8Array(await port().unwrap(tenant, 'acme', wrapped)), key);
  const foreign = await failureOf(port().unwrap('tnt_00000000000000000000000002', 'acme', wrapped));
  assert.equal(foreign.fault, 'wrong');
  renameSync(join(folder, 'acme.key'), join(home, 'taken'));
  assert.equal((await failureOf(port().unwrap(tenant, 'acme', wrapped))).fault, 'revoked');
  renameSync(join(home, 'taken'), join(folder, 'acme.key'));
  assert.deepEqual(new Uint8Array(await port().unwrap(tenant, 'acme', wrapped)), key);
  write('acme.key');
  assert.equal((await failureOf(port().unwrap(tenant, 'acme', wrapped))).fault, 'wrong', 'another key');
});

test('a folder that fell away is no key taken back', async () => {
  write('acme.key');
  renameSync(folder, `${folder}-away`);
  assert.equal((await failureOf(port().wrap(tenant, 'acme', randomBytes(32)))).fault, 'unreachable');
  renameSync(`${folder}-away`, folder);
});

test('a name that leads out of the folder is never looked up', async () => {
  writeFileSync(join(home, 'outside.key'), encodeBase64url(randomBytes(32)));
  for (const name of [
    '../outside',
    '..',
    '.',
    '',
    'a/b',
    '/etc/passwd',
    'a\0b',
    '.hidden',
    'x'.repeat(128),
  ]) {
    const { fault } = await failureOf(port().wrap(tenant, name, randomBytes(32)));
    assert.equal(fault, 'unreachable', name);
  }
});

test('a link out of the folder is refused, a link inside it, as a mounted secret is, is followed', async () => {
  writeFileSync(join(home, 'secret.key'), encodeBase64url(randomBytes(32)));
  symlinkSync(join(home, 'secret.key'), join(folder, 'out.key'));
  symlinkSync('../secret.key', join(folder, 'up.key'));
  for (const name of ['out', 'up']) {
    const error = await failureOf(port().wrap(tenant, name, randomBytes(32)));
    assert.match(error.message, /leads out of its folder/);
  }
  mkdirSync(join(folder, '..data'));
  writeFileSync(join(folder, '..data', 'in.key'), encodeBase64url(randomBytes(32)));
  symlinkSync('..data/in.key', join(folder, 'in.key'));
  await port().wrap(tenant, 'in', randomBytes(32));
  unlinkSync(join(folder, '..data', 'in.key'));
  assert.equal(
    (await failureOf(port().wrap(tenant, 'in', randomBytes(32)))).fault,
    'revoked',
    'a dangling link',
  );
});

test('what is not 32 bytes in base64url, and what is not a small file, is no key', async () => {
  mkdirSync(join(folder, 'folder.key'));
  execFileSync('mkfifo', [join(folder, 'pipe.key')]);
  write('empty.key', '');
  write('short.key', encodeBase64url(randomBytes(31)));
  write('padded.key', `${Buffer.from(randomBytes(32)).toString('base64')}`);
  write('twice.key', `${encodeBase64url(randomBytes(32))}\n\n`);
  write('large.key', 'A'.repeat(5000));
  for (const name of ['folder', 'pipe', 'empty', 'short', 'padded', 'twice', 'large'])
    assert.equal((await failureOf(port().wrap(tenant, name, randomBytes(32)))).fault, 'unreachable', name);
});
