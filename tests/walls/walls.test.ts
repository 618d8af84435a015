/**
 * The walls hold, re-derived from the sources and not from the tool that checks them: what each file imports, what each
 * workspace declares, and that a planted breach is found.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { doorFaces, opened, provisionParts, rooms, soleImporters } from '../../tools/walls.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|import\('([^']+)'\)/g;

interface Imported {
  readonly file: string;
  readonly specifier: string;
}

function importsOf(room: string): Imported[] {
  const files = globSync(`${room}/src/**/*.{ts,tsx}`, { cwd: root }).filter(
    (file) => !/\.test\.tsx?$|\.d\.ts$/.test(file),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(importPattern)].map((match) => ({
      file,
      specifier: (match[1] ?? match[2] ?? match[3]) as string,
    }));
  });
}

/** `@gamut/kernel/id` → `core/kernel/src/id.ts` */
function fileOf(specifier: string): string | undefined {
  const match = /^@gamut\/([^/]+)\/(.+)$/.exec(specifier);
  if (match === null) return undefined;
  const room = Object.keys(rooms).find((name) => name.endsWith(`/${match[1]}`));
  return room === undefined ? undefined : `${room}/src/${match[2]}.ts`;
}

function dependenciesOf(room: string): string[] {
  const manifest = JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  return Object.keys(manifest.dependencies ?? {});
}

test('every workspace has a row in the table of walls, and every row a workspace', () => {
  const workspaces = globSync('{core,infra,apps}/*/package.json', { cwd: root }).map((file) =>
    dirname(file).replaceAll('\\', '/'),
  );
  assert.deepEqual(workspaces.sort(), Object.keys(rooms).sort());
});

for (const [room, { contains }] of Object.entries(rooms)) {
  test(`${room} reaches, over any number of steps, only what its row contains`, () => {
    const seen = new Map<string, string>();
    const queue = importsOf(room).flatMap(({ file, specifier }) => {
      const target = fileOf(specifier);
      return target === undefined ? [] : [{ target, via: file }];
    });
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next.target) || next.target.startsWith(`${room}/`)) continue;
      seen.set(next.target, next.via);
      assert.ok(
        existsSync(join(root, next.target)),
        `${next.via} imports ${next.target}, which is not there`,
      );
      const text = readFileSync(join(root, next.target), 'utf8');
      for (const match of text.matchAll(importPattern)) {
        const specifier = (match[1] ?? match[2] ?? match[3]) as string;
        const target = specifier.startsWith('.') ? join(dirname(next.target), specifier) : fileOf(specifier);
        if (target !== undefined) queue.push({ target, via: next.target });
      }
    }
    const allowed = contains.map((row) => new RegExp(opened(row)));
    for (const [target, via] of seen) {
      assert.ok(
        allowed.some((pattern) => pattern.test(target)),
        `${room} contains ${target} (through ${via})`,
      );
    }
  });

  test(`${room} declares exactly the workspaces that it imports`, () => {
    const imported = new Set(
      importsOf(room).flatMap(({ specifier }) => /^@gamut\/[^/]+/.exec(specifier)?.[0] ?? []),
    );
    const declared = dependenciesOf(room).filter((name) => name.startsWith('@gamut/'));
    assert.deepEqual([...imported].sort(), declared.sort());
  });
}

for (const [name, importers] of Object.entries(soleImporters)) {
  test(`${name} is imported by ${importers.join(', ')} alone`, () => {
    for (const room of Object.keys(rooms).filter((candidate) => !importers.includes(candidate))) {
      const breach = importsOf(room).find(
        ({ specifier }) => specifier === name || specifier === name.replace('node:', ''),
      );
      assert.equal(breach, undefined, `${breach?.file} imports ${name}`);
    }
  });
}

test('what serves imports the faces of the door alone: nobody there can get a client or an owner’s session', () => {
  const faces = doorFaces.map((face) => `@gamut/database/${face}`);
  const serving = Object.keys(rooms)
    .flatMap(importsOf)
    .filter(({ file }) => !file.startsWith('infra/database/') && !new RegExp(provisionParts).test(file));
  const breaches = serving.filter(
    ({ specifier }) => specifier.startsWith('@gamut/database') && !faces.includes(specifier),
  );
  assert.deepEqual(breaches, []);
});

/** What only infra/database writes: a tenant's schema or role by name, and whatever changes whose session it is. */
const doorWords: readonly (readonly [string, RegExp])[] = [
  ['the name of a tenant’s schema or role', /\bg?t_(?:\$\{|\[0-9a-f\]|[0-9a-f]{16}\b)/],
  ['SET ROLE', /\bSET\s+(?:LOCAL\s+|SESSION\s+)?(?:ROLE|SESSION\s+AUTHORIZATION)\b/i],
  ['search_path', /\bsearch_path\b/i],
  ['set_config', /\bset_config\b/i],
  ['a setting of the door', /\bgamut\.(?:tenant|scope)['"= ]/],
  ['a schema or role taken from a reference', /\.(?:schema|schema_name|role_name)\}[".]/],
];

test('no serving module names a tenant’s schema or role, or changes whose session it is', () => {
  const files = Object.keys(rooms)
    .filter((room) => room !== 'infra/database' && room !== 'apps/web')
    .flatMap((room) => globSync(`${room}/src/**/*.ts`, { cwd: root }))
    .filter((file) => !file.endsWith('.test.ts') && !new RegExp(provisionParts).test(file));
  assert.ok(files.length > 200);
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [what, pattern] of doorWords) assert.doesNotMatch(text, pattern, `${file} has ${what}`);
  }
});

test('each word of the door would be found', () => {
  const planted = [
    'SELECT * FROM t_0123456789abcdef.people',
    'const role = `gt_${suffix}`',
    "tx.query('SET LOCAL ROLE x')",
    'set session authorization x',
    'SET search_path = x',
    "SELECT set_config('role', 'x', true)",
    "SET LOCAL gamut.tenant='x'",
    'SELECT * FROM ${tenant.schema}.people',
    'SELECT * FROM "${row.schema_name}".people',
  ];
  for (const text of planted)
    assert.ok(
      doorWords.some(([, pattern]) => pattern.test(text)),
      text,
    );
});

/** A copy of the house with workspaces of its own, so that a breach can be planted while others work in the real one. */
function copyOfTheHouse(): string {
  const copy = mkdtempSync(join(tmpdir(), 'gamut-walls-'));
  for (const part of ['core', 'infra', 'apps/claw', 'tools', 'tsconfig.json', 'package.json']) {
    cpSync(join(root, part), join(copy, part), {
      recursive: true,
      filter: (path) => !path.includes('node_modules'),
    });
  }
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, '@gamut'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => entry !== '@gamut')) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  for (const room of globSync('{core,infra,apps}/*', { cwd: copy })) {
    symlinkSync(join(copy, room), join(modules, '@gamut', basename(room)));
  }
  return copy;
}

test('a planted breach of each kind is found by the check', () => {
  const copy = copyOfTheHouse();
  try {
    const folder = join(copy, 'apps/claw/src/planted-breach');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'reaches-database.ts'), "import '@gamut/database/database';\n");
    writeFileSync(join(folder, 'reaches-crypto.ts'), "import 'node:crypto';\n");
    const serving = join(copy, 'apps/claw/src/planted-owner.ts');
    writeFileSync(serving, "import '@gamut/database/owner-session';\n");
    writeFileSync(join(folder, 'a.ts'), "import './b.ts';\n");
    writeFileSync(join(folder, 'b.ts'), "import './a.ts';\n");
    const found = spawnSync(
      'depcruise',
      ['--config', 'tools/dependency-cruiser.mjs', 'apps', 'infra', 'core'],
      {
        cwd: copy,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}` },
      },
    );
    assert.notEqual(found.status, 0);
    assert.match(
      found.stdout,
      /apps\/claw imports downward only|apps\/claw contains only[^\n]*reaches-database/,
    );
    assert.match(found.stdout, /what serves reaches data through the door alone[^\n]*planted-owner/);
    assert.match(found.stdout, /node:crypto has one importer[^\n]*reaches-crypto/);
    assert.match(found.stdout, /no circles[^\n]*planted-breach/);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
