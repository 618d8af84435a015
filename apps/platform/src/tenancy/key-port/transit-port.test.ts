/** The Transit port against a real key service on this machine, in every way that one can fail. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import {
  keyServiceModes,
  startKeyService,
  type KeyService,
  type KeyServiceMode,
} from '../../../../../tests/support/key-service.ts';
import { patienceMs, tellTime } from '../../../../../tests/support/pace.ts';
import { KeyPortFailure, type KeyPortFault } from './key-port.ts';
import { createTransitPort } from './transit-port.ts';

let service: KeyService;
before(async () => {
  service = await startKeyService();
  service.createKey('acme');
});
after(() => service.close());

const tenant = 'tnt_00000000000000000000000001';
const port = (over: { origin?: string; token?: string; deadlineMs?: number } = {}) =>
  createTransitPort({ origin: service.origin, token: service.token, deadlineMs: patienceMs, ...over });

async function faultOf(work: Promise<unknown>): Promise<{ fault: KeyPortFault; reason: string }> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof KeyPortFailure, String(error));
    return { fault: error.fault, reason: error.message };
  }
  return assert.fail('it was taken for an answer');
}

test('what it wraps it unwraps, for the tenant that it was wrapped for and for no other', async () => {
  const key = randomBytes(32);
  const wrapped = await port().wrap(tenant, 'acme', key);
  assert.match(wrapped, /^vault:v1:/);
  assert.deepEqual(new Uint8Array(await port().unwrap(tenant, 'acme', wrapped)), key);
  const other = await faultOf(port().unwrap('tnt_00000000000000000000000002', 'acme', wrapped));
  assert.equal(other.fault, 'unreachable', 'a 400 that says nothing of the key');
});

test('each failure of a service is told for what it is, on wrapping and on unwrapping, and nothing that it sent is told on', async () => {
  const expected: Record<
    Exclude<KeyServiceMode, 'well'>,
    [wrap: KeyPortFault | null, unwrap: KeyPortFault | null]
  > = {
    hangs: ['unreachable', 'unreachable'],
    slow: ['unreachable', 'unreachable'],
    trickles: ['unreachable', 'unreachable'],
    garbage: ['wrong', 'wrong'],
    // a lie that has the right form is found by who compares: no port can tell
    lies: [null, null],
    swaps: [null, null],
    doubles: ['wrong', 'wrong'],
    short: ['wrong', 'wrong'],
    disabled: ['revoked', 'revoked'],
    refuses: ['unreachable', 'unreachable'],
    fails: ['unreachable', 'unreachable'],
    sealed: ['unreachable', 'unreachable'],
    huge: ['unreachable', 'unreachable'],
    redirects: ['unreachable', 'unreachable'],
    breaks: ['unreachable', 'unreachable'],
  };
  assert.equal(Object.keys(expected).length, keyServiceModes.length - 1);
  const wrapped = await port().wrap(tenant, 'acme', randomBytes(32));
  for (const [mode, faults] of Object.entries(expected)) {
    service.mode = mode as KeyServiceMode;
    // only what would never answer, or much later, is given up
    const hasty = ['hangs', 'slow', 'trickles'].includes(mode) ? { deadlineMs: 400 } : {};
    const calls = [
      port(hasty).wrap(tenant, 'acme', randomBytes(32)),
      port(hasty).unwrap(tenant, 'acme', wrapped),
    ] as const;
    for (const [at, call] of calls.entries()) {
      const wanted = faults[at];
      if (wanted === null) {
        await call;
        continue;
      }
      const { fault, reason } = await faultOf(call);
      assert.equal(fault, wanted, `${mode} ${String(at)}: ${reason}`);
      assert.doesNotMatch(reason, /127\.0\.0\.1|token-of|errors|html|x{5}/, mode);
    }
  }
  service.mode = 'well';
});

test('a key that was revoked or is gone, and a token that may nothing, are the key taken back', async () => {
  service.createKey('leaver');
  const wrapped = await port().wrap(tenant, 'leaver', randomBytes(32));
  service.revoke('leaver');
  assert.equal((await faultOf(port().unwrap(tenant, 'leaver', wrapped))).fault, 'revoked');
  service.deleteKey('leaver');
  assert.equal((await faultOf(port().unwrap(tenant, 'leaver', wrapped))).fault, 'revoked');
  assert.equal(
    (await faultOf(port({ token: 'another-token' }).wrap(tenant, 'acme', randomBytes(32)))).fault,
    'revoked',
  );
});

test('a service that was killed is unreachable, and answers again when it is back', async () => {
  const key = randomBytes(32);
  const wrapped = await port().wrap(tenant, 'acme', key);
  await service.kill();
  assert.equal((await faultOf(port().unwrap(tenant, 'acme', wrapped))).fault, 'unreachable');
  await service.revive();
  assert.deepEqual(new Uint8Array(await port().unwrap(tenant, 'acme', wrapped)), key);
});

test('an answer that does not come costs no more than its time', async (t) => {
  service.mode = 'hangs';
  const began = performance.now();
  await faultOf(port({ deadlineMs: 200 }).unwrap(tenant, 'acme', 'vault:v1:AAAA'));
  tellTime(t, 'given up', performance.now() - began);
  service.mode = 'well';
});
