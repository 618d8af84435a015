/**
 * The kill switch against Gateways as processes of their own, behind one real platform: one hears pushes, one is deaf to them,
 * one is killed. No decision is allowed after the commit of the engagement, the last call that was allowed before it reaches
 * its tool within the second, and what is under way is cut off and in doubt within the second (product.md 3). The times are told;
 * the short version takes each target with and without callers beside it, the long one more rounds.
 */
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { tickMs } from '../../apps/gateway/src/compose.ts';
import { connectAgent, reasonCodesOf, type Agent, type ToolResult } from '../support/mcp-agent.ts';
import type { GatewayProcess } from '../support/gateway-process.ts';
import { eventually, tellTime } from '../support/pace.ts';
import { operatorToken } from '../support/platform.ts';
import { stoppingWorld, type StoppingWorld } from '../support/stopping-world.ts';

const long = process.env['GAMUT_TEST_LONG'] === '1';
/** What calls take that nothing stops: the pace of this machine. */
const plainMs: number[] = [];
const paceMs = (): number => plainMs.sort((a, b) => a - b)[Math.floor(plainMs.length / 2)] ?? 0;
const reason = { reason: 'the test stops it' };
let world: StoppingWorld;
let hearing: GatewayProcess;
let deaf: GatewayProcess;
let tags = 0;

before(async () => {
  world = await stoppingWorld();
  [hearing, deaf] = await Promise.all([
    world.fleet.start(),
    world.fleet.start({ GAMUT_GATEWAY_PUSH_URL: world.silence }),
  ]);
});
after(() => world.close());

const nextTag = (): string => `call-${String(++tags)}`;
const connectTo = (gateway: GatewayProcess): Promise<Agent> =>
  connectAgent(gateway.origin, world.agent.token, '2026-07-28');

type Target = 'agent' | 'tool' | 'connector' | 'tenant';
const targets: readonly Target[] = ['agent', 'tool', 'connector', 'tenant'];

function bodyOf(target: Target): object {
  const ids = { agent: world.agent.id, tool: world.toolIds.slow, connector: world.connectorId };
  return { target, ...(target === 'tenant' ? {} : { targetId: ids[target] }), ...reason };
}

interface Engaged {
  readonly id: string;
  /** Of `performance.now()` and of the wall clock, once the commit has been answered. */
  readonly atMs: number;
  readonly wallMs: number;
}

async function engage(body: object): Promise<Engaged> {
  const { id } = await world.post('/v1/kill-switches', body);
  return { id, atMs: performance.now(), wallMs: Date.now() };
}

async function release(id: string): Promise<number> {
  const sentWallMs = Date.now();
  await world.post(`/v1/kill-switches/${id}/release`, reason, 200);
  return sentWallMs;
}

async function asOperator(path: string): Promise<void> {
  const answer = await world.under.anonymous({
    method: 'POST',
    path,
    body: reason,
    headers: { authorization: `Bearer ${operatorToken}` },
  });
  assert.ok(answer.status < 300, answer.text);
}

async function allowedBetween(fromMs: number, toMs: number): Promise<number> {
  const { db } = world.under.running.platform;
  const rows = await db.readTenant(world.under.tenant, (tx) =>
    tx.query<{ n: number }>(
      `SELECT count(*) AS n FROM decisions WHERE kind IN ('allow', 'allow_and_log', 'degrade') AND at > $1 AND at < $2`,
      [new Date(fromMs).toISOString(), new Date(toMs).toISOString()],
    ),
  );
  return Number(rows[0]?.n);
}

const isInDoubt = (result: ToolResult): boolean => JSON.stringify(result).includes('"in_doubt"');
/** On a busy machine a call may be refused because something was late: that says nothing of the switch. */
const late = ['facts_unavailable', 'facts_moved', 'ledger_unavailable', 'connector_unreachable'];

/** Calls until it is refused; a call of its own may be cut off too, and none may pass from now on when `never`. @returns why */
async function untilRefused(agent: Agent, never?: 'never'): Promise<readonly string[]> {
  for (;;) {
    const result = await agent.call('far_quick', { tag: nextTag() });
    if (never !== undefined) assert.equal(result.isError, true, JSON.stringify(result));
    const codes = reasonCodesOf(result);
    if (result.isError !== true || isInDoubt(result) || codes.some((code) => late.includes(code))) continue;
    return codes;
  }
}

