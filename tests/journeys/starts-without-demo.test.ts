/**
 * The demo tenant is a tenant like any other: suspended, deleted or brought back, it keeps nobody from starting Gamut. And a
 * start after a database was brought back whole: what was issued before is void before anything is served.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { eventually } from '../support/pace.ts';
import { launcher, runCommand, startStack } from '../support/stack.ts';

const home = mkdtempSync(join(tmpdir(), 'gamut-no-demo-'));
const env = {
  PATH: process.env['PATH'] ?? '',
  GAMUT_HOME: home,
  GAMUT_PLATFORM_PORT: '0',
  GAMUT_GATEWAY_PORT: '0',
  GAMUT_CLAW_PORT: '0',
  GAMUT_WITNESS_PORT: '0',
};
const gamut = (...args: string[]) => runCommand(args, env);
let token = '';

before(async () => {
  const stack = await startStack({ home, env });
  token = stack.agentToken('report-reader');
  assert.equal((await gamut('tenant', 'suspend', 'demo', '--reason', 'a drill')).code, 0);
  await stack.stop();
});
after(async () => {
  await gamut('stop');
  rmSync(home, { recursive: true, force: true });
});

/** @returns what the launcher said until it was ready. @throws when it ended instead */
async function up(t: TestContext, ...flags: string[]): Promise<string> {
  const child = spawn(process.execPath, [launcher, 'up', ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => gamut('stop'));
  let said = '';
  return new Promise((resolve, reject) => {
    child.on('exit', () => reject(new Error(said)));
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Ctrl-C stops all of it')) resolve(said);
      });
  });
}

async function callStatus(): Promise<number> {
  const { ports } = JSON.parse(readFileSync(join(home, 'state.json'), 'utf8')) as {
    ports: { gateway: number };
  };
  const answer = await fetch(`http://127.0.0.1:${ports.gateway}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** A lock-out is exact, an opening is not: Gateway hears of it at its next look. */
const opens = (): Promise<true> =>
  eventually(async () => (await callStatus()) === 200, 'the tenant’s opening', 100);

test('with the demo tenant suspended everything starts, and it can be reactivated', async (t) => {
  const said = await up(t);
  assert.match(said, /The demo tenant is not open: .*@meridian\.example/);
  assert.match((await gamut('tenant', 'list')).stdout, /^demo +suspended /m);
  assert.equal((await gamut('tenant', 'reactivate', 'demo', '--reason', 'the drill is over')).code, 0);
  await opens();
});

test('--raise-authority: no token of before opens anything, and every tenant waits for its reactivation', async (t) => {
  const said = await up(t, '--raise-authority');
  assert.match(said, /✓ authority of every tenant raised/);
  assert.match((await gamut('tenant', 'list')).stdout, /^demo +suspended /m);
  assert.equal((await gamut('tenant', 'reactivate', 'demo', '--reason', 'looked through')).code, 0);
  assert.equal(await callStatus(), 401);
});

test('an upgrade while the demo tenant is suspended leaves it as it is', async (t) => {
  await up(t);
  assert.equal((await gamut('tenant', 'suspend', 'demo', '--reason', 'for good')).code, 0);
  await gamut('stop');
  rmSync(join(home, 'provisioned.json'));
  const said = await up(t);
  assert.match(said, /✓ demo tenant/);
  assert.match((await gamut('tenant', 'list')).stdout, /^demo +suspended .*\(for good\)/m);
});

test('with the demo tenant deleted everything starts', async (t) => {
  await up(t);
  assert.equal((await gamut('tenant', 'delete', 'demo', '--reason', 'not needed', '--yes')).code, 0);
  await gamut('stop');
  const said = await up(t);
  assert.match(said, /The demo tenant is not open/);
  assert.doesNotMatch((await gamut('tenant', 'list')).stdout, /^demo /m);
});
