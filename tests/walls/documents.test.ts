/**
 * What the documents name is there: files and folders of this repository, the tests that a promise rests on, the links and
 * anchors between pages (the console renders them as Help). A reader who follows a promise must arrive (docs/security.md).
 */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const documents = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })];
const textOf = (document: string): string => readFileSync(join(root, document), 'utf8');

/** MCP's methods look like paths of ours. */
const notPaths = new Set(['tools/list', 'tools/call']);

/** Paths of the repository in backticks: they begin with one of its folders and hold no placeholder. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`((?:core|infra|apps|tests|tools|docs|data|\.ci)\/[A-Za-z0-9_./-]+)`/g)]
    .map((match) => match[1] as string)
    .filter((path) => !notPaths.has(path));

interface Link {
  readonly page: string;
  readonly anchor: string;
}

const linksIn = (text: string): Link[] =>
  [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#([^)\s]+))?\)/g)].map((match) => ({
    page: match[1] as string,
    anchor: match[2] ?? '',
  }));

/** As the console and GitHub make them. */
const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#{1,4} +(.+)$/gm)].map((match) =>
    (match[1] as string)
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .trim()
      .replace(/ +/g, '-'),
  );

for (const document of documents) {
  test(`${document} names only what is there`, () => {
    const text = textOf(document);
    const missing = pathsIn(text).filter((path) => !existsSync(join(root, path)));
    assert.deepEqual(missing, []);
    for (const { page, anchor } of linksIn(text)) {
      const path = join(root, dirname(document), page);
      assert.ok(existsSync(path), `${document} links to ${page}`);
      if (anchor !== '')
        assert.ok(anchorsIn(readFileSync(path, 'utf8')).includes(anchor), `${page}#${anchor}`);
    }
  });
}

test('each promise of the security page names the tests that fail when it breaks', () => {
  const text = textOf('docs/security.md');
  const promises = text.split(/^## /m).filter((section) => /^> /m.test(section));
  assert.ok(promises.length >= 8);
  for (const section of promises) {
    const title = section.split('\n', 1)[0];
    assert.match(section, /\*Where:\*/, `${title} says where`);
    assert.ok(
      pathsIn(section).some((path) => path.endsWith('.test.ts')),
      `${title} names a test`,
    );
  }
});
