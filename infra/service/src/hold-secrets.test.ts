/** Guarantees of the secret gates: own row only, canonical, strong, distinct in every encoding, and never printed. */
import { test, type TestContext } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { randomBytes } from '@gamut/crypto/random';
import { assertDistinct, holdSecrets, type Environment } from './hold-secrets.ts';
import { parseKey, weaknessOf } from './key-strength.ts';
import { secretTable, type SecretHolder } from './secret-table.ts';
import { GateFailure } from './start-gates.ts';

const holders = Object.keys(secretTable) as SecretHolder[];
const newKey = (): string => encodeBase64url(randomBytes(32));

/** A complete, sound environment of one process. */
function soundEnv(holder: SecretHolder): Environment {
  const env: Environment = {};
  for (const [name, kind] of Object.entries(secretTable[holder])) {
    if (kind === 'key') env[name] = newKey();
    if (kind === 'text')
      env[name] = name.endsWith('URL') ? `postgres://app:${newKey()}@127.0.0.1:5432/gamut` : newKey();
  }
  return env;
}

function gateOf(holder: SecretHolder, env: Environment): string {
  const values = Object.values(env).filter((value) => value !== undefined && value.length > 8);
  try {
    holdSecrets(holder, { ...env });
  } catch (error) {
    assert.ok(error instanceof GateFailure);
    assert.match(error.message, /^gate [a-z-]+: .+\. Fix: .+$/);
    for (const value of values)
      assert.ok(!error.message.includes(value as string), 'a value stands in the message');
    return error.gate;
  }
  return 'open';
}

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-secret-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

test('each process starts with exactly its own secrets and takes them out of its environment', () => {
  for (const holder of holders) {
    const env = soundEnv(holder);
    const names = Object.keys(env);
    const held = holdSecrets(holder, env) as Record<string, unknown>;
    assert.deepEqual(Object.keys(held).sort(), names.sort(), holder);
    for (const name of names) assert.equal(env[name], undefined);
  }
});

test('handing any process any secret of another is refused, in either form of its name', () => {
  let tried = 0;
  for (const holder of holders) {
    const all = new Set(Object.values(secretTable).flatMap((row) => Object.keys(row)));
    for (const name of [...all, 'EDGE_KEY_WITNESS_TO_PLATFORM', 'READONLY_DATABASE_URL', 'PGPASSWORD']) {
      if (name in secretTable[holder]) continue;
      assert.equal(
        gateOf(holder, { ...soundEnv(holder), [name]: newKey() }),
        'own-secrets',
        `${holder} ${name}`,
      );
      assert.equal(
        gateOf(holder, { ...soundEnv(holder), [`${name}_FILE`]: '/nowhere' }),
        'own-secrets',
        `${holder} ${name}_FILE`,
      );
      tried += 2;
    }
  }
  assert.ok(tried > 100);
});

test('a process without a database refuses the address of one under any name', () => {
  for (const holder of ['gateway', 'claw', 'witness'] as const) {
    assert.equal(
      gateOf(holder, { ...soundEnv(holder), HARMLESS: ' Postgres://u:passpass@h/db' }),
      'own-secrets',
    );
  }
  assert.equal(gateOf('platform', { ...soundEnv('platform'), HARMLESS: 'postgres://h/db' }), 'open');
});

test('each missing secret is named', () => {
  for (const holder of holders) {
    for (const name of Object.keys(soundEnv(holder))) {
      const env = soundEnv(holder);
      delete env[name];
      assert.throws(() => holdSecrets(holder, env), { gate: 'keys-present', message: new RegExp(name) });
      assert.equal(gateOf(holder, { ...soundEnv(holder), [name]: '' }), 'keys-present');
    }
  }
});

