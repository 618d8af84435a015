/** Facts count within the lease and by version; a question is shared, and an answer for somebody else teaches nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FactsSyncAnswer, FactsSyncRequest, TenantFacts } from '@gamut/protocol/facts';
import { makeAgent, makeFacts } from '../../../../tests/support/gateway-facts.ts';
import { FactsHolder, leaseMs } from './facts-holder.ts';

const agent = makeAgent('tester');

function world() {
  let nowMs = 0;
  const state = {
    facts: makeFacts([agent], [], []),
    asked: [] as FactsSyncRequest[],
    instance: 'gwy_test',
    unconfirmed: [] as string[],
    delay: undefined as Promise<void> | undefined,
  };
  const changes: (number | undefined)[] = [];
  const holder = new FactsHolder({
    instance: 'gwy_test',
    clock: { monotonicMs: () => nowMs },
    onChange: (_tenant, held) => changes.push(held?.facts.version),
    ask: async (request) => {
      state.asked.push(request);
      await state.delay;
      const answer = answerTo(request, state.facts, state.instance);
      if (state.unconfirmed.length === 0) return answer;
      return { ...answer, inForce: [], facts: [], unconfirmed: state.unconfirmed };
    },
  });
  return { holder, state, changes, pass: (ms: number) => (nowMs += ms) };
}

function answerTo(request: FactsSyncRequest, facts: TenantFacts, instance: string): FactsSyncAnswer {
  const held = request.held.find((one) => one.tenant === facts.tenant);
  return {
    instance,
    directoryVersion: facts.version,
    directory: request.directoryVersion === facts.version ? null : { [agent.facts.id]: facts.tenant },
    inForce: held === undefined ? [] : [{ tenant: facts.tenant, version: facts.version }],
    facts: held === undefined || held.version === facts.version ? [] : [facts],
  };
}

test('a cold tenant is fetched on the first call, and its body travels once', async () => {
  const { holder, state } = world();
  assert.equal((await holder.fresh(state.facts.tenant))?.facts.version, 1);
  await holder.sync();
  assert.deepEqual(state.asked.at(-1)?.held, [{ tenant: state.facts.tenant, version: 1 }]);
});

test('the lease runs from the moment of asking, not of the answer', async () => {
  const { holder, state, pass } = world();
  let release = (): void => undefined;
  state.delay = new Promise((resolve) => (release = resolve));
  const asked = holder.fresh(state.facts.tenant);
  pass(leaseMs + 1);
  release();
  assert.equal(await asked, undefined, 'an answer that took longer than the lease confirms nothing');
});

test('an answer that names another Gateway teaches nothing', async () => {
  const { holder, state } = world();
  state.instance = 'gwy_other';
  assert.equal(await holder.fresh(state.facts.tenant), undefined);
  assert.equal(holder.isFresh(), false);
});

test('a tenant that platform leaves out is dropped at once', async () => {
  const { holder, state, changes } = world();
  const { tenant } = state.facts;
  await holder.fresh(tenant);
  state.facts = { ...makeFacts([agent], [], []), version: 2 };
  await holder.sync();
  assert.equal(await holder.fresh(tenant), undefined);
  assert.deepEqual(changes, [1, undefined]);
});

test('a tenant that platform can’t ask about is neither confirmed nor dropped: its lease runs out', async () => {
  const { holder, state, changes, pass } = world();
  const { tenant } = state.facts;
  await holder.fresh(tenant);
  state.unconfirmed = [tenant];
  pass(leaseMs - 1);
  await holder.sync();
  assert.equal((await holder.fresh(tenant))?.facts.version, 1);
  pass(2);
  assert.equal(await holder.fresh(tenant), undefined);
  assert.deepEqual(changes, [1], 'calls in flight are not cut off for it');
  state.unconfirmed = [];
  assert.equal((await holder.fresh(tenant))?.facts.version, 1);
});

test('versions only go up: an older body is not taken', async () => {
  const { holder, state, pass } = world();
  state.facts = { ...state.facts, version: 5 };
  await holder.fresh(state.facts.tenant);
  state.facts = { ...state.facts, version: 4, agents: [] };
  await holder.sync();
  assert.equal((await holder.fresh(state.facts.tenant))?.facts.version, 5);
  pass(leaseMs + 1);
  assert.equal(
    await holder.fresh(state.facts.tenant),
    undefined,
    'and what platform no longer confirms runs out',
  );
});

test('many misses at once ask once', async () => {
  const { holder, state } = world();
  await Promise.all(Array.from({ length: 50 }, () => holder.fresh(state.facts.tenant)));
  assert.ok(state.asked.length <= 2);
});

test('an agent that is nobody’s is told apart from a platform that is silent', async () => {
  const { holder, state } = world();
  assert.equal(await holder.findByAgent('agt_nobody'), undefined);
  const silent = new FactsHolder({
    instance: 'gwy_test',
    clock: { monotonicMs: () => 0 },
    ask: () => Promise.reject(new Error('silent')),
  });
  assert.equal(await silent.findByAgent('agt_nobody'), 'unavailable');
  const found = await holder.findByAgent(agent.facts.id);
  assert.ok(found !== undefined && found !== 'unavailable' && found.facts.tenant === state.facts.tenant);
});
