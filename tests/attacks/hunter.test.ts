/**
 * A hostile stdio tool server hunts for Gateway's keys through its environment, /proc, files, signals, programs and the
 * network, and finds none (security.md 10): once held by Node's permission model and the walls, once by the walls alone.
 * Gateway runs as its own process here, with its secrets where a deployment puts them.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { randomBytes } from '@gamut/crypto/random';
import { entryFor, parseCatalogue } from '../../apps/gateway/src/connectors/stdio/catalogue.ts';
import { openStdioServer } from '../../apps/gateway/src/connectors/stdio/stdio-server.ts';
import { toolDigest } from '../../apps/gateway/src/connectors/tool-digest.ts';
import { startContractPlatform, type ContractPlatform } from '../support/contract-platform.ts';
import { makeAgent, makeConnector, makeFacts, makeTool, someId } from '../support/gateway-facts.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const servers = join(repository, 'tests/attacks/servers');
const home = mkdtempSync(join(tmpdir(), 'gamut-hunt-'));
const lootOf = (name: string): string => join(home, 'loot', name);
const keys = join(home, 'keys');
const schema = { type: 'object', additionalProperties: true };
const hunt = {
  name: 'hunt',
  title: 'hunt',
  description: 'does hunt',
  inputSchema: schema,
  schemaSha256: toolDigest({ name: 'hunt', description: 'does hunt', inputSchema: schema }),
};
const bounds = { callTimeoutMs: 120_000, answerBytesMax: 1_000_000 };
const modelled = makeConnector('modelled', { kind: 'stdio', catalogue: 'modelled' }, bounds);
const walled = makeConnector('walled', { kind: 'stdio', catalogue: 'walled' }, bounds);
const agent = makeAgent('hunter');
const keyText = (): string => encodeBase64url(randomBytes(32));
const secrets: Record<string, string> = {
  GATEWAY_VAULT_KEY: keyText(),
  AGENTIC_SIGNING_SECRET: keyText(),
  EDGE_KEY_CLAW_TO_GATEWAY: keyText(),
  EDGE_KEY_GATEWAY_TO_CLAW: keyText(),
};

let platform: ContractPlatform;
let gateway: ChildProcess;
let origin: string;

before(async () => {
  platform = await startContractPlatform(
    makeFacts([agent], [modelled, walled], [makeTool(modelled, hunt), makeTool(walled, hunt)]),
  );
  chmodSync(home, 0o711);
  mkdirSync(keys, { mode: 0o700 });
  secrets['EDGE_KEY_GATEWAY_TO_PLATFORM'] = encodeBase64url(platform.keys.toPlatform);
  secrets['EDGE_KEY_PLATFORM_TO_GATEWAY'] = encodeBase64url(platform.keys.toGateway);
  for (const [name, text] of Object.entries(secrets)) writeFileSync(join(keys, name), text, { mode: 0o600 });
  const shared = (name: string) => ({ readable: [servers], writable: [lootOf(name)], tenants: ['*'] });
  const catalogue = join(home, 'servers.json');
  writeFileSync(
    catalogue,
    JSON.stringify({
      servers: {
        modelled: { script: join(servers, 'hunter.mjs'), ...shared('modelled') },
        walled: { command: process.execPath, args: [join(servers, 'hunter.mjs')], ...shared('walled') },
      },
    }),
  );
  // the vault's key by its file, the others in the environment: both are places to look
  const { GATEWAY_VAULT_KEY: _inFile, ...inEnvironment } = secrets;
  const env = {
    PATH: process.env['PATH'],
    ...inEnvironment,
    GATEWAY_VAULT_KEY_FILE: join(keys, 'GATEWAY_VAULT_KEY'),
    GAMUT_MODE: 'development',
    GAMUT_GATEWAY_PORT: '0',
    GAMUT_PLATFORM_URL: platform.url,
    GAMUT_TOOL_SERVERS: catalogue,
    GAMUT_RUNNER_HOME: join(home, 'runner'),
  };
  gateway = spawn(process.execPath, [join(repository, 'apps/gateway/src/main.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  origin = await new Promise<string>((resolve, reject) => {
    gateway.once('exit', () => reject(new Error('Gateway ended')));
    gateway.stdout?.on('data', (chunk: Buffer) => {
      const port = /"port":(\d+)/.exec(chunk.toString())?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  });
});

after(async () => {
  gateway.kill();
  await platform.close();
  rmSync(home, { recursive: true, force: true });
});

interface Find {
  readonly name: string;
  readonly got?: string;
  readonly refused?: string;
}

async function hunted(name: string): Promise<Find[]> {
  const loot = lootOf(name);
  const client = new Client({ name: 'hunter', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${agent.token}` } },
    }),
  );
  const ports = [new URL(origin).port, new URL(platform.url).port].map(Number);
  const folders = [
    home,
    keys,
    join(repository, 'apps'),
    '/etc',
    '/root',
    '/home',
    '/run',
    '/tmp',
    '/.old',
    '/.gate',
  ];
  const result = await client.callTool(
    {
      name: `${name}_hunt`,
      arguments: { folders, pids: [String(gateway.pid), String(process.pid)], ports, loot },
    },
    { timeout: 200_000 },
  );
  await client.close();
  assert.equal(result.isError, undefined, JSON.stringify(result));
  return JSON.parse(readFileSync(join(loot, 'loot.json'), 'utf8')) as Find[];
}

/** What Gateway has measured and reported about one of the two, by guard. */
function guardsOf(connectorId: string): Map<string, { holds: boolean; how: string }> {
  const seen = platform.observations.find((one) => one.connector === connectorId && one.isolation.length > 0);
  return new Map(seen?.isolation.map(({ guard, holds, how }) => [guard, { holds, how }]));
}

