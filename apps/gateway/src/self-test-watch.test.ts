/** What the self-test finds later than the start is found too, and Gateway stops being ready. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { makeAgent, makeFacts } from '../../../tests/support/gateway-facts.ts';
import { startContractPlatform } from '../../../tests/support/contract-platform.ts';
import { startGateway } from '../../../tests/support/gateway.ts';
import { watchSelfTest } from './self-test-watch.ts';

test('every five minutes, and not before, the primitives are tried again', (t: TestContext) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const found: { broken?: string } = {};
  let runs = 0;
  const watch = watchSelfTest(() => {
    runs++;
    return found.broken;
  });
  t.mock.timers.tick(299_999);
  assert.equal(runs, 0);
  t.mock.timers.tick(1);
  assert.deepEqual([runs, watch.failed()], [1, undefined]);
  found.broken = 'aead round trip';
  t.mock.timers.tick(300_000);
  assert.equal(watch.failed(), 'the self-test of aead round trip failed');
  watch.stop();
  t.mock.timers.tick(3_000_000);
  assert.equal(runs, 2);
});

test('readiness names the self-test and falls with it, and no agent is let in', async (t) => {
  const agent = makeAgent('tester');
  const platform = await startContractPlatform(makeFacts([agent], [], []));
  const found: { failure?: string } = {};
  const selfTest = { failed: () => found.failure, stop: () => undefined };
  const gateway = await startGateway(platform, {}, {}, { selfTest });
  t.after(async () => {
    await gateway.close();
    await platform.close();
  });
  const ask = async (): Promise<{ status: number; detail: string | undefined }> => {
    const response = await fetch(`${gateway.origin}/readyz`);
    const { checks } = (await response.json()) as { checks: { name: string; detail?: string }[] };
    return { status: response.status, detail: checks.find((one) => one.name === 'self-test')?.detail };
  };
  const call = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${agent.token}`, 'content-type': 'application/json' };
    return (await fetch(`${gateway.origin}/mcp`, { method: 'POST', headers, body: '{}' })).status;
  };
  assert.equal((await ask()).detail, undefined);
  assert.notEqual(await call(), 503);
  found.failure = 'the self-test of aead round trip failed';
  assert.deepEqual(await ask(), { status: 503, detail: found.failure });
  assert.equal(await call(), 503);
});
