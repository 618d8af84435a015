/** The schema that the migrations make is the one that was reviewed: golden files, made from the catalog of a fresh database. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freshSchemaTexts, goldenFolder } from '../../../../tests/support/schema-golden.ts';

test('control and a tenant are, object by object, what the golden files say', async () => {
  const fresh = await freshSchemaTexts();
  for (const name of ['control', 'tenant'] as const) {
    const golden = readFileSync(join(goldenFolder, `${name}.txt`), 'utf8');
    assert.deepEqual(
      fresh[name].split('\n'),
      golden.split('\n'),
      `${name} differs: after a new migration write the files anew with \`node tests/support/schema-golden.ts\`, and review them`,
    );
  }
});

test('the golden files name no tenant, and hold what matters of a wall', () => {
  const golden = readFileSync(join(goldenFolder, 'tenant.txt'), 'utf8');
  assert.doesNotMatch(golden, /\bg?t_[0-9a-f]{16}\b|tnt_[0-9a-z]{26}/);
  assert.match(golden, /^policy people\.gamut_wall: permissive \* \{:role\} using .*gamut\.tenant/m);
  assert.match(golden, /^table journal_entries: .*row security forced .*:role=ar\/gamut_migrator/m);
});
