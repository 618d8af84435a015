/**
 * Security promise 2: a stolen dump tells no secret. Two hundred are planted through the product's own ways; then every row of
 * every table of every schema, the database's files, the write-ahead log and the server's log are searched for each of them,
 * as it is, in base64, in hex and in URL encodings. A plain value that lies there on purpose is found, in each of them.
 */
import assert from 'node:assert/strict';
import { closeSync, existsSync, openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { testPlatform, type PlatformUnderTest } from '../support/platform.ts';
import { sharedHome } from '../support/postgres.ts';
import { createDumpSearch, type DumpSearch } from './dump-search.ts';
import { plantSecrets, type Planting } from './planted-secrets.ts';

let under: PlatformUnderTest;
let owner: OwnerSession;
let planting: Planting;
let search: DumpSearch;
/** Where the write-ahead log and the server's log stood before the first secret was planted. */
let walFrom: string;
let logFrom: number;

const serverLog = join(sharedHome(), 'postgres.log');

before(async () => {
  under = await testPlatform();
  owner = await openOwnerSession(under.database.superuserUrl, 'dump');
  // other tests share the server, and a checkpoint of theirs would give the segments to others; it ends with this session
  await owner.query('SELECT pg_create_physical_replication_slot($1, true, true)', [
    under.database.name.toLowerCase(),
  ]);
  walFrom = (await walFile()) ?? '';
  logFrom = statSync(serverLog, { throwIfNoEntry: false })?.size ?? 0;
  planting = await plantSecrets(under);
  search = createDumpSearch([...planting.secrets, planting.plain, planting.plainInBase64]);
});

after(async () => {
  await owner.close();
  await under.close();
});

async function walFile(): Promise<string | undefined> {
  const [row] = await owner.query<{ name: string }>('SELECT pg_walfile_name(pg_current_wal_lsn()) AS name');
  return row?.name;
}

/** The plain value and its base64 form, and not one of the two hundred. */
function assertOnlyThePlain(found: ReadonlySet<string>, where: string): void {
  assert.ok(found.has('the plain one as it is'), `${where}: the search finds what is there`);
  assert.ok(
    [...found].some((one) => one.startsWith('the one in base64 as base64 at')),
    `${where}: in another encoding, too`,
  );
  assert.deepEqual(
    [...found].filter((one) => !/^the (plain one|one in base64) /.test(one)),
    [],
    where,
  );
}

test('at least 200 secrets of ten kinds are planted, and looked for in more than 2,000 writings', (t) => {
  t.diagnostic(`${planting.secrets.length} secrets, ${search.patterns} patterns`);
  assert.ok(planting.secrets.length >= 200, String(planting.secrets.length));
  assert.ok(new Set(planting.secrets.map(({ name }) => name.replace(/ \d+$/, ''))).size >= 10);
  assert.ok(search.patterns >= 2_000);
});

test('no row of any table of any schema holds one, the catalogs’ own included', async () => {
  const tables = await owner.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relkind IN ('r', 'm', 't') AND relnamespace <> 'pg_toast'::regnamespace ORDER BY 1",
  );
  assert.ok(tables.length > 100);
  const found = new Set<string>();
  for (const { name } of tables) {
    const rows = await owner.query<{ row: string }>(`SELECT x::text AS row FROM ${name} AS x`);
    for (const { row } of rows) for (const one of search.findIn(Buffer.from(row))) found.add(one);
  }
  assertOnlyThePlain(found, 'the tables');
});

test('no file of the database holds one, and no segment of the write-ahead log', async () => {
  await owner.script('CHECKPOINT');
  const [at] = await owner.query<{ folder: string; oid: number }>(
    "SELECT current_setting('data_directory') AS folder, oid::int8 AS oid FROM pg_database WHERE datname = current_database()",
  );
  assert.ok(at);
  const base = join(at.folder, 'base', String(at.oid));
  const files = new Set<string>();
  for (const file of readdirSync(base))
    for (const one of isCatalogCache(file) ? findWhileThere(join(base, file)) : findInFile(join(base, file)))
      files.add(one);
  assertOnlyThePlain(files, 'the files');
  const wal = new Set<string>();
  const until = (await walFile()) ?? '';
  const segments = readdirSync(join(at.folder, 'pg_wal')).filter(
    (name) => /^[0-9A-F]{24}$/.test(name) && name >= walFrom && name <= until,
  );
  for (const name of segments) for (const one of findInFile(join(at.folder, 'pg_wal', name))) wal.add(one);
  assertOnlyThePlain(wal, 'the write-ahead log');
});

test('the server’s log and the platform’s log hold none', () => {
  const served = existsSync(serverLog) ? readFileSync(serverLog) : Buffer.alloc(0);
  const from = served.length < logFrom ? 0 : logFrom;
  assert.deepEqual([...search.findIn(served.subarray(from))], []);
  const said = Buffer.from(under.logged.join('\n'));
  assert.deepEqual(
    [...search.findIn(said)].filter((one) => !one.startsWith('the ')),
    [],
  );
});

const chunkBytes = 8_000_000;
const overlapBytes = 1_000;

/** Postgres drops it whenever a catalog changes, by other tests on the same server too, and writes it anew when somebody connects. */
const isCatalogCache = (file: string): boolean => file.startsWith('pg_internal.init');

function findWhileThere(path: string): Set<string> {
  try {
    return findInFile(path);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return new Set();
    throw error;
  }
}

function findInFile(path: string): Set<string> {
  const found = new Set<string>();
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(chunkBytes);
    for (let at = 0; ; at += chunkBytes - overlapBytes) {
      const read = readSync(file, chunk, 0, chunkBytes, at);
      for (const one of search.findIn(chunk.subarray(0, read))) found.add(one);
      if (read < chunkBytes) return found;
    }
  } finally {
    closeSync(file);
  }
}
