/** Whatever an agent does for the first time is an alert within 60 s, also when its process died, and whatever another tenant does meanwhile. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TenantRef } from '@gamut/database/database';
import { openOwnerSession } from '@gamut/database/owner-session';
import { createLogger } from '@gamut/service/logger';
import { eventually } from '../../../../../../tests/support/pace.ts';
import { testPlatform, type PlatformUnderTest } from '../../../../../../tests/support/platform.ts';
import { commitDecision, decisionEntry } from '../../../../../../tests/support/route-world.ts';
import { makeSettledAgent } from '../../../../../../tests/support/settled-agent.ts';
import type { Ledger } from '../decisions/commit-ledger.ts';
import { createLedger } from '../decisions/commit-ledger.ts';
import { decisionsAtOnce } from './watch-behaviour.ts';
import { createBehaviourWatcher, tickMs, toldOf } from './watch-regularly.ts';

let under: PlatformUnderTest;
before(async () => {
  under = await testPlatform();
});
after(() => under.close());

/** An agent with a habit: whatever tool it uses from now on, it uses for the first time. */
async function settled(tenant: TenantRef): Promise<{ agent: string; agentName: string; toolId: string }> {
  const agent = await makeSettledAgent(under, tenant, await under.as('administrator', tenant), null);
  return { agent, agentName: 'habit', toolId: 'tol_00000000000000000000000000' };
}

interface Raised {
  readonly saw_by: string;
  readonly late_ms: number;
  readonly raised_at: Date;
}
const alertsOf = (tenant: TenantRef, agent: string): Promise<Raised[]> =>
  under.running.platform.db.readTenant(tenant, (tx) =>
    tx.query<Raised>(
      `SELECT d.tool AS saw_by, extract(epoch FROM b.raised_at - d.at)::float8 * 1000 AS late_ms, b.raised_at
       FROM behaviour_alerts b JOIN decisions d ON d.id = b.decision_id
       WHERE b.agent_id = $1 AND b.kind = 'new_tool' ORDER BY d.seq`,
      [agent],
    ),
  );

test('over twenty minutes by a clock that is held, every alert comes within a minute: within one tick where the decision was heard of', async () => {
  const who = await settled(under.tenant);
  const [startMs, platform] = [Date.now(), under.running.platform];
  let elapsedMs = 0;
  const clock = { nowMs: () => startMs + elapsedMs, monotonicMs: () => elapsedMs };
  const parts = { ...platform, clock, logger: createLogger('watch', { level: 'silent' }) };
  const watcher = createBehaviourWatcher(parts);
  const dumb = createLedger(parts);
  const told = toldOf(dumb, watcher);
  const act = async (ledger: Ledger, tool: string): Promise<void> => {
    const entry = await decisionEntry(under, under.tenant, who, 'allow', { tool });
    const batch = { tenant: under.tenant.id, instance: 'gwy_test', entries: [entry] };
    await ledger.commit(under.tenant, batch, entry.nonce);
  };
  const expected: string[] = [];
  for (; elapsedMs < 20 * 60_000; elapsedMs += 1_000) {
    // every 37 s: at each phase of the ticks and of the rounds over everybody
    if (elapsedMs % 37_000 === 0) {
      const way = expected.length % 2 === 0 ? 'told' : 'dumb';
      expected.push(`${way}_${String(expected.length)}`);
      await act(way === 'told' ? told : dumb, expected.at(-1) as string);
    }
    if (elapsedMs % tickMs === 0) await watcher.tick();
  }
  elapsedMs += 60_000;
  await watcher.tick();
  const alerts = await alertsOf(under.tenant, who.agent);
  assert.deepEqual(
    alerts.map((alert) => alert.saw_by),
    expected,
  );
  assert.ok(expected.length > 30);
  for (const { saw_by: tool, late_ms: lateMs } of alerts.slice(0, -1))
    assert.ok(lateMs <= (tool.startsWith('told') ? tickMs : 60_000), `${tool}: ${String(lateMs)} ms`);
});

test('a tenant that could not be looked at stays due, holds up nobody, and what was late is a figure', async () => {
  const [failing, quiet] = [await settled(under.tenant), await settled(under.other)];
  const { platform } = under.running;
  let broken = true;
  const keys = {
    sealerOf: (tenant: TenantRef) =>
      broken && tenant.id === under.tenant.id
        ? Promise.reject(new Error('the key service is away'))
        : platform.keys.sealerOf(tenant),
  };
  let lateMs = 0;
  const clock = { ...platform.clock, nowMs: () => platform.clock.nowMs() + lateMs, monotonicMs: () => 0 };
  const lines: string[] = [];
  const logger = createLogger('watch', { target: { write: (line) => void lines.push(line) } });
  const watcher = createBehaviourWatcher({ ...platform, keys: { ...platform.keys, ...keys }, clock, logger });
  await watcher.round();
  await commitDecision(under, under.tenant, failing, 'allow', { tool: 'never_before' });
  await commitDecision(under, under.other, quiet, 'allow', { tool: 'never_before' });
  watcher.tell(under.tenant);
  watcher.tell(under.other);
  await watcher.tick();
  assert.deepEqual(
    [(await alertsOf(under.tenant, failing.agent)).length, (await alertsOf(under.other, quiet.agent)).length],
    [0, 1],
  );
  assert.match(lines.join(''), /behaviour could not be looked at/);
  assert.doesNotMatch(lines.join(''), /later than promised/);
  lateMs = 120_000;
  await watcher.tick();
  assert.match(lines.splice(0).join(''), /later than promised/);
  assert.ok(watcher.lagMs() >= 120_000, 'also while nothing can be looked at');
  broken = false;
  await watcher.tick();
  assert.equal((await alertsOf(under.tenant, failing.agent)).length, 1);
  assert.match(lines.join(''), /later than promised/);
  assert.ok(watcher.lagMs() >= 120_000);
});