test('a key that is not base64url of exactly 32 bytes in its one spelling is refused', () => {
  const bytes = Buffer.alloc(32, 0xfb);
  bytes.set(randomBytes(24), 0);
  const good = bytes.toString('base64url');
  const bad = [
    good.slice(1),
    `${good}A`,
    `${good}=`,
    ` ${good}`,
    `${good}\n`,
    bytes.toString('base64'),
    bytes.toString('hex'),
    good.slice(0, 42) + 'B',
    '🔑'.repeat(11),
  ];
  for (const text of bad) assert.equal(gateOf('claw', { CLAW_EDGE_SECRET: text }), 'key-encoding', text);
  assert.deepEqual(parseKey(good), new Uint8Array(bytes));
});

test('a key that nobody drew at random is refused', () => {
  const weak: [string, Uint8Array][] = [
    ['zeros', new Uint8Array(32)],
    ['ones', new Uint8Array(32).fill(255)],
    ['a run up', new Uint8Array(32).map((_, i) => i)],
    ['a run by threes, round the corner', new Uint8Array(32).map((_, i) => 250 + i * 3)],
    ['words', Buffer.from('correct horse battery staple now')],
    ['hex of 16 bytes', Buffer.from(Buffer.from(randomBytes(16)).toString('hex'))],
    ['two values', new Uint8Array(32).map((_, i) => i % 2)],
    ['a half repeated', Buffer.alloc(32, randomBytes(16))],
    ['RFC 8032', Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')],
    ['RFC 7748', Buffer.from('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb', 'hex')],
  ];
  for (const [what, key] of weak)
    assert.equal(gateOf('claw', { CLAW_EDGE_SECRET: encodeBase64url(key) }), 'key-strength', what);
  for (let i = 0; i < 2000; i++) assert.equal(weaknessOf(randomBytes(32)), undefined);
});

test('two secrets that are one value are refused, however each is written', () => {
  const key = randomBytes(32);
  const text = encodeBase64url(key);
  assert.equal(
    gateOf('gateway', { ...soundEnv('gateway'), GATEWAY_VAULT_KEY: text, AGENTIC_SIGNING_SECRET: text }),
    'secrets-distinct',
  );
  const spellings = [
    text,
    Buffer.from(key).toString('base64'),
    Buffer.from(key).toString('hex'),
    Buffer.from(key).toString('hex').toUpperCase(),
  ];
  for (const password of spellings) {
    const url = `postgres://app:${encodeURIComponent(password)}@127.0.0.1/gamut`;
    assert.equal(
      gateOf('platform', { ...soundEnv('platform'), DATABASE_URL: url, TOKEN_PEPPER: text }),
      'secrets-distinct',
      password,
    );
    assert.equal(
      gateOf('platform', { ...soundEnv('platform'), DATABASE_URL: password, TOKEN_PEPPER: text }),
      'secrets-distinct',
    );
  }
  const bootstrap = {
    ...soundEnv('bootstrap'),
    GAMUT_APP_PASSWORD: 'one password',
    GAMUT_MIGRATOR_PASSWORD: 'one password',
  };
  assert.equal(gateOf('bootstrap', bootstrap), 'secrets-distinct');
  assert.doesNotThrow(() => {
    assertDistinct([
      { name: 'a', value: 'x' },
      { name: 'b', value: 'y' },
    ]);
  });
});

test('a key is found in an address wherever it stands there, and however it is wrapped', () => {
  const key = randomBytes(32);
  const text = encodeBase64url(key);
  const bytes = Buffer.from(key);
  const hex = bytes.toString('hex');
  const base64 = bytes.toString('base64');
  const wrapped = [
    `0x${hex}`,
    hex.replaceAll(/(..)(?!$)/g, '$1:'),
    hex.toUpperCase().replaceAll(/(.{8})(?!$)/g, '$1 '),
    `"${text}"`,
    `'${base64}'`,
    base64.replace(/^(.{20})/, '$1\r\n'),
    base32(bytes),
    base32(bytes).toLowerCase().replace(/=+$/, ''),
    JSON.stringify({ deep: [{ er: hex }] }),
    JSON.stringify([text]),
  ];
  const address = (more: { login?: string; password?: string; query?: string }) =>
    `postgres://${encodeURIComponent(more.login ?? 'app')}:${encodeURIComponent(more.password ?? 'passpass')}@127.0.0.1/gamut?${more.query ?? ''}`;
  const addresses = [
    ...wrapped.map((password) => address({ password })),
    address({ login: text }),
    address({ query: `sslmode=disable&application_name=${hex}` }),
    address({ query: `options=${encodeURIComponent(base64)}` }),
  ];
  for (const url of addresses)
    assert.equal(
      gateOf('platform', { ...soundEnv('platform'), DATABASE_URL: url, TOKEN_PEPPER: text }),
      'secrets-distinct',
      url,
    );
  assert.equal(
    gateOf('platform', { ...soundEnv('platform'), DATABASE_URL: address({ password: hex }) }),
    'open',
  );
});

/** RFC 4648, section 6, by the text of its bits. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = bits.match(/.{1,5}/g) ?? [];
  const text = letters.map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five.padEnd(5, '0'), 2)]);
  return text.join('').padEnd(Math.ceil(text.length / 8) * 8, '=');
}

test('a secret is read from its file when nobody else may read that file', (t) => {
  const file = join(folderOf(t), 'secret');
  const text = newKey();
  writeFileSync(file, `${text}\n`, { mode: 0o600 });
  const env: Environment = { CLAW_EDGE_SECRET_FILE: file };
  assert.deepEqual(holdSecrets('claw', env).CLAW_EDGE_SECRET, parseKey(text));
  assert.equal(env['CLAW_EDGE_SECRET_FILE'], undefined);
  for (const mode of [0o640, 0o604, 0o644, 0o620]) {
    chmodSync(file, mode);
    assert.equal(gateOf('claw', { CLAW_EDGE_SECRET_FILE: file }), 'keys-present', mode.toString(8));
  }
});

test('a file that is missing, empty, a folder, too large, or beside the plain variable is refused', (t) => {
  const folder = folderOf(t);
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  const cases = [
    join(folder, 'none'),
    folder,
    write('empty', ''),
    write('break', '\n'),
    write('large', 'x'.repeat(70_000)),
  ];
  for (const file of cases)
    assert.equal(gateOf('claw', { CLAW_EDGE_SECRET_FILE: file }), 'keys-present', file);
  assert.equal(
    gateOf('claw', { CLAW_EDGE_SECRET: newKey(), CLAW_EDGE_SECRET_FILE: write('good', newKey()) }),
    'keys-present',
  );
  assert.equal(
    gateOf('claw', { CLAW_EDGE_SECRET_FILE: write('twolines', `${newKey()}\n\n`) }),
    'key-encoding',
  );
});

test('a file that is a pipe, or that the kernel makes up, is refused at once', (t) => {
  const pipe = join(folderOf(t), 'pipe');
  assert.equal(spawnSync('mkfifo', ['-m', '600', pipe]).status, 0);
  // in a process of its own: opened as any file, it waits for a writer for ever
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { holdSecrets } from '${new URL('hold-secrets.ts', import.meta.url).href}';
       try { holdSecrets('claw', { CLAW_EDGE_SECRET_FILE: process.argv[1] }); } catch (error) { console.log(error.gate); }`,
      pipe,
    ],
    { timeout: 120_000, encoding: 'utf8' },
  );
  assert.deepEqual([status, stdout.trim()], [0, 'keys-present']);
  for (const made of ['/proc/self/environ', '/proc/self/cmdline', '/dev/zero'])
    assert.equal(
      gateOf('bootstrap', {
        SUPERUSER_DATABASE_URL: `postgres://app:${newKey()}@127.0.0.1:5432/gamut`,
        GAMUT_APP_PASSWORD_FILE: made,
        GAMUT_MIGRATOR_PASSWORD: newKey(),
      }),
      'keys-present',
      made,
    );
});
