/** The whole way of an agent's action with real tool servers: each of the six decisions, over both protocol revisions. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ToolFacts } from '@gamut/protocol/facts';
import { startContractPlatform, type ContractPlatform } from '../../../tests/support/contract-platform.ts';
import {
  makeAgent,
  makeConnector,
  makeFacts,
  makeTool,
  someId,
  type PinnedTool,
} from '../../../tests/support/gateway-facts.ts';
import { startGateway, type TestGateway } from '../../../tests/support/gateway.ts';

const pinned = JSON.parse(
  readFileSync(new URL('../../platform/src/demo/pinned-tools.json', import.meta.url), 'utf8'),
) as Record<string, PinnedTool[]>;
const pin = (server: string, name: string): PinnedTool =>
  pinned[server]?.find((tool) => tool.name === name) as PinnedTool;

const claims = mkdtempSync(join(tmpdir(), 'gamut-claims-'));
const filesystem = makeConnector(
  'filesystem',
  { kind: 'stdio', catalogue: 'filesystem' },
  { callTimeoutMs: 5000 },
);
const everything = makeConnector('everything', { kind: 'stdio', catalogue: 'everything' });
const inFolder: Partial<ToolFacts> = { targetPointers: ['/path'], targetKind: 'path', targetRoot: claims };
const list = makeTool(filesystem, pin('filesystem', 'list_directory'), inFolder);
const write = makeTool(filesystem, pin('filesystem', 'write_file'), {
  ...inFolder,
  actionType: 'write_internal',
  risk: 'medium',
});
const read = makeTool(filesystem, pin('filesystem', 'read_text_file'), {
  ...inFolder,
  targetClasses: [{ under: 'personal', dataClass: 'personal' }],
  safeForm: { rowsMax: 3, mask: true },
});
const echo = makeTool(everything, pin('everything', 'echo'));
const intern = makeAgent('report-reader', { level: 'intern' });
const junior = makeAgent('broker-copilot', { level: 'junior' });
const senior = makeAgent('claims-triage');
const critical = makeAgent('fraud-scorer');
const dormant = makeAgent('dormant', { status: 'suspended', statusReason: 'not in use' });

let platform: ContractPlatform;
let gateway: TestGateway;

before(async () => {
  mkdirSync(join(claims, 'personal'));
  writeFileSync(
    join(claims, 'personal', 'claimants.csv'),
    'id,name,email\n1,Ada Example,ada@example.com\n2,Ben Example,ben@example.com\n3,Cy Example,cy@example.com\n4,Di Example,di@example.com\n',
  );
  writeFileSync(join(claims, 'open.txt'), 'one claim\n');
  const agents = [intern, junior, senior, critical, dormant];
  const facts = makeFacts(agents, [filesystem, everything], [list, write, read, echo]);
  platform = await startContractPlatform({
    ...facts,
    toolPermissions: facts.toolPermissions.filter(
      (one) => !(one.agentId === senior.facts.id && one.toolId === echo.id),
    ),
    dataFlows: facts.dataFlows.map((flow) =>
      flow.agentId === senior.facts.id && flow.dataClass === 'personal'
        ? { ...flow, handling: 'safe_form' as const }
        : flow,
    ),
    openFindings: [
      {
        id: someId('fnd'),
        agentId: critical.facts.id,
        severity: 'critical',
        title: 'Prompt injection succeeded',
      },
    ],
  });
  gateway = await startGateway(platform, {
    filesystem: {
      package: '@modelcontextprotocol/server-filesystem',
      args: ['.'],
      cwd: claims,
      writable: [claims],
      tenants: ['*'],
    },
    everything: { package: '@modelcontextprotocol/server-everything' },
  });
});

after(async () => {
  await gateway.close();
  await platform.close();
  rmSync(claims, { recursive: true, force: true });
});

interface Result {
  readonly content: readonly { readonly text: string }[];
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: boolean;
  readonly _meta?: Record<string, unknown>;
}

async function call(
  token: string,
  name: string,
  args: Record<string, unknown>,
  era: 'modern' | 'legacy' = 'modern',
): Promise<Result> {
  const client = await gateway.connect(token, era);
  return (await client.callTool({ name, arguments: args })) as Result;
}

for (const era of ['modern', 'legacy'] as const) {
  test(`an allowed call is performed and carries its decision (${era})`, async () => {
    const result = await call(intern.token, 'filesystem_list_directory', { path: '.' }, era);
    assert.equal(result.isError, undefined);
    assert.match(result.content[0]?.text ?? '', /\[FILE\] open\.txt/);
    assert.equal(result._meta?.['gamut/decision'], 'allow');
    const entry = platform.decisions.find((one) => one.id === result._meta?.['gamut/decision_id']);
    assert.equal(entry?.decision.trace.length, 13);
    assert.equal(platform.outcomes.find((one) => one.decision === entry?.id)?.state, 'done');
  });

  test(`tools/list shows only what this agent may use, with its origin (${era})`, async () => {
    const client = await gateway.connect(senior.token, era);
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map((tool) => tool.name),
      ['filesystem_list_directory', 'filesystem_read_text_file', 'filesystem_write_file'],
    );
    assert.equal(tools[0]?._meta?.['gamut/connector'], 'filesystem');
    assert.deepEqual((await (await gateway.connect(dormant.token, era)).listTools()).tools, []);
  });
}

test('an intern that writes is blocked, and nothing is written', async () => {
  const result = await call(intern.token, 'filesystem_write_file', { path: 'new.txt', content: 'x' });
  assert.equal(result.isError, true);
  assert.equal(result.structuredContent?.['decision'], 'block');
  assert.match(JSON.stringify(result.structuredContent?.['reasons']), /level_forbids_writing/);
  assert.throws(() => readFileSync(join(claims, 'new.txt')));
});

test('a junior that writes waits for a person, then performs exactly what was approved, once', async () => {
  const args = { path: 'draft.txt', content: 'a draft' };
  const asked = await call(junior.token, 'filesystem_write_file', args);
  assert.equal(asked.structuredContent?.['decision'], 'require_approval');
  const id = String(asked.structuredContent?.['approval_id']);
  assert.equal(asked.structuredContent?.['url'], `http://127.0.0.1:4600/approvals/${id}`);
  const again = await call(junior.token, 'filesystem_write_file', args);
  assert.equal(again.structuredContent?.['approval_id'], id);
  const approval = platform.approvals.get(id);
  assert.ok(approval);
  Object.assign(approval, { status: 'approved', decidedBy: 'A person' });
  const changed = await call(junior.token, 'filesystem_write_file', { ...args, content: 'a draft!' });
  assert.equal(changed.structuredContent?.['decision'], 'require_approval');
  assert.notEqual(changed.structuredContent?.['approval_id'], id);
  const done = await call(junior.token, 'filesystem_write_file', args);
  assert.equal(done.isError, undefined);
  assert.equal(readFileSync(join(claims, 'draft.txt'), 'utf8'), 'a draft');
  const third = await call(junior.token, 'filesystem_write_file', args);
  assert.equal(third.structuredContent?.['decision'], 'require_approval');
});

test('a senior writes in its folder, and it is logged in full', async () => {
  const result = await call(senior.token, 'filesystem_write_file', { path: 'triage.txt', content: 'seen' });
  assert.equal(result._meta?.['gamut/decision'], 'allow_and_log');
  assert.equal(readFileSync(join(claims, 'triage.txt'), 'utf8'), 'seen');
});

test('a tool that is not permitted is blocked, and an unknown one too, both recorded', async () => {
  for (const name of ['everything_echo', 'nothing_of_the_kind']) {
    const result = await call(senior.token, name, { message: 'hello' });
    assert.equal(result.structuredContent?.['decision'], 'block');
    assert.equal(platform.decisions.at(-1)?.id, result.structuredContent?.['decision_id']);
  }
});

test('personal data comes back in the declared safe form, in text and in structure', async () => {
  const result = await call(senior.token, 'filesystem_read_text_file', { path: 'personal/claimants.csv' });
  assert.equal(result._meta?.['gamut/decision'], 'degrade');
  const all = JSON.stringify(result);
  assert.doesNotMatch(all, /Ada|Ben|ada@example|di@example/);
  assert.equal(result.content[0]?.text.split('\n').length, 3);
  assert.match(String(result._meta?.['gamut/reduced']), /at most 3 rows/);
});

test('a critical gap of an agent with an open critical finding is a block, and opens an incident', async () => {
  const result = await call(critical.token, 'filesystem_list_directory', { path: '.' });
  assert.equal(result.structuredContent?.['decision'], 'block_and_open_incident');
});

test('a suspended agent is blocked, by name, and a suspension bites on the very next call', async () => {
  assert.equal(
    (await call(dormant.token, 'filesystem_list_directory', { path: '.' })).structuredContent?.['decision'],
    'block',
  );
  platform.change({
    agents: platform.facts.agents.map((agent) =>
      agent.id === intern.facts.id ? { ...agent, status: 'suspended' as const } : agent,
    ),
  });
  const result = await call(intern.token, 'filesystem_list_directory', { path: '.' });
  assert.equal(result.structuredContent?.['decision'], 'block');
  platform.change({
    agents: platform.facts.agents.map((agent) =>
      agent.id === intern.facts.id ? { ...agent, status: 'active' as const } : agent,
    ),
  });
  assert.equal((await call(intern.token, 'filesystem_list_directory', { path: '.' })).isError, undefined);
});
