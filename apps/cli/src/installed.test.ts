/** The entry that a fresh clone runs: it installs when something is missing, not otherwise, and names what keeps it from installing. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const scratch = mkdtempSync(join(tmpdir(), 'gamut-clone-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const wanted = {
  '': {},
  'node_modules/left': { version: '1.0.0' },
  'node_modules/other-system': { version: '2.0.0', optional: true },
};

/** A clone in small: our entry, a lockfile, and what an install left. */
function clone(held: Record<string, { version: string }>): string {
  const root = mkdtempSync(join(scratch, 'one-'));
  cpSync(join(import.meta.dirname, '..', 'bin'), join(root, 'apps/cli/bin'), { recursive: true });
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'small', version: '1.0.0', dependencies: { left: '1.0.0' } }),
  );
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({
      name: 'small',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: { ...wanted, '': { name: 'small', version: '1.0.0', dependencies: { left: '1.0.0' } } },
    }),
  );
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  symlinkSync(process.execPath, join(root, 'node_modules/.bin/node'));
  for (const place of Object.keys(held)) mkdirSync(join(root, place), { recursive: true });
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: held }));
  return root;
}

function ensure(root: string, env: Record<string, string> = {}): Promise<{ code: number; said: string }> {
  const script = `import(${JSON.stringify(join(root, 'apps/cli/bin/installed.mjs'))}).then((m) => m.ensureInstalled()).then(() => console.log('complete'), (error) => { console.log(error.message); process.exitCode = 1; });`;
  const offline = {
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_fetch_retries: '0',
    npm_config_cache: join(root, 'cache'),
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['-e', script],
      { env: { PATH: process.env['PATH'] ?? '', HOME: root, ...offline, ...env } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr });
      },
    );
  });
}

test('what is installed is used as it is, offline, packages for other systems left aside', async () => {
  const root = clone({ 'node_modules/left': { version: '1.0.0' } });
  assert.deepEqual(await ensure(root), { code: 0, said: 'complete\n' });
  assert.ok(existsSync(join(root, 'node_modules/.gamut-installed')));
  rmSync(join(root, 'node_modules/.package-lock.json'));
  assert.equal((await ensure(root)).code, 0, 'the marker answers for the same lockfile');
});

for (const [what, held] of [
  ['is missing', {}],
  ['is of another version', { 'node_modules/left': { version: '0.9.0' } }],
] as const) {
  test(`a package that ${what} is installed, and without a registry that is said with the fix`, async () => {
    const { code, said } = await ensure(clone(held));
    assert.equal(code, 1);
    assert.match(said, /Installing packages/);
    assert.match(said, /registry can not be reached\. Fix: connect once/);
  });
}

test('two starts at once do not install over each other: the second names the pid of the first', async () => {
  const root = clone({});
  mkdirSync(join(root, '.gamut'));
  writeFileSync(join(root, '.gamut', 'install.lock'), String(process.pid));
  const { code, said } = await ensure(root);
  assert.equal(code, 1);
  assert.match(said, new RegExp(`another start \\(pid ${process.pid}\\) is installing`));
});

test('the lock of a killed install is taken over', async () => {
  const root = clone({});
  mkdirSync(join(root, '.gamut'));
  writeFileSync(join(root, '.gamut', 'install.lock'), String(2 ** 22 - 1));
  const { said } = await ensure(root);
  assert.doesNotMatch(said, /another start/);
  assert.equal(existsSync(join(root, '.gamut', 'install.lock')), false);
});
