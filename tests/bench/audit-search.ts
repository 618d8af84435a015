/**
 * The audit log at a million records: the search that people do, filter read and record made out of the entry's bytes, through the
 * door, by filters of every kind and of very unequal yield, none of them twice the same. Beside it the newest page without a filter.
 */
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession } from '@gamut/database/owner-session';
import { parseAuditFilter } from '../../apps/platform/src/audit/audit-filter.ts';
import { indexAudit } from '../../apps/platform/src/audit/index-audit.ts';
import { searchAudit } from '../../apps/platform/src/audit/search-audit.ts';
import { testDatabase } from '../support/postgres.ts';
import { acts, fillMillion, kinds, people, records, things, vocabulary } from './audit-million.ts';
import type { BenchCase, BenchResult } from './bench-result.ts';
import { runLoad, type LoadFigures } from './load.ts';

const limit = 51;
const aimMs = 300;
const roundMs = 20_000;

const any = (below: number): number => Math.floor(Math.random() * below);
const one = (from: readonly string[]): string => from[any(from.length)] as string;
const year = (): string => `20${String(24 + any(2))}-0${String(1 + any(9))}-01`;

/** By name, so that the slowest kind can be told. */
const filters: Readonly<Record<string, () => string>> = {
  'a person': () => `actor:"person ${String(any(people))}"`,
  'a person by id': () => `actor:usr_${String(any(people))}`,
  'an event': () => `event:${one(kinds)}.${one(acts)}`,
  'events of one kind': () => `event:${one(kinds)}.*`,
  'a thing': () => `subject:sys_${String(any(things))}`,
  'a person, an event': () => `actor:"person ${String(any(people))}" event:${one(kinds)}.${one(acts)}`,
  'a common word': () => `w${String(any(20))}`,
  'any word': () => `w${String(any(vocabulary))}`,
  'two words': () => `w${String(any(200))} w${String(any(200))}`,
  'a word, a person': () => `w${String(any(vocabulary))} actor:"person ${String(any(people))}"`,
  'the beginning of a word': () => `w${String(10 + any(90))}*`,
  'a person since a day': () => `actor:"person ${String(any(people))}" since:${year()}`,
  'a kind and a word until a day': () => `kind:${one(kinds)} w${String(any(500))} until:${year()}`,
  'two words that never meet': () => `w${String(any(10))} w${String(vocabulary + 1 + any(100))}`,
};

export async function benchAuditSearch(): Promise<BenchResult> {
  const database = await testDatabase();
  const { id } = await database.createTenant('searched');
  const db = createDatabase({ url: database.appUrl, applicationName: 'bench-search', poolSize: 4 });
  try {
    const tenant = (await db.findTenant({ id })) as TenantRef;
    await fillMillion(database.superuserUrl, tenant.schema);
    const names = Object.keys(filters);
    const mixed = search(db, tenant, (call) =>
      (filters[names[call % names.length] as string] as () => string)(),
    );
    await runLoad(1, 3_000, mixed);
    const found = await runLoad(
      1,
      2_000,
      search(db, tenant, () => ''),
    );
    const searched = await runLoad(1, roundMs, mixed);
    const kindsOf: BenchCase[] = [];
    for (const name of names) {
      const figures = await runLoad(1, 1_000, search(db, tenant, filters[name] as () => string));
      kindsOf.push(caseOf(`audit search by ${name}`, figures, null));
    }
    const cases = [
      caseOf(
        `audit search, ${String(names.length)} kinds of filter, ${String(records)} records`,
        searched,
        aimMs,
      ),
      caseOf('floor of it: the newest page, no filter', found, null),
      ...kindsOf,
    ];
    return { postgres: await versionOf(database.superuserUrl), cases, notes: notesOf(searched) };
  } finally {
    await db.close();
    await database.close();
  }
}

/** As the route does it: the filter is read, the index brought up to the head, one page found. */
function search(db: Database, tenant: TenantRef, filter: (call: number) => string) {
  return async (call: number): Promise<void> => {
    const parsed = parseAuditFilter(filter(call), Date.now());
    if ((await indexAudit(db, tenant, 1)) > 0) throw new Error('the index is behind the head');
    await db.readTenant(tenant, (tx) => searchAudit(tx, parsed, { before: undefined, limit }));
  };
}

function caseOf(
  name: string,
  { perSecond, p50Ms, p95Ms, p99Ms }: LoadFigures,
  aim: number | null,
): BenchCase {
  return {
    name,
    inFlight: 1,
    perSecond,
    p50Ms,
    p95Ms,
    p99Ms,
    floorPerSecond: null,
    ratio: null,
    aim: aim === null ? null : `p95 ≤ ${String(aim)} ms`,
    met: aim === null ? null : p95Ms <= aim,
  };
}

function notesOf({ calls, p95Ms }: LoadFigures): string[] {
  return [
    `p95 ${p95Ms.toFixed(1)} ms over ${String(calls)} searches, one after the other, in one process through the door; HTTP is not in it`,
    'the records were made in bulk: their hashes are of nothing',
  ];
}

async function versionOf(url: string): Promise<string> {
  const session = await openOwnerSession(url, 'bench');
  const [row] = await session.query<{ version: string }>('SELECT version() AS version');
  await session.close();
  return /PostgreSQL [\d.]+/.exec(row?.version ?? '')?.[0] ?? 'unknown';
}
