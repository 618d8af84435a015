/** Configuration of key services: what is wrong is refused by name before anything starts, and no token is ever told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEnvironment } from '@gamut/service/environment';
import { GateFailure } from '@gamut/service/start-gates';
import { readKeyServices, tokensOf } from './key-services.ts';
import { readCheckTimes } from './read-check-times.ts';

const token = 'a-token-that-nobody-may-see';
const transit = { kind: 'transit', origin: 'https://keys.example:8200' };
const json = JSON.stringify;

test('services and their tokens are read; without any there is none', () => {
  const services = readKeyServices(
    json({ vault: transit, mount: { kind: 'file', folder: '/run/keys' } }),
    json({ vault: token }),
  );
  assert.deepEqual(
    [...services],
    [
      ['vault', { ...transit, token }],
      ['mount', { kind: 'file', folder: '/run/keys' }],
    ],
  );
  assert.deepEqual(tokensOf(services), [token]);
  assert.equal(readKeyServices(undefined, undefined).size, 0);
  for (const origin of [
    'http://127.0.0.1:8200',
    'http://[::1]:8200',
    'http://localhost:8200',
    'https://keys.example',
  ])
    assert.equal(
      readKeyServices(json({ vault: { kind: 'transit', origin } }), json({ vault: token })).size,
      1,
      origin,
    );
});

test('every malformed configuration is refused by the name of what is wrong', () => {
  const cases: readonly (readonly [
    services: string | undefined,
    tokens: string | undefined,
    reason: RegExp,
  ])[] = [
    ['{', undefined, /GAMUT_KEY_SERVICES is not JSON/],
    ['[]', undefined, /GAMUT_KEY_SERVICES is not a JSON object/],
    ['"x"', undefined, /GAMUT_KEY_SERVICES is not a JSON object/],
    ['{"a":1,"a":2}', undefined, /GAMUT_KEY_SERVICES is not JSON/],
    [json({ vault: transit }), token, /KEY_SERVICE_TOKENS is not JSON/],
    [json({ vault: transit }), json([token]), /KEY_SERVICE_TOKENS is not a JSON object/],
    [json({ vault: transit }), undefined, /no token for vault/],
    [undefined, json({ vault: token }), /names vault, which is no service/],
    [json({ vault: transit }), json({ vault: token, other: token }), /names other, which is no service/],
    [
      json({ mount: { kind: 'file', folder: '/k' } }),
      json({ mount: token }),
      /names mount, which is a folder/,
    ],
    [json({ mount: { kind: 'file', folder: 'keys' } }), undefined, /not an absolute path/],
    [json({ mount: { kind: 'file', folder: 7 } }), undefined, /not an absolute path/],
    [
      json({ mount: { kind: 'file', folder: '/k', origin: 'https://k.example' } }),
      undefined,
      /what mount is/,
    ],
    [json({ vault: { kind: 'transit' } }), json({ vault: token }), /what vault is/],
    [json({ vault: { kind: 'hsm', origin: 'https://k.example' } }), json({ vault: token }), /what vault is/],
    [json({ vault: null }), undefined, /what vault is/],
    [json({ vault: { ...transit, token } }), json({ vault: token }), /a member that is not known/],
    [
      json({ vault: { kind: 'transit', origin: 'http://keys.example' } }),
      json({ vault: token }),
      /neither https/,
    ],
    [
      json({ vault: { kind: 'transit', origin: 'http://127.0.0.1.evil.example' } }),
      json({ vault: token }),
      /neither https/,
    ],
    [
      json({ vault: { kind: 'transit', origin: 'ftp://127.0.0.1' } }),
      json({ vault: token }),
      /not an origin|neither https/,
    ],
    [
      json({ vault: { kind: 'transit', origin: 'https://keys.example/v1' } }),
      json({ vault: token }),
      /not an origin/,
    ],
    [
      json({ vault: { kind: 'transit', origin: 'https://me:secret@keys.example' } }),
      json({ vault: token }),
      /not an origin/,
    ],
    [json({ 'Vault!': transit }), undefined, /a name that no service can have/],
    [json({ ['v'.repeat(40)]: transit }), undefined, /a name that no service can have/],
    [json({ vault: transit }), json({ vault: 'short' }), /the token of vault is not one/],
    [json({ vault: transit }), json({ vault: `${token}\r\nx-evil: 1` }), /the token of vault is not one/],
    [json({ vault: transit }), json({ vault: 7 }), /the token of vault is not one/],
    [
      json(Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`s${String(n)}`, transit]))),
      undefined,
      /more than 64/,
    ],
  ];
  for (const [services, tokens, reason] of cases)
    assert.throws(
      () => readKeyServices(services, tokens),
      (error: unknown) => {
        assert.ok(error instanceof GateFailure && error.gate === 'config', String(error));
        assert.match(error.message, reason);
        assert.ok(!error.message.includes(token) && !error.message.includes('secret@'), error.message);
        return true;
      },
      `${String(services)} ${String(tokens)}`,
    );
});

test('no bound may be longer than what is promised, or too short for one check to fail', () => {
  const times = (env: Record<string, string>) => readCheckTimes(readEnvironment(env));
  assert.deepEqual(times({}), { checkEveryMs: 15_000, sealAfterMs: 55_000 });
  for (const env of [
    { GAMUT_KEY_CHECK_MS: '20001' },
    { GAMUT_KEY_SEAL_AFTER_MS: '60001' },
    { GAMUT_KEY_CHECK_MS: '20000', GAMUT_KEY_SEAL_AFTER_MS: '39999' },
    { GAMUT_KEY_CHECK_MS: 'never' },
  ])
    assert.throws(() => times(env), GateFailure, JSON.stringify(env));
});
