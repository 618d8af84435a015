/** Whom the operator's door lets in, and how it meets those who knock with wrong tokens. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sha256Hex } from '@gamut/crypto/hash';
import { createDatabase, type Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { createRateLimits } from '../limits/rate-limits.ts';
import { rateRules } from '../limits/rate-rules.ts';
import {
  assertOperatorRole,
  identifyOperator,
  rootOperator,
  type Operator,
  type OperatorRequest,
} from './operator.ts';

const token = 'the-token-of-the-operator';
const platform = { operatorTokenSha256: sha256Hex(token) };

let server: TestDatabase;
let db: Database;
before(async () => {
  server = await testDatabase();
  db = createDatabase({ url: server.appUrl, applicationName: 'test' });
});
after(async () => {
  await db.close();
  await server.close();
});

const patient = { ...rateRules, sign_in: { burst: 1000, perMinute: 1000 } };

function door(operator: { operatorTokenSha256: string | null } = platform, rules = patient) {
  const limits = createRateLimits(db, { nowMs: () => 0, monotonicMs: () => 0 }, rules);
  return async (request: Partial<OperatorRequest>): Promise<string> => {
    try {
      const clock = { nowMs: () => 0, monotonicMs: () => 0 };
      const parts = { ...operator, tokenPepper: Buffer.alloc(32, 7), db, clock };
      const headers = { host: '127.0.0.1:4600', ...request.headers };
      await identifyOperator({ platform: parts, limits }, { ip: '127.0.0.1', ...request, headers });
      return 'open';
    } catch (error) {
      assert.ok(error instanceof AppError);
      return error.code;
    }
  };
}
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });

test('the token opens from each spelling of loopback, and from nowhere else', async () => {
  const knock = door();
  for (const ip of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    assert.equal(await knock({ ip, headers: bearer(token) }), 'open', ip);
  for (const ip of ['10.0.0.1', '::ffff:10.0.0.1', '127.0.0.1.example', '0.0.0.0', ''])
    assert.equal(await knock({ ip, headers: bearer(token) }), 'unauthenticated', ip);
});

test('a name that was pointed at this machine opens nothing: only loopback’s own names in Host do', async () => {
  const knock = door();
  for (const host of ['127.0.0.1', '127.0.0.1:4600', 'localhost', 'LOCALHOST:1', '[::1]', '[::1]:65535'])
    assert.equal(await knock({ headers: { ...bearer(token), host } }), 'open', host);
  for (const host of [
    'attacker.example',
    'attacker.example:4600',
    'localhost.attacker.example',
    '127.0.0.1.attacker.example:4600',
    'localhost:4600:4600',
    'localhost:',
    'localhost@attacker.example',
    '10.0.0.1',
    '::1',
    '',
    undefined,
    ['localhost', 'attacker.example'],
  ])
    assert.equal(await knock({ headers: { ...bearer(token), host } }), 'unauthenticated', String(host));
});

test('whatever a proxy adds shuts the door, also when it says loopback', async () => {
  const knock = door();
  const added =
    'forwarded via x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-anything x-real-ip';
  for (const name of added.split(' '))
    assert.equal(
      await knock({ headers: { ...bearer(token), [name]: '127.0.0.1' } }),
      'unauthenticated',
      name,
    );
});

test('no near-miss of the token opens, and without one configured nothing does', async () => {
  const knock = door();
  for (const value of ['', ' ', token.slice(1), `${token} `, token.toUpperCase(), sha256Hex(token)])
    assert.equal(await knock({ headers: bearer(value) }), 'unauthenticated', value);
  for (const authorization of [token, `bearer ${token}`, `Basic ${token}`])
    assert.equal(await knock({ headers: { authorization } }), 'unauthenticated', authorization);
  assert.equal(await door({ operatorTokenSha256: null })({ headers: bearer('') }), 'unauthenticated');
});

test('wrong tokens are measured out; the right one never waits for them', async () => {
  const knock = door(platform, { ...rateRules, sign_in: { burst: 30, perMinute: 1 } });
  const answers = [];
  for (let at = 0; at < 32; at++)
    answers.push(await knock({ ip: '192.0.2.1', headers: bearer(`guess ${at}`) }));
  assert.equal(answers[0], 'unauthenticated');
  assert.equal(answers.at(-1), 'too_many_requests');
  assert.equal(await knock({ headers: bearer(token) }), 'open');
});

test('each row takes its own role: root does what platform_ops does, nobody does both', () => {
  const named = (role: Operator['role']): Operator => ({ ...rootOperator, id: 'opr_x', role, root: false });
  const may = (operator: Operator): string[] =>
    (['root', 'platform_ops', 'platform_support'] as const).filter((wanted) => {
      try {
        assertOperatorRole(operator, wanted);
        return true;
      } catch (error) {
        assert.ok(error instanceof AppError && error.code === 'forbidden' && error.fix);
        return false;
      }
    });
  assert.deepEqual(may(rootOperator), ['root', 'platform_ops']);
  assert.deepEqual(may(named('platform_ops')), ['platform_ops']);
  assert.deepEqual(may(named('platform_support')), ['platform_support']);
});
