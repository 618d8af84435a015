/** Whom the operator's door lets in, and how it meets those who knock with wrong tokens. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Hex } from '@gamut/crypto/hash';
import { AppError } from '@gamut/kernel/app-error';
import { createRateLimiter } from '../http/rate-limit.ts';
import { assertOperator, type OperatorRequest } from './operator.ts';

const token = 'the-token-of-the-operator';
const platform = { operatorTokenSha256: sha256Hex(token) };

function door(operator: { operatorTokenSha256: string | null } = platform) {
  const limiter = createRateLimiter({ nowMs: () => 0, monotonicMs: () => 0 });
  return (request: Partial<OperatorRequest>): string => {
    try {
      assertOperator({ platform: operator, limiter }, { ip: '127.0.0.1', headers: {}, ...request });
      return 'open';
    } catch (error) {
      assert.ok(error instanceof AppError);
      return error.code;
    }
  };
}
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });

test('the token opens from each spelling of loopback, and from nowhere else', () => {
  const knock = door();
  for (const ip of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    assert.equal(knock({ ip, headers: bearer(token) }), 'open', ip);
  for (const ip of ['10.0.0.1', '::ffff:10.0.0.1', '127.0.0.1.example', '0.0.0.0', ''])
    assert.equal(knock({ ip, headers: bearer(token) }), 'unauthenticated', ip);
});

test('whatever a proxy adds shuts the door, also when it says loopback', () => {
  const knock = door();
  const added =
    'forwarded via x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-anything x-real-ip';
  for (const name of added.split(' '))
    assert.equal(knock({ headers: { ...bearer(token), [name]: '127.0.0.1' } }), 'unauthenticated', name);
});

test('no near-miss of the token opens, and without one configured nothing does', () => {
  const knock = door();
  for (const value of ['', ' ', token.slice(1), `${token} `, token.toUpperCase(), sha256Hex(token)])
    assert.equal(knock({ headers: bearer(value) }), 'unauthenticated', value);
  for (const authorization of [token, `bearer ${token}`, `Basic ${token}`])
    assert.equal(knock({ headers: { authorization } }), 'unauthenticated', authorization);
  assert.equal(door({ operatorTokenSha256: null })({ headers: bearer('') }), 'unauthenticated');
});

test('wrong tokens are measured out; the right one never waits for them', () => {
  const knock = door();
  const answers = Array.from({ length: 60 }, (_, at) => knock({ headers: bearer(`guess ${String(at)}`) }));
  assert.equal(answers[0], 'unauthenticated');
  assert.equal(answers.at(-1), 'too_many_requests');
  assert.equal(knock({ headers: bearer(token) }), 'open');
});