async function untilAllowed(agent: Agent): Promise<void> {
  let last: ToolResult | undefined;
  const isAllowed = async (): Promise<boolean> => {
    const beganMs = performance.now();
    last = await agent.call('far_quick', { tag: nextTag() });
    if (last.isError === true) return false;
    plainMs.push(performance.now() - beganMs);
    return true;
  };
  await eventually(isAllowed, () => `a call that passes; the last: ${JSON.stringify(last)}`, 5);
}

/** A call that its tool holds on to: its own deadline is two minutes away, so that only the switch ends it in a round. */
async function hold(
  agent: Agent,
): Promise<{ readonly ended: Promise<{ result: ToolResult; atMs: number }> }> {
  const tag = nextTag();
  const ended = agent.call('far_slow', { tag }).then((result) => ({ result, atMs: performance.now() }));
  while (!world.arrived.has(tag)) {
    const early = await Promise.race([
      ended,
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 5)),
    ]);
    if (early !== undefined) assert.fail(`the call ended at once: ${JSON.stringify(early.result)}`);
  }
  return { ended };
}

interface Round {
  readonly lastArrivalMs: number;
  readonly cutMs: number;
}

/** @returns how long after the committed engagement the last call reached its tool, and the held call was cut off */
async function round(agent: Agent, target: Target, callers: number): Promise<Round> {
  const held = await hold(agent);
  const refusals = target === 'tool' ? [] : Array.from({ length: callers }, () => untilRefused(agent));
  await new Promise((resolve) => setTimeout(resolve, 10));
  const engaged = await engage(bodyOf(target));
  const { result, atMs } = await held.ended;
  for (const refused of await Promise.all(refusals)) assert.deepEqual(refused, [`${target}_stopped`]);
  assert.ok(isInDoubt(result), `the held call: ${JSON.stringify(result)}`);
  const lastArrival = Math.max(...world.arrived.values());
  world.arrived.clear();
  const releasedWallMs = await release(engaged.id);
  assert.equal(
    await allowedBetween(engaged.wallMs, releasedWallMs),
    0,
    'nothing is allowed after the commit',
  );
  await untilAllowed(agent);
  return { lastArrivalMs: Math.max(0, lastArrival - engaged.atMs), cutMs: Math.max(0, atMs - engaged.atMs) };
}

function tell(t: TestContext, done: readonly Round[]): void {
  for (const [what, of] of [
    ['last call that reached its tool', 'lastArrivalMs'],
    ['call in flight cut off', 'cutMs'],
  ] as const) {
    const sorted = done.map((one) => one[of]).sort((a, b) => a - b);
    const p50 = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const told = `${what}, ${String(done.length)} rounds, p50 ${p50.toFixed(1)} ms, slowest`;
    tellTime(t, told, sorted.at(-1) ?? 0, paceMs());
  }
}

test('a Gateway that hears nothing looks often enough for the second that is promised', () => {
  assert.ok(tickMs <= 750);
});

for (const [name, gateway, rounds] of [
  ['a Gateway that hears pushes', () => hearing, long ? 52 : 8],
  ['a Gateway that is deaf to pushes', () => deaf, long ? 16 : 8],
] as const) {
  test(`${name} lets the last call through, and cuts off what is under way, within a second of the engagement`, async (t) => {
    const agent = await connectTo(gateway());
    await untilAllowed(agent);
    const done: Round[] = [];
    for (let n = 0; n < rounds; n++)
      done.push(await round(agent, targets[n % 4] as Target, n % 8 < 4 ? 3 : 0));
    await agent.close();
    tell(t, done);
  });
}

test('the operator’s suspension of a tenant cuts off what is under way within a second', async (t) => {
  const agent = await connectTo(hearing);
  await untilAllowed(agent);
  const held = await hold(agent);
  const path = `/operator/v1/tenants/${world.under.tenant.slug}`;
  await asOperator(`${path}/suspend`);
  const atMs = performance.now();
  const ended = await held.ended;
  assert.ok(isInDoubt(ended.result));
  tellTime(t, 'cut off', ended.atMs - atMs, paceMs());
  assert.deepEqual(await untilRefused(agent, 'never'), ['tenant_not_active']);
  await asOperator(`${path}/reactivate`);
  await untilAllowed(agent);
  await agent.close();
});

