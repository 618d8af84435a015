/**
 * The failures that gates of this kind are known for (security.md section 6), each by its name: an evaluator's error, or an
 * empty list of rules, read as allow; a nonce forgotten while it still opens something; a streamed answer that nobody scans; a
 * verdict on the answer that is made and dropped; another tenant's facts; a clock that steps.
 */
import assert from 'node:assert/strict';
import {
  createServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createMcpHandler, Server, type McpHttpHandler } from '@modelcontextprotocol/server';
import { randomBytes } from '@gamut/crypto/random';
import { newId } from '@gamut/kernel/id';
import { decide } from '@gamut/policy/decide';
import { indexFacts, type IndexedFacts } from '@gamut/policy/indexed-facts';
import { resolveAction } from '@gamut/policy/resolve-action';
import { toolDigest } from '../../apps/gateway/src/connectors/tool-digest.ts';
import { startContractPlatform, type ContractPlatform } from '../support/contract-platform.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { makeAgent, makeConnector, makeFacts, makeTool } from '../support/gateway-facts.ts';
import { clock, openLedger, type LedgerFixture } from '../support/ledger.ts';

/** What stands in the upstream's answer, and no agent may see. */
const planted = ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join('');
const inputSchema = { type: 'object', properties: { text: { type: 'string' } } };
const said = { name: 'say', description: 'says', inputSchema };
const agent = makeAgent('tester');

let upstream: HttpServer;
let streamed = 0;
let platform: ContractPlatform;
let gateway: TestGateway;
let ledger: LedgerFixture;

before(async () => {
  upstream = await streamingUpstream();
  const origin = `http://127.0.0.1:${String((upstream.address() as AddressInfo).port)}`;
  const connector = makeConnector('remote', { kind: 'http', url: `${origin}/mcp`, origin });
  const tool = makeTool(connector, { ...said, title: 'say', schemaSha256: toolDigest(said) });
  platform = await startContractPlatform(makeFacts([agent], [connector], [tool]));
  gateway = await startGateway(platform, {}, { egressAllow: [origin] });
  ledger = await openLedger();
});
after(async () => {
  await gateway.close();
  await platform.close();
  upstream.closeAllConnections();
  upstream.close();
  await ledger.close();
});

