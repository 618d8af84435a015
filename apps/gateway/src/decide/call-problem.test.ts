/** What speaks against a call on the facts of this round, which may be newer than those that its credential was known by. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeAgent } from '../../../../tests/support/gateway-facts.ts';
import { callProblem } from './call-problem.ts';

const { facts } = makeAgent('tester');
const credentialId = facts.credentials[0]?.id ?? '';
const endMs = 1_900_000_000_123;

/** Of a call that is made at once: no token is asked for. */
function problemAt(nowMs: number, credentials: typeof facts.credentials): string | undefined {
  const call = { tenant: 'tnt_1', agent: facts, credentialId, tool: 'test_say', arguments: {} };
  return callProblem(call, { ...facts, credentials }, {} as never, {} as never, nowMs);
}

test('a credential that is gone or over by the facts of this round acts no more, though it was live when the call came', () => {
  const rotated = facts.credentials.map((one) => ({ ...one, expiresAt: new Date(endMs).toISOString() }));
  assert.equal(problemAt(endMs - 1, rotated), undefined);
  assert.equal(problemAt(endMs, rotated), 'credential_expired');
  assert.equal(problemAt(endMs, facts.credentials), undefined, 'without an end');
  assert.equal(problemAt(0, []), 'credential_revoked');
});
