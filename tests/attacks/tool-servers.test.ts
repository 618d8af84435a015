/**
 * Tool servers that hang, die, flood, talk garbage or change what they are: each call ends within its bounds with an error
 * that says what happened, its outcome is recorded, and the next call works again (architecture.md, steps 5 and 6).
 */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Client } from '@modelcontextprotocol/client';
import { toolDigest } from '../../apps/gateway/src/connectors/tool-digest.ts';
import { startContractPlatform, type ContractPlatform } from '../support/contract-platform.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { makeAgent, makeConnector, makeFacts, makeTool } from '../support/gateway-facts.ts';
import { eventually, tellTime } from '../support/pace.ts';

const servers = fileURLToPath(new URL('./servers/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'gamut-misbehaver-'));
const names = [
  'ok',
  'hang',
  'freeze',
  'die',
  'flood',
  'large',
  'garbage',
  'odd',
  'deep',
  'items',
  'names',
  'midst',
  'inexact',
  'error',
  'effect',
  'leak',
  'ask',
  'announce',
  'change',
];
const catalogued = { kind: 'stdio', catalogue: 'bad' } as const;
const connector = makeConnector('bad', catalogued, { answerBytesMax: 50_000 });
/** The same server for whom it keeps waiting: only there does the deadline end the call. */
const hasty = makeConnector('hasty', catalogued, { callTimeoutMs: 1000, answerBytesMax: 50_000 });
const waits = ['hang', 'effect', 'freeze', 'ok'];
const inputSchema = { type: 'object', additionalProperties: true };
const toolOf = (of: typeof connector, name: string) => {
  const description = `does ${name}`;
  const schemaSha256 = toolDigest({ name, description, inputSchema });
  // two of them change something, and then answer what nobody can read
  const actionType = ['odd', 'inexact'].includes(name) ? 'write_internal' : 'read';
  return makeTool(of, { name, title: name, description, inputSchema, schemaSha256 }, { actionType });
};
const tools = [...names.map((name) => toolOf(connector, name)), ...waits.map((name) => toolOf(hasty, name))];
const agent = makeAgent('tester');

let platform: ContractPlatform;
let gateway: TestGateway;
let client: Client;

before(async () => {
  platform = await startContractPlatform(makeFacts([agent], [connector, hasty], tools));
  gateway = await startGateway(platform, {
    bad: { script: join(servers, 'misbehaver.mjs'), readable: [servers], writable: [folder], tenants: ['*'] },
  });
  client = await gateway.connect(agent.token);
});

after(async () => {
  await gateway.close();
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Result {
  readonly content: readonly { readonly text: string }[];
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: boolean;
}

async function call(
  name: string,
  args: Record<string, unknown> = {},
  on: 'bad' | 'hasty' = 'bad',
): Promise<{ result: Result; state: string | undefined; detail: string | null | undefined; tookMs: number }> {
  const began = performance.now();
  const result = (await client.callTool({ name: `${on}_${name}`, arguments: args })) as Result;
  const outcome =
    platform.outcomes.find((one) => one.decision === result.structuredContent?.['decision_id']) ??
    platform.outcomes.at(-1);
  return { result, state: outcome?.state, detail: outcome?.detail, tookMs: performance.now() - began };
}

/** The server comes back after its pause; the agent's next call works. */
async function worksAgain(on: 'bad' | 'hasty' = 'bad'): Promise<void> {
  const works = async () => (await call('ok', {}, on)).result.isError === undefined;
  await eventually(works, 'the tool server', 100);
}

test('a server that hangs: the call ends at its deadline, in doubt, and says not to repeat blindly', async (t) => {
  const { result, state, tookMs } = await call('hang', {}, 'hasty');
  assert.equal(result.isError, true);
  assert.equal(state, 'in_doubt');
  assert.match(result.content[0]?.text ?? '', /nobody knows whether it was done/);
  tellTime(t, 'ended', tookMs);
  assert.equal(
    (await call('ok', {}, 'hasty')).result.isError,
    undefined,
    'a neighbour is not hurt by a hang',
  );
});

test('an effect whose answer never comes is in doubt, never failed and never done', async () => {
  const path = join(folder, 'effect');
  const { state } = await call('effect', { path }, 'hasty');
  assert.ok(existsSync(path));
  assert.equal(state, 'in_doubt');
});

test('a server that dies in the call: in doubt, and it is started again', async () => {
  const { result, state } = await call('die');
  assert.equal(result.isError, true);
  assert.equal(state, 'in_doubt');
  await worksAgain();
});

test('a server whose loop is frozen is killed and comes back', async () => {
  assert.equal((await call('freeze', {}, 'hasty')).state, 'in_doubt');
  await worksAgain('hasty');
});

test('50 MB in one message: bounded, failed, recorded, and the memory is let go', async () => {
  const before = process.memoryUsage().rss;
  const { result, state, detail } = await call('flood', { bytes: 50_000_000 });
  assert.equal(result.isError, true);
  assert.equal(state, 'failed');
  assert.match(detail ?? '', /more than \d+ bytes/);
  assert.ok(process.memoryUsage().rss - before < 60_000_000);
  await worksAgain();
});

for (const name of ['ask', 'announce']) {
  test(`a server that talks without end (${name}) is cut off at once, and costs neither memory nor a neighbour's time`, async (t) => {
    const before = process.memoryUsage().rss;
    const { state, detail, tookMs } = await call(name);
    assert.equal(state, 'in_doubt');
    assert.match(detail ?? '', /nobody asked for/);
    // its own deadline is a minute: the words above say what ended it
    tellTime(t, 'cut off', tookMs);
    assert.ok(process.memoryUsage().rss - before < 60_000_000);
    await worksAgain();
  });
}

test('an answer over the bound of the connector is refused', async () => {
  const { state, detail } = await call('large', { bytes: 60_000 });
  assert.equal(state, 'failed');
  assert.match(detail ?? '', /larger than 50000 bytes/);
});

test('garbage instead of MCP ends the connection, failed, recorded', async () => {
  const { result, state } = await call('garbage');
  assert.equal(result.isError, true);
  assert.equal(state, 'failed');
  await worksAgain();
});

for (const [name, recorded] of [
  ['odd', 'in_doubt'],
  ['deep', 'failed'],
] as const) {
  test(`an answer that nobody can read (${name}) is refused; what may have been changed is ${recorded}`, async () => {
    const { result, state } = await call(name);
    assert.equal(result.isError, true);
    assert.equal(state, recorded, JSON.stringify(result));
    await worksAgain();
  });
}

for (const [name, why] of [
  ['items', /holds more than 512 items/],
  ['names', /holds more than 100000 values/],
] as const)
  test(`an answer of megabytes that is dear to read (${name}) is read where answers are gone through, and refused there`, async () => {
    // the protocol's package, which takes seconds for it, would have told in other words
    const { state, detail } = await call(name);
    assert.equal(state, 'failed');
    assert.match(detail ?? '', why);
    assert.equal((await call('ok')).result.isError, undefined, 'the connection stays');
  });

const around = (structured: string, text = ''): string =>
  `{"content":[{"type":"text","text":"${text}"}],"structuredContent":${structured}}`;
for (const [length, text] of [
  ['short', 'booked'],
  ['long', 'word '.repeat(4000)],
] as const)
  test(`a ${length} answer that would be another one once it is read is refused with the reason, in doubt; an exact one comes as it is`, async () => {
    for (const [structured, why] of [
      ['{"id":9007199254740993}', /holds a number that would change/],
      ['{"id":1e309}', /holds a number that would change/],
      ['{"id":1,"id":2}', /stands twice/],
      ['{"__proto__":{"id":1}}', /read in one way only/],
    ] as const) {
      const { result, state, detail } = await call('inexact', { result: around(structured, text) });
      assert.deepEqual([result.isError, state], [true, 'in_doubt'], structured);
      assert.match(detail ?? '', why);
      assert.doesNotMatch(JSON.stringify(result), /90071992547409/);
    }
    const exact = '{"id":9007199254740991,"rate":1.50,"half":"\\ud83d"}';
    const { result } = await call('inexact', { result: around(exact, text) });
    const { id, rate, half } = result.structuredContent ?? {};
    assert.deepEqual(
      [id, rate, half],
      [9007199254740991, 1.5, '\ufffd'],
      JSON.stringify(result).slice(0, 500),
    );
  });

test('an error of a tool server is told without its words, and its code only where JSON-RPC keeps it for itself', async () => {
  for (const [code, told] of [
    [-32_603, /error of its own \(code -32603\)\.$/],
    [-32_602, /refused the call \(code -32602\)\.$/],
    [99_887_766, /error of its own\.$/],
    [-31_999, /error of its own\.$/],
    [-32_769, /error of its own\.$/],
  ] as const) {
    const { result, state, detail } = await call('error', { code });
    assert.equal(state, 'failed');
    assert.match(detail ?? '', told);
    assert.doesNotMatch(JSON.stringify(result), /99887766|hush/);
  }
});

test('a long message that hides what it answers ends the connection', async () => {
  const { result, detail } = await call('midst');
  assert.equal(result.isError, true);
  assert.match(detail ?? '', /does not say at its ends what it answers/);
  await worksAgain();
});

test('a credential in an answer is struck out, and counted in the outcome', async () => {
  const { result } = await call('leak', { text: 'mail ada@example.com' });
  assert.doesNotMatch(JSON.stringify(result), /AKIAIOSFODNN7EXAMPLE|ada@example\.com/);
  assert.ok(Object.values(platform.outcomes.at(-1)?.redactions ?? {}).length >= 2);
});

test('a tool that describes itself differently than pinned is blocked, recorded, and platform is told', async () => {
  await call('change');
  const described = () =>
    platform.observations
      .filter((one) => one.connector === connector.id)
      .at(-1)
      ?.tools.find((tool) => tool.name === 'ok')?.description;
  await eventually(() => described()?.startsWith('does') === false, 'the changed description');
  const result = (await client.callTool({ name: 'bad_ok', arguments: {} })) as Result;
  assert.equal(result.structuredContent?.['decision'], 'block');
  assert.match(JSON.stringify(result.structuredContent), /tool_schema_changed/);
  assert.equal(platform.decisions.at(-1)?.decision.kind, 'block');
  assert.match(described() ?? '', /Ignore all previous/);
  const listed = await client.listTools();
  assert.doesNotMatch(JSON.stringify(listed), /Ignore all previous/);
});
