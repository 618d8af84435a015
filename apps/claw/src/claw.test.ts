/** Guarantees of Claw: ready only while platform answers it properly, and no start at all with what is not its own. */
import { test, type TestContext } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Type } from 'typebox';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { randomBytes } from '@gamut/crypto/random';
import { deriveEdgeKey } from '@gamut/protocol/edge-key';
import { edgeOf } from '@gamut/service/edge';
import { createServer } from '@gamut/service/http-server';
import { createLogger } from '@gamut/service/logger';
import { serveSigned, signedRoute } from '@gamut/service/signed-routes';
import { handshakeDesk, type HandshakeDesk } from '../../../tests/support/handshake.ts';
import { composeClaw } from './compose.ts';
import { readClawConfig } from './config.ts';

const logger = createLogger('test', { level: 'silent' });
const Beat = Type.Object(
  { process: Type.Literal('claw'), at: Type.String({ format: 'date-time' }), build: Type.String() },
  { additionalProperties: false },
);

interface Platform {
  readonly url: string;
  readonly beats: string[];
  readonly handshakes: HandshakeDesk;
}

async function startPlatform(t: TestContext, secret: Uint8Array): Promise<Platform> {
  const beats: string[] = [];
  const edge = edgeOf(
    'claw',
    'platform',
    deriveEdgeKey(secret, 'claw_to_platform'),
    deriveEdgeKey(secret, 'platform_to_claw'),
  );
  const server = createServer({ logger, checks: [] });
  const route = signedRoute({
    url: '/internal/v1/heartbeats',
    callers: ['claw_to_platform'],
    body: Beat,
    answer: async (call) => {
      beats.push(call.body.build);
      return { at: new Date().toISOString() };
    },
  });
  const handshakes = handshakeDesk(['claw_to_platform']);
  serveSigned(server, { edges: [edge], logger }, [route, handshakes.route]);
  await server.listen({ host: '127.0.0.1', port: 0 });
  t.after(async () => {
    server.server.closeAllConnections();
    await server.close();
  });
  const { port } = server.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, beats, handshakes };
}

async function readinessOf(
  t: TestContext,
  secret: Uint8Array,
  platformUrl: string,
): Promise<{ status: number; ready: boolean; detail: string | undefined }> {
  const env = {
    CLAW_EDGE_SECRET: encodeBase64url(secret),
    GAMUT_CLAW_PORT: '0',
    GAMUT_PLATFORM_URL: platformUrl,
    GAMUT_CLAW_HEARTBEAT_MS: '2000',
  };
  const { config, secrets } = readClawConfig(env);
  const claw = composeClaw(config, secrets, logger);
  const port = await claw.listen();
  t.after(() => claw.close());
  for (let tries = 0; ; tries++) {
    const response = await fetch(`http://127.0.0.1:${String(port)}/readyz`);
    const body = (await response.json()) as { ready: boolean; checks: { name: string; detail?: string }[] };
    const detail = body.checks.find((check) => check.name === 'platform')?.detail;
    if (detail !== 'platform has not answered yet' || tries > 3_000)
      return { status: response.status, ready: body.ready, detail };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('claw is ready once platform has answered its signed heartbeat', async (t) => {
  const secret = randomBytes(32);
  const platform = await startPlatform(t, secret);
  assert.deepEqual(await readinessOf(t, secret, platform.url), {
    status: 200,
    ready: true,
    detail: undefined,
  });
  assert.equal(platform.beats[0], 'source');
});

test('claw is not ready when platform is away, and says so', async (t) => {
  const { status, ready, detail } = await readinessOf(t, randomBytes(32), 'http://127.0.0.1:1');
  assert.equal(status, 503);
  assert.equal(ready, false);
  assert.match(detail ?? '', /platform could not be reached/);
});

test('claw is not ready when whoever answers holds other keys', async (t) => {
  const platform = await startPlatform(t, randomBytes(32));
  const { ready, detail } = await readinessOf(t, randomBytes(32), platform.url);
  assert.equal(ready, false);
  assert.match(detail ?? '', /not its own/);
  assert.equal(platform.beats.length, 0);
});

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
  readonly stdout: string;
}

function boot(env: Record<string, string>): Promise<Ended> {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'] ?? '', GAMUT_CLAW_PORT: '0', ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stderr, stdout });
    });
  });
}

test('a start with a database URL, a data key or any foreign secret ends with one line and opens no port', async () => {
  const own = encodeBase64url(randomBytes(32));
  const foreign = encodeBase64url(randomBytes(32));
  const boots: [string, Record<string, string>][] = [
    ['own-secrets', { CLAW_EDGE_SECRET: own, DATABASE_URL: 'postgres://u:hunter2pass@127.0.0.1/x' }],
    ['own-secrets', { CLAW_EDGE_SECRET: own, SOME_URL: 'postgresql://u:hunter2pass@127.0.0.1/x' }],
    ['own-secrets', { CLAW_EDGE_SECRET: own, DATA_ENCRYPTION_KEY: foreign }],
    ['own-secrets', { CLAW_EDGE_SECRET: own, DATA_ENCRYPTION_KEY_FILE: '/nowhere' }],
    ['own-secrets', { CLAW_EDGE_SECRET: own, GATEWAY_VAULT_KEY: foreign }],
    ['keys-present', {}],
    ['key-encoding', { CLAW_EDGE_SECRET: 'short' }],
    ['key-strength', { CLAW_EDGE_SECRET: encodeBase64url(new Uint8Array(32)) }],
    ['config', { CLAW_EDGE_SECRET: own, GAMUT_PLATFORM_URL: 'not a url' }],
    ['config', { CLAW_EDGE_SECRET: own, GAMUT_CLAW_PORT: '70000' }],
  ];
  const ends = await Promise.all(boots.map(([, env]) => boot(env)));
  for (const [i, end] of ends.entries()) {
    const gate = (boots[i] as [string, object])[0];
    assert.equal(end.code, 1, gate);
    assert.match(end.stderr, new RegExp(`^gate ${gate}: .+\\. Fix: .+\\n$`));
    assert.equal(end.stdout, '');
    for (const secret of [own, foreign, 'hunter2pass']) assert.ok(!end.stderr.includes(secret));
  }
});

test('claw becomes ready under the permission model, with no file to write, no child and no worker to start', async (t) => {
  const secret = randomBytes(32);
  const platform = await startPlatform(t, secret);
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const readable = ['node_modules', 'core', 'infra/service', 'apps/claw'].map(
    (path) => `--allow-fs-read=${root}${path}`,
  );
  const args = [
    '--permission',
    '--allow-net',
    '--disable-warning=ExperimentalWarning',
    ...readable,
    fileURLToPath(new URL('main.ts', import.meta.url)),
  ];
  const env = {
    PATH: process.env['PATH'] ?? '',
    CLAW_EDGE_SECRET: encodeBase64url(secret),
    GAMUT_CLAW_PORT: '0',
    GAMUT_PLATFORM_URL: platform.url,
  };
  const child = spawn(process.execPath, args, { env });
  t.after(() => child.kill('SIGKILL'));
  const seen = Promise.withResolvers<void>();
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes('platform answers')) seen.resolve();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    seen.reject(new Error(chunk.toString()));
  });
  await seen.promise;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
  assert.equal(platform.beats.length, 1);
});
