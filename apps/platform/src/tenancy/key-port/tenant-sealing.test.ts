/**
 * A tenant whose key was taken back, or whose key service is silent, slow or lying, is sealed within its time and opens by
 * itself; another tenant notices nothing, and no call waits for a service.
 */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { loadFactsState } from '../../features/agentic/facts/facts-store.ts';
import { keyServiceModes } from '../../../../../tests/support/key-service.ts';
import { keyPortPlatform, type KeyPortPlatform } from '../../../../../tests/support/key-port-platform.ts';
import type { RunningPlatform } from '../../compose.ts';
import { createTenantSealing } from './tenant-sealing.ts';
import { createTransitPort } from './transit-port.ts';
import type { KeyPort } from './key-port.ts';

let at: KeyPortPlatform;
/** Open again, as a fault that passed leaves it: the next fault begins there. */
let open: KeyPortPlatform | undefined;
beforeEach(async () => {
  if (open === undefined) {
    at = await keyPortPlatform();
    await at.setPort();
  }
  open = undefined;
});
afterEach(async () => {
  if (open === undefined) await at.close();
});

const place = { table: 'decisions', column: 'arguments_sealed', row: 'dec_1' } as const;
const second = 1000;
const isOpen = async ({ platform }: RunningPlatform = at.under.running): Promise<boolean> => {
  const open = await platform.sealing.assertOpen(at.under.tenant.id).then(
    () => true,
    (error: { code?: string }) => (assert.equal(error.code, 'tenant_sealed'), false),
  );
  assert.equal(await platform.sealing.isSealed(at.under.tenant.id), !open);
  return open;
};
const sealer = ({ platform }: RunningPlatform = at.under.running) => platform.keys.sealerOf(at.under.tenant);
const entries = async (): Promise<string[]> => {
  const rows = await at.under.running.platform.db.readControl((tx) =>
    tx.query<{ kind: string }>(
      "SELECT kind FROM control.journal_entries WHERE kind IN ('tenant.sealed', 'tenant.opened') ORDER BY seq",
    ),
  );
  return rows.map(({ kind }) => kind);
};
const factsVersion = async (): Promise<number> =>
  (await at.under.running.platform.db.readTenant(at.under.tenant, loadFactsState)).version;

test('revoked, the tenant is sealed at the next check: told to every process, journalled once, its facts moved; restored, it opens by itself', async () => {
  const sealed = (await sealer()).seal(place, 'a secret');
  const version = await factsVersion();
  at.service.revoke('acme');
  assert.ok(await isOpen(), 'no call waits for the service');
  await at.round();
  assert.equal(await isOpen(), false);
  await assert.rejects(sealer(), {
    code: 'tenant_sealed',
    message: /refuses the use of the key/,
    fix: /Restore/,
  });
  assert.deepEqual(
    { ...(await at.storedPort()), opened_at: null },
    { state: 'sealed', reason: 'the key service refuses the use of the key (403)', opened_at: null },
  );
  assert.deepEqual(await entries(), ['tenant.sealed']);
  assert.ok((await factsVersion()) > version);
  await at.round();
  assert.deepEqual(await entries(), ['tenant.sealed'], 'once');
  const sealedVersion = await factsVersion();
  at.service.restore('acme');
  assert.equal(await isOpen(), false);
  await at.round();
  assert.ok(await isOpen());
  assert.equal((await sealer()).open(place, sealed), 'a secret');
  assert.equal((await at.storedPort())?.state, 'open');
  assert.deepEqual(await entries(), ['tenant.sealed', 'tenant.opened']);
  assert.ok((await factsVersion()) > sealedVersion);
});

