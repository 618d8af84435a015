/**
 * Several Gateways behind one platform, each killed (-9) somewhere between an agent's call and its answer: no call has two
 * effects, none has an effect without the row that was committed before it, nobody takes a started action up again, and what
 * was started and never ended is in doubt, where a person sees it (security.md section 6). The long version kills often.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '../support/pace.ts';
import { randomBytes } from '@gamut/crypto/random';
import { openAsked } from '../../apps/platform/src/features/agentic/decisions/asked-action.ts';
import { sweepUnfinished } from '../../apps/platform/src/features/agentic/decisions/sweep-unfinished.ts';
import {
  doing,
  openTokenWorld,
  type TokenAgent,
  type TokenGateway,
  type TokenWorld,
} from '../support/token-world.ts';

const long = process.env['GAMUT_TEST_LONG'] === '1';
const rounds = long ? 40 : 2;
const gateways = 3;
const callsEach = 4;

let world: TokenWorld;
let agent: TokenAgent;
before(async () => {
  world = await openTokenWorld();
  agent = world.agents[0] as TokenAgent;
});
after(() => world.close());

/** What became of it is not this call's to tell: its Gateway is about to die. */
function call(at: TokenGateway, effect: string): Promise<unknown> {
  const { tool, arguments: args } = doing(effect);
  return fetch(`${at.origin}/mcp`, {
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
    .catch(() => undefined);
}

/** Under another name each time, until it is done: on a busy machine a call may come too late and be refused. @returns the name */
async function callUntilDone(at: TokenGateway, name: string): Promise<string> {
  let effect = name;
  const isDone = async (n: number): Promise<boolean> => {
    effect = `${name} ${String(n)}`;
    await call(at, effect);
    return world.effects.has(effect);
  };
  let tries = 0;
  await eventually(() => isDone(tries++), name);
  return effect;
}

/** A call that its silent tool holds on to. */
async function hold(at: TokenGateway, name: string): Promise<{ effect: string; ended: Promise<unknown> }> {
  for (let n = 0; ; n++) {
    const effect = `${name} ${String(n)}`;
    let over = false;
    const ended = call(at, effect).finally(() => (over = true));
    await eventually(() => over || world.effects.has(effect), `${effect} at its tool`);
    if (world.effects.has(effect)) return { effect, ended };
  }
}

async function statesByEffect(): Promise<Map<string, string[]>> {
  const { platform } = world.under.running;
  const { open } = await platform.keys.sealerOf(agent.tenant);
  const rows = await platform.db.readTenant(agent.tenant, (tx) =>
    tx.query<{ id: string; state: string; arguments_sealed: string }>(
      `SELECT id, state, arguments_sealed FROM decisions WHERE state <> 'decided'`,
      [],
    ),
  );
  const found = new Map<string, string[]>();
  for (const { id, state, arguments_sealed: sealed } of rows) {
    const { effect } = JSON.parse(openAsked(open, id, sealed).argumentsShown) as { effect: string };
    found.set(effect, [...(found.get(effect) ?? []), state]);
  }
  return found;
}

const sweep = async (): Promise<number> => {
  const { db, clock } = world.under.running.platform;
  const later = { ...clock, nowMs: () => clock.nowMs() + 600_000 };
  return (await sweepUnfinished(db, agent.tenant, 300_000, later, randomBytes)).inDoubt;
};

test('killed anywhere between call and answer: at most one effect for each row, and every row ends', async () => {
  for (let round = 0; round < rounds; round++) {
    const fleet = await Promise.all(Array.from({ length: gateways }, () => world.startGateway()));
    await Promise.all(fleet.map((one, n) => callUntilDone(one, `warm ${String(round)} ${String(n)}`)));
    const calls = fleet.flatMap((one, n) =>
      Array.from({ length: callsEach }, (_, k) => call(one, `call ${[round, n, k].join(' ')}`)),
    );
    for (const [n, one] of fleet.entries()) {
      await wait((round * 5 + n * 11) % 37);
      await one.kill();
    }
    await Promise.all(calls);
  }
  await sweep();
  const rows = await statesByEffect();
  assert.ok(world.effects.size >= rounds * gateways, 'something was performed at all');
  for (const [effect, times] of world.effects) {
    assert.equal(times, 1, effect);
    assert.equal(rows.get(effect)?.length, 1, `${effect} stands on one committed row`);
  }
  for (const [effect, states] of rows) assert.ok(!states.includes('started'), effect);
});

test('killed while the tool server works: in doubt, in the list, explained, and taken up by nobody', async () => {
  const survivor = await world.startGateway();
  const doomed = await world.startGateway();
  world.silent = true;
  const held = await Promise.all([hold(doomed, 'half done'), hold(doomed, 'half done too')]);
  await doomed.kill();
  await Promise.all(held.map(({ ended }) => ended));
  world.silent = false;
  assert.equal(await sweep(), 2);
  const administrator = await world.under.as('administrator');
  const get = async (path: string) => (await administrator.call({ method: 'GET', path })).json;
  const listed = await get('/v1/decisions?filter=state:in_doubt');
  assert.ok(listed.data.length >= 2);
  const one = await get(`/v1/decisions/${listed.data[0].id}`);
  assert.equal(one.outcome.state, 'in_doubt');
  assert.match(one.outcome.detail, /never said how it ended/);
  // asked for again it is refused, by any Gateway, until somebody has said what became of it
  const [{ effect: first }] = held;
  await call(survivor, first);
  const other = await callUntilDone(survivor, 'something else');
  assert.deepEqual(
    [...held.map(({ effect }) => effect), other].map((effect) => world.effects.get(effect)),
    [1, 1, 1],
  );
  assert.equal(await sweep(), 0, 'and it is put in doubt once');
  const waiting = await get('/v1/actions-in-doubt?resolved=false');
  for (const { decisionId } of waiting.data) {
    const path = `/v1/actions-in-doubt/${decisionId}/resolutions`;
    const body = { found: 'happened', evidence: 'the tool server has it' };
    assert.equal((await administrator.call({ method: 'POST', path, body })).status, 201);
  }
  // then it is judged like any other
  const isDoneAgain = async (): Promise<boolean> => {
    await call(survivor, first);
    return world.effects.get(first) === 2;
  };
  await eventually(isDoneAgain, 'the same action once more');
});
