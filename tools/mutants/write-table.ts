/**
 * Writes what a run of `npm run test:mutants` measured into the table of docs/mutants.md: `node tools/mutants/write-table.ts own`, or
 * `all`, which tests had run; other reports than `.gamut/mutants.json` are named behind it. Rows of files that are gone go too.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { measuredFiles } from './measured-files.ts';
import { readTable, withTable, type MutantsRow } from './mutants-table.ts';

interface Report {
  readonly files: Readonly<
    Record<
      string,
      { readonly mutants: readonly { readonly status: string; readonly statusReason?: string }[] }
    >
  >;
}

const [tests = 'all', ...named] = process.argv.slice(2);
const page = new URL('../../docs/mutants.md', import.meta.url);
const text = readFileSync(page, 'utf8');
const rows = new Map(readTable(text).map((row) => [row.file, row]));
for (const path of named.length > 0 ? named : ['.gamut/mutants.json']) {
  const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  for (const [file, { mutants }] of Object.entries(report.files)) {
    const name = file.replace(/^core\/(\w+)\/src\//, '$1/');
    rows.set(name, rowOf(name, mutants));
  }
}
const files = new Set(measuredFiles());
writeFileSync(
  page,
  withTable(
    text,
    [...rows.values()].filter(({ file }) => files.has(file)),
  ),
);

function rowOf(file: string, mutants: Report['files'][string]['mutants']): MutantsRow {
  const count = (holds: (status: string, why: string) => boolean): number =>
    mutants.filter(({ status, statusReason = '' }) => holds(status, statusReason)).length;
  const endless = (why: string): boolean => why.startsWith('Hit limit');
  return {
    file,
    changes: mutants.length,
    killed: count((status) => status === 'Killed'),
    endless: count((status, why) => status === 'Timeout' && endless(why)),
    timedOut: count((status, why) => status === 'Timeout' && !endless(why)),
    survived: count((status) => status !== 'Killed' && status !== 'Timeout'),
    tests,
  };
}
