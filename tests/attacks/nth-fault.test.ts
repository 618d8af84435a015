/**
 * The sweep of faults (security.md section 6): every call of Gateway's one wrapper, on every way on which something is
 * performed, given out or said, is broken from its n-th time on, in every way that a dependency breaks. Nothing passes, nothing
 * is had without a committed row before it, nothing is had twice, and what was written unheard ends in doubt. Real Gateways,
 * platform, Postgres and tool server. The long version takes every pair; the short one each pair of call and kind once.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { dependencyNames, type DependencyName } from '../../apps/gateway/src/decide/dependency.ts';
import { openAsked } from '../../apps/platform/src/features/agentic/decisions/asked-action.ts';
import { sweepUnfinished } from '../../apps/platform/src/features/agentic/decisions/sweep-unfinished.ts';
import { bumpFacts } from '../../apps/platform/src/features/agentic/facts/bump-facts.ts';
import { scenariosOf, type Scenario } from '../support/fault-scenarios.ts';
import { faultKinds, startFaultyGateway, type Fault, type FaultyGateway } from '../support/faulty-gateway.ts';
import { eventually, tellTime } from '../support/pace.ts';
import { doing, openTokenWorld, type TokenAgent, type TokenWorld } from '../support/token-world.ts';

const long = process.env['GAMUT_TEST_LONG'] === '1';
const workers = 6;
/** What runs by itself beside the calls, so that its place in their order says nothing. */
const background: readonly DependencyName[] = ['facts_question', 'observation'];
/** These never cross the edge under their own name, so the wire can't break them. */
const inProcess: readonly DependencyName[] = ['facts', 'connector', 'credential', 'call', 'answer'];
const wireKinds: readonly Fault['kind'][] = ['forged', 'dropped', 'halved'];
/** What stands between a call and its refusal may take so long at most; each is waited for but once. */
const refusedWithinMs = 1900;
/** When these are asked the tool server has been, or nobody waits for them longer than for what they are asked for. */
const notBefore: readonly DependencyName[] = ['call', 'answer', 'outcome', 'observation', 'ledger_batch'];

interface Job {
  readonly scenario: Scenario;
  readonly fault: Fault;
  readonly effect: string;
  /** Before the tool server is called: then it is never called. */
  readonly early: boolean;
}
interface Done extends Job {
  readonly struck: boolean;
  readonly succeeded: boolean;
  readonly refused: boolean;
  readonly text: string;
  readonly tookMs: number;
  /** The longest deadline of what was asked before the tool server. */
  readonly deadlineMs: number;
  readonly given: string;
}

let world: TokenWorld;
let steady: FaultyGateway;
let faulty: FaultyGateway[];
let scenarios: readonly Scenario[];
const everSeen = new Set<DependencyName>();
const recorded = new Map<string, readonly DependencyName[]>();
let slowestMs = 0;
let recoveredMs = 0;

before(async () => {
  world = await openTokenWorld({}, ['senior', 'asking', 'reduced', 'limited']);
  const [senior, asking, reduced, limited] = world.agents as [TokenAgent, TokenAgent, TokenAgent, TokenAgent];
  const administrator = (await world.under.as('administrator')).userId;
  await world.under.running.platform.db.tenant(senior.tenant, async (tx) => {
    await tx.query(`UPDATE connectors SET call_timeout_ms = 3000`, []);
    await tx.query(`UPDATE agents SET level = 'junior' WHERE id = $1`, [asking.id]);
    await tx.query(`UPDATE tools SET safe_form = '{"rowsMax":5,"mask":false}'`, []);
    await tx.query(`UPDATE data_flows SET handling = 'safe_form' WHERE agent_id = $1`, [reduced.id]);
    await tx.query(
      `UPDATE agents SET transaction_limits = '[{"window":"day","callsMax":1,"amountMax":null,"whenOver":"block"}]' WHERE id = $1`,
      [limited.id],
    );
    await bumpFacts(tx);
  });
  const port = Number(new URL(world.platformUrl).port);
  const start = () => startFaultyGateway(world.environment, port);
  [steady, ...faulty] = (await Promise.all(Array.from({ length: workers + 1 }, start))) as [
    FaultyGateway,
    ...FaultyGateway[],
  ];
  scenarios = scenariosOf(world, { senior, asking, reduced, limited }, administrator);
  for (const gateway of [steady, ...faulty]) await gateway.post('/mcp', firstCall(), limited.token);
});
after(async () => {
  await Promise.all([steady, ...faulty].map((gateway) => gateway.close()));
  await world.close();
});

const firstCall = () => {
  const { tool, arguments: args } = doing('up to the limit');
  return { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: tool, arguments: args } };
};
let count = 0;
const effectOf = (scenario: Scenario): string => `${scenario.name} ${String(++count)}`;

