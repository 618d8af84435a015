/** A waiting agent is told how to go on: by URL elicitation where its client can, else by a tool result, always within four seconds. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import {
  startContractPlatform,
  type ContractPlatform,
} from '../../../../../tests/support/contract-platform.ts';
import {
  makeAgent,
  makeConnector,
  makeFacts,
  makeTool,
  type PinnedTool,
} from '../../../../../tests/support/gateway-facts.ts';
import { startGateway, type TestGateway } from '../../../../../tests/support/gateway.ts';
import { tellTime } from '../../../../../tests/support/pace.ts';
import { opensUrls } from './ask-by-url.ts';

const pinned = JSON.parse(
  readFileSync(new URL('../../../../platform/src/demo/pinned-tools.json', import.meta.url), 'utf8'),
) as Record<string, PinnedTool[]>;
const folder = mkdtempSync(join(tmpdir(), 'gamut-asked-'));
const filesystem = makeConnector(
  'filesystem',
  { kind: 'stdio', catalogue: 'filesystem' },
  { callTimeoutMs: 5000 },
);
const write = makeTool(
  filesystem,
  pinned['filesystem']?.find((tool) => tool.name === 'write_file') as PinnedTool,
  {
    targetPointers: ['/path'],
    targetKind: 'path',
    targetRoot: folder,
    actionType: 'write_internal',
    risk: 'medium',
  },
);
const junior = makeAgent('broker-copilot', { level: 'junior' });

let platform: ContractPlatform;
let gateway: TestGateway;
before(async () => {
  platform = await startContractPlatform(makeFacts([junior], [filesystem], [write]));
  gateway = await startGateway(platform, {
    filesystem: {
      package: '@modelcontextprotocol/server-filesystem',
      args: ['.'],
      cwd: folder,
      writable: [folder],
      tenants: ['*'],
    },
  });
});
after(async () => {
  await gateway.close();
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  readonly mode?: string;
  readonly url?: string;
  readonly message?: string;
}

/** The official client, with a person behind it who opens every page. */
async function connect(open: (asked: Asked) => 'accept' | 'decline', asked: Asked[]): Promise<Client> {
  const client = new Client(
    { name: 'test-agent', version: '1' },
    { versionNegotiation: { mode: 'auto' }, capabilities: { elicitation: { url: {} } } },
  );
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    asked.push(params as Asked);
    return { action: open(params as Asked) };
  });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${gateway.origin}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${junior.token}` } },
    }),
  );
  return client;
}
const call = (client: Client, name: string) =>
  client.callTool({
    name: 'filesystem_write_file',
    arguments: { path: join(folder, name), content: 'approved\n' },
  });

test('a client that opens URLs is shown the approval, and its retry performs once a person has approved', async () => {
  const asked: Asked[] = [];
  const client = await connect(({ url }) => {
    const approval = platform.approvals.get(url?.split('/').at(-1) ?? '');
    assert.ok(approval, 'the page is that of the approval');
    Object.assign(approval, { status: 'approved', decidedBy: 'A person' });
    return 'accept';
  }, asked);
  try {
    const result = await call(client, 'one.txt');
    assert.notEqual(result.isError, true, JSON.stringify(result));
    assert.equal(asked.length, 1);
    assert.deepEqual([asked[0]?.mode, asked[0]?.message?.includes('person’s approval')], ['url', true]);
    assert.equal(readFileSync(join(folder, 'one.txt'), 'utf8'), 'approved\n');
  } finally {
    await client.close();
  }
});

for (const answer of ['accept', 'decline'] as const)
  test(`what still waits after the page was opened (${answer}) is an ordinary refusal, and asks no second time`, async (t) => {
    const asked: Asked[] = [];
    const client = await connect(() => answer, asked);
    try {
      const began = performance.now();
      const result = await call(client, `${answer}.txt`);
      tellTime(t, 'told', performance.now() - began);
      assert.equal(result.isError, true);
      assert.equal(result.structuredContent?.['decision' as never], 'require_approval');
      assert.match(String(result.structuredContent?.['fix' as never]), /Call again with the same arguments/);
      assert.equal(asked.length, 1);
      assert.equal(existsSync(join(folder, `${answer}.txt`)), false, 'what a client answers decides nothing');
    } finally {
      await client.close();
    }
  });

test('a client that does not say so, of either revision, gets a tool result', async (t) => {
  for (const era of ['modern', 'legacy'] as const) {
    const client = await gateway.connect(junior.token, era);
    const began = performance.now();
    const result = await call(client, `${era}.txt`);
    tellTime(t, `told, ${era}`, performance.now() - began);
    assert.equal(result.structuredContent?.['decision' as never], 'require_approval');
  }
});

test('only a declared object is a capability, and an answered request is asked no more', () => {
  const declares = (elicitation: unknown) => ({
    envelope: { 'io.modelcontextprotocol/clientCapabilities': { elicitation } },
  });
  assert.equal(opensUrls(declares({ url: {} })), true);
  for (const none of [undefined, null, {}, { form: {} }, { url: null }, { url: true }])
    assert.equal(opensUrls(declares(none)), false, JSON.stringify(none));
  assert.equal(opensUrls({}), false);
  assert.equal(opensUrls({ ...declares({ url: {} }), inputResponses: {} }), false);
});
