/**
 * What tenancy costs, at 100 and at 1,000 tenants of one cell: making a tenant, the context of a transaction, the same while
 * tenants are made, a backend's memory, one added column over all, the replacement of the deployment's key, sealing. Each
 * beside the same work without tenancy, in the same run.
 */
import { createDatabase, type TenantRef } from '@gamut/database/database';
import { driftLine, reportDrift } from '@gamut/database/drift';
import { migrateDatabase } from '@gamut/database/migrate';
import type { MigrationLists } from '@gamut/database/migration';
import { openOwnerSession } from '@gamut/database/owner-session';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import type { BenchCase, BenchResult } from './bench-result.ts';
import { quantile, type LoadFigures } from './load.ts';
import { fillFleet, timeProvisioning, timed } from './tenant-fleet.ts';
import { timeKeys, timeSealing, type SealTimes } from './tenant-key-times.ts';
import { loadWhile, memoryPerTenantKb, timeTransactions } from './tenant-transactions.ts';

const sizes = [100, 1_000];
const aims = { overheadMs: 0.2, provisionMs: 150, columnMs: 5_000, rotationMs: 2_000, sealUs: 100 };
const provisionTimes = 40;

export async function benchTenants(): Promise<BenchResult> {
  const database = await testDatabase();
  const cases: BenchCase[] = [];
  const notes: string[] = [];
  const state: Fleet = { database, lists: database.migrations, standing: 0 };
  try {
    await fillFleet(database, 1, 0);
    state.standing = 1;
    const sealing = await timeSealing(database, (await listTenants(database))[0] as TenantRef);
    for (const size of sizes) await measureAt(size, state, cases, notes);
    const refs = await listTenants(database);
    cases.push(...keyCases(refs.length, { ...sealing, ...(await timeKeys(database, refs)) }, notes));
    return { postgres: await versionOf(database), cases, notes };
  } finally {
    await database.close();
  }
}

interface Fleet {
  readonly database: TestDatabase;
  /** The platform's list, and the columns that this bench added. */
  lists: MigrationLists;
  standing: number;
}

async function measureAt(size: number, fleet: Fleet, cases: BenchCase[], notes: string[]): Promise<void> {
  const made = { ...fleet.database, migrations: fleet.lists };
  await fillFleet(made, size, fleet.standing);
  const at = `at ${size.toLocaleString('en')} tenants`;
  const refs = await listTenants(fleet.database);
  const one = refs[0] as TenantRef;
  cases.push(...transactionCases(at, await timeTransactions(fleet.database, one), notes));
  const db = createDatabase({ url: fleet.database.appUrl, applicationName: 'bench', poolSize: 4 });
  const some = refs.slice(0, 50);
  await loadWhile(db, some, 1_000, () => Promise.resolve());
  const calm = await loadWhile(db, some, 4_000, () => Promise.resolve());
  let times = { ours: [0], inSession: [0], floor: [0] } as Awaited<ReturnType<typeof timeProvisioning>>;
  const busy = await loadWhile(db, some, 6_000, async () => {
    times = await timeProvisioning(made, 10);
  });
  await db.close();
  cases.push(
    plain(`transaction, 50 tenants, ${at}`, 4, calm),
    plain(`the same while tenants are made, ${at}`, 4, busy),
  );
  notes.push(`made meanwhile, ${at}: p50 ${quantile(sorted(times.ours), 0.5).toFixed(0)} ms`);
  cases.push(...provisioningCases(at, await timeProvisioning(made, provisionTimes), notes));
  const touched = Math.min(300, refs.length);
  const kb = await memoryPerTenantKb(fleet.database, refs.slice(0, touched));
  if (kb !== undefined)
    notes.push(
      `a backend’s own memory, ${at}: ${(kb / 1_000).toFixed(2)} MB for each of ${touched} tenants that it touched with five statements`,
    );
  cases.push(await columnCase(at, fleet));
  fleet.standing = (await listTenants(fleet.database)).length;
  const driftMs = await timed(async () => {
    const drift = await reportDrift({ migratorUrl: fleet.database.migratorUrl, migrations: fleet.lists });
    if (drift.length > 0) throw new Error(driftLine(drift[0] as (typeof drift)[number]));
  });
  notes.push(`drift report over ${fleet.standing} tenants: ${(driftMs / 1_000).toFixed(1)} s, nothing found`);
}

const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b);

function provisioningCases(
  at: string,
  times: Awaited<ReturnType<typeof timeProvisioning>>,
  notes: string[],
): BenchCase[] {
  const [ours, inSession, floor] = [sorted(times.ours), sorted(times.inSession), sorted(times.floor)];
  const p95Ms = quantile(inSession, 0.95);
  const floorMs = quantile(floor, 0.5);
  notes.push(
    `making a tenant ${at}: p50 ${quantile(inSession, 0.5).toFixed(0)} ms, p95 ${p95Ms.toFixed(0)} ms in the open session that the provision process keeps; p50 ${quantile(ours, 0.5).toFixed(0)} ms, p95 ${quantile(ours, 0.95).toFixed(0)} ms with a connection of its own, as the command makes one; floor p50 ${floorMs.toFixed(0)} ms, p95 ${quantile(floor, 0.95).toFixed(0)} ms`,
  );
  return [
    {
      name: `a tenant is made, ${at}`,
      inFlight: 1,
      perSecond: 1_000 / mean(inSession),
      p50Ms: quantile(inSession, 0.5),
      p99Ms: quantile(inSession, 0.99),
      floorPerSecond: 1_000 / mean(floor),
      ratio: mean(floor) / mean(inSession),
      aim: `p95 ≤ ${aims.provisionMs} ms`,
      met: p95Ms <= aims.provisionMs,
    },
  ];
}

