/**
 * Durable decisions per second: Gateway's decision point (this process, with the load) → signed edge → platform's ledger
 * (its own process) → Postgres with fsync on. Every counted decision passed all thirteen controls and came back with a
 * receipt. Beside it, in alternation: the bare batched insert of the same bytes, and a bare HTTP server that verifies and
 * signs. The pure decision is timed alone.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type TenantRef } from '@gamut/database/database';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { indexFacts } from '@gamut/policy/indexed-facts';
import { decide } from '@gamut/policy/decide';
import { resolveAction } from '@gamut/policy/resolve-action';
import type { AgentFacts } from '@gamut/protocol/facts';
import { edgeOf } from '@gamut/service/edge';
import { composeDecisions, type Decisions } from '../../apps/gateway/src/compose-decisions.ts';
import { testDatabase } from '../support/postgres.ts';
import { fillBenchTenant } from './bench-tenant.ts';
import type { BenchCase, BenchResult } from './bench-result.ts';
import { startHttpFloor } from './floor-http.ts';
import { openInsertFloor } from './floor-insert.ts';
import type { LedgerServerOrder } from './ledger-server.ts';
import { medianRun, quantile, runLoad, type LoadFigures } from './load.ts';

const levels = [1, 8, 64];
const rounds = 3;
const roundMs = 2_000;
const aims = { perSecond: 3_000, p99Ms: 20, pureUs: 20 };

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
  const created = await database.createTenant('bench');
  const db = createDatabase({ url: database.appUrl, applicationName: 'bench-setup' });
  const tenant = (await db.findTenant({ id: created.id })) as TenantRef;
  const { agent } = await fillBenchTenant(db, tenant);
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
  const keepFresh = setInterval(() => void decisions.facts.syncAll(), 1_000);
  const [http, insert] = await Promise.all([startHttpFloor(), openInsertFloor(database.superuserUrl)]);
  try {
    const facts = await decisions.facts.fresh(tenant.id);
    if (facts === undefined) throw new Error('no facts');
    const flushMs = await insert.measureFlushMs(200);
    const call = await decideOnce(
      decisions,
      tenant.id,
      facts.facts.agents.find((one) => one.id === agent) as AgentFacts,
    );
    const cases = [pureCase(facts.facts, agent), ...(await durableCases(call, http.call, insert.call))];
    const notes = [
      `flush: one row committed alone takes ${flushMs.toFixed(3)} ms (p50 of 200, fsync on)`,
      'aims: 3,000 durable decisions/s and p99 ≤ 20 ms at 64 in flight; pure decision ≤ 20 µs p50',
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

async function durableCases(
  ours: Call,
  http: (entry: string) => Promise<void>,
  insert: (entry: string) => Promise<void>,
): Promise<BenchCase[]> {
  const cases: BenchCase[] = [];
  await runLoad(64, 1_000, ours);
  for (const inFlight of levels) {
    const runs: { ours: LoadFigures[]; insert: LoadFigures[]; http: LoadFigures[] } = {
      ours: [],
      insert: [],
      http: [],
    };
    for (let round = 0; round < rounds; round++) {
      runs.insert.push(await runLoad(inFlight, roundMs / 2, () => insert(weight)));
      runs.ours.push(await runLoad(inFlight, roundMs, ours));
      runs.http.push(await runLoad(inFlight, roundMs / 2, () => http(weight)));
    }
    const [mine, bare, signed] = [medianRun(runs.ours), medianRun(runs.insert), medianRun(runs.http)];
    const aimed = inFlight === 64;
    const aim = aimed ? `≥ ${aims.perSecond}/s, p99 ≤ ${aims.p99Ms} ms` : null;
    const met = aimed ? mine.perSecond >= aims.perSecond && mine.p99Ms <= aims.p99Ms : null;
    cases.push(
      {
        name: 'durable decision, beside a bare batched insert',
        inFlight,
        ...figures(mine),
        floorPerSecond: bare.perSecond,
        ratio: mine.perSecond / bare.perSecond,
        aim,
        met,
      },
      {
        name: 'durable decision, beside a bare signed HTTP server',
        inFlight,
        ...figures(mine),
        floorPerSecond: signed.perSecond,
        ratio: mine.perSecond / signed.perSecond,
        aim,
        met,
      },
      {
        name: 'floor: bare batched insert',
        inFlight,
        ...figures(bare),
        floorPerSecond: null,
        ratio: null,
        aim: null,
        met: null,
      },
      {
        name: 'floor: bare signed HTTP server',
        inFlight,
        ...figures(signed),
        floorPerSecond: null,
        ratio: null,
        aim: null,
        met: null,
      },
    );
  }
  return cases;
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
