/**
 * The first hour of a stranger: everything brought up by the launcher, each demo agent with the official MCP client of
 * either generation, a person who approves, and evidence that verifies without us. No part is stood in for.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  connectAgent,
  decisionOf,
  generations,
  reasonCodesOf,
  type Generation,
  type ToolResult,
} from '../support/mcp-agent.ts';
import { startStack, type Stack } from '../support/stack.ts';

let stack: Stack;
const claims = (path: string): string => join(stack.home, 'demo', 'claims', path);

before(async () => {
  stack = await startStack();
});
after(async () => {
  await stack?.stop();
});

async function call(
  agent: string,
  tool: string,
  args: Record<string, unknown>,
  generation: Generation = '2026-07-28',
): Promise<ToolResult> {
  const client = await connectAgent(stack.gateway, stack.agentToken(agent), generation);
  try {
    return await client.call(tool, args);
  } finally {
    await client.close();
  }
}

for (const generation of generations) {
  const file = (name: string): string => `${name}-${generation}.md`;

  test(`${generation}: an intern lists a folder: allowed and performed`, async () => {
    const result = await call('report-reader', 'filesystem_list_directory', { path: '.' }, generation);
    assert.equal(decisionOf(result), 'allow', JSON.stringify(result) + stack.said());
    assert.match(result.content[0]?.text ?? '', /\[DIR\] reports/);
  });

  test(`${generation}: an intern writes: blocked by its level alone, and no file is there`, async () => {
    const path = `reports/${file('intern')}`;
    const result = await call('report-reader', 'filesystem_write_file', { path, content: 'x' }, generation);
    assert.equal(result.isError, true);
    assert.equal(decisionOf(result), 'block');
    assert.deepEqual(reasonCodesOf(result), ['level_forbids_writing']);
    assert.equal(existsSync(claims(path)), false);
  });

  test(`${generation}: a junior's file waits for a person, is written once exactly as approved, and never otherwise`, async () => {
    const args = { path: `drafts/${file('offer')}`, content: 'An offer.\n' };
    const asked = await call('broker-copilot', 'filesystem_write_file', args, generation);
    assert.equal(decisionOf(asked), 'require_approval');
    assert.equal(existsSync(claims(args.path)), false);
    const approval = String(asked.structuredContent?.['approval_id']);
    const risk = await stack.signIn('risk@meridian.example');
    const approved = await risk.send('POST', `/v1/approvals/${approval}/approve`, {
      note: 'As agreed with the broker.',
    });
    assert.equal(approved.status, 200, JSON.stringify(approved.body));

    const changed = await call(
      'broker-copilot',
      'filesystem_write_file',
      { ...args, content: 'An offer!\n' },
      generation,
    );
    assert.equal(decisionOf(changed), 'require_approval', 'a changed byte is another action');
    assert.notEqual(changed.structuredContent?.['approval_id'], approval);
    assert.equal(existsSync(claims(args.path)), false);

    const performed = await call('broker-copilot', 'filesystem_write_file', args, generation);
    assert.equal(performed.isError, undefined, JSON.stringify(performed));
    assert.equal(readFileSync(claims(args.path), 'utf8'), args.content);

    const again = await call('broker-copilot', 'filesystem_write_file', args, generation);
    assert.equal(decisionOf(again), 'require_approval', 'an approval is used once');
    assert.notEqual(again.structuredContent?.['approval_id'], approval);
  });

  test(`${generation}: a senior writes in its folder: allowed, logged in full, performed`, async () => {
    const path = `open/${file('triage')}`;
    const result = await call(
      'claims-triage',
      'filesystem_write_file',
      { path, content: 'Seen.\n' },
      generation,
    );
    assert.equal(decisionOf(result), 'allow_and_log', JSON.stringify(result));
    assert.equal(readFileSync(claims(path), 'utf8'), 'Seen.\n');
  });

  test(`${generation}: a tool that is not permitted is blocked, with every gap named`, async () => {
    const result = await call('claims-triage', 'everything_echo', { message: 'hello' }, generation);
    assert.equal(decisionOf(result), 'block');
    const codes = reasonCodesOf(result);
    for (const gap of ['tool_not_permitted', 'approval_gate_missing', 'data_class_not_granted'])
      assert.ok(codes.includes(gap), `${gap} in ${codes.join()}`);
  });

  test(`${generation}: personal data comes back in the declared safe form: capped and masked`, async () => {
    const result = await call(
      'claims-triage',
      'filesystem_read_text_file',
      { path: 'personal/claimants.csv' },
      generation,
    );
    assert.equal(decisionOf(result), 'degrade', JSON.stringify(result));
    const text = JSON.stringify(result);
    const original = readFileSync(claims('personal/claimants.csv'), 'utf8');
    for (const secret of original
      .split('\n')
      .slice(1)
      .flatMap((row) => row.split(',').slice(2))
      .filter(Boolean)) {
      assert.ok(!text.includes(secret), `${secret} came back`);
    }
    assert.ok((result.content[0]?.text ?? '').trim().split('\n').length <= 5);
  });

  test(`${generation}: any call against an open critical finding is blocked and opens an incident`, async () => {
    const result = await call('fraud-scorer', 'filesystem_list_directory', { path: '.' }, generation);
    assert.equal(decisionOf(result), 'block_and_open_incident');
    assert.ok(reasonCodesOf(result).includes('critical_finding_open'));
  });

  test(`${generation}: a suspended agent is blocked whatever it asks`, async () => {
    for (const [tool, args] of [
      ['filesystem_list_directory', { path: '.' }],
      ['nothing_at_all', {}],
    ] as const) {
      assert.equal(decisionOf(await call('dormant', tool, args, generation)), 'block');
    }
  });
}

test('an agent with a plan reads in its first stage, and writes once a person has looked and signed', async () => {
  const [desk, write] = ['renewals-desk', 'filesystem_write_file'] as const;
  const letter = { path: 'drafts/CL-2001-renewal.md', content: 'Dear policyholder,\n' };
  assert.equal(decisionOf(await call(desk, 'filesystem_list_directory', { path: 'open' })), 'allow');
  const early = await call(desk, write, letter);
  assert.deepEqual([decisionOf(early), reasonCodesOf(early)], ['block', ['plan_checkpoint_waits']]);
  const risk = await stack.signIn('risk@meridian.example');
  const [plan] = (await risk.get('/v1/workflow-plans')).body['data'] as { id: string; stage: number }[];
  assert.equal(plan?.stage, 1);
  const signed = await risk.send('POST', `/v1/workflow-plans/${plan?.id ?? ''}/sign`, {
    stage: 1,
    note: 'The claims are read, and clear.',
  });
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  assert.equal(decisionOf(await call(desk, write, letter)), 'allow_and_log');
  assert.equal(readFileSync(claims(letter.path), 'utf8'), letter.content);
  const elsewhere = await call(desk, write, { ...letter, path: 'closed/CL-1994.md' });
  assert.deepEqual(reasonCodesOf(elsewhere), ['target_outside_scope'], 'its toolset reaches no further');
});

test('a wrong token is 401, whatever is wrong with it', async () => {
  const good = stack.agentToken('report-reader');
  const flipped = good.slice(0, -1) + (good.endsWith('A') ? 'B' : 'A');
  for (const token of ['', 'gma_nonsense', flipped, `${good}A`, good.replace('gma_', 'gmt_')]) {
    const answer = await fetch(`${stack.gateway}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    assert.equal(answer.status, 401, token);
  }
});

test('a suspension takes effect on the very next call of a client that is already connected', async () => {
  const client = await connectAgent(stack.gateway, stack.agentToken('report-reader'), '2026-07-28');
  assert.equal(decisionOf(await client.call('filesystem_list_directory', { path: '.' })), 'allow');
  const ciso = await stack.signIn('ciso@meridian.example');
  const { body } = await ciso.get('/v1/agents');
  const agent = (body['data'] as { id: string; name: string }[]).find((one) => one.name === 'report-reader');
  const suspended = await ciso.send('POST', `/v1/agents/${agent?.id ?? ''}/suspend`, { reason: 'A drill.' });
  assert.equal(suspended.status, 200, JSON.stringify(suspended.body));
  assert.equal(decisionOf(await client.call('filesystem_list_directory', { path: '.' })), 'block');
  const reactivated = await ciso.send('POST', `/v1/agents/${agent?.id ?? ''}/reactivate`, {
    reason: 'The drill is over.',
  });
  assert.equal(reactivated.status, 200, JSON.stringify(reactivated.body));
  assert.equal(decisionOf(await client.call('filesystem_list_directory', { path: '.' })), 'allow');
  await client.close();
});

test('a one-time link signs in once', async () => {
  const link = (await stack.credentials()).people[0]?.signIn as string;
  const first = await fetch(link, { redirect: 'manual' });
  assert.equal(first.status, 303);
  const second = await fetch(link, { redirect: 'manual' });
  assert.deepEqual(second.headers.getSetCookie(), []);
  assert.notEqual((await fetch(`${stack.platform}/v1/session`)).status, 200);
});

test('the exported journal verifies offline; one flipped byte, a cut end, another key are each found', async () => {
  const file = join(stack.home, 'demo-export.jsonl');
  const exported = await stack.gamut('journal', 'export', '--tenant', 'demo', '--out', file);
  assert.equal(exported.code, 0, exported.stderr);
  const whole = await stack.gamut('verify', file);
  assert.equal(whole.code, 0, whole.stdout);

  const text = readFileSync(file, 'utf8');
  const at = text.indexOf('report-reader');
  writeFileSync(
    `${file}.flipped`,
    `${text.slice(0, at)}r3port-reader${text.slice(at + 'report-reader'.length)}`,
  );
  assert.equal((await stack.gamut('verify', `${file}.flipped`)).code, 1);
  writeFileSync(`${file}.cut`, text.slice(0, text.lastIndexOf('\n', text.length * 0.6) + 1));
  assert.equal((await stack.gamut('verify', `${file}.cut`)).code, 3);
  const other = 'gamut.example/other+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  assert.equal((await stack.gamut('verify', file, '--key', other)).code, 2);
});

test('every outcome of the tour is as the table says', async () => {
  const tour = await stack.gamut('demo', 'tour');
  assert.equal(tour.code, 0, tour.stdout + tour.stderr);
});
