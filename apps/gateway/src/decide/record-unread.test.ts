/** What is refused by its size alone is one record in ten minutes for each agent, and none is lost from the count. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeAgent } from '../../../../tests/support/gateway-facts.ts';
import type { IdentifiedAgent } from '../identity/identify-agent.ts';
import { createOversizeRecorder } from './record-unread.ts';

const minuteMs = 60_000;
const whoIs = (name: string, tenant = 'tnt_a'): IdentifiedAgent =>
  ({ tenant, agent: makeAgent(name).facts, credentialId: 'crd_1' }) as IdentifiedAgent;

function recording() {
  const [said, clock] = [[] as string[], { now: 0 }];
  let works = true;
  const record = createOversizeRecorder(
    (who, because) => {
      if (!works) return Promise.resolve(undefined);
      said.push(`${who.tenant} ${who.agent.name}: ${because}`);
      return Promise.resolve(`dec_${said.length}`);
    },
    { monotonicMs: () => clock.now },
  );
  return { said, clock, record, break: () => (works = false), mend: () => (works = true) };
}

test('repeats within ten minutes are counted, and the next record tells how many there were', async () => {
  const { said, clock, record } = recording();
  const who = whoIs('one');
  for (let sent = 0; sent < 5; sent += 1) await record(who, 'Too large.');
  assert.deepEqual(said, ['tnt_a one: Too large.']);
  clock.now = 10 * minuteMs;
  await record(who, 'Too large.');
  assert.match(said[1] ?? '', /4 more times/);
  clock.now = 20 * minuteMs;
  await record(who, 'Too large.');
  assert.equal(said[2], 'tnt_a one: Too large.');
});

test('one agent never hides another, in its tenant or in another one', async () => {
  const { said, record } = recording();
  const one = whoIs('one');
  for (const who of [one, whoIs('two'), { ...one, tenant: 'tnt_b' }, one]) await record(who, 'Too large.');
  assert.equal(said.length, 3);
});

test('what could not be recorded is tried again with the next', async () => {
  const { said, record, break: breaks, mend } = recording();
  const who = whoIs('one');
  breaks();
  await record(who, 'Too large.');
  mend();
  await record(who, 'Too large.');
  assert.deepEqual(said, ['tnt_a one: Too large.']);
});
