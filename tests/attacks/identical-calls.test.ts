/**
 * The same call many times at once, at several Gateways behind one platform (decision 29): one is made, the others are told which;
 * one after another each is made. A Gateway whose word on the end was lost says it again; who was told that nobody knows the end
 * repeats nothing before a person has looked. A Gateway that died holds the action no longer than its own time. Real Gateways, platform, Postgres and tool server.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { sweepUnfinished } from '../../apps/platform/src/features/agentic/decisions/sweep-unfinished.ts';
import { tellDoubts } from '../../apps/platform/src/features/agentic/actions-in-doubt/tell-doubts.ts';
import { bumpFacts } from '../../apps/platform/src/features/agentic/facts/bump-facts.ts';
import { startFaultyGateway, type FaultyGateway } from '../support/faulty-gateway.ts';
import { eventually } from '../support/pace.ts';
import {
  doing,
  openTokenWorld,
  type TokenAgent,
  type TokenGateway,
  type TokenWorld,
} from '../support/token-world.ts';

type Told = Awaited<ReturnType<FaultyGateway['post']>>;

let world: TokenWorld;
let agent: TokenAgent;
let gateways: readonly FaultyGateway[];
/** Calls that the silent tool never answers. */
const held: Promise<unknown>[] = [];

before(async () => {
  world = await openTokenWorld();
  agent = world.agents[0] as TokenAgent;
  const port = Number(new URL(world.platformUrl).port);
  gateways = await Promise.all([0, 1].map(() => startFaultyGateway(world.environment, port)));
});
after(async () => {
  // what a silent tool still holds on to is cut off, so that nobody waits for its time-out
  await world.under.running.platform.db.tenant(agent.tenant, async (tx) => {
    await tx.query("UPDATE agents SET status = 'suspended' WHERE id = $1", [agent.id]);
    await bumpFacts(tx);
  });
  await Promise.all(held);
  await Promise.all((gateways ?? []).map((one) => one.close()));
  await world.close();
});

const callAt = (at: Pick<FaultyGateway, 'post'>, effect: string): Promise<Told> => {
  const { tool, arguments: args } = doing(effect);
  const params = { name: tool, arguments: args };
  return at.post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call', params }, agent.token);
};
const gateway = (n: number): FaultyGateway => gateways[n % gateways.length] as FaultyGateway;
const codeOf = ({ json }: Told): string =>
  json.result?.isError === true ? (json.result.structuredContent?.reasons?.[0]?.code ?? 'failed') : 'done';

interface Row {
  readonly id: string;
  readonly state: string;
  readonly kind: string;
  readonly detail: string | null;
  /** It is in doubt, and nobody has looked. */
  readonly held: boolean;
}

/** What stands of these decisions, with what was said of their end. */
async function rowsSince(seq: number): Promise<Row[]> {
  return world.under.running.platform.db.readTenant(agent.tenant, (tx) =>
    tx.query<Row>(
      `SELECT d.id, d.state, d.kind, (SELECT e.bytes::jsonb #>> '{body,detail}' FROM journal_entries e
         WHERE e.stream = 'decisions' AND e.seq = d.outcome_seq) AS detail,
         EXISTS (SELECT FROM actions_in_doubt u WHERE u.decision_id = d.id AND u.resolved_at IS NULL) AS held
       FROM decisions d WHERE d.seq > $1 ORDER BY d.seq`,
      [seq],
    ),
  );
}

async function entriesSince(seq: number): Promise<string[]> {
  const rows = await world.under.running.platform.db.readTenant(agent.tenant, (tx) =>
    tx.query<{ kind: string }>(
      "SELECT kind FROM journal_entries WHERE stream = 'decisions' AND seq > $1 ORDER BY seq",
      [seq],
    ),
  );
  return rows.map(({ kind }) => kind);
}

async function lastSeq(): Promise<number> {
  const [row] = await world.under.running.platform.db.readTenant(agent.tenant, (tx) =>
    tx.query<{ seq: number }>("SELECT seq FROM journal_heads WHERE stream = 'decisions'", []),
  );
  return Number(row?.seq);
}