test('a platform that listens looks without being asked, and tells its lag', async () => {
  const who = await settled(under.tenant);
  const running = await under.another();
  const port = await running.listen();
  try {
    await commitDecision(under, under.tenant, who, 'allow', { tool: 'never_before' });
    await eventually(async () => (await alertsOf(under.tenant, who.agent)).length === 1, 'the alert');
    const metrics = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
    assert.match(metrics, /^gamut_behaviour_watch_lag_seconds \d/m);
  } finally {
    await running.close();
  }
});

test('what can not be opened is an alert of its agent, and ends nobody’s watch', async () => {
  const [who, second, third] = [
    await settled(under.tenant),
    await settled(under.tenant),
    await settled(under.tenant),
  ];
  const { platform } = under.running;
  const watcher = createBehaviourWatcher({ ...platform, logger: createLogger('watch', { level: 'silent' }) });
  await watcher.round();
  const bad = await commitDecision(under, under.tenant, who, 'allow', { tool: 'one_tool' });
  await commitDecision(under, under.tenant, second, 'allow', { tool: 'two_tool' });
  await commitDecision(under, under.tenant, third, 'allow', { tool: 'tools_send' });
  const session = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  await session.script(
    `UPDATE "${under.tenant.schema}".decisions SET arguments_sealed = 'gv1.x.y.AAAA' WHERE id = '${bad.id}';
     UPDATE "${under.tenant.schema}".agent_baselines SET profile_sealed = 'gv1.x.y.AAAA' WHERE agent_id = '${third.agent}'`,
  );
  await session.close();
  assert.equal(await watcher.round(), 3);
  const kinds = await platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ agent_id: string; kind: string }>(
      'SELECT agent_id, kind FROM behaviour_alerts WHERE agent_id = ANY ($1) ORDER BY kind, agent_id',
      [[who.agent, second.agent, third.agent]],
    ),
  );
  const of = (agent: string) => kinds.filter((one) => one.agent_id === agent).map((one) => one.kind);
  assert.deepEqual(of(who.agent), ['new_target', 'new_tool']);
  assert.ok(of(second.agent).includes('new_tool'));
  assert.ok(of(third.agent).includes('new_target'));
  await commitDecision(under, under.tenant, third, 'allow', { tool: 'tools_send' });
  assert.equal(await watcher.round(), 1);
});

// last of all: its rows stand beyond the head of the stream
test('a tenant with many decisions keeps another one waiting for one turn, and nothing of it is left out', async () => {
  const [busy, quiet] = [await settled(under.tenant), await settled(under.other)];
  let nowMs = Date.now();
  const { clock: real, db } = under.running.platform;
  const clock = { ...real, nowMs: () => ++nowMs };
  const watcher = createBehaviourWatcher({ ...under.running.platform, clock });
  await watcher.round();
  const { id } = await commitDecision(under, under.tenant, busy, 'allow', { tool: 'tools_send' });
  await db.tenant(under.tenant, (tx) =>
    tx.query(
      `INSERT INTO decisions (id, seq, at, agent_id, agent_name, tool, connector, action_type, data_class, risk, kind, reason_codes, state)
       SELECT 'dec_' || lpad(n::text, 26, '0'), d.seq + n, d.at, agent_id, agent_name, CASE WHEN n = $2 THEN 'last_of_all' ELSE tool END,
         connector, action_type, data_class, risk, d.kind, reason_codes, 'done' FROM decisions d, generate_series(1, $2::int) n WHERE d.id = $1`,
      [id, 3 * decisionsAtOnce],
    ),
  );
  await commitDecision(under, under.other, quiet, 'allow', { tool: 'never_before' });
  watcher.tell(under.tenant);
  watcher.tell(under.other);
  await watcher.tick();
  const [[last], [never]] = [
    await alertsOf(under.tenant, busy.agent),
    await alertsOf(under.other, quiet.agent),
  ];
  assert.deepEqual([last?.saw_by, never?.saw_by], ['last_of_all', 'never_before']);
  assert.ok((never as Raised).raised_at < (last as Raised).raised_at);
  assert.equal(await watcher.round(), 0);
});
