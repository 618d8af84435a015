/** Keys: made once, apart, private, pairwise distinct; what data depends on is never made a second time. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { hkdfSha256 } from '@gamut/crypto/mac';
import { AppError } from '@gamut/kernel/app-error';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { derivedKeys, madeKeys } from './key-table.ts';
import { findKeys, openKeys } from './keys.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gamut-keys-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const folder = (): string => mkdtempSync(join(scratch, 'one-'));
const everyFile = (at: string): string[] => [
  ...madeKeys.flatMap((key) => key.holders.map((holder) => join(at, holder, key.name))),
  ...derivedKeys.map((key) => join(at, key.holder, key.name)),
];

test('every key lies 0600 in the folder of each process that holds it, and a second opening changes no byte', () => {
  const at = folder();
  const first = openKeys(at);
  assert.equal(first.made.length, madeKeys.length);
  const before = everyFile(at).map((path) => readFileSync(path, 'utf8'));
  for (const path of everyFile(at)) assert.equal(statSync(path).mode & 0o777, 0o600, path);
  const second = openKeys(at);
  assert.deepEqual(second.made, []);
  assert.equal(second.deployment, first.deployment);
  assert.deepEqual(
    everyFile(at).map((path) => readFileSync(path, 'utf8')),
    before,
  );
});

test('no two keys share a value, the derived ones included', () => {
  const at = folder();
  const keys = openKeys(at);
  const values = [
    ...madeKeys.map((key) => keys.text(key.holders[0] as never, key.name)),
    ...derivedKeys.map((key) => keys.text(key.holder, key.name)),
  ];
  assert.equal(new Set(values).size, values.length);
});

test('a key copied over another is refused by both names', () => {
  const at = folder();
  const keys = openKeys(at);
  writeFileSync(keys.file('platform', 'TOKEN_PEPPER'), keys.text('platform', 'DATA_ENCRYPTION_KEY'));
  assert.throws(() => openKeys(at), /DATA_ENCRYPTION_KEY and TOKEN_PEPPER/);
});

test('both ends of an edge hold one key, and a lost end is restored from the other', () => {
  const at = folder();
  const keys = openKeys(at);
  const name = 'EDGE_KEY_GATEWAY_TO_PLATFORM';
  const value = keys.text('gateway', name);
  assert.equal(keys.text('platform', name), value);
  rmSync(keys.file('platform', name));
  assert.equal(openKeys(at).text('platform', name), value);
  writeFileSync(keys.file('gateway', name), 'half a k');
  assert.equal(openKeys(at).text('gateway', name), value);
});

test('the other end of Claw’s edges holds exactly what Claw derives', () => {
  const keys = openKeys(folder());
  const secret = keys.bytes('claw', 'CLAW_EDGE_SECRET');
  const expected = encodeBase64url(hkdfSha256(secret, 'gamut', 'edge claw_to_gateway', 32));
  assert.equal(keys.text('gateway', 'EDGE_KEY_CLAW_TO_GATEWAY'), expected);
});

for (const { name, holders } of madeKeys.filter((key) => key.irreplaceable)) {
  test(`${name}, once made, is never made anew: lost or damaged, the start refuses and names the file`, () => {
    const at = folder();
    const path = openKeys(at).file(holders[0] as never, name);
    writeFileSync(path, 'damaged');
    assert.throws(
      () => openKeys(at),
      (error) => error instanceof AppError && error.message.includes(path) && /backup/.test(error.fix ?? ''),
    );
    assert.equal(readFileSync(path, 'utf8'), 'damaged', 'the damaged file is left for whoever mends it');
    rmSync(path);
    assert.throws(
      () => openKeys(at),
      (error) => error instanceof AppError && error.code === 'integrity_failed',
    );
  });
}

test('keys whose first making was interrupted are completed, and the ones that were made are kept', () => {
  const at = folder();
  const kept = openKeys(at).text('platform', 'DATA_ENCRYPTION_KEY');
  rmSync(join(at, 'deployment.json'));
  rmSync(join(at, 'witness', 'WITNESS_SIGNING_KEY'));
  const again = openKeys(at);
  assert.deepEqual(again.made, ['WITNESS_SIGNING_KEY']);
  assert.equal(again.text('platform', 'DATA_ENCRYPTION_KEY'), kept);
});

test('a damaged deployment record is refused: journals carry its name', () => {
  const at = folder();
  openKeys(at);
  writeFileSync(join(at, 'deployment.json'), '{"deployment":"NOT AN ID"}');
  assert.throws(() => openKeys(at), /deployment\.json/);
});

test('a key that others could read is made private again', () => {
  const at = folder();
  const path = openKeys(at).file('platform', 'TOKEN_PEPPER');
  chmodSync(path, 0o644);
  openKeys(at);
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('a fingerprint says nothing of the key and differs between installations', () => {
  const a = openKeys(folder());
  const b = openKeys(folder());
  const shown = a.fingerprint('platform', 'TOKEN_PEPPER');
  assert.match(shown, /^[0-9a-f]{16}$/);
  writeFileSync(b.file('platform', 'TOKEN_PEPPER'), a.text('platform', 'TOKEN_PEPPER'));
  assert.notEqual(b.fingerprint('platform', 'TOKEN_PEPPER'), shown);
  assert.equal(findKeys(folder()), undefined);
});
