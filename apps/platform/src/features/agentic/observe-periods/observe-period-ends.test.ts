/**
 * How an observe period ends: exactly at its time, held to that where a decision becomes durable, with whatever stops or changes its
 * agent, by hand; and what the audit stream is told of it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import { makeReadingTools, openPeriod } from '../../../../../../tests/support/observe-world.ts';
import { reason, startObserving, type Observing } from '../../../../../../tests/support/observing.ts';
import { decisionEntry } from '../../../../../../tests/support/route-world.ts';
import { openBreakerRow } from '../behaviour/behaviour-store.ts';
import { createLedger } from '../decisions/commit-ledger.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';
import { endObservePeriods } from './end-observe-periods.ts';

const hourMs = 3_600_000;
const facts = () => createFactsDesk(under.running.platform.db).load(under.tenant);

let world: Observing;
let under: Observing['under'];
let administrator: Observing['administrator'];
let operator: Observing['operator'];
let connectorId: Observing['connectorId'];
let toolIds: Observing['toolIds'];
let post: Observing['post'];
let get: Observing['get'];
let reader: Observing['reader'];
let open: Observing['open'];
let read: Observing['read'];
let kindOf: Observing['kindOf'];
let endOf: Observing['endOf'];

before(async () => {
  world = await startObserving();
  ({ under, administrator, operator, connectorId, toolIds, post, get, reader, open, read, kindOf, endOf } =
    world);
});
after(() => world.close());

test('the commit compares with its own clock: to the millisecond before the end, and not at it', async () => {
  const agentId = await reader();
  const { json } = await open(agentId, { hours: 1 });
  const endMs = Date.parse(json.endsAt);
  const decidedMs = endMs - 5;
  const last = await read(agentId, 'a', 'files_read_file', { decidedMs, committedMs: endMs - 1 });
  assert.deepEqual([last.entry.decision.kind, last.result?.status], ['allow_and_log', 'committed']);
  const late = await read(agentId, 'a', 'files_read_file', { decidedMs, committedMs: endMs });
  assert.equal(late.entry.decision.kind, 'allow_and_log', 'Gateway’s clock is behind');
  assert.ok(late.result?.status === 'refused');
  assert.equal(late.result.reason.code, 'observe_period_over');
  assert.deepEqual(await toldOf(json.id), ['expired'], 'the call that met its end had it told');
  const row = await get(`/v1/decisions/${late.entry.id}`);
  assert.deepEqual([row.kind, row.state], ['block', 'decided']);
});

test('what a Gateway lets pass under the mark of observe mode is held to the period: type of action, connector, agent', async () => {
  const [agentId, stranger] = [await reader(), await reader()];
  await openPeriod(administrator, agentId, [connectorId]);
  const { entry } = await read(agentId);
  const other = await makeReadingTools(under, administrator, 'others');
  const commit = async (more: object) => {
    const who = { agent: agentId, agentName: 'reader', toolId: toolIds['read_file'] as string, ...more };
    const decision = { decision: entry.decision, actionType: 'read' as const, ...more };
    return commitEntry(await decisionEntry(under, under.tenant, who, 'allow_and_log', decision));
  };
  assert.equal(await commit({}), 'committed');
  const markless = { ...entry.decision, reasons: [] };
  const verdictless = {
    ...entry.decision,
    trace: entry.decision.trace.map((step) => ({ ...step, verdict: 'pass' as const })),
  };
  for (const decision of [entry.decision, markless, verdictless])
    for (const more of [
      { actionType: 'financial' },
      { actionType: 'write_internal' },
      { actionType: 'model' },
      { actionType: null },
      { toolId: other.toolIds['read_file'] },
      { toolId: null },
      { agent: stranger },
    ])
      assert.equal(await commit({ decision, ...more }), 'observe_period_over', JSON.stringify(more));
});

async function commitEntry(entry: DecisionEntry): Promise<string | undefined> {
  const ledger = createLedger(under.running.platform);
  const batch = { tenant: under.tenant.id, instance: 'gwy_test', entries: [entry] };
  const { results } = await ledger.commit(under.tenant, batch, encodeBase64url(randomBytes(16)));
  const [result] = results;
  return result?.status === 'refused' ? result.reason.code : result?.status;
}

/** What the audit stream says of its end. */
async function toldOf(id: string): Promise<string[]> {
  const told = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'observe_period.ended' AND subject = $1",
      [id],
    ),
  );
  return told.map(({ bytes }) => (JSON.parse(bytes) as { body: { after: { how: string } } }).body.after.how);
}

