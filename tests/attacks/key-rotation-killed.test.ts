/**
 * Real platform processes on a real database, killed with SIGKILL in the middle of replacing DATA_ENCRYPTION_KEY, again and again:
 * whoever is started next goes on by itself, no tenant's key is lost, and in the end the key before opens nothing and starts nothing.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { newDataKey, unwrapDataKey } from '@gamut/crypto/data-key';
import { sha256Hex } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { newId } from '@gamut/kernel/id';
import { encryptionKeyFiles } from '../../apps/cli/src/encryption-key-files.ts';
import { finishRotation } from '../../apps/cli/src/finish-rotation.ts';
import { compiled } from '../support/compiled.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const main = join(import.meta.dirname, '..', '..', 'apps', 'platform', 'src', 'main.ts');
const operatorToken = 'operator-token-of-the-rotation-test';
const keysMax = 3_000;
const [old, next] = [randomBytes(32), randomBytes(32)];
const truth = new Map<string, { id: string; key: Uint8Array }>();
const started = new Set<ChildProcess>();
let database: TestDatabase;
let owner: OwnerSession;
let env: Record<string, string>;

before(async () => {
  database = await testDatabase();
  owner = await openOwnerSession(database.superuserUrl, 'test');
  const others = [
    'TOKEN_PEPPER',
    'JOURNAL_SIGNING_KEY',
    'EDGE_KEY_GATEWAY_TO_PLATFORM',
    'EDGE_KEY_PLATFORM_TO_GATEWAY',
    'EDGE_KEY_CLAW_TO_PLATFORM',
    'EDGE_KEY_PLATFORM_TO_CLAW',
  ];
  env = {
    ...Object.fromEntries(others.map((name) => [name, encodeBase64url(randomBytes(32))])),
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: database.appUrl,
    GAMUT_MODE: 'development',
    GAMUT_DEPLOYMENT: 'tests',
    GAMUT_PLATFORM_PORT: '0',
    GAMUT_OPERATOR_TOKEN_SHA256: sha256Hex(operatorToken),
  };
});

after(async () => {
  for (const child of started) child.kill('SIGKILL');
  await owner.close();
  await database.close();
});

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

async function start(
  keys: Record<string, string>,
): Promise<Running | { refused: string; code: number | null }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: { ...compiled, ...env, ...keys },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  let said = '';
  const up = Promise.withResolvers<number>();
  const listen = (chunk: Buffer): void => {
    said += chunk.toString('utf8');
    const port = /"port":(\d+)/.exec(said)?.[1];
    if (port !== undefined) up.resolve(Number(port));
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const first = await Promise.race([
    up.promise.then((port) => ({ port })),
    exited.then((code) => ({ code })),
  ]);
  return 'port' in first ? { child, port: first.port } : { refused: said, code: first.code };
}

async function startRunning(keys: Record<string, string>): Promise<Running> {
  const running = await start(keys);
  assert.ok('child' in running, JSON.stringify(running));
  return running;
}

async function kill({ child }: Running): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const keysOf = (current: Uint8Array, retiring?: Uint8Array): Record<string, string> => ({
  DATA_ENCRYPTION_KEY: encodeBase64url(current),
  ...(retiring === undefined ? {} : { DATA_ENCRYPTION_KEY_RETIRING: encodeBase64url(retiring) }),
});

/** Versions of one tenant's key that nobody uses: rows of the table are what is rotated. */
async function manyKeys(tenant: string): Promise<void> {
  const rows = Array.from({ length: keysMax }, (_, i) => {
    const { dataKey, wrapped } = newDataKey(old, tenant, randomBytes);
    truth.set(dataKey.id, dataKey);
    return { version: i + 1, key_id: dataKey.id, wrapped };
  });
  await owner.query(
    `INSERT INTO control.tenant_keys (tenant_id, version, key_id, wrapped, created_at)
     SELECT $1, version, key_id, wrapped, now() FROM jsonb_to_recordset($2::jsonb) AS r (version integer, key_id text, wrapped text)`,
    [tenant, JSON.stringify(rows)],
  );
}

async function readable(tenant: string, keys: readonly Uint8Array[]): Promise<number> {
  const rows = await owner.query<{ key_id: string; wrapped: string }>(
    'SELECT key_id, wrapped FROM control.tenant_keys WHERE tenant_id = $1',
    [tenant],
  );
  let count = 0;
  for (const { key_id: id, wrapped } of rows) {
    try {
      assert.deepEqual(unwrapDataKey(keys, tenant, id, wrapped), truth.get(id));
      count++;
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'integrity_failed');
    }
  }
  return count;
}

