/** The bundled verifier: one file that runs by itself, on the oldest Node that we promise as well, and judges as the source does. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { bundleVerify } from '../../tools/bundle-verify.ts';
import { otherVkey, sampleExport, vkey } from '../support/sample-journal.ts';

let folder: string;
let bundle: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-bundle-'));
  bundle = join(folder, 'gamut-verify.mjs');
  await bundleVerify(bundle);
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Every Node on this machine, the running one first: where there is an older one, the bundle must run on it too. */
function nodes(): string[] {
  const found = (process.env['PATH'] ?? '').split(delimiter).map((folderOf) => join(folderOf, 'node'));
  const works = found.filter((path) => spawnSync(path, ['--version']).status === 0);
  return [...new Set([process.execPath, ...works])];
}

test('it carries all that it needs: nothing but Node’s own modules is imported', () => {
  const imports = [...readFileSync(bundle, 'utf8').matchAll(/^import .* from "([^"]+)"/gm)].map(
    (match) => match[1],
  );
  assert.ok(imports.length > 0);
  assert.deepEqual(
    imports.filter((name) => name?.startsWith('node:') !== true),
    [],
  );
});

test('it exits 0, 1, 2 and 3 as the source does, away from the repository', async () => {
  const whole = await sampleExport(2, 5, { witnessed: true });
  const cases: [string, string, number][] = [
    [whole, vkey, 0],
    [whole.replace('"n":1', '"n":4'), vkey, 1],
    [whole, otherVkey, 2],
    [whole.slice(0, -20), vkey, 3],
  ];
  for (const node of nodes()) {
    for (const [text, key, code] of cases) {
      const file = join(folder, 'export.gamut');
      writeFileSync(file, text);
      const run = spawnSync(node, [bundle, file, '--key', key], { cwd: folder, env: {}, encoding: 'utf8' });
      assert.equal(run.status, code, `${node}: ${run.stdout}${run.stderr}`);
    }
  }
});