const faults = ['deleted', 'killed', ...keyServiceModes.filter((mode) => mode !== 'well')] as const;
for (const fault of faults) {
  test(`fault "${fault}": sealed within sixty seconds of the last good check, and not before its time`, async () => {
    await sealer();
    await at.round();
    if (fault === 'killed') await at.service.kill();
    else if (fault === 'deleted') at.service.deleteKey('acme');
    else at.service.mode = fault;
    if (fault === 'disabled' || fault === 'deleted') {
      await at.round();
      assert.equal(await isOpen(), false, 'taken back');
      return;
    }
    at.pass(20 * second);
    await at.round();
    assert.ok(await isOpen(), 'a fault that passes seals nobody');
    at.pass(20 * second);
    assert.ok(await isOpen());
    at.pass(15 * second);
    assert.equal(await isOpen(), false, 'by time alone, without another check');
    await assert.rejects(sealer(), { code: 'tenant_sealed' });
    at.service.mode = 'well';
    if (fault === 'killed') await at.service.revive();
    await at.round();
    assert.ok(await isOpen(), 'open by itself');
    await sealer();
    if (fault !== faults.at(-1)) open = at;
  });
}

test('in the moment of sealing the bytes of the data key are wiped, and a sealer in hand does nothing more', async () => {
  const { db, clock, logger } = at.under.running.platform;
  const { encryptionKeys } = at.under.secrets;
  const seen: Uint8Array[] = [];
  const real = createTransitPort({ origin: at.service.origin, token: at.service.token, deadlineMs: 60_000 });
  // looks over the shoulder of the real port at the very bytes that it hands out
  const watched: KeyPort = {
    wrap: (...call) => real.wrap(...call),
    unwrap: async (...call) => {
      const key = await real.unwrap(...call);
      seen.push(key);
      return key;
    },
  };
  const sealing = createTenantSealing({
    db,
    ports: new Map([['vault', watched]]),
    encryptionKeys,
    clock,
    random: randomBytes,
    logger,
    times: { checkEveryMs: 15_000, sealAfterMs: 55_000 },
    onSealed: () => undefined,
    moveFacts: () => Promise.resolve(),
  });
  await sealing.round();
  assert.equal(seen.length, 1);
  assert.ok(seen[0]?.some((byte) => byte !== 0));
  const held = await sealer();
  assert.equal(held.open(place, held.seal(place, 'a secret')), 'a secret');
  at.service.revoke('acme');
  await sealing.round();
  assert.ok(
    seen.every((key) => key.every((byte) => byte === 0)),
    'wiped',
  );
  await at.round();
  assert.throws(() => held.seal(place, 'another'), { code: 'tenant_sealed' });
  at.service.restore('acme');
  await at.round();
  assert.throws(
    () => held.seal(place, 'another'),
    { code: 'tenant_sealed' },
    'a sealer that was withdrawn stays withdrawn',
  );
  await sealing.stop();
});

test('another tenant notices nothing, whatever the service does', async () => {
  const { platform } = at.under.running;
  for (const mode of keyServiceModes.filter((one) => !['hangs', 'slow', 'trickles'].includes(one))) {
    at.service.mode = mode;
    await at.round();
    const other = await platform.keys.sealerOf(at.under.other);
    assert.equal(other.open(place, other.seal(place, mode)), mode);
    await platform.sealing.assertOpen(at.under.other.id);
    assert.equal(await platform.sealing.isSealed(at.under.other.id), false);
  }
  const rows = await platform.db.readControl((tx) =>
    tx.query('SELECT 1 FROM control.audit_outbox WHERE tenant_id = $1', [at.under.other.id]),
  );
  assert.equal(rows.length, 0);
});

test('no call asks the service: ten thousand sealings and openings, over many refreshes, leave its count where it was', async () => {
  await sealer();
  const asked = { ...at.service.asked };
  for (let n = 0; n < 10_000; n++) {
    if (n % 1000 === 0) at.pass(3 * second);
    const { seal, open } = await sealer();
    assert.equal(open(place, seal(place, 'x')), 'x');
    await at.under.running.platform.sealing.assertOpen(at.under.tenant.id);
  }
  assert.deepEqual(at.service.asked, asked);
});

test('a platform that starts while the service is away serves its other tenants; this one is sealed, and opens later by itself', async (t) => {
  await at.service.kill();
  const starting = await at.under.another();
  t.after(() => starting.close());
  assert.equal(await isOpen(starting), false);
  await assert.rejects(sealer(starting), { code: 'tenant_sealed' });
  const { seal } = await starting.platform.keys.sealerOf(at.under.other);
  seal(place, 'x');
  assert.ok(await isOpen(), 'the other process saw the key a moment ago');
  assert.equal((await at.storedPort())?.state, 'open', 'so the row says open');
  await at.service.revive();
  await at.round(starting);
  assert.ok(await isOpen(starting));
  (await sealer(starting)).seal(place, 'x');
});

