/**
 * docs/data.md says of every table at which level of protection it stands (ASVS 14.1.1, 14.1.2): none is in none, none in two, and what
 * is sealed is named where a table is secret or content.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sealedColumns } from '../../apps/platform/src/tenancy/sealed-columns.ts';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'data.md'), 'utf8');
const levels = ['secret', 'content', 'record', 'evidence', 'working'];

interface Placed {
  readonly level: string;
  readonly schema: string;
  readonly table: string;
  /** Named in brackets behind it. */
  readonly columns: readonly string[];
}

function placed(): Placed[] {
  return [...page.matchAll(/^\| (\w+) \| (control|tenant) \| (.*) \|$/gm)].flatMap(
    ([, level = '', schema = '', cell = '']) =>
      cell.split(/,(?![^(]*\)) | and /).map((part) => {
        const [table = '', ...columns] = [...part.matchAll(/`(\w+)`/g)].map(([, name]) => String(name));
        return { level, schema, table, columns };
      }),
  );
}

for (const schema of ['control', 'tenant'])
  test(`every table of ${schema} stands at one level`, () => {
    const catalog = readFileSync(
      join(root, 'apps', 'platform', 'migrations', 'schema-golden', `${schema}.txt`),
      'utf8',
    );
    const there = [...catalog.matchAll(/^table (\w+):/gm)].map(([, name]) => String(name));
    const named = placed().filter((one) => one.schema === schema);
    assert.ok(there.length > 20);
    assert.deepEqual(named.map(({ table }) => table).toSorted(), there.toSorted());
    for (const { level, table, columns } of named) {
      assert.ok(levels.includes(level), table);
      for (const column of columns)
        assert.ok(catalog.includes(`\ncolumn ${table}.${column}:`), `${table} has no column ${column}`);
    }
  });

test('what is sealed is named, at a level that asks for it', () => {
  for (const { schema, table, column } of sealedColumns) {
    const found = placed().find((one) => one.schema === schema && one.table === table);
    assert.ok(['secret', 'content'].includes(found?.level ?? ''), `${table} is ${found?.level ?? 'nowhere'}`);
    assert.ok(found?.columns.includes(column), `${table}.${column} is not named`);
  }
});

test('each level says how it is held, and which test fails when it is not', () => {
  const [, head = ''] = /\n\| {1,2}\| (secret .*) \|\n/.exec(page) ?? [];
  assert.deepEqual(head.split(' | '), levels);
  const [, proofs = ''] = /\n\| fails when it breaks \| (.*) \|\n/.exec(page) ?? [];
  assert.equal(proofs.split(' | ').length, levels.length);
});
