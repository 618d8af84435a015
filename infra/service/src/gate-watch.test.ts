/** Guarantees of watching gates: every five minutes, soon again while one is shut, and a look that learns nothing changes nothing. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createGateWatch, type GateResult } from './gate-watch.ts';

const gate = (reason?: string): GateResult => ({ gate: 'walls', reason, fix: 'mend them' });

test('it looks every five minutes, every ten seconds while a gate is shut, and says each change once', async (t: TestContext) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const world: { reason?: string } = {};
  const changes: number[] = [];
  let looks = 0;
  const watch = createGateWatch({
    known: [gate()],
    look: () => {
      looks++;
      return [gate(world.reason)];
    },
    onChange: (shut) => changes.push(shut.length),
  });
  const pass = async (ms: number): Promise<void> => {
    t.mock.timers.tick(ms);
    for (let turns = 0; turns < 10; turns++) await Promise.resolve();
  };
  watch.start();
  await pass(299_999);
  assert.equal(looks, 0);
  world.reason = 'one is open';
  await pass(1);
  assert.deepEqual([looks, watch.shut().length], [1, 1]);
  assert.equal(await watch.checks()[0]?.check(), 'one is open. Fix: mend them');
  await pass(10_000);
  assert.equal(looks, 2);
  delete world.reason;
  await pass(10_000);
  assert.deepEqual([looks, watch.shut().length, changes], [3, 0, [1, 0]]);
  watch.stop();
  await pass(3_600_000);
  assert.equal(looks, 3);
});

test('a look that learns nothing leaves what is known as it was', async () => {
  const world = { fails: false, reason: 'shut' };
  const watch = createGateWatch({
    look: () => {
      if (world.fails) throw new Error('away');
      return [gate(world.reason)];
    },
  });
  await watch.round();
  world.fails = true;
  await watch.round();
  assert.deepEqual(watch.shut(), [gate('shut')]);
});