test('two processes each look for themselves; what both see leaves one entry each way', async (t) => {
  const other = await at.under.another();
  t.after(() => other.close());
  const sealed = (await sealer(other)).seal(place, 'a secret');
  assert.equal((await sealer()).open(place, sealed), 'a secret');
  // what the other one had to tell of its start has been told
  await at.round(other);
  at.service.revoke('acme');
  await at.round();
  assert.deepEqual([await isOpen(), await isOpen(other)], [false, true]);
  await at.round(other);
  assert.equal(await isOpen(other), false);
  assert.deepEqual(await entries(), ['tenant.sealed']);
  at.service.restore('acme');
  await Promise.all([at.round(), at.round(other)]);
  assert.deepEqual([await isOpen(), await isOpen(other)], [true, true]);
  assert.deepEqual(await entries(), ['tenant.sealed', 'tenant.opened']);
});

test('a port that one process sets or takes away is known to the other', async (t) => {
  const other = await at.under.another();
  t.after(() => other.close());
  const sealed = (await sealer(other)).seal(place, 'a secret');
  assert.equal((await at.operator('DELETE', '/operator/v1/tenants/alpha/key-port')).status, 200);
  at.service.revoke('acme');
  at.pass(6 * second);
  assert.equal((await sealer(other)).open(place, sealed), 'a secret', 'its keys lie under ours alone');
  await at.round(other);
  assert.ok(await isOpen(other));
  at.service.restore('acme');
  await at.setPort();
  at.pass(6 * second);
  assert.equal((await sealer(other)).open(place, sealed), 'a secret', 'found without having been told');
  at.service.revoke('acme');
  await at.round(other);
  assert.equal(await isOpen(other), false);
});

test('a process that can’t read which tenants have a key of their own serves none', async () => {
  await sealer();
  await at.round();
  const { platform } = at.under.running;
  const away = createTenantSealing({
    db: { ...platform.db, readControl: () => Promise.reject(new Error('away')) },
    ports: new Map(),
    encryptionKeys: at.under.secrets.encryptionKeys,
    clock: platform.clock,
    random: randomBytes,
    logger: platform.logger,
    times: { checkEveryMs: 15_000, sealAfterMs: 55_000 },
    onSealed: () => undefined,
    moveFacts: () => Promise.resolve(),
  });
  await assert.rejects(away.assertOpen(at.under.tenant.id), /away/, 'fails closed');
  await assert.rejects(away.isSealed(at.under.tenant.id), /away/);
});

test('what could not be told, since the tenant was on the move, is told as soon as it can be', async () => {
  const { db, clock, logger } = at.under.running.platform;
  let [moved, away] = [0, true];
  const sealing = createTenantSealing({
    db,
    ports: new Map([
      [
        'vault',
        createTransitPort({ origin: at.service.origin, token: at.service.token, deadlineMs: 60_000 }),
      ],
    ]),
    encryptionKeys: at.under.secrets.encryptionKeys,
    clock,
    random: randomBytes,
    logger,
    times: { checkEveryMs: 15_000, sealAfterMs: 55_000 },
    onSealed: () => undefined,
    moveFacts: () => {
      if (away) return Promise.reject(new Error('on the move'));
      moved++;
      return Promise.resolve();
    },
  });
  at.service.revoke('acme');
  await sealing.round();
  assert.deepEqual(await entries(), ['tenant.sealed'], 'what can be told is');
  away = false;
  await sealing.round();
  assert.equal(moved, 0, 'not at once');
  at.pass(6 * second);
  await sealing.round();
  assert.equal(moved, 1);
  await sealing.round();
  assert.equal(moved, 1, 'once');
  assert.deepEqual(await entries(), ['tenant.sealed']);
  await sealing.stop();
});
