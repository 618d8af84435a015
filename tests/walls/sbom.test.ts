/** The bill of materials is that of the lockfile (ASVS 15.1.2): what is installed stands in it, and nothing else. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { billOfMaterials } from '../../tools/sbom.ts';

const root = join(import.meta.dirname, '..', '..');
const stored = readFileSync(join(root, 'docs', 'sbom.json'), 'utf8');

test('the bill of materials is what the lockfile gives (npm run sbom)', () => {
  assert.equal(stored, billOfMaterials());
});

test('each package that Gamut names as a dependency of its running stands in it as such', () => {
  const { components } = JSON.parse(stored) as {
    components: readonly { name: string; scope: string; hashes: readonly { content: string }[] }[];
  };
  const running = new Set(components.filter(({ scope }) => scope === 'required').map(({ name }) => name));
  for (const name of ['fastify', 'pg', 'pino', 'typebox', 'react']) assert.ok(running.has(name), name);
  for (const { name, hashes } of components) assert.match(hashes[0]?.content ?? '', /^[0-9a-f]{128}$/, name);
  assert.doesNotMatch(stored, /https?:/);
});