/** Answers each call as a stream of events, a few bytes at a time, so that no piece holds the whole of what is planted. */
async function streamingUpstream(): Promise<HttpServer> {
  const handler = createMcpHandler(() => {
    const server = new Server({ name: 'upstream', version: '1' }, { capabilities: { tools: {} } });
    server.setRequestHandler('tools/list', () => ({ tools: [said as never] }));
    server.setRequestHandler('tools/call', () => ({
      content: [{ type: 'text', text: `the key is ${planted}, keep it` }],
    }));
    return server;
  });
  const server = createServer((request, response) => void answer(handler, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function answer(
  handler: McpHttpHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  const url = `http://${String(request.headers.host)}${String(request.url)}`;
  const asked = new Request(url, { method: 'POST', headers, body: Buffer.concat(parts) });
  const answered = await handler.fetch(asked);
  const text = await answered.text();
  if (!text.includes(planted)) {
    response.writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? '' });
    return void response.end(text);
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const events = Buffer.from(text.startsWith('{') ? `event: message\ndata: ${text}\n\n` : text);
  for (let at = 0; at < events.length; at += 5) {
    response.write(events.subarray(at, at + 5));
    await new Promise((resolve) => setImmediate(resolve));
  }
  streamed += 1;
  response.end();
}

const resolvedOn = (indexed: IndexedFacts) =>
  resolveAction(indexed, { agentId: agent.facts.id, tool: 'remote_say', arguments: { text: 'x' } });
const usage = { agentCalls: 1, toolCalls: 1 };
const judge = (indexed: IndexedFacts, resolved = resolvedOn(indexed), nowMs = Date.now()) =>
  decide(indexed, { resolved, nowMs, usage, approval: null });

test('an evaluator’s error is a block: whatever the facts throw at any control', () => {
  const whole = indexFacts(platform.facts);
  const resolved = resolvedOn(whole);
  assert.match(judge(whole, resolved).kind, /^allow/);
  const broken = { get: () => assert.fail('broken'), has: () => assert.fail('broken') };
  let met = 0;
  for (const member of Object.keys(whole)) {
    const indexed = { ...whole, [member]: broken };
    const { kind } = judge(indexed as never, { ...resolved, indexed } as never);
    if (!/^allow/.test(kind)) met += 1;
    else
      assert.ok(
        ['tools', 'facts', 'limited', 'tenantRules'].includes(member),
        `${member} is asked by nobody`,
      );
  }
  assert.ok(met >= 5, String(met));
});

test('an empty list of rules is a block: without permissions, data flows, playbooks, agents, tools, or all of them', () => {
  const lists = [
    'agents',
    'tools',
    'toolPermissions',
    'dataFlows',
    'incidentPlaybooks',
    'redTeamTests',
  ] as const;
  const emptied = lists.map((list) => ({ ...platform.facts, [list]: [] }));
  const nothing = Object.fromEntries(lists.map((list) => [list, []]));
  for (const facts of [...emptied.slice(0, 4), { ...platform.facts, ...nothing }]) {
    const decision = judge(indexFacts(facts));
    assert.match(decision.kind, /^block|^require_approval/, JSON.stringify(facts).slice(0, 80));
    assert.ok(decision.reasons.length > 0, 'and it says why');
  }
});

test('a nonce is remembered for its whole window, whatever comes after it', async () => {
  const first = ledger.decision();
  assert.deepEqual(
    (await ledger.commit(first)).map(({ status }) => status),
    ['committed'],
  );
  await ledger.db.tenant(ledger.tenant, (tx) =>
    tx.query(
      `INSERT INTO nonces (nonce, expires_at) SELECT md5(n::text), now() + interval '10 minutes' FROM generate_series(1, 20000) n`,
      [],
    ),
  );
  for (let more = 0; more < 3; more++)
    await ledger.commit(...Array.from({ length: 50 }, () => ledger.decision()));
  const again = { ...first, id: newId('dec', clock.nowMs(), randomBytes(16)) };
  const [replayed] = await ledger.commit(again);
  assert.equal(replayed?.status === 'refused' && replayed.reason.code, 'replayed');
  const [kept] = await ledger.db.readTenant(ledger.tenant, (tx) =>
    tx.query<{ seconds: number }>(
      'SELECT extract(epoch FROM expires_at - now())::int AS seconds FROM nonces WHERE nonce = $1',
      [first.nonce],
    ),
  );
  // a signed request lives for 30 seconds, and may come two seconds early
  assert.ok((kept?.seconds ?? 0) > 60, 'kept well beyond the life of what it came with');
});

test('a streamed answer is scanned whole, however it was cut', async () => {
  const client = await gateway.connect(agent.token);
  const answer = JSON.stringify(await client.callTool({ name: 'remote_say', arguments: { text: 'x' } }));
  assert.ok(streamed >= 1, 'it did come as a stream');
  assert.match(answer, /the key is/);
  assert.ok(!answer.includes(planted) && !answer.includes(planted.slice(4)), answer);
});

test('what the scan of an answer finds is what the agent gets and what is recorded, on every way out', async () => {
  const [call, headers] = [
    { tool: 'remote_say', arguments: { text: 'y' } },
    { authorization: `Bearer ${agent.token}` },
  ];
  const client = await gateway.connect(agent.token, 'legacy');
  await client.callTool({ name: call.tool, arguments: call.arguments });
  const counted = platform.outcomes.at(-1);
  assert.ok(Object.values(counted?.redactions ?? {}).reduce((all, one) => all + one, 0) >= 1);
  const post = async (path: string, body: object): Promise<{ text: string; token: string }> => {
    const response = await fetch(`${gateway.origin}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { text, token: (JSON.parse(text) as { token: string }).token };
  };
  const { token } = await post('/v1/decide', call);
  const performed = await post('/v1/perform', { token, ...call });
  assert.match(performed.text, /the key is/);
  assert.ok(!performed.text.includes(planted));
  assert.ok(Object.keys(platform.outcomes.at(-1)?.redactions ?? {}).length > 0);
});

test('an action that was resolved on other facts, another tenant’s too, is a block', () => {
  const [ours, theirs] = [indexFacts(platform.facts), indexFacts({ ...platform.facts, tenant: 'tnt_other' })];
  for (const decision of [judge(ours, resolvedOn(theirs)), judge(theirs, resolvedOn(ours))]) {
    assert.equal(decision.kind, 'block');
    assert.equal(decision.reasons[0]?.code, 'facts_mismatch');
  }
});

test('a clock that says nothing, or steps to the end of time, lets nothing pass', () => {
  const indexed = indexFacts(platform.facts);
  for (const nowMs of [NaN, Infinity, -Infinity]) {
    const { kind } = judge(indexed, resolvedOn(indexed), nowMs);
    assert.equal(kind, 'block', String(nowMs));
  }
});
