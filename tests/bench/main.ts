/**
 * `npm run bench [-- NAME …]`: each bench measures its work beside its floor in the same run, prints both and the ratio, and
 * writes `bench/results/NAME.json`. Ratios count; a figure in seconds says as much about the machine as about us.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchCase, BenchResult } from './bench-result.ts';
import { benchAnswers } from './answers.ts';
import { benchApi } from './api.ts';
import { benchAuditSearch } from './audit-search.ts';
import { benchDecide } from './decide.ts';
import { benchTenants } from './tenants.ts';

const results = join(dirname(fileURLToPath(import.meta.url)), '../../bench/results');
const benches: Record<string, () => Promise<BenchResult>> = {
  decide: benchDecide,
  tenants: benchTenants,
  api: benchApi,
  'audit-search': benchAuditSearch,
  answers: benchAnswers,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  const result = await (benches[name] as () => Promise<BenchResult>)();
  for (const note of result.notes) console.log(note);
  console.log(table(result.cases));
  await mkdir(results, { recursive: true });
  const written = {
    name,
    node: process.version,
    postgres: result.postgres,
    cores: cpus().length,
    cases: result.cases,
    notes: result.notes,
  };
  await writeFile(join(results, `${name}.json`), JSON.stringify(written, null, 2) + '\n');
}

function table(cases: readonly BenchCase[]): string {
  const head = [
    'case',
    'in flight',
    'per second',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'floor/s',
    'ratio',
    'aim',
    'met',
  ];
  const rows = cases.map((one) => [
    one.name,
    String(one.inFlight),
    one.perSecond.toFixed(0),
    one.p50Ms.toFixed(3),
    one.p95Ms?.toFixed(3) ?? '–',
    one.p99Ms.toFixed(3),
    one.floorPerSecond?.toFixed(0) ?? '–',
    one.ratio?.toFixed(2) ?? '–',
    one.aim ?? '–',
    one.met === null ? '–' : one.met ? 'yes' : 'no',
  ]);
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => (row[at] as string).length)),
  );
  return [head, ...rows]
    .map((row) => row.map((cell, at) => cell.padEnd(widths[at] as number)).join('  '))
    .join('\n');
}
