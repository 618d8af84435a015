/**
 * The key of one tenant is taken back, in real time, under a real Gateway with a call under way: its agents are blocked and the
 * call is cut within the bound, another tenant's agents go on, and everything comes back by itself.
 */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import type { Client as Agent } from '@modelcontextprotocol/client';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { keyPortPlatform, type KeyPortPlatform } from '../support/key-port-platform.ts';
import { eventually, tellTime } from '../support/pace.ts';
import type { AnyJson, Client } from '../support/platform.ts';

let at: KeyPortPlatform;
let gateway: TestGateway;
let person: Client;
let [ours, theirs]: [Agent?, Agent?] = [];

before(async () => {
  at = await keyPortPlatform({ GAMUT_KEY_CHECK_MS: '500', GAMUT_KEY_SEAL_AFTER_MS: '3000' });
  const { running, secrets, tenant, other } = at.under;
  await at.setPort();
  const port = await running.listen();
  const { key: toPlatform, answerKey: toGateway } = secrets.fromGateway;
  const edge = { url: `http://127.0.0.1:${String(port)}`, keys: { toPlatform, toGateway } };
  const servers = { everything: { package: '@modelcontextprotocol/server-everything', tenants: ['*'] } };
  gateway = await startGateway(edge as Parameters<typeof startGateway>[0], servers);
  person = await at.under.as('administrator', tenant);
  const [mine, its] = await Promise.all([
    readyAgent(person, await at.under.as('operator', tenant)),
    readyAgent(await at.under.as('administrator', other), await at.under.as('operator', other)),
  ]);
  [ours, theirs] = [await gateway.connect(mine), await gateway.connect(its)];
});
after(async () => {
  await gateway.close();
  await at.close();
});

const tools = ['echo', 'trigger-long-running-operation'] as const;

/** An agent that may call both tools, made as people make one. @returns its token */
async function readyAgent(client: Client, checker: Client): Promise<string> {
  const send = async (method: string, path: string, body?: unknown): Promise<AnyJson> => {
    const answer = await client.call({ method, path, ...(body === undefined ? {} : { body }) });
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`);
    return answer.json;
  };
  const owner = { humanOwnerId: client.userId, securityOwnerId: checker.userId };
  const agent = await send('POST', '/v1/agents', {
    name: 'caller',
    purpose: 'tests',
    status: 'active',
    ...owner,
  });
  const { token } = await send('POST', `/v1/agents/${agent.id}/credentials`, { name: 'first' });
  const transport = { kind: 'stdio', catalogue: 'everything' };
  const connector = await send('POST', '/v1/connectors', {
    name: 'everything',
    title: 'E',
    transport,
    callTimeoutMs: 120_000,
  });
  await send('POST', '/v1/data-flows', { agentId: agent.id, dataClass: 'public', handling: 'full' });
  await send('POST', '/v1/incident-playbooks', {
    name: 'all',
    actionTypes: ['read'],
    steps: 'Call somebody.',
  });
  const testedAt = new Date(Date.now() - 1000).toISOString();
  await send('POST', '/v1/red-team-tests', {
    agentId: agent.id,
    result: 'passed',
    summary: 'Held.',
    testedAt,
  });
  const seen = await eventually(async () => {
    const found = await send('GET', `/v1/connectors/${connector.id}`);
    const listed = found.tools as { name: string; observedSha256: string }[];
    return listed.length > 0 ? listed : undefined;
  }, 'what the tool server lists');
  for (const name of tools) {
    const schemaSha256 = seen.find((tool) => tool.name === name)?.observedSha256;
    const pin = { schemaSha256, actionType: 'read', dataClass: 'public', risk: 'low' };
    const tool = await send('PUT', `/v1/connectors/${connector.id}/tools/${name}`, pin);
    await send('POST', '/v1/tool-permissions', { agentId: agent.id, toolId: tool.id, auditLogging: true });
  }
  return token as string;
}

interface Called {
  readonly performed: boolean;
  readonly codes: readonly string[];
}

async function call(agent: Agent | undefined, name: (typeof tools)[number], input: object): Promise<Called> {
  assert.ok(agent !== undefined);
  const result = (await agent.callTool({ name: `everything_${name}`, arguments: { ...input } })) as AnyJson;
  const reasons = (result.structuredContent?.reasons ?? []) as { code: string }[];
  return { performed: result.isError !== true, codes: reasons.map(({ code }) => code) };
}

const echo = (agent: Agent | undefined) => call(agent, 'echo', { message: 'hello' });

for (const [what, take, give] of [
  ['revoked', () => at.service.revoke('acme'), () => at.service.restore('acme')],
  ['killed', () => at.service.kill(), () => at.service.revive()],
  ['made to lie', () => void (at.service.mode = 'lies'), () => void (at.service.mode = 'well')],
] as const) {
  test(`the key is ${what}: blocked and cut within the bound, another tenant untouched, and back by itself`, async (t) => {
    await eventually(async () => (await echo(ours)).performed, 'a call that passes', 50);
    // it would go on for a minute and a half: only the seal can cut it
    const long = call(ours, 'trigger-long-running-operation', { duration: 90, steps: 5 });
    await wait(300);
    await take();
    const taken = performance.now();
    const cut = await long;
    assert.equal(cut.performed, false, 'the call under way is cut');
    tellTime(t, 'cut', performance.now() - taken);
    const blocked = await echo(ours);
    assert.deepEqual([blocked.performed, blocked.codes], [false, ['tenant_sealed']]);
    assert.equal((await echo(theirs)).performed, true, 'the other tenant’s agent acts');
    const refused = await person.call({ method: 'GET', path: '/v1/agents' });
    assert.deepEqual([refused.status, refused.json.code], [423, 'tenant_sealed']);
    const verified = await person.call({ method: 'POST', path: '/v1/journal/verify', body: {} });
    assert.equal(verified.status, 200, verified.text);
    assert.ok(
      verified.json.checks.every(({ ok }: { ok: boolean }) => ok),
      verified.text,
    );
    await give();
    await eventually(async () => (await echo(ours)).performed, 'the tenant’s opening', 50);
    assert.equal((await person.call({ method: 'GET', path: '/v1/agents' })).status, 200);
  });
}
