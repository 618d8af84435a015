/** The mint is imported by the decision point and by nothing else of the product, and every connector asks for what it makes. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../', import.meta.url));
const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
  .map((entry) => join(entry.parentPath, entry.name));
const holding = (word: string): string[] =>
  files.filter((file) => readFileSync(file, 'utf8').includes(word)).map((file) => relative(source, file));

test('only the decision point mints allowed actions', () => {
  assert.deepEqual(holding('mintAllowedAction').sort(), [
    'decide/allowed-action.ts',
    'decide/decision-point.ts',
  ]);
});

test('the one place that sends tools/call to an upstream asserts an allowed action first', () => {
  assert.deepEqual(holding("method: 'tools/call'"), ['connectors/upstream.ts']);
  const text = readFileSync(join(source, 'connectors/upstream.ts'), 'utf8');
  const asserted = text.indexOf('assertAllowed(allowed)');
  assert.ok(asserted > 0 && asserted < text.indexOf("method: 'tools/call'"));
});