/** A call that its silent tool holds on to; under another name each time, since a Gateway that has just started may refuse one. */
async function hold(at: TokenGateway): Promise<{ effect: string; ended: Promise<unknown> }> {
  for (let n = 0; ; n++) {
    const { tool, arguments: args } = doing(`lost ${String(n)}`);
    const { effect } = args;
    let over = false;
    const ended = fetch(`${at.origin}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${agent.token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: tool, arguments: args },
      }),
    })
      .then((response) => response.text())
      .catch(() => undefined)
      .finally(() => (over = true));
    await eventually(() => over || world.effects.has(effect), `${effect} at its tool`);
    if (world.effects.has(effect)) return { effect, ended };
  }
}

test('of sixteen at once over two Gateways exactly one is made, and each other is told which it is', async () => {
  for (let round = 0; round < 4; round++) {
    const [effect, since] = [`twin ${String(round)}`, await lastSeq()];
    world.silent = true;
    const first = callAt(gateway(0), effect);
    await eventually(() => world.effects.has(effect), 'the first at its tool');
    const others = await Promise.all(Array.from({ length: 15 }, (_, n) => callAt(gateway(n), effect)));
    assert.deepEqual(others.map(codeOf), Array<string>(15).fill('same_action_under_way'));
    assert.equal(world.effects.get(effect), 1);
    const [begun] = await rowsSince(since);
    for (const { json } of others)
      assert.ok(json.result.structuredContent.reasons[0].message.includes(begun?.id));
    world.silent = false;
    held.push(first);
  }
});

test('sent at the same moment, with nobody first: one is made, and nothing is made twice', async () => {
  for (let round = 0; round < 8; round++) {
    const effect = `race ${String(round)}`;
    const told = await Promise.all(Array.from({ length: 16 }, (_, n) => callAt(gateway(n), effect)));
    const made = told.filter((one) => codeOf(one) === 'done').length;
    // whoever came after the first had ended was judged like any other
    assert.equal(world.effects.get(effect), made);
    assert.ok(made >= 1);
    for (const one of told) assert.ok(['done', 'same_action_under_way'].includes(codeOf(one)), codeOf(one));
  }
});

test('one after another each is made, at whichever Gateway', async () => {
  for (let n = 0; n < 4; n++) assert.equal(codeOf(await callAt(gateway(n), 'again and again')), 'done');
  assert.equal(world.effects.get('again and again'), 4);
});

/** As an administrator changes the record of the tool, or of its connector, from one moment to the next. */
const changed = (sql: string) =>
  world.under.running.platform.db.tenant(agent.tenant, async (tx) => {
    await tx.query(sql, []);
    await bumpFacts(tx);
  });
const renamed = (name: string) => `UPDATE connectors SET name = '${name}'`;
const callAs = (at: Pick<FaultyGateway, 'post'>, connector: string, effect: string): Promise<Told> => {
  const params = { name: `${connector}_do`, arguments: doing(effect).arguments };
  return at.post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call', params }, agent.token);
};

test('whatever is changed about the tool meanwhile, its repetition waits at each Gateway', async () => {
  const changes = [
    ['data class', "UPDATE tools SET data_class = 'personal'", "UPDATE tools SET data_class = 'internal'"],
    ['name of the connector', renamed('other'), renamed('upstream')],
  ] as const;
  await changed(`INSERT INTO data_flows (id, agent_id, data_class, handling, created_at)
    VALUES ('dfl_00000000000000000000000000', '${agent.id}', 'personal', 'full', now())`);
  for (const [what, change, back] of changes) {
    const effect = `changed ${what}`;
    world.silent = true;
    held.push(callAt(gateway(0), effect));
    await eventually(() => world.effects.has(effect), 'the first at its tool');
    world.silent = false;
    await changed(change);
    const connector = change === renamed('other') ? 'other' : 'upstream';
    const again = await Promise.all([0, 1].map((n) => callAs(gateway(n), connector, effect)));
    await changed(back);
    // a call whose connector goes by another name is cut off, and so in doubt
    const waits =
      change === renamed('other') ? /^same_action_(under_way|in_doubt)$/ : /^same_action_under_way$/;
    for (const one of again) assert.match(codeOf(one), waits, what);
    assert.equal(world.effects.get(effect), 1, what);
  }
});

const unheard = ['error', 'dropped', 'garbage'] as const;

test('an end that platform did not hear at once is told it again, and the agent gets its answer', async () => {
  for (const kind of unheard) {
    const [effect, since] = [`heard at last ${kind}`, await lastSeq()];
    gateway(0).arm({ name: 'outcome', nth: 1, times: 1, kind });
    assert.equal(codeOf(await callAt(gateway(0), effect)), 'done', kind);
    assert.ok(gateway(0).struck);
    gateway(0).arm(undefined);
    assert.deepEqual(await entriesSince(since), ['decision', 'outcome'], kind);
  }
});

test('whoever was told that nobody knows how it ended cannot repeat it before a person has looked', async () => {
  const person = await world.under.as('administrator');
  for (const kind of unheard) {
    const [effect, since] = [`unheard ${kind}`, await lastSeq()];
    gateway(0).arm({ name: 'outcome', nth: 1, kind });
    const lost = await callAt(gateway(0), effect);
    assert.equal(lost.json.result.structuredContent.outcome, 'in_doubt', kind);
    assert.ok(!lost.text.includes(`done: ${effect}`), 'the answer is withheld');
    await eventually(
      async () => (await entriesSince(since)).length > 1 || kind !== 'dropped',
      'taken, unheard',
    );
    gateway(0).arm(undefined);
    const [row] = await eventually(async () => {
      const found = (await rowsSince(since)).filter(({ state, held }) => state === 'done' && held);
      return found.length > 0 && found;
    }, `${effect} handed in`);
    for (const n of [0, 1]) assert.equal(codeOf(await callAt(gateway(n), effect)), 'same_action_in_doubt');
    assert.equal(world.effects.get(effect), 1, kind);
    // how it really ended is on record all the same, once
    assert.equal((await entriesSince(since)).filter((one) => one === 'outcome').length, 1);
    const looked = await person.call({
      method: 'POST',
      path: `/v1/actions-in-doubt/${row?.id ?? ''}/resolutions`,
      body: { found: 'did_not_happen', evidence: 'The ledger of the bank shows none.' },
    });
    assert.equal(looked.status, 201, looked.text);
    assert.equal(codeOf(await callAt(gateway(1), effect)), 'done');
  }
});

test('an error of the tool server’s own is no proof that nothing was done; one that refuses the call is', async () => {
  for (const [code, first, then] of [
    [-32603, 'in_doubt', 'same_action_in_doubt'],
    [-32000, 'in_doubt', 'same_action_in_doubt'],
    [-32602, 'failed', 'failed'],
  ] as const) {
    const effect = `error ${String(code)}`;
    const told = await callAt(gateway(0), effect);
    assert.equal(told.json.result.structuredContent.outcome, first, effect);
    const { structuredContent: again } = (await callAt(gateway(1), effect)).json.result;
    assert.equal(again.reasons?.[0]?.code ?? again.outcome, then, effect);
  }
});

test('a Gateway that died holds the action until its time is over; then it is in doubt, and people are told once', async () => {
  const doomed: TokenGateway = await world.startGateway();
  world.silent = true;
  const { effect, ended } = await hold(doomed);
  await doomed.kill();
  await ended;
  world.silent = false;
  assert.equal(codeOf(await callAt(gateway(0), effect)), 'same_action_under_way');
  const { db, clock } = world.under.running.platform;
  const later = { ...clock, nowMs: () => clock.nowMs() + 61_000 };
  await sweepUnfinished(db, agent.tenant, 300_000, later, randomBytes);
  assert.equal(codeOf(await callAt(gateway(1), effect)), 'same_action_in_doubt');
  await Promise.all([tellDoubts(db, agent.tenant, clock), tellDoubts(db, agent.tenant, clock)]);
  const told = await db.readTenant(agent.tenant, (tx) =>
    tx.query<{ reason: string }>(
      `SELECT e.bytes::jsonb #>> '{body,reason}' AS reason FROM journal_entries e JOIN actions_in_doubt u ON u.decision_id = e.subject
       WHERE e.stream = 'audit' AND e.kind = 'action_in_doubt.noticed'`,
      [],
    ),
  );
  assert.ok(told.some(({ reason }) => /never said how it ended/.test(reason)));
  const [counts] = await db.readTenant(agent.tenant, (tx) =>
    tx.query<{ doubts: number; told: number }>(
      `SELECT (SELECT count(*)::int FROM actions_in_doubt) AS doubts,
         (SELECT count(*)::int FROM journal_entries WHERE stream = 'audit' AND kind = 'action_in_doubt.noticed') AS told`,
      [],
    ),
  );
  assert.equal(counts?.told, counts?.doubts);
});
