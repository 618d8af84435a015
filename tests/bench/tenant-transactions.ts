/**
 * What a tenant's context costs a transaction: the door (role, path, setting, time-outs, row security) beside BEGIN, the same
 * SELECT and COMMIT on the same pipelined connection without any of it; and what a backend keeps of each tenant it touched.
 */
import { readFileSync } from 'node:fs';
import { connect } from '@gamut/database/connection';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession } from '@gamut/database/owner-session';
import type { TestDatabase } from '../support/postgres.ts';
import { runLoad, type LoadFigures } from './load.ts';

const select = 'SELECT version FROM facts_state WHERE one';

export interface Transactions {
  readonly ours: LoadFigures;
  readonly floor: LoadFigures;
}

/** One connection each, one transaction at a time, in alternating rounds; the first round of each only warms. */
export async function timeTransactions(database: TestDatabase, ref: TenantRef): Promise<Transactions> {
  const db = createDatabase({ url: database.appUrl, applicationName: 'bench', poolSize: 1 });
  const floor = await openFloor(database);
  const ours = () => db.readTenant(ref, (tx) => tx.query(select)).then(() => undefined);
  const rounds: Transactions[] = [];
  for (let round = 0; round < 6; round++)
    rounds.push({ ours: await runLoad(1, 1_000, ours), floor: await runLoad(1, 1_000, floor.call) });
  await db.close();
  await floor.close();
  return {
    ours: middle(rounds.slice(1).map((round) => round.ours)),
    floor: middle(rounds.slice(1).map((round) => round.floor)),
  };
}

function middle(runs: readonly LoadFigures[]): LoadFigures {
  return runs.toSorted((a, b) => a.p50Ms - b.p50Ms)[Math.floor(runs.length / 2)] as LoadFigures;
}

interface Floor {
  call(): Promise<void>;
  close(): Promise<void>;
}

async function openFloor(database: TestDatabase): Promise<Floor> {
  const owner = await openOwnerSession(database.superuserUrl, 'bench');
  await owner.script(
    'CREATE SCHEMA IF NOT EXISTS bench; CREATE TABLE IF NOT EXISTS bench.facts_state (one boolean PRIMARY KEY, version bigint NOT NULL); INSERT INTO bench.facts_state VALUES (true, 1) ON CONFLICT DO NOTHING; ANALYZE bench.facts_state',
  );
  await owner.close();
  const connection = await connect(
    {
      url: database.superuserUrl,
      applicationName: 'bench',
      connectTimeoutMs: 2_000,
      statementTimeoutMs: 10_000,
      lockTimeoutMs: 5_000,
      idleTimeoutMs: 15_000,
    },
    undefined,
    () => undefined,
  );
  await connection.begin('SET search_path = bench');
  return {
    async call() {
      void connection.begin('BEGIN');
      await connection.statement('bench', 'floor', select, []);
      await connection.commit();
    },
    close: () => connection.close(),
  };
}

/** Four at a time over many tenants, while `meanwhile` runs. */
export async function loadWhile(
  db: Database,
  refs: readonly TenantRef[],
  durationMs: number,
  meanwhile: () => Promise<unknown>,
): Promise<LoadFigures> {
  const load = runLoad(4, durationMs, async (call) => {
    await db.readTenant(refs[call % refs.length] as TenantRef, (tx) => tx.query(select));
  });
  await meanwhile();
  return load;
}

/** @returns kilobytes that a backend's own memory grew by, for each tenant that it touched with five statements */
export async function memoryPerTenantKb(
  database: TestDatabase,
  refs: readonly TenantRef[],
): Promise<number | undefined> {
  const db = createDatabase({
    url: database.appUrl,
    applicationName: 'bench',
    poolSize: 1,
    tenantsPerConnectionMax: refs.length + 10,
  });
  const touch = (ref: TenantRef) =>
    db.readTenant(ref, async (tx) => {
      for (const table of ['agents', 'tools', 'decisions', 'approvals', 'journal_entries'])
        await tx.query(`SELECT count(*) FROM ${table}`);
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      return row?.pid ?? 0;
    });
  try {
    const [first, ...others] = refs;
    const pid = await touch(first as TenantRef);
    const before = privateKb(pid);
    if (before === undefined) return undefined;
    for (const ref of others) await touch(ref);
    return ((privateKb(pid) ?? before) - before) / others.length;
  } finally {
    await db.close();
  }
}

/** Linux only, and only where this user may look. */
function privateKb(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Private_Dirty:\s+(\d+) kB/m.exec(text)?.[1]);
  } catch {
    return undefined;
  }
}