function transactionCases(
  at: string,
  { ours, floor }: Awaited<ReturnType<typeof timeTransactions>>,
  notes: string[],
): BenchCase[] {
  const overheadMs = ours.p50Ms - floor.p50Ms;
  notes.push(`context of a transaction ${at}: ${overheadMs.toFixed(3)} ms more than the floor (p50, warm)`);
  return [
    {
      ...plain(`a tenant’s transaction, warm, ${at}`, 1, ours),
      floorPerSecond: floor.perSecond,
      ratio: ours.perSecond / floor.perSecond,
      aim: `p50 ≤ floor + ${aims.overheadMs} ms`,
      met: overheadMs <= aims.overheadMs,
    },
    plain(`floor: BEGIN, SELECT, COMMIT, ${at}`, 1, floor),
  ];
}

/** Four connections, as `provision migrate` has them. The floor is the same ALTER TABLE without transaction, walls and ledger. */
async function columnCase(at: string, fleet: Fleet): Promise<BenchCase> {
  const { database } = fleet;
  const version = fleet.lists.tenant.length + 1;
  const added = {
    version,
    name: `bench_${version}`,
    checksum: String(version % 10).repeat(64),
    sql: `ALTER TABLE :schema.people ADD COLUMN bench_${version} text`,
  };
  fleet.lists = { control: fleet.lists.control, tenant: [...fleet.lists.tenant, added] };
  const refs = await listTenants(database);
  const oursMs = await timed(() =>
    migrateDatabase({ migratorUrl: database.migratorUrl, migrations: fleet.lists }),
  );
  const floorMs = await timed(() => bareColumns(database, refs, `floor_${version}`));
  await dropColumns(database, refs, `floor_${version}`);
  return {
    name: `one added column over all, ${at} (${refs.length})`,
    inFlight: 4,
    perSecond: (refs.length * 1_000) / oursMs,
    p50Ms: oursMs,
    p99Ms: oursMs,
    floorPerSecond: (refs.length * 1_000) / floorMs,
    ratio: floorMs / oursMs,
    aim: `1,000 tenants in ≤ ${aims.columnMs / 1_000} s`,
    met: oursMs * (1_000 / refs.length) <= aims.columnMs,
  };
}

async function bareColumns(
  database: TestDatabase,
  refs: readonly TenantRef[],
  column: string,
): Promise<void> {
  const queue = [...refs];
  const lane = async (): Promise<void> => {
    const session = await openOwnerSession(database.migratorUrl, 'bench');
    for (let ref = queue.shift(); ref !== undefined; ref = queue.shift())
      await session.script(`ALTER TABLE ${ref.schema}.people ADD COLUMN ${column} text`);
    await session.close();
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

async function dropColumns(
  database: TestDatabase,
  refs: readonly TenantRef[],
  column: string,
): Promise<void> {
  const session = await openOwnerSession(database.migratorUrl, 'bench');
  for (const { schema } of refs) await session.script(`ALTER TABLE ${schema}.people DROP COLUMN ${column}`);
  await session.close();
}

function keyCases(
  tenants: number,
  times: Awaited<ReturnType<typeof timeKeys>> & SealTimes,
  notes: string[],
): BenchCase[] {
  const { rotationMs, rotationFloorMs, sealAndOpenUs, bareUs } = times;
  const p99Us = quantile(sealAndOpenUs, 0.99);
  notes.push(
    `sealing and opening 1,000 characters: p50 ${quantile(sealAndOpenUs, 0.5).toFixed(0)} µs, p99 ${p99Us.toFixed(0)} µs; bare AES-256-GCM p50 ${quantile(bareUs, 0.5).toFixed(0)} µs, p99 ${quantile(bareUs, 0.99).toFixed(0)} µs`,
  );
  return [
    {
      name: `DATA_ENCRYPTION_KEY replaced, ${tenants} tenants`,
      inFlight: 1,
      perSecond: (tenants * 1_000) / rotationMs,
      p50Ms: rotationMs,
      p99Ms: rotationMs,
      floorPerSecond: (tenants * 1_000) / rotationFloorMs,
      ratio: rotationFloorMs / rotationMs,
      aim: `1,000 tenants in ≤ ${aims.rotationMs / 1_000} s`,
      met: rotationMs * (1_000 / tenants) <= aims.rotationMs,
    },
    {
      name: 'one value sealed and opened',
      inFlight: 1,
      perSecond: 1_000_000 / mean(sealAndOpenUs),
      p50Ms: quantile(sealAndOpenUs, 0.5) / 1_000,
      p99Ms: p99Us / 1_000,
      floorPerSecond: 1_000_000 / mean(bareUs),
      ratio: mean(bareUs) / mean(sealAndOpenUs),
      aim: `p99 ≤ ${aims.sealUs} µs`,
      met: p99Us <= aims.sealUs,
    },
  ];
}

function plain(name: string, inFlight: number, { perSecond, p50Ms, p99Ms }: LoadFigures): BenchCase {
  return { name, inFlight, perSecond, p50Ms, p99Ms, floorPerSecond: null, ratio: null, aim: null, met: null };
}

const mean = (times: readonly number[]) => times.reduce((sum, time) => sum + time, 0) / times.length;

async function listTenants(database: TestDatabase): Promise<TenantRef[]> {
  const db = createDatabase({ url: database.appUrl, applicationName: 'bench', poolSize: 1 });
  const refs = await db.listTenants();
  await db.close();
  return refs;
}

async function versionOf(database: TestDatabase): Promise<string> {
  const session = await openOwnerSession(database.migratorUrl, 'bench');
  const [row] = await session.query<{ version: string }>('SELECT version() AS version');
  await session.close();
  return /PostgreSQL [\d.]+/.exec(row?.version ?? '')?.[0] ?? 'unknown';
}
