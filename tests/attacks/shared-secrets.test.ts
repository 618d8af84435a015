/**
 * Separation of secrets across processes (security.md section 3): real processes, each sound by itself, of which one holds a
 * secret that serves another purpose elsewhere. Platform refuses it at its first signed call and it ends by its gate.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sha256 } from '@gamut/crypto/hash';
import { ed25519Signer } from '@gamut/crypto/sign';
import { formatVkey, noteKey } from '@gamut/journal/signed-note';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { clawEdges, deriveEdgeKey } from '@gamut/protocol/edge-key';
import { randomBytes } from '@gamut/crypto/random';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { freePort, repository, runBoot, type Boot, type Ended } from './boots/run-boot.ts';
import { leaksIn } from './boots/secret-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'gamut-shared-'));
const cache = join(folder, 'cache');
const newKey = (): string => encodeBase64url(randomBytes(32));
const bytesOf = (key: string): Uint8Array => new Uint8Array(Buffer.from(key, 'base64url'));
const clawSecret = newKey();
const clawKeys = Object.fromEntries(
  clawEdges.map((edge) => [
    `EDGE_KEY_${edge.toUpperCase()}`,
    encodeBase64url(deriveEdgeKey(bytesOf(clawSecret), edge)),
  ]),
);
const edge = { EDGE_KEY_GATEWAY_TO_PLATFORM: newKey(), EDGE_KEY_PLATFORM_TO_GATEWAY: newKey() };
const pepper = newKey();
const witnessKey = newKey();
let database: TestDatabase;
let platform: ChildProcess;
let platformUrl: string;

before(async () => {
  database = await testDatabase();
  const port = await freePort();
  platformUrl = `http://127.0.0.1:${String(port)}`;
  const witness = noteKey(
    'cosignature',
    'tests/witness',
    ed25519Signer(bytesOf(witnessKey)).publicKey,
    sha256,
  );
  platform = spawn(process.execPath, [join(repository, 'apps/platform/src/main.ts')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_COMPILE_CACHE: cache,
      ...edge,
      EDGE_KEY_CLAW_TO_PLATFORM: clawKeys['EDGE_KEY_CLAW_TO_PLATFORM'],
      EDGE_KEY_PLATFORM_TO_CLAW: clawKeys['EDGE_KEY_PLATFORM_TO_CLAW'],
      DATA_ENCRYPTION_KEY: newKey(),
      TOKEN_PEPPER: pepper,
      JOURNAL_SIGNING_KEY: newKey(),
      DATABASE_URL: database.appUrl,
      GAMUT_DEPLOYMENT: 'shared',
      GAMUT_PLATFORM_PORT: String(port),
      WITNESS_VKEY: formatVkey(witness),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    platform.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('platform is up')) resolve();
    });
    platform.once('exit', (code) => reject(new Error(`platform ended with ${String(code)}`)));
  });
});

after(async () => {
  const gone = new Promise((resolve) => platform.once('exit', resolve));
  platform.kill('SIGTERM');
  await gone;
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function bootGateway(change: Record<string, string>): Promise<Boot> {
  return {
    entry: 'apps/gateway/src/main.ts',
    cache,
    env: {
      ...edge,
      EDGE_KEY_CLAW_TO_GATEWAY: clawKeys['EDGE_KEY_CLAW_TO_GATEWAY'] as string,
      EDGE_KEY_GATEWAY_TO_CLAW: clawKeys['EDGE_KEY_GATEWAY_TO_CLAW'] as string,
      GATEWAY_VAULT_KEY: newKey(),
      AGENTIC_SIGNING_SECRET: newKey(),
      GAMUT_PLATFORM_URL: platformUrl,
      GAMUT_GATEWAY_PORT: String(await freePort()),
      GAMUT_RUNNER_HOME: join(folder, 'runner'),
      ...change,
    },
  };
}

function assertRefused({ code, stderr, stdout }: Ended, words: RegExp, secrets: readonly string[]): void {
  assert.equal(code, 1, stderr + stdout);
  assert.match(stderr, /^gate secrets-distinct: [^\n]+\. Fix: [^\n]+\n$/);
  assert.match(stderr, words);
  assert.deepEqual(leaksIn(stderr + stdout, secrets), []);
}

test('Gateway with platform’s pepper as its vault key ends by its gate, naming both purposes', async () => {
  const ended = await runBoot(await bootGateway({ GATEWAY_VAULT_KEY: pepper }));
  assertRefused(ended, /GATEWAY_VAULT_KEY of gateway is the same secret as TOKEN_PEPPER of platform/, [
    pepper,
  ]);
});

test('Gateway with the witness’s key, of which platform knows the public half alone', async () => {
  const ended = await runBoot(await bootGateway({ AGENTIC_SIGNING_SECRET: witnessKey }));
  assertRefused(
    ended,
    /AGENTIC_SIGNING_SECRET as Ed25519 seed of gateway is the same secret as WITNESS_SIGNING_KEY/,
    [witnessKey],
  );
});

test('Gateway with secrets of its own goes on, Claw too, and Gateway with Claw’s secret is refused', async () => {
  const gateway = await runBoot(await bootGateway({}), /Gateway listens/);
  assert.equal(gateway.code, 0, gateway.stderr);
  const claw: Boot = {
    entry: 'apps/claw/src/main.ts',
    cache,
    env: {
      CLAW_EDGE_SECRET: clawSecret,
      GAMUT_PLATFORM_URL: platformUrl,
      GAMUT_CLAW_PORT: String(await freePort()),
      GAMUT_CLAW_HEARTBEAT_MS: '200',
    },
  };
  const accepted = await runBoot(claw, /platform answers/);
  assert.deepEqual([accepted.up, accepted.code], [true, 0], accepted.stderr);
  const holder = await runBoot(await bootGateway({ GATEWAY_VAULT_KEY: clawSecret }));
  assertRefused(holder, /GATEWAY_VAULT_KEY of gateway is the same secret as CLAW_EDGE_SECRET of claw/, [
    clawSecret,
  ]);
});

test('Provision with a key of platform in its address, or as its own secret, is refused by every command', async () => {
  const address = new URL(database.migratorUrl);
  address.searchParams.set('application_name', pepper);
  const provision = (args: readonly string[], env: Record<string, string>): Boot => ({
    entry: 'apps/platform/src/provision.ts',
    args,
    cache,
    env: { GAMUT_DEPLOYMENT: 'shared', MIGRATOR_DATABASE_URL: database.migratorUrl, ...env },
  });
  for (const args of [['migrate'], ['drift'], ['logins', 'renew'], ['work', '--once']]) {
    const ended = await runBoot(provision(args, { MIGRATOR_DATABASE_URL: address.href }));
    assertRefused(
      ended,
      /MIGRATOR_DATABASE_URL of provision is the same secret as TOKEN_PEPPER of platform/,
      [pepper],
    );
  }
  const secret = await runBoot(provision(['drift'], { TENANT_LOGIN_SECRET: pepper }));
  assertRefused(secret, /TENANT_LOGIN_SECRET of provision is the same secret as TOKEN_PEPPER of platform/, [
    pepper,
  ]);
});
