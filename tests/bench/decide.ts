/**
 * Durable decisions per second: Gateway's decision point (this process, with the load) → signed edge → platform's ledger
 * (its own process) → Postgres with fsync on. Every counted decision passed all thirteen controls and came back with a
 * receipt. Beside it, in alternation: bare inserts of the same bytes, batched and committed alone, and a bare HTTP server that
 * verifies and signs. Once with one tenant and once spread over 64, each with its own stream. The pure decision is timed alone.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { indexFacts } from '@gamut/policy/indexed-facts';
import { decide } from '@gamut/policy/decide';
import { resolveAction } from '@gamut/policy/resolve-action';
import type { AgentFacts } from '@gamut/protocol/facts';
import { edgeOf } from '@gamut/service/edge';
import type { HeldFacts } from '../../apps/gateway/src/facts/facts-holder.ts';
import { composeDecisions, type Decisions } from '../../apps/gateway/src/compose-decisions.ts';
import { testDatabase } from '../support/postgres.ts';
import { fillBenchTenant, type BenchTenant } from './bench-tenant.ts';
import type { BenchCase, BenchResult } from './bench-result.ts';
import { startHttpFloor } from './floor-http.ts';
import { openInsertFloor } from './floor-insert.ts';
import type { LedgerServerOrder } from './ledger-server.ts';
import { fillFleet } from './tenant-fleet.ts';
import { medianRun, quantile, runLoad, type LoadFigures } from './load.ts';

const levels = [1, 8, 64];
const rounds = 3;
const roundMs = 2_000;
const tenants = 64;
const aims = { perSecond: 5_000, spreadPerSecond: 2_500, p50Ms: 3, pureUs: 20 };

async function startLedgerServer(order: LedgerServerOrder): Promise<{ port: number; stop: () => void }> {
  const child = fork(fileURLToPath(new URL('./ledger-server.ts', import.meta.url)), { stdio: 'inherit' });
  child.send(order);
  const port = await new Promise<number>((resolve) =>
    child.once('message', (message) => resolve(message as number)),
  );
  return { port, stop: () => void child.kill('SIGTERM') };
}

export async function benchDecide(): Promise<BenchResult> {
  const database = await testDatabase();
  await fillFleet(database, tenants, 0);
  const db = createDatabase({ url: database.appUrl, applicationName: 'bench-setup' });
  const filled = await fillAll(db);
  const [version] = await db.readControl((tx) =>
    tx.query<{ version: string }>('SELECT version() AS version', []),
  );
  await db.close();
  const [key, answerKey] = [randomBytes(32), randomBytes(32)];
  const server = await startLedgerServer({
    databaseUrl: database.appUrl,
    key: hex(key),
    answerKey: hex(answerKey),
  });
  const decisions = composeDecisions({
    platformUrl: `http://127.0.0.1:${server.port}`,
    edge: edgeOf('gateway', 'platform', key, answerKey),
    buildSha256: '0'.repeat(64),
    fingerprints: () => [],
    checkTool: () => Promise.resolve('as_pinned'),
    showArguments: (resolved) => canonicalJson(resolved.arguments ?? {}),
  });
  const keepFresh = setInterval(() => void decisions.facts.syncAll().catch(() => undefined), 1_000);
  const [http, insert] = await Promise.all([startHttpFloor(), openInsertFloor(database.superuserUrl)]);
  try {
    const flushMs = await insert.measureFlushMs(200);
    const held = await Promise.all(filled.map(({ tenant }) => decisions.facts.fresh(tenant.id)));
    const calls: Call[] = [];
    // one after the other: a tenant's first decision also makes its keys and writes its facts down
    for (const [at, { tenant, agent }] of filled.entries())
      calls.push(await decideOnce(decisions, tenant.id, agentIn(held[at], agent)));
    const [alone, first] = [calls[0] as Call, filled[0] as BenchTenant];
    const spread: Call = (call) => (calls[call % tenants] as Call)(call);
    const facts = held[0]?.facts;
    if (facts === undefined) throw new Error('no facts');
    const batched = { name: 'a bare batched insert', call: () => insert.call(weight) };
    const signed = { name: 'a bare signed HTTP server', call: () => http.call(weight) };
    const committedAlone = {
      name: 'a bare insert that is committed alone',
      call: () => insert.alone(weight),
    };
    const cases = [
      pureCase(facts, first.agent),
      ...(await durableCases('one tenant', alone, [batched, signed])),
      ...(await durableCases(`${tenants} tenants`, spread, [committedAlone, batched, signed])),
    ];
    const notes = [
      `flush: one row committed alone takes ${flushMs.toFixed(3)} ms (p50 of 200, fsync on)`,
      'aims at 64 in flight: 5,000 durable decisions/s on one tenant, 2,500 over 64; p50 ≤ 3 ms at one; pure decision ≤ 20 µs p50',
    ];
    return { postgres: /PostgreSQL [\d.]+/.exec(version?.version ?? '')?.[0] ?? 'unknown', cases, notes };
  } finally {
    clearInterval(keepFresh);
    await decisions.close();
    server.stop();
    await http.close();
    await insert.close();
    await database.close();
  }
}

async function fillAll(db: Database): Promise<BenchTenant[]> {
  const rows = await db.readControl((tx) => tx.query<{ id: string }>('SELECT id FROM control.tenants', []));
  const filled: BenchTenant[] = [];
  for (const { id } of rows)
    filled.push(await fillBenchTenant(db, (await db.findTenant({ id })) as TenantRef));
  return filled;
}

function agentIn(held: HeldFacts | undefined, id: string): AgentFacts {
  const agent = held?.facts.agents.find((one) => one.id === id);
  if (agent === undefined) throw new Error('no facts');
  return agent;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** One call through the whole decision point; anything but an allowed action with a receipt ends the bench. */
