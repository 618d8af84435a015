/**
 * The platform's interface, as people and scripts meet it: an authenticated read (limit, session, tenant, right, snapshot, schema)
 * and an audited write (the same, and its record in the tenant's chain), over HTTP to a process of its own, on a database with
 * fsync on. Beside each, in alternation: a bare Fastify route with one query. Load, both servers and Postgres share the cores.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { openOwnerSession } from '@gamut/database/owner-session';
import { testDatabase } from '../support/postgres.ts';
import type { ApiCaller, ApiServerAnswer, ApiServerOrder } from './api-server.ts';
import type { BenchCase, BenchResult } from './bench-result.ts';
import type { ApiFloorOrder } from './floor-api.ts';
import { medianRun, runLoad, type LoadFigures } from './load.ts';

const tenantCount = 64;
const sessionsEach = 8;
const rounds = 3;
const roundMs = 3_000;

type Call = (call: number) => Promise<void>;

async function startServer<A>(
  file: string,
  order: ApiServerOrder | ApiFloorOrder,
): Promise<[A, ChildProcess]> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(path, { stdio: 'inherit', execArgv: ['--max-semi-space-size=32'] });
  child.send(order);
  const answer = await new Promise<A>((resolve, reject) => {
    child.once('message', (message) => resolve(message as A));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${String(code)}`)));
  });
  return [answer, child];
}

export async function benchApi(): Promise<BenchResult> {
  const database = await testDatabase();
  const children: ChildProcess[] = [];
  try {
    const tenants: string[] = [];
    for (let n = 0; n < tenantCount; n++) tenants.push((await database.createTenant(`bench-${n}`)).id);
    const [ours, server] = await startServer<ApiServerAnswer>('./api-server.ts', {
      databaseUrl: database.appUrl,
      tenants,
      sessionsEach,
    });
    const [floor, bare] = await startServer<{ port: number }>('./floor-api.ts', {
      databaseUrl: database.superuserUrl,
    });
    children.push(server, bare);
    const pools = [ours.port, floor.port].map(
      (port) => new Pool(`http://127.0.0.1:${String(port)}`, { connections: 64, pipelining: 1 }),
    ) as [Pool, Pool];
    const busy = `the machine was busy with ${loadavg()[0]?.toFixed(1) ?? '?'} other runnable tasks before it began`;
    const cases = await measure(pools, ours.callers);
    await Promise.all(pools.map((pool) => pool.destroy()));
    return { postgres: await versionOf(database.superuserUrl), cases, notes: [note, busy] };
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map(ended));
    await database.close();
  }
}

/** So that nobody holds the database when it is dropped. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => child.once('exit', () => done()));
}

const note =
  'load generator, platform (one process), floor and Postgres share the cores; the floor asks one query and knows nobody';

async function versionOf(url: string): Promise<string> {
  const session = await openOwnerSession(url, 'bench');
  const [row] = await session.query<{ version: string }>('SELECT version() AS version');
  await session.close();
  return /PostgreSQL [\d.]+/.exec(row?.version ?? '')?.[0] ?? 'unknown';
}

async function measure([ours, floor]: [Pool, Pool], callers: readonly ApiCaller[]): Promise<BenchCase[]> {
  const first = callers.filter(({ tenant }) => tenant === 0);
  const [bareRead, bareWrite] = [bareCall(floor, 'GET'), bareCall(floor, 'POST')];
  const reads = { perSecond: 2_000, p99Ms: 15 };
  const list = readBy(ours, callers, () => '/v1/incident-playbooks');
  const whole = readBy(ours, callers, ({ agent }) => `/v1/agents/${agent}`);
  return [
    ...(await compare('authenticated read', 8, list, bareRead, reads)),
    ...(await compare('authenticated read', 24, list, bareRead, reads)),
    ...(await compare('authenticated read of one agent with all that it may', 24, whole, bareRead, null)),
    ...(await compare('audited write, one tenant', 64, writeBy(ours, first), bareWrite, { perSecond: 800 })),
    ...(await compare('audited write, 64 tenants', 64, writeBy(ours, callers), bareWrite, {
      perSecond: 3_000,
    })),
  ];
}

interface Aim {
  readonly perSecond: number;
  readonly p99Ms?: number;
}

async function compare(
  name: string,
  inFlight: number,
  ours: Call,
  bare: Call,
  aim: Aim | null,
): Promise<BenchCase[]> {
  await runLoad(inFlight, 1_500, ours);
  await runLoad(inFlight, 500, bare);
  const runs: { ours: LoadFigures[]; bare: LoadFigures[] } = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    runs.bare.push(await runLoad(inFlight, roundMs / 2, bare));
    runs.ours.push(await runLoad(inFlight, roundMs, ours));
  }
  const [mine, theirs] = [medianRun(runs.ours), medianRun(runs.bare)];
  const said =
    aim === null
      ? null
      : [`≥ ${aim.perSecond}/s`, ...(aim.p99Ms === undefined ? [] : [`p99 ≤ ${aim.p99Ms} ms`])].join(', ');
  const met =
    aim === null
      ? null
      : mine.perSecond >= aim.perSecond && mine.p99Ms <= (aim.p99Ms ?? Number.POSITIVE_INFINITY);
  const figures = ({ perSecond, p50Ms, p99Ms }: LoadFigures) => ({ perSecond, p50Ms, p99Ms });
  return [
    {
      name,
      inFlight,
      ...figures(mine),
      floorPerSecond: theirs.perSecond,
      ratio: mine.perSecond / theirs.perSecond,
      aim: said,
      met,
    },
    {
      name: `floor of it: a bare route, one query`,
      inFlight,
      ...figures(theirs),
      floorPerSecond: null,
      ratio: null,
      aim: null,
      met: null,
    },
  ];
}

/** Neighbours are of different tenants, as callers of a real day are. */
const pick = (callers: readonly ApiCaller[], call: number): ApiCaller =>
  callers[(call * sessionsEach + Math.floor(call / tenantCount)) % callers.length] as ApiCaller;

function readBy(pool: Pool, callers: readonly ApiCaller[], path: (caller: ApiCaller) => string): Call {
  return async (call) => {
    const caller = pick(callers, call);
    const headers = { cookie: caller.cookie };
    await expect(200, pool.request({ method: 'GET', path: path(caller), headers }));
  };
}

function writeBy(pool: Pool, callers: readonly ApiCaller[]): Call {
  return async (call) => {
    const { cookie, csrfToken, agent } =
      callers.length === sessionsEach ? (callers[call % sessionsEach] as ApiCaller) : pick(callers, call);
    const body = JSON.stringify({ agentId: agent, severity: 'low', title: `finding ${String(call)}` });
    const headers = { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json' };
    await expect(201, pool.request({ method: 'POST', path: '/v1/findings', headers, body }));
  };
}

function bareCall(pool: Pool, method: 'GET' | 'POST'): Call {
  const sent =
    method === 'GET'
      ? {}
      : { body: JSON.stringify({ pad: 'x'.repeat(900) }), headers: { 'content-type': 'application/json' } };
  return () => expect(200, pool.request({ method, path: '/row', ...sent }));
}

async function expect(status: number, asked: ReturnType<Pool['request']>): Promise<void> {
  const { statusCode, body } = await asked;
  const text = await body.text();
  if (statusCode !== status) throw new Error(`answered ${String(statusCode)}: ${text}`);
}