/** @returns whether it ended as it should; on a busy machine a call may come too late by itself */
async function record(scenario: Scenario, at: FaultyGateway): Promise<boolean> {
  const effect = effectOf(scenario);
  for (const name of at.seen) everSeen.add(name);
  at.arm(undefined);
  const given = (await scenario.before?.(steady, effect)) ?? '';
  const began = performance.now();
  const told = await scenario.run(at, effect, given);
  slowestMs = Math.max(slowestMs, performance.now() - began);
  if (scenario.succeeded(told) !== scenario.passes) return false;
  if (scenario.performs) assert.equal(world.effects.get(effect) ?? 0, scenario.passes ? 1 : 0, effect);
  for (const name of at.seen) everSeen.add(name);
  const calls = at.seen.filter((name) => !background.includes(name));
  const known = recorded.get(scenario.name);
  if (known === undefined || calls.length < known.length) recorded.set(scenario.name, calls);
  return true;
}

/** Every pair of call and kind; of those, in the short version, each name and kind once, where it is first met. */
function jobsOf(scenario: Scenario, taken: Set<string>): Job[] {
  const calls = recorded.get(scenario.name) ?? [];
  const named = scenario.moves === true ? ['facts_question' as const, ...calls] : calls;
  const counts = new Map<DependencyName, number>();
  return named.flatMap((name, place) => {
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    const callAt = named.indexOf('call');
    const early = callAt === -1 || place < callAt;
    const stage = early ? 'before' : 'after';
    return faultKinds
      .filter((kind) => !(wireKinds.includes(kind) && inProcess.includes(name)))
      .filter((kind) => {
        const key = `${name} ${stage} ${kind}`;
        return long || (!taken.has(key) && taken.add(key) !== undefined);
      })
      .map((kind) => ({ scenario, fault: { name, nth, kind }, effect: effectOf(scenario), early }));
  });
}

async function attempt(job: Job, at: FaultyGateway): Promise<Done> {
  const { scenario, fault, effect } = job;
  at.arm(fault);
  const given = (await scenario.before?.(steady, effect)) ?? '';
  const began = performance.now();
  const told = await scenario.run(at, effect, given);
  const tookMs = performance.now() - began;
  const { struck } = at;
  const before = at.seen.map((name, place) => (notBefore.includes(name) ? 0 : (at.deadlinesMs[place] ?? 0)));
  for (const name of at.seen) everSeen.add(name);
  at.arm(undefined);
  const succeeded = scenario.succeeded(told);
  const deadlineMs = Math.max(0, ...before);
  return { ...job, struck, succeeded, refused: job.early, text: told.text, tookMs, deadlineMs, given };
}

/** The fault is over: without a restart, the Gateway passes what it passed before. @returns after how long */
async function recover(at: FaultyGateway, one: Done): Promise<number> {
  const { token } = world.agents[0] as TokenAgent;
  const began = performance.now();
  const passes = async () =>
    (await at.post('/v1/decide', doing(`after ${one.effect}`), token)).json.token !== undefined;
  await eventually(passes, () => `the recovery from ${words(one)}`, 0);
  return performance.now() - began;
}

async function runAll(jobs: readonly Job[]): Promise<Done[]> {
  const waiting = [...jobs];
  const done: Done[] = [];
  const worker = async (at: FaultyGateway): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      let one = await attempt(job, at);
      recoveredMs = Math.max(recoveredMs, await recover(at, one));
      // a call that was cut off may cost the connection to the tool server a moment later: then this fault was not reached
      for (let again = 0; !one.struck && again < 8; again++) {
        one = await attempt({ ...job, effect: effectOf(job.scenario) }, at);
        await recover(at, one);
      }
      done.push(one);
    }
  };
  await Promise.all(faulty.map(worker));
  return done;
}

const words = ({ scenario, fault }: Done): string =>
  `${scenario.name}, ${fault.name} from call ${String(fault.nth)} on: ${fault.kind}`;

/** The rows that started something, by the effect that they started. */
async function startedRows(): Promise<Map<string, string[]>> {
  const { platform } = world.under.running;
  const { tenant } = world.agents[0] as TokenAgent;
  const { open } = await platform.keys.sealerOf(tenant);
  const rows = await platform.db.readTenant(tenant, (tx) =>
    tx.query<{ id: string; state: string; arguments_sealed: string }>(
      `SELECT id, state, arguments_sealed FROM decisions WHERE state <> 'decided' AND arguments_sealed IS NOT NULL`,
      [],
    ),
  );
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const asked = openAsked(open, row.id, row.arguments_sealed);
    const { effect } = JSON.parse(asked.argumentsShown) as { effect: string };
    found.set(effect, [...(found.get(effect) ?? []), row.state]);
  }
  return found;
}

let done: Done[] = [];