async function decideOnce(
  decisions: Decisions,
  tenant: string,
  agent: AgentFacts,
): Promise<(call: number) => Promise<void>> {
  const work = async (call: number) => {
    const verdict = await decisions.point.decide({
      tenant,
      agent,
      credentialId: agent.credentials[0]?.id ?? '',
      tool: 'files_read',
      arguments: { path: `claims/open/${call % 1000}.json`, limit: 20 },
    });
    if (verdict.kind !== 'allowed') throw new Error(`refused: ${JSON.stringify(verdict.decision.reasons)}`);
  };
  await work(0);
  return work;
}

/** The bytes that one decision leaves in the stream, so that the floors carry the same weight. */
const weight = JSON.stringify({ pad: 'x'.repeat(2_600) });

type Call = (call: number) => Promise<void>;

interface Floor {
  readonly name: string;
  readonly call: () => Promise<void>;
}

async function durableCases(spread: string, ours: Call, floors: readonly Floor[]): Promise<BenchCase[]> {
  const cases: BenchCase[] = [];
  await runLoad(64, 1_000, ours);
  for (const inFlight of levels) {
    const mine: LoadFigures[] = [];
    const bare = floors.map(({ name, call }) => ({ name, call, runs: [] as LoadFigures[] }));
    for (let round = 0; round < rounds; round++) {
      for (const [at, { call, runs }] of bare.entries()) {
        // ours between them, so that no floor has the quieter half of a round
        if (at === 1) mine.push(await runLoad(inFlight, roundMs, ours));
        runs.push(await runLoad(inFlight, roundMs / 2, call));
      }
    }
    cases.push(...casesOf(spread, inFlight, medianRun(mine), bare));
  }
  return cases;
}

function casesOf(
  spread: string,
  inFlight: number,
  mine: LoadFigures,
  floors: readonly { readonly name: string; readonly runs: readonly LoadFigures[] }[],
): BenchCase[] {
  const perSecond = spread === 'one tenant' ? aims.perSecond : aims.spreadPerSecond;
  const beside = floors.map(({ name, runs }) => ({ name, figures: medianRun(runs) }));
  return [
    ...beside.map(({ name, figures: floor }) => ({
      name: `durable decision, ${spread}, beside ${name}`,
      inFlight,
      ...figures(mine),
      floorPerSecond: floor.perSecond,
      ratio: mine.perSecond / floor.perSecond,
      ...judge(mine, inFlight, perSecond),
    })),
    ...beside.map(({ name, figures: floor }) => ({
      name: `floor: ${name}`,
      inFlight,
      ...figures(floor),
      floorPerSecond: null,
      ratio: null,
      aim: null,
      met: null,
    })),
  ];
}

function judge(
  mine: LoadFigures,
  inFlight: number,
  perSecond: number,
): { readonly aim: string | null; readonly met: boolean | null } {
  if (inFlight === 1) return { aim: `p50 ≤ ${aims.p50Ms} ms`, met: mine.p50Ms <= aims.p50Ms };
  if (inFlight === 64) return { aim: `≥ ${perSecond}/s`, met: mine.perSecond >= perSecond };
  return { aim: null, met: null };
}

const figures = ({ perSecond, p50Ms, p99Ms }: LoadFigures) => ({ perSecond, p50Ms, p99Ms });

/** Thirteen controls with their trace, on one thread, without anything around it. */
function pureCase(facts: Parameters<typeof indexFacts>[0], agentId: string): BenchCase {
  const indexed = indexFacts(facts);
  const usage = { agentCalls: 1, toolCalls: 1 };
  const once = (call: number) => {
    const resolved = resolveAction(indexed, {
      agentId,
      tool: 'files_read',
      arguments: { path: `claims/${call}.json`, limit: 20 },
    });
    return () => decide(indexed, { resolved, nowMs: Date.now(), usage, approval: null });
  };
  const took: number[] = [];
  const began = performance.now();
  for (let call = 0; call < 60_000; call++) {
    const work = once(call);
    const started = process.hrtime.bigint();
    work();
    if (call >= 10_000) took.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  const perSecond = 60_000 / ((performance.now() - began) / 1000);
  took.sort((a, b) => a - b);
  const p50Ms = quantile(took, 0.5);
  return {
    name: 'pure decision, 13 controls with trace',
    inFlight: 1,
    perSecond,
    p50Ms,
    p99Ms: quantile(took, 0.99),
    floorPerSecond: null,
    ratio: null,
    aim: `p50 ≤ ${aims.pureUs} µs`,
    met: p50Ms * 1000 <= aims.pureUs,
  };
}
