/**
 * The operator's pages and the console share an address in development and no right: neither document's code reaches the code that
 * holds the other's (docs/decisions/0021). Walked over what each entry imports, at once or later.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';

const web = join(import.meta.dirname, '..', '..', 'apps', 'web');

/** Paths of all modules of ours that this page's entry runs. */
function reachedFrom(page: string): ReadonlySet<string> {
  const entry = /<script type="module" src="\/([^"]+)"/.exec(readFileSync(join(web, page), 'utf8'))?.[1];
  assert.ok(entry, `${page} names no entry`);
  const found = new Set<string>();
  const visit = (file: string): void => {
    const name = relative(join(web, 'src'), file);
    if (found.has(name) || !existsSync(file)) return;
    found.add(name);
    if (!/\.tsx?$/.test(file)) return;
    const text = readFileSync(file, 'utf8').replaceAll(/^import type [^;]*;/gm, '');
    for (const [, target] of text.matchAll(/(?:from|import\(|import) ?'(\.[^']+)'/g))
      visit(join(dirname(file), target as string));
  };
  visit(join(web, entry));
  return found;
}

const consoleModules = reachedFrom('index.html');
const operatorModules = reachedFrom('operator.html');

test('the walk sees both documents whole', () => {
  assert.ok(
    consoleModules.has('features/administration/people/people-page.tsx'),
    'pages that load later too',
  );
  assert.ok(operatorModules.has('features/administration/operators/tenant-page.tsx'));
  assert.ok(consoleModules.has('parts/button.tsx') && operatorModules.has('parts/button.tsx'));
});

test('no page of a tenant holds an operator’s token or asks at the operator’s door', () => {
  for (const name of consoleModules) {
    assert.ok(!/^operator\/|administration\/operators\//.test(name), name);
    assert.doesNotMatch(readFileSync(join(web, 'src', name), 'utf8'), /['"`]\/operator\/v1/, name);
  }
});

test('no page of the operator’s holds a tenant’s session or CSRF token, and the token is kept in memory alone', () => {
  for (const name of operatorModules) {
    assert.ok(!['api/client.ts', 'features/administration/session/session.ts'].includes(name), name);
    if (!name.startsWith('operator/') && !name.includes('/operators/')) continue;
    const text = readFileSync(join(web, 'src', name), 'utf8');
    assert.doesNotMatch(
      text,
      /localStorage|sessionStorage|indexedDB|document\.cookie|['"`]\/v1\/[a-z]/,
      name,
    );
  }
  const door = readFileSync(join(web, 'src', 'operator', 'door.ts'), 'utf8');
  assert.match(door, /credentials: 'omit'/);
});