test('a Gateway that was killed comes back to the switch as it stands, and the others never let anything through', async () => {
  const doomed = await world.fleet.start();
  const [first, second] = await Promise.all([connectTo(hearing), connectTo(doomed)]);
  await Promise.all([untilAllowed(first), untilAllowed(second)]);
  const { ended } = await hold(second);
  const held = ended.then(
    () => 'answered',
    () => 'broken off',
  );
  const refusal = untilRefused(first);
  await doomed.kill();
  const engaged = await engage(bodyOf('agent'));
  assert.deepEqual(await refusal, ['agent_stopped']);
  assert.equal(await held, 'broken off');
  const again = await connectTo(await world.fleet.start());
  for (let n = 0; n < 5; n++) assert.deepEqual(await untilRefused(again, 'never'), ['agent_stopped']);
  assert.deepEqual(await again.listTools(), []);
  assert.equal(await allowedBetween(engaged.wallMs, await release(engaged.id)), 0);
  await Promise.all([untilAllowed(first), untilAllowed(again)]);
  await Promise.all([first.close(), again.close()]);
});

test('Gateways that can’t ask platform are told all the same, and allow nothing meanwhile', async () => {
  const agent = await connectTo(hearing);
  await untilAllowed(agent);
  const held = await hold(agent);
  world.wire.cut();
  const engaged = await engage(bodyOf('connector'));
  const refused = await agent.call('far_quick', { tag: nextTag() });
  assert.ok(refused.isError === true && !isInDoubt(refused), JSON.stringify(refused));
  world.wire.mend();
  const { result } = await held.ended;
  assert.ok(isInDoubt(result));
  assert.equal(await allowedBetween(engaged.wallMs, await release(engaged.id)), 0);
  await untilAllowed(agent);
  await agent.close();
});

test('a release that races calls lets nothing through before it, whatever the order', async () => {
  const agents = await Promise.all([connectTo(hearing), connectTo(deaf), connectTo(hearing)]);
  await Promise.all(agents.map(untilAllowed));
  let ended = false;
  const calling = agents.map(async (agent) => {
    while (!ended) await agent.call('far_quick', { tag: nextTag() });
  });
  const spans: [number, number][] = [];
  for (let n = 0; n < (long ? 12 : 6); n++) {
    const engaged = await engage(bodyOf(targets[n % 4] === 'tool' ? 'agent' : (targets[n % 4] as Target)));
    await new Promise((resolve) => setTimeout(resolve, 15 * (n % 3)));
    spans.push([engaged.wallMs, await release(engaged.id)]);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  ended = true;
  await Promise.all(calling);
  for (const [from, to] of spans) assert.equal(await allowedBetween(from, to), 0);
  await Promise.all(agents.map((agent) => agent.close()));
});

test('the switch is as fast when the facts of the tenant are large', async (t) => {
  const { db } = world.under.running.platform;
  await db.tenant(world.under.tenant, async (tx) => {
    await tx.query(
      `INSERT INTO tools (id, connector_id, name, title, description, input_schema, schema_sha256, action_type, data_class, risk, pinned_at)
       SELECT 'tol_' || lpad(n::text, 26, '0'), $1, 'more' || n, 'More', repeat('d', 1000), '{"type":"object"}', repeat('0', 64),
         'read', 'internal', 'low', now() FROM generate_series(1, 2000) AS n`,
      [world.connectorId],
    );
    await tx.query('UPDATE facts_state SET version = version + 1');
  });
  const agent = await connectTo(hearing);
  await untilAllowed(agent);
  const done: Round[] = [];
  for (let n = 0; n < (long ? 8 : 4); n++) done.push(await round(agent, targets[n % 4] as Target, 2));
  tell(t, done);
  await agent.close();
});

test('an agent whose tokens were revoked with the switch has no way in any more, also after the release', async () => {
  const first = await connectTo(hearing);
  await untilAllowed(first);
  await first.close();
  const attempt = async (): Promise<'no way in' | 'allowed' | 'refused'> => {
    try {
      const agent = await connectTo(hearing);
      const result = await agent.call('far_quick', { tag: nextTag() });
      return result.isError === true ? 'refused' : 'allowed';
    } catch {
      return 'no way in';
    }
  };
  const engaged = await engage({ ...bodyOf('agent'), revokeCredentials: true });
  assert.notEqual(await attempt(), 'allowed');
  await release(engaged.id);
  const last = async () => ((await attempt()) === 'refused' ? undefined : await attempt());
  assert.equal(await eventually(last, 'an end of the refusals'), 'no way in');
});