const ends: Readonly<Record<string, (agentId: string) => Promise<unknown>>> = {
  'a suspension': (id) => post(administrator, `/v1/agents/${id}/suspend`, reason),
  'a kill switch on the agent': (id) =>
    post(operator, '/v1/kill-switches', { target: 'agent', targetId: id, ...reason }),
  'a change of its tier': (id) =>
    administrator.call({ method: 'PATCH', path: `/v1/agents/${id}`, body: { tier: 'medium' } }),
  'a critical finding': (id) =>
    post(administrator, '/v1/findings', { agentId: id, severity: 'critical', title: 'Found' }),
  'a critical incident': (id) =>
    post(operator, '/v1/incidents', {
      agentId: id,
      severity: 'critical',
      title: 'Seen',
      description: 'Seen',
    }),
  'its circuit breaker': (id) =>
    under.running.platform.db.tenant(under.tenant, async (tx) => {
      await openBreakerRow(tx, id, 'it acts far more often', new Date().toISOString());
      await bumpFacts(tx, [{ target: 'agent', id }]);
    }),
  'a change of its level': (id) =>
    under.running.platform.db.tenant(under.tenant, async (tx) => {
      await tx.query("UPDATE agents SET level = 'junior' WHERE id = $1", [id]);
      await bumpFacts(tx);
    }),
};

for (const [what, happen] of Object.entries(ends))
  test(`${what} ends it in the same transaction, and going back does not bring it back`, async () => {
    const agentId = await reader();
    const id = await openPeriod(administrator, agentId, [connectorId]);
    await happen(agentId);
    assert.deepEqual(await endOf(id), ['ended', 'stopped']);
    assert.deepEqual(await toldOf(id), ['stopped'], 'and the audit stream has been told');
    assert.ok(!(await facts()).observePeriods?.some((one) => one.id === id));
    await under.running.platform.db.tenant(under.tenant, async (tx) => {
      const back =
        "status = 'active', level = 'intern', tier = 'low', breaker_opened_at = NULL, breaker_reason = NULL";
      await tx.query(`UPDATE agents SET ${back} WHERE id = $1`, [agentId]);
      await tx.query(
        "UPDATE kill_switches SET released_at = now(), released_by = 'a', release_reason = 'b' WHERE target_id = $1",
        [agentId],
      );
      await tx.query("UPDATE findings SET status = 'closed' WHERE agent_id = $1", [agentId]);
      await tx.query("UPDATE incidents SET status = 'closed' WHERE agent_id = $1", [agentId]);
      await bumpFacts(tx);
    });
    assert.equal(await kindOf(agentId), 'block');
    assert.deepEqual(await endOf(id), ['ended', 'stopped']);
  });

test('what stopped everything ends every period, and a restored period of another epoch is none', async () => {
  const [first, second] = [await reader(), await reader()];
  const ids = [
    await openPeriod(administrator, first, [connectorId]),
    await openPeriod(administrator, second, [connectorId]),
  ];
  const { db } = under.running.platform;
  await db.tenant(under.tenant, (tx) =>
    tx.query('UPDATE observe_periods SET epoch = epoch + 1 WHERE id = $1', [ids[0]]),
  );
  assert.deepEqual(
    (await facts()).observePeriods?.filter((one) => ids.includes(one.id)).map((one) => one.id),
    [ids[1]],
  );
  const killed = await post(operator, '/v1/kill-switches', { target: 'tenant', ...reason });
  assert.equal(killed.status, 201, killed.text);
  for (const id of ids) assert.deepEqual(await endOf(id), ['ended', 'stopped']);
  assert.equal((await open(await reader())).json.code, 'conflict', 'nothing is opened while all is stopped');
  assert.equal(
    (await post(administrator, `/v1/kill-switches/${killed.json.id}/release`, reason)).status,
    200,
  );
  assert.equal(await kindOf(second), 'block');
});

test('an operator ends it by hand, once; time ends it by itself, and the audit stream is told of each end once', async () => {
  const { db, clock } = under.running.platform;
  await endObservePeriods(db, under.tenant, clock);
  const [mine, other, stopped] = [await reader(), await reader(), await reader()];
  const byHand = await openPeriod(administrator, mine, [connectorId]);
  const ended = await post(operator, `/v1/observe-periods/${byHand}/end`, reason);
  assert.deepEqual(
    [ended.json.state, ended.json.endedHow, ended.json.endedBy],
    ['ended', 'by_hand', 'operator of alpha'],
  );
  assert.equal(await kindOf(mine), 'block');
  assert.equal((await post(operator, `/v1/observe-periods/${byHand}/end`, reason)).json.code, 'conflict');
  const byTime = await openPeriod(administrator, other, [connectorId], 1);
  const byStop = await openPeriod(administrator, stopped, [connectorId], 48);
  await post(administrator, `/v1/agents/${stopped}/suspend`, reason);
  const later = { ...clock, nowMs: () => clock.nowMs() + 2 * hourMs };
  assert.deepEqual(await toldOf(byStop), ['stopped']);
  assert.equal(await endObservePeriods(db, under.tenant, later), 1);
  assert.equal(await endObservePeriods(db, under.tenant, later), 0);
  const period = await get(`/v1/observe-periods/${byTime}`);
  assert.deepEqual([period.endedHow, period.endedAt], ['expired', period.endsAt]);
  for (const [id, how] of [
    [byHand, 'by_hand'],
    [byTime, 'expired'],
    [byStop, 'stopped'],
  ] as const)
    assert.deepEqual(await toldOf(id), [how]);
});
