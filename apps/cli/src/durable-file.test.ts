/** Files of GAMUT_HOME are whole, private, and fail in words. */
import assert from 'node:assert/strict';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AppError } from '@gamut/kernel/app-error';
import { asDiskError, readIfPresent, readJsonIfPresent, removeDrafts, writeDurably } from './durable-file.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gamut-durable-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const folder = (): string => mkdtempSync(join(scratch, 'one-'));

test('a written file is private to its owner and leaves no draft', () => {
  const at = folder();
  writeDurably(join(at, 'secret'), 'one');
  writeDurably(join(at, 'secret'), 'two');
  assert.equal(readIfPresent(join(at, 'secret')), 'two');
  assert.equal(statSync(join(at, 'secret')).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(at), ['secret']);
});

test('a write that fails keeps the old content and leaves no draft', () => {
  const at = folder();
  assert.throws(() => writeDurably(join(at, 'missing', 'file'), 'x'));
  assert.deepEqual(readdirSync(at), []);
});

test('drafts of a killed write are removed, and nothing else', () => {
  const at = folder();
  for (const name of ['.key.4242.tmp', 'key', '.hidden', 'notes.tmp']) writeFileSync(join(at, name), '');
  removeDrafts(at);
  assert.deepEqual(readdirSync(at).sort(), ['.hidden', 'key', 'notes.tmp']);
});

test('a half-written record of another program reads as absent, not as a crash', () => {
  const at = folder();
  writeFileSync(join(at, 'state.json'), '{"launcherPid": 12');
  assert.equal(readJsonIfPresent(join(at, 'state.json')), undefined);
  assert.equal(readJsonIfPresent(join(at, 'none.json')), undefined);
});

test(
  'a full disk is named as such, with what to do',
  { skip: process.platform !== 'linux' && 'needs /dev/full' },
  () => {
    const full = openSync('/dev/full', 'w');
    try {
      writeSync(full, 'x'.repeat(10));
      assert.fail('a full device took a write');
    } catch (error) {
      const told = asDiskError(error, '/home/of/gamut/state.json');
      assert.ok(told instanceof AppError);
      assert.equal(told.code, 'storage_full');
      assert.match(told.message, /disk is full.*state\.json/);
      assert.match(told.fix ?? '', /free/);
    } finally {
      closeSync(full);
    }
  },
);

test('a folder that is not there is named, with what to do', () => {
  const error = asDiskError(Object.assign(new Error('x'), { code: 'ENOENT' }), '/nowhere/at/all.journal');
  assert.ok(error instanceof AppError && error.code === 'not_found');
  assert.match(error.message, /no folder for \/nowhere/);
  assert.ok(error.fix !== undefined);
});
