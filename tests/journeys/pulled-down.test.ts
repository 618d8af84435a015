/** Pulling any process down never lets an action through: what was performed stands in the verified journal, and all recovers without a hand. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { actionDigest } from '@gamut/protocol/action';
import { parseId } from '@gamut/kernel/id';
import { callTool } from '../../apps/cli/src/agent-call.ts';
import { eventually } from '../support/pace.ts';
import { startStack, type Stack } from '../support/stack.ts';

let stack: Stack;
const attempted: string[] = [];

before(async () => {
  stack = await startStack();
});
after(async () => {
  await stack?.stop();
});

/** A write under a name of its own. True when the agent was told that it is done. */
async function write(name: string): Promise<boolean> {
  attempted.push(name);
  try {
    const answer = await callTool(stack.gateway, stack.agentToken('claims-triage'), 'filesystem_write_file', {
      path: `open/${name}`,
      content: name,
    });
    return answer.status === 200 && !answer.isError && answer.decision === 'allow_and_log';
  } catch {
    return false;
  }
}

async function recovers(what: string): Promise<void> {
  let n = 0;
  await eventually(
    () => write(`after-${what}-${n++}.md`),
    `a call that passes after ${what} was killed`,
    100,
  );
}

function postgresPid(): number {
  return Number(readFileSync(join(stack.home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

for (const what of ['platform', 'gateway', 'claw', 'witness', 'postgres'] as const) {
  test(`${what} killed with -9 under load: the launcher starts it again, and calls go on`, async () => {
    const load = Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        await delay(n * 40);
        await write(`during-${what}-${n}.md`);
      }),
    );
    await delay(120);
    process.kill(what === 'postgres' ? postgresPid() : stack.pidOf(what), 'SIGKILL');
    await load;
    await recovers(what);
  });
}

test('every file that an agent wrote through all of this has its committed decision in a journal that verifies', async () => {
  const file = join(stack.home, 'after-kills.jsonl');
  const exported = await stack.gamut('journal', 'export', '--tenant', 'demo', '--out', file);
  assert.equal(exported.code, 0, exported.stderr);
  assert.equal((await stack.gamut('verify', file)).code, 0);
  const journal = readFileSync(file, 'utf8');
  const tenant = /tnt_[0-9a-z]{26}/.exec(journal)?.[0] as string;
  const agent = parseId('agt', /agt_[0-9a-z]{26}/.exec(stack.agentToken('claims-triage'))?.[0]) as string;
  const written = readdirSync(join(stack.home, 'demo', 'claims', 'open')).filter((name) =>
    attempted.includes(name),
  );
  assert.ok(written.length > 0);
  for (const name of written) {
    const digest = actionDigest({
      tenant,
      agent,
      actionType: 'write_internal',
      tool: 'filesystem_write_file',
      dataClass: 'internal',
      target: `open/${name}`,
      arguments: { path: `open/${name}`, content: name },
    });
    assert.ok(journal.includes(digest), `${name} was written without a committed decision`);
  }
});

test('while platform is down, nothing is performed', async () => {
  process.kill(stack.pidOf('platform'), 'SIGSTOP');
  const pid = stack.pidOf('platform');
  try {
    assert.equal(await write('while-stopped.md'), false);
    assert.equal(existsSync(join(stack.home, 'demo', 'claims', 'open', 'while-stopped.md')), false);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await recovers('a stopped platform');
});