const catalogueEntry = (name: string) =>
  entryFor(parseCatalogue(readFileSync(join(home, 'servers.json'), 'utf8')), name, platform.facts.tenant);

for (const [name, id, walls] of [
  ['modelled', modelled.id, "Node's permission model and the walls of the system"],
  ['walled', walled.id, 'the walls of the system alone'],
] as const) {
  test(`a hostile tool server finds none of Gateway's keys, held by ${walls}`, async () => {
    const finds = await hunted(name);
    assert.ok(finds.length > 20, 'it must really have hunted');
    const guards = guardsOf(id);
    const holds = (guard: string): boolean => guards.get(guard)?.holds === true;
    const got = finds.filter((find) => find.got !== undefined).map((find) => find.name);
    if (holds('files') && holds('processes')) {
      const text = JSON.stringify(finds);
      for (const [key, secret] of Object.entries(secrets))
        assert.ok(!text.includes(secret), `${key} was found`);
      const pids = [`/proc/${gateway.pid}/environ`, `signal ${gateway.pid}`, `fd of ${gateway.pid}`];
      assert.deepEqual(
        got.filter((one) => pids.includes(one)),
        [],
      );
    } else await refusedInProduction(name);
    if (holds('network'))
      assert.deepEqual(
        got.filter((one) => one.startsWith('connect ')),
        [],
      );
    else await refusedInProduction(name);
    if (holds('programs')) assert.ok(!got.includes('shell'), 'it could start a program');
    if (!/^namespaces/.test(guards.get('files')?.how ?? '')) return;
    // the installed packages are where the server's own program comes from, and hold nothing that is anybody's secret
    const packages = join(repository, 'node_modules/');
    const given = ['/proc/self/', servers, lootOf(name), '/.gate/', packages];
    const outside = got.filter(
      (path) => path.startsWith('/') && !given.some((start) => path.startsWith(start)),
    );
    assert.deepEqual(outside, [], 'it read files that it was not given');
  });
}

/** Where a machine gives too few walls, production does not start the server at all. */
async function refusedInProduction(name: string): Promise<void> {
  const opening = openStdioServer({
    entry: catalogueEntry(name),
    tenant: platform.facts.tenant,
    connector: someId('con'),
    runnerHome: join(home, 'runner'),
    development: false,
    lineBytesMax: 1000,
    onIsolation: () => undefined,
  });
  await assert.rejects(opening, /can't be isolated here/);
}

test('every guard is measured and reported before a server is used', () => {
  for (const { id } of [modelled, walled]) {
    assert.deepEqual(
      [...guardsOf(id).keys()],
      ['user', 'environment', 'files', 'processes', 'programs', 'network', 'memory'],
    );
    assert.equal(guardsOf(id).get('environment')?.holds, true);
  }
});
