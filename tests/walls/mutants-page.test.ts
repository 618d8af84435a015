/** What docs/mutants.md says of the decision it says of all of it: every file of core/policy and core/protocol stands in its table. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { measuredFiles } from '../../tools/mutants/measured-files.ts';
import { readTable, score, together, withTable } from '../../tools/mutants/mutants-table.ts';

const page = readFileSync(new URL('../../docs/mutants.md', import.meta.url), 'utf8');
const rows = readTable(page);

test('every file whose changes are counted was measured, and the table names no other', () => {
  assert.deepEqual(
    rows.map(({ file }) => file),
    measuredFiles(),
  );
});

/** What was reached; the aim is 95. */
const leastScore = 93.5;

test('the table is what its own figures make, and no fewer changes are noticed than were before', () => {
  assert.equal(withTable(page, rows), page);
  assert.ok(Number(score(together(rows))) >= leastScore);
});
