/** One secret, one purpose, over all processes: who comes with another's is refused by both names, and a mistake can be put right. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { vaultPublicKey } from '@gamut/crypto/seal';
import { sha256Hex } from '@gamut/crypto/hash';
import { ed25519Signer } from '@gamut/crypto/sign';
import { createDatabase, type Database } from '@gamut/database/database';
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { SecretFingerprint } from '@gamut/protocol/handshake';
import { fingerprintKeys, fingerprintOf } from '@gamut/service/secret-fingerprints';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { createOwnSecrets, type OwnSecrets } from './own-secrets.ts';
import type { Holder } from './purposes.ts';
import { registerSecrets } from './secret-register.ts';

const day = 86_400_000;
const now = 1_800_000_000_000;
let database: TestDatabase;
let db: Database;

before(async () => {
  database = await testDatabase();
  db = createDatabase({ url: database.appUrl, applicationName: 'register' });
});
after(async () => {
  await db.close();
  await database.close();
});
beforeEach(async () => {
  await db.control((tx) => tx.execute('DELETE FROM secret_fingerprints'));
});

const key = (): Uint8Array => randomBytes(32);
const shown = (held: Record<string, Uint8Array>): SecretFingerprint[] => fingerprintKeys('tests', held);
const register = (holder: Holder, held: Record<string, Uint8Array>, nowMs = now): Promise<void> =>
  registerSecrets(db, { holder, fingerprints: shown(held), nowMs });
const refused = (work: Promise<void>, ...words: string[]): Promise<void> =>
  assert.rejects(work, (error: { code: string; message: string }) => {
    assert.equal(error.code, 'secret_shared');
    for (const word of words) assert.ok(error.message.includes(word), error.message);
    return true;
  });
async function stored(): Promise<string[]> {
  const rows = await db.readControl((tx) =>
    tx.query<{ purpose: string; holder: string }>('SELECT purpose, holder FROM secret_fingerprints'),
  );
  return rows.map(({ purpose, holder }) => `${holder} ${purpose}`).sort();
}

test('a newcomer with a secret that serves another purpose is refused, and nothing of it is stored', async () => {
  const pepper = key();
  await register('platform', { TOKEN_PEPPER: pepper });
  const gateway = { AGENTIC_SIGNING_SECRET: key(), GATEWAY_VAULT_KEY: pepper };
  await refused(register('gateway', gateway), 'GATEWAY_VAULT_KEY of gateway', 'TOKEN_PEPPER of platform');
  await refused(register('claw', { CLAW_EDGE_SECRET: pepper }), 'CLAW_EDGE_SECRET of claw');
  assert.deepEqual(await stored(), ['platform TOKEN_PEPPER']);
});

test('the two ends of an edge share exactly its keys', async () => {
  const [asks, answers] = [key(), key()];
  const platform = { EDGE_KEY_GATEWAY_TO_PLATFORM: asks, EDGE_KEY_PLATFORM_TO_GATEWAY: answers };
  await register('platform', platform);
  await register('gateway', platform);
  await refused(
    register('gateway', { EDGE_KEY_GATEWAY_TO_PLATFORM: answers }),
    'EDGE_KEY_PLATFORM_TO_GATEWAY',
  );
  await refused(register('gateway', { EDGE_KEY_CLAW_TO_GATEWAY: asks }), 'EDGE_KEY_GATEWAY_TO_PLATFORM');
});

test('a process shows no purpose that is not its own', async () => {
  for (const [holder, purpose] of [
    ['claw', 'TOKEN_PEPPER'],
    ['gateway', 'CLAW_EDGE_SECRET'],
    ['claw', 'EDGE_KEY_GATEWAY_TO_PLATFORM'],
    ['gateway', 'constructor'],
  ] as const)
    await assert.rejects(register(holder, { [purpose]: key() }), { code: 'bad_request' });
});

test('two newcomers at once with one secret: exactly one is accepted', async () => {
  for (let round = 0; round < 20; round++) {
    const one = key();
    const outcomes = await Promise.allSettled([
      register('gateway', { GATEWAY_VAULT_KEY: one, AGENTIC_SIGNING_SECRET: key() }),
      register('claw', { CLAW_EDGE_SECRET: one }),
    ]);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  }
});

test('a retired key keeps its purpose, a replaced one is forgotten, two exchanged by mistake can be put right', async () => {
  const [first, second, pepper] = [key(), key(), key()];
  await register('platform', { DATA_ENCRYPTION_KEY: first, TOKEN_PEPPER: pepper });
  await register('platform', {
    DATA_ENCRYPTION_KEY: second,
    DATA_ENCRYPTION_KEY_RETIRING: first,
    TOKEN_PEPPER: pepper,
  });
  await refused(register('gateway', { GATEWAY_VAULT_KEY: first }), 'DATA_ENCRYPTION_KEY of platform');
  await register('platform', { DATA_ENCRYPTION_KEY: second, TOKEN_PEPPER: pepper });
  await register('gateway', { GATEWAY_VAULT_KEY: first });
  await register('platform', { DATA_ENCRYPTION_KEY: pepper, TOKEN_PEPPER: second });
  assert.equal((await stored()).length, 3);
});

test('a secret that nobody has shown for thirty days is forgotten, and not before', async () => {
  const old = key();
  await register('claw', { CLAW_EDGE_SECRET: old });
  const late = (days: number) => register('gateway', { GATEWAY_VAULT_KEY: old }, now + days * day);
  await refused(late(29), 'CLAW_EDGE_SECRET of claw');
  await late(31);
});

function own(more: Partial<Parameters<typeof createOwnSecrets>[0]> = {}): OwnSecrets {
  return createOwnSecrets({
    db,
    deployment: 'tests',
    held: {},
    witnessPublicKey: undefined,
    vaultPublicKey: null,
    operatorTokenSha256: null,
    ...more,
  });
}

test('what stands as a password in platform’s addresses is compared too, and stored nowhere', async () => {
  const vault = key();
  const passwords = [encodeBase64url(vault), Buffer.from(vault).toString('hex')];
  for (const password of passwords) {
    const secrets = own({
      held: { DATABASE_URL: `postgres://a:${password}@127.0.0.1/d`, TOKEN_PEPPER: key() },
    });
    await secrets.register(now);
    await refused(
      secrets.admit('gateway', shown({ GATEWAY_VAULT_KEY: vault }), now),
      'DATABASE_URL of platform',
    );
  }
  assert.deepEqual(await stored(), ['platform TOKEN_PEPPER']);
});

test('the witness’s and the vault’s keys are told by their public halves', async () => {
  const seed = key();
  const { publicKey } = ed25519Signer(seed);
  const held = { JOURNAL_SIGNING_KEY: seed };
  assert.match(
    own({ held, witnessPublicKey: publicKey }).whySecretsMeet() ?? '',
    /WITNESS_SIGNING_KEY of witness/,
  );
  assert.match(
    own({ held, vaultPublicKey: vaultPublicKey(seed) }).whySecretsMeet() ?? '',
    /GATEWAY_VAULT_KEY/,
  );
  const secrets = own({ held: { TOKEN_PEPPER: key() }, witnessPublicKey: publicKey });
  assert.equal(secrets.whySecretsMeet(), undefined);
  await secrets.register(now);
  const asSeed = {
    purpose: 'GATEWAY_VAULT_KEY as Ed25519 seed',
    fingerprint: fingerprintOf('tests', publicKey),
  };
  await refused(secrets.admit('gateway', [asSeed], now), 'WITNESS_SIGNING_KEY as Ed25519 seed of witness');
});

test('the operator’s token, of which platform has the digest alone, is none of what it holds, in any spelling', () => {
  const [pepper, password] = [key(), encodeBase64url(key())];
  const held = { TOKEN_PEPPER: pepper, DATABASE_URL: `postgres://a:${password}@127.0.0.1/d` };
  const bytes = Buffer.from(pepper);
  for (const [token, name] of [
    [bytes.toString('base64url'), 'TOKEN_PEPPER'],
    [bytes.toString('base64'), 'TOKEN_PEPPER'],
    [bytes.toString('hex'), 'TOKEN_PEPPER'],
    [bytes.toString('hex').toUpperCase(), 'TOKEN_PEPPER'],
    [password, 'DATABASE_URL'],
  ] as const)
    assert.equal(
      own({ held, operatorTokenSha256: sha256Hex(token) }).whySecretsMeet(),
      `${name} of platform is the same secret as GAMUT_OPERATOR_TOKEN`,
    );
  assert.equal(
    own({ held, operatorTokenSha256: sha256Hex(encodeBase64url(key())) }).whySecretsMeet(),
    undefined,
  );
});
