/** `gamut verify` as a person meets it: exit codes, whose key is used, and what it prints. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  otherKey,
  otherVkey,
  sampleExport,
  vkey,
  witnessVkey,
} from '../../../tests/support/sample-journal.ts';
import { verifyCommand } from './verify.ts';

let folder: string;
let whole: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-verify-'));
  whole = await sampleExport(3, 8, { witnessed: true });
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function verify(
  text: string,
  args: readonly string[] = ['--key', vkey],
  gamutHome?: string,
): Promise<{ code: number; said: string }> {
  const file = join(folder, 'export.gamut');
  writeFileSync(file, text);
  return run([file, ...args], gamutHome);
}

async function run(args: readonly string[], gamutHome?: string): Promise<{ code: number; said: string }> {
  let said = '';
  const stdout = { write: (text: string) => (said += text) };
  const code = await verifyCommand(args, {
    stdout,
    gamutHome,
    nowMs: Date.parse('2026-11-22T10:00:00.000Z'),
  });
  return { code, said };
}

test('a whole export exits 0, names every check, the age of the newest checkpoint and what it does not prove', async () => {
  const { code, said } = await verify(whole, ['--key', vkey, '--witness', witnessVkey]);
  assert.equal(code, 0);
  assert.match(said, /✓ Entries are numbered from 1/);
  assert.match(said, /newest checkpoint signed 10 s ago/);
  assert.match(said, /What this does not prove/);
  assert.match(said, /VERIFIED\./);
  assert.doesNotMatch(said, /✗/);
});

test('an edited entry exits 1 and is named with its stream and number', async () => {
  const { code, said } = await verify(whole.replace('"n":1', '"n":4'));
  assert.equal(code, 1);
  assert.match(said, /First bad: audit entry 2 \(line 3\) was edited/);
});

test('another key exits 2, whether the file or the question is the wrong one', async () => {
  assert.equal((await verify(whole, ['--key', otherVkey])).code, 2);
  assert.equal((await verify(await sampleExport(3, 8, { key: otherKey }))).code, 2);
  assert.equal((await verify(whole, ['--key', 'no key at all'])).code, 2);
  assert.equal((await verify(whole, ['--key', vkey, '--witness', otherVkey])).code, 2);
});

test('a file that was cut off exits 3', async () => {
  for (const part of [0.99, 0.7, 0.4, 0.01, 0]) {
    assert.equal((await verify(whole.slice(0, Math.floor(whole.length * part)))).code, 3, String(part));
  }
});

test('without --key the key pinned in GAMUT_HOME is used', async () => {
  const home = mkdtempSync(join(folder, 'home-'));
  writeFileSync(join(home, 'journal.vkey'), `${vkey}\n`);
  writeFileSync(join(home, 'witness.vkey'), `${witnessVkey}\n`);
  const good = await verify(whole, [], home);
  assert.equal(good.code, 0);
  assert.match(good.said, /pinned in .*journal\.vkey/);
  assert.equal(
    (await verify(await sampleExport(3, 8, { key: otherKey, witnessed: true }), [], home)).code,
    2,
  );
});

test("without any key it says aloud that the file is judged by its own, and that this proves nobody's name", async () => {
  const { code, said } = await verify(
    await sampleExport(3, 8, { key: otherKey }),
    [],
    join(folder, 'no-home'),
  );
  assert.equal(code, 0);
  assert.match(said, /NONE WAS GIVEN AND NONE IS PINNED/);
  assert.match(said, /Who signed it: the key came out of the file itself/);
});

test('--json prints the report', async () => {
  const report = JSON.parse((await verify(whole, ['--key', vkey, '--json'])).said) as { outcome: string };
  assert.equal(report.outcome, 'verified');
});

test('misuse and a missing file have exit codes of their own, never that of a verified file', async () => {
  assert.equal((await run([])).code, 64);
  assert.equal((await run(['a', 'b'])).code, 64);
  assert.equal((await run(['a', '--frobnicate'])).code, 64);
  assert.equal((await run([join(folder, 'absent')])).code, 66);
  assert.equal((await run([folder])).code, 66);
});

test('control characters in a hostile file do not reach the terminal', async () => {
  const { said } = await verify(whole.replace('"kind":"agent.suspended"', '"kind":"\u001b[2J"'));
  assert.ok(!said.includes('\u001b'));
});
