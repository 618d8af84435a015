/** No port opens on a database, a key or a setting that is not as it must be; the line names the gate and never a value. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { createLogger } from '@gamut/service/logger';
import { GateFailure } from '@gamut/service/start-gates';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { composePlatform } from './compose.ts';
import { readPlatformConfig } from './config.ts';

let database: TestDatabase;
const logger = createLogger('platform', { target: { write: () => undefined } });
const key = (): string => encodeBase64url(randomBytes(32));
const keyNames = [
  'DATA_ENCRYPTION_KEY',
  'TOKEN_PEPPER',
  'JOURNAL_SIGNING_KEY',
  'EDGE_KEY_GATEWAY_TO_PLATFORM',
  'EDGE_KEY_PLATFORM_TO_GATEWAY',
  'EDGE_KEY_CLAW_TO_PLATFORM',
  'EDGE_KEY_PLATFORM_TO_CLAW',
];
const keys = Object.fromEntries(keyNames.map((name) => [name, key()]));

before(async () => {
  database = await testDatabase();
});
after(() => database.close());

type Over = Readonly<Record<string, string | undefined>>;

async function start(over: Over = {}): Promise<void> {
  const env = {
    ...keys,
    DATABASE_URL: database.appUrl,
    GAMUT_DEPLOYMENT: 'tests',
    GAMUT_PLATFORM_PORT: '0',
    ...over,
  };
  const { config, secrets } = readPlatformConfig(env);
  const running = await composePlatform(config, secrets, { logger });
  await running.close();
}

async function assertShut(over: Over, gate: string): Promise<void> {
  await assert.rejects(start(over), (error: unknown) => {
    assert.ok(error instanceof GateFailure, String(error));
    assert.equal(error.gate, gate, error.message);
    assert.ok(error.fix.length > 5);
    for (const value of Object.values({ ...keys, ...over }))
      if (value !== undefined && value.length > 20)
        assert.ok(!error.message.includes(value), 'a value was printed');
    return true;
  });
}

test('it starts when everything holds, and again with the same key', async () => {
  await start();
  await start();
});

test('another data key than this database’s is refused', async () => {
  await assertShut({ DATA_ENCRYPTION_KEY: key() }, 'database-sentinel');
});

test('a retiring key still opens the sentinel while a rotation lasts', async () => {
  await start({ DATA_ENCRYPTION_KEY: key(), DATA_ENCRYPTION_KEY_RETIRING: keys['DATA_ENCRYPTION_KEY'] });
});

test('the superuser’s or the migrator’s login is refused', async () => {
  await assertShut({ DATABASE_URL: database.superuserUrl }, 'database-login');
  await assert.rejects(start({ DATABASE_URL: database.migratorUrl }), GateFailure);
});

test('a database that is away is named, without its address', async () => {
  await assertShut({ DATABASE_URL: 'postgres://gamut_app:hunted-password@127.0.0.1:1/none' }, 'database');
});

const settings: readonly (readonly [string, Over, string])[] = [
  ['no data key', { DATA_ENCRYPTION_KEY: undefined }, 'keys-present'],
  ['a key of 31 bytes', { TOKEN_PEPPER: encodeBase64url(randomBytes(31)) }, 'key-encoding'],
  ['a key of zeros', { JOURNAL_SIGNING_KEY: encodeBase64url(new Uint8Array(32)) }, 'key-strength'],
  ['one key for two purposes', { TOKEN_PEPPER: keys['DATA_ENCRYPTION_KEY'] }, 'secrets-distinct'],
  ['Gateway’s vault key', { GATEWAY_VAULT_KEY: key() }, 'own-secrets'],
  ['the migrator’s address', { MIGRATOR_DATABASE_URL: 'postgres://x' }, 'own-secrets'],
  ['a mode that is none', { GAMUT_MODE: 'dev' }, 'config'],
  ['no deployment', { GAMUT_DEPLOYMENT: undefined }, 'config'],
  ['a deployment with a slash', { GAMUT_DEPLOYMENT: 'a/b' }, 'config'],
  ['a port that is none', { GAMUT_PLATFORM_PORT: '70000' }, 'config'],
  ['a gateway that is no origin', { GAMUT_GATEWAY_URL: 'http://127.0.0.1:4610/mcp' }, 'config'],
  ['a vault key that is none', { GATEWAY_VAULT_PUBLIC_KEY: 'abc' }, 'config'],
  ['an operator token instead of its digest', { GAMUT_OPERATOR_TOKEN_SHA256: 'operator-token' }, 'config'],
  ['a witness key that is none', { WITNESS_VKEY: 'nobody' }, 'config'],
  ['a contact that is none', { GAMUT_SECURITY_CONTACT: 'call us' }, 'config'],
  ['proxies that would be everybody', { GAMUT_TRUSTED_PROXIES: '0.0.0.0/0' }, 'config'],
];
for (const [what, over, gate] of settings) {
  test(`${what} keeps it from starting`, () => assertShut(over, gate));
}
