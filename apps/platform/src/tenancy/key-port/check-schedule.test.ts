/** Checks run beside each other: a service that hangs delays its own tenants alone, and time seals without any answer. */
import assert from 'node:assert/strict';
import { unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { randomBytes } from '@gamut/crypto/random';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { keyPortPlatform, type KeyPortPlatform } from '../../../../../tests/support/key-port-platform.ts';
import { eventually } from '../../../../../tests/support/pace.ts';

let at: KeyPortPlatform;
before(async () => {
  at = await keyPortPlatform();
  writeFileSync(join(at.folder, 'beta.key'), encodeBase64url(randomBytes(32)));
  await at.setPort();
  const body = { service: 'mount', key_name: 'beta' };
  const answer = await at.operator('PUT', '/operator/v1/tenants/beta/key-port', body);
  assert.equal(answer.status, 200, answer.text);
});
after(() => at.close());

async function openedAt(tenantId: string): Promise<number> {
  const [row] = await at.under.running.platform.db.readControl((tx) =>
    tx.query<{ opened_at: Date }>('SELECT opened_at FROM control.tenant_key_ports WHERE tenant_id = $1', [
      tenantId,
    ]),
  );
  return row?.opened_at.getTime() ?? 0;
}

test('while one service hangs, a tenant of another is checked beside it and stays open', async () => {
  const { sealing } = at.under.running.platform;
  const { tenant, other } = at.under;
  at.service.mode = 'hangs';
  let besides = 0;
  let seen = await openedAt(other.id);
  for (let passed = 0; passed < 80; passed += 16) {
    at.pass(16_000);
    sealing.tick();
    const before = seen;
    const isChecked = async () => (seen = await openedAt(other.id)) > before;
    await eventually(isChecked, 'a check of beta', 1);
    if (at.service.waiting > 0) besides++;
  }
  assert.ok(besides > 0, 'beta waits for the service of alpha');
  assert.equal(await sealing.isSealed(other.id), false);
  assert.equal(await sealing.isSealed(tenant.id), true);
  at.service.mode = 'well';
});

test('the file of a mounted key taken away seals at the next tick that is due, and not before', async () => {
  const { sealing } = at.under.running.platform;
  const { other } = at.under;
  await sealing.round();
  unlinkSync(join(at.folder, 'beta.key'));
  at.pass(10_000);
  sealing.tick();
  await turn();
  assert.equal(await sealing.isSealed(other.id), false);
  at.pass(6000);
  sealing.tick();
  await eventually(() => sealing.isSealed(other.id), 'the seal');
});

test('once stopped, a process holds no key and lets nothing through', async () => {
  const { sealing } = at.under.running.platform;
  await sealing.round();
  assert.equal(await sealing.isSealed(at.under.tenant.id), false);
  sealing.start();
  await sealing.stop();
  await assert.rejects(sealing.assertOpen(at.under.tenant.id), { code: 'tenant_sealed' });
});