async function rotation(): Promise<{ state: string; done: number }> {
  const [row] = await owner.query<{ state: string; done: number }>(
    'SELECT state, sealed_again AS done FROM control.key_rotations ORDER BY id DESC LIMIT 1',
  );
  return row === undefined ? { state: 'none', done: 0 } : { state: row.state, done: Number(row.done) };
}

test('SIGKILL after SIGKILL: the next process goes on, no key is lost, and the key before opens and starts nothing', async () => {
  await kill(await startRunning(keysOf(old)));
  const tenant = newId('tnt', Date.now(), randomBytes(16));
  await owner.query(
    `INSERT INTO control.tenants (id, slug, name, plan, schema_name, role_name, status)
     VALUES ($1, 'many', 'Many', 'enterprise', 't_00000000000000ff', 'gt_00000000000000ff', 'deleting')`,
    [tenant],
  );
  await manyKeys(tenant);
  let running = await startRunning(keysOf(next, old));
  const answer = await fetch(`http://127.0.0.1:${String(running.port)}/operator/v1/key-rotations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'encryption_key' }),
  });
  assert.equal(answer.status, 202, await answer.text());
  let kills = 0;
  let before = 0;
  while ((await rotation()).state === 'running') {
    const { done } = await rotation();
    if (done > before && kills < 5) {
      await kill(running);
      kills++;
      assert.equal(await readable(tenant, [next, old]), keysMax, 'both keys together open everything');
      before = (await rotation()).done;
      running = await startRunning(keysOf(next, old));
    }
    await delay(2);
  }
  assert.ok(kills >= 2, `killed only ${String(kills)} times before the end`);
  assert.deepEqual(await rotation(), { state: 'done', done: keysMax });
  assert.deepEqual([await readable(tenant, [next]), await readable(tenant, [old])], [keysMax, 0]);
  await kill(running);
  const stale = await start(keysOf(old));
  assert.ok('refused' in stale && stale.code !== 0);
  assert.match(stale.refused, /database-sentinel/);
  assert.ok(!stale.refused.includes(encodeBase64url(old)));
  await kill(await startRunning(keysOf(next)));
  const entries = await owner.query<{ kind: string }>(
    "SELECT kind FROM control.journal_entries WHERE kind LIKE 'key_rotation.%' ORDER BY seq",
  );
  assert.deepEqual(
    entries.map(({ kind }) => kind),
    ['key_rotation.requested', 'key_rotation.finished'],
  );
});

test('keys that a restore brought back under the key before: no start without it, and it is given up when nothing needs it', async () => {
  const [row] = await owner.query<{ tenant: string }>(
    'SELECT tenant_id AS tenant FROM control.tenant_keys LIMIT 1',
  );
  assert.ok(row !== undefined);
  const { dataKey, wrapped } = newDataKey(old, row.tenant, randomBytes);
  truth.set(dataKey.id, dataKey);
  await owner.query(
    'INSERT INTO control.tenant_keys (tenant_id, version, key_id, wrapped, created_at) VALUES ($1, $2, $3, $4, now())',
    [row.tenant, keysMax + 1, dataKey.id, wrapped],
  );
  const early = await start(keysOf(next));
  assert.ok('refused' in early && early.code !== 0);
  assert.match(early.refused, /database-sentinel.*1 data keys still need the key before/);
  const keys = mkdtempSync(join(tmpdir(), 'gamut-keys-'));
  mkdirSync(join(keys, 'platform'));
  for (const [name, value] of Object.entries(keysOf(next, old)))
    writeFileSync(join(keys, 'platform', name), value, { mode: 0o600 });
  const running = await startRunning(keysOf(next, old));
  const files = encryptionKeyFiles(keys);
  await finishRotation(files, operatorOf(running), () => undefined);
  assert.equal(files.state(), 'settled');
  rmSync(keys, { recursive: true });
  assert.equal(await readable(row.tenant, [next]), keysMax + 1);
  await kill(running);
  await kill(await startRunning(keysOf(next)));
});

function operatorOf({ port }: Running): Parameters<typeof finishRotation>[1] {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/operator/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(answer.ok, String(answer.status));
    return answer.json();
  };
  return { get: (path) => ask('GET', path), post: (path, body) => ask('POST', path, body) } as Parameters<
    typeof finishRotation
  >[1];
}