test('without a fault every way ends as it should, and its calls are written down', async () => {
  const [first] = faulty as [FaultyGateway];
  // twice, and the shorter counts: now and then a connection is made, or a listing read, meanwhile
  for (const scenario of [...scenarios, ...scenarios])
    await eventually(
      () => record(scenario, first),
      () => `the end of ${scenario.name}`,
    );
});

test('with any of its calls broken, in any way, nothing passes', async (t) => {
  const taken = new Set<string>();
  const still = scenarios.filter((scenario) => scenario.moves !== true);
  const moving = scenarios.filter((scenario) => scenario.moves === true);
  const jobs = (list: readonly Scenario[]) => list.flatMap((scenario) => jobsOf(scenario, taken));
  done = [...(await runAll(jobs(still))), ...(await runAll(jobs(moving)))];
  for (const one of done) {
    assert.ok(one.struck, `${words(one)}: was never met: ${one.text}`);
    assert.equal(one.succeeded, false, `${words(one)}: ${one.text}`);
  }
  const refusals = done.filter((one) => one.refused).sort((a, b) => a.tookMs - b.tookMs);
  const took = refusals.map((one) => one.tookMs);
  for (const one of refusals.slice(-3)) t.diagnostic(`${words(one)}: ${one.tookMs.toFixed(0)} ms`);
  t.diagnostic(`${String(done.length)} faults; slowest recovery ${recoveredMs.toFixed(0)} ms`);
  tellTime(t, 'slowest refusal', took.at(-1) ?? 0, slowestMs);
  for (const one of refusals)
    assert.ok(one.deadlineMs <= refusedWithinMs, `${words(one)}: waits ${String(one.deadlineMs)} ms`);
});

test('what broke before the tool server was called did nothing, what broke later did it once at most, and no answer of it came out', () => {
  for (const one of done) {
    const had = world.effects.get(one.effect) ?? 0;
    assert.ok(had <= (one.early || !one.scenario.performs ? 0 : 1), `${words(one)}: ${String(had)} effects`);
    assert.ok(!one.text.includes(`done: ${one.effect}`), `${words(one)}: the answer came out`);
  }
});

test('the same call or token once more, with nothing broken, never makes two effects of one decision', async () => {
  const { senior } = { senior: world.agents[0] as TokenAgent };
  for (const one of done.filter(({ scenario }) => scenario.name === 'perform')) {
    await steady.post('/v1/perform', { token: one.given, ...doing(one.effect) }, senior.token);
    assert.ok((world.effects.get(one.effect) ?? 0) <= 1, words(one));
  }
});

test('every effect stands on a committed row of its own, and what was written unheard ends in doubt', async () => {
  const { db, clock } = world.under.running.platform;
  const { tenant } = world.agents[0] as TokenAgent;
  const later = { ...clock, nowMs: () => clock.nowMs() + 600_000 };
  while ((await sweepUnfinished(db, tenant, 300_000, later, randomBytes)).inDoubt > 0);
  const rows = await startedRows();
  for (const [effect, times] of world.effects)
    assert.ok((rows.get(effect)?.length ?? 0) >= times, `${effect}: ${String(times)} effects`);
  const unheard = done.filter(
    ({ fault, early, scenario }) =>
      early &&
      scenario.name === 'call' &&
      /written|dropped|halved|forged/.test(fault.kind) &&
      fault.name.startsWith('ledger'),
  );
  assert.ok(unheard.length >= 2);
  for (const one of unheard) {
    assert.deepEqual(rows.get(one.effect), ['in_doubt'], words(one));
    assert.equal(world.effects.get(one.effect), undefined, words(one));
  }
  for (const states of rows.values()) assert.ok(!states.includes('started'));
});

test('no token and no key came out of a broken way, and every token that ever did has its row', async () => {
  for (const one of done) assert.ok(!/"(token|signing_key)":/.test(one.text), words(one));
  const { platform } = world.under.running;
  const { tenant } = world.agents[0] as TokenAgent;
  const orphans = await platform.db.readTenant(tenant, (tx) =>
    tx.query(
      'SELECT t.id FROM allow_tokens t LEFT JOIN decisions d ON d.id = t.decision_id WHERE d.id IS NULL',
      [],
    ),
  );
  assert.deepEqual(orphans, []);
});

test('no call of the wrapper was left out: every name was met, and every name on a way was broken', () => {
  assert.deepEqual([...everSeen].sort(), [...dependencyNames].sort());
  const broken = new Set(done.map(({ fault }) => fault.name));
  assert.deepEqual(
    dependencyNames.filter((name) => !broken.has(name)),
    ['observation'],
    'what a tool server lists is told beside the calls and stands in the way of none',
  );
  if (!long) return;
  for (const [scenario, calls] of recorded)
    for (const name of calls)
      assert.ok(
        done.some((one) => one.scenario.name === scenario && one.fault.name === name),
        `${scenario}: ${name}`,
      );
});
