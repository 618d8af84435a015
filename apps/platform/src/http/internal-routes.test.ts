/** The signed edges: only the named callers, each for itself, and no call answered twice. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AppError } from '@gamut/kernel/app-error';
import { signRequest } from '@gamut/protocol/signed-request';
import { randomBytes } from '@gamut/crypto/random';
import { signedClient, type SignedClient } from '@gamut/service/signed-client';
import { systemTime } from '@gamut/service/system-time';
import { testPlatform, type PlatformUnderTest } from '../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
let url: string;
let gateway: SignedClient;
let claw: SignedClient;

before(async () => {
  under = await testPlatform();
  url = `http://127.0.0.1:${await under.running.listen()}`;
  const clientOf = (name: 'fromGateway' | 'fromClaw'): SignedClient =>
    signedClient({ name: 'platform', baseUrl: url, edge: under.secrets[name], deadlineMs: 60_000 });
  [gateway, claw] = [clientOf('fromGateway'), clientOf('fromClaw')];
});
after(async () => {
  await Promise.all([gateway.close(), claw.close()]);
  await under.close();
});

const sync = { instance: 'gwy_test', directoryVersion: 0, held: [] };
const beat = (process: string) => ({ process, at: new Date().toISOString(), build: 'source' });
const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

test('Gateway syncs facts, Claw says that it lives', async () => {
  const answer = (await gateway.post('/internal/v1/facts-sync', { body: sync })) as { instance: string };
  assert.equal(answer.instance, 'gwy_test');
  await claw.post('/internal/v1/heartbeats', { body: beat('claw') });
  const heard = under.running.platform.watch.list().map((one) => one.process);
  assert.deepEqual(heard.sort(), ['claw', 'gateway']);
});

test('Claw may ask none of what Gateway may, and no process speaks for another', async () => {
  for (const path of ['facts-sync', 'ledger', 'approvals/find', 'skill-instructions', 'observations']) {
    await assert.rejects(
      claw.post(`/internal/v1/${path}`, { body: sync }),
      refused('caller_not_allowed'),
      path,
    );
  }
  await assert.rejects(
    claw.post('/internal/v1/heartbeats', { body: beat('gateway') }),
    refused('caller_not_allowed'),
  );
});

test('a tenant that is not there is not found, and one in the body alone is refused', async () => {
  const nowhere = 'tnt_01jx0000000000000000000000';
  const body = { tenant: nowhere, agent: 'x', actionSha256: '0'.repeat(64), schemaSha256: '0'.repeat(64) };
  await assert.rejects(
    gateway.post('/internal/v1/approvals/find', { tenant: nowhere, body }),
    refused('not_found'),
  );
  await assert.rejects(
    gateway.post('/internal/v1/approvals/find', { tenant: under.tenant.id, body }),
    refused('bad_request'),
  );
});

test('sixteen copies of one signed request get one answer', async () => {
  const body = Buffer.from(JSON.stringify(sync));
  const edge = under.secrets.fromGateway;
  const target = `${url}/internal/v1/facts-sync`;
  const headers = signRequest({
    method: 'POST',
    url: target,
    tenant: '-',
    requestId: 'a-replayed-request',
    body,
    keyId: edge.keyId,
    key: edge.key,
    clock: systemTime,
    random: randomBytes,
  });
  const send = async (): Promise<number> => {
    const response = await fetch(target, {
      method: 'POST',
      body,
      headers: { ...headers, 'content-type': 'application/json' },
    });
    await response.body?.cancel();
    return response.status;
  };
  const statuses = await Promise.all(Array.from({ length: 16 }, send));
  assert.deepEqual(statuses.sort(), [200, ...Array.from({ length: 15 }, () => 409)]);
});

test('an unsigned call gets nothing, whatever cookie or token it carries', async () => {
  const { cookie } = await under.as('administrator');
  for (const path of [
    'facts-sync',
    'ledger',
    'approvals/find',
    'skill-instructions',
    'observations',
    'runtime-keys',
    'heartbeats',
    'handshakes',
  ]) {
    const response = await fetch(`${url}/internal/v1/${path}`, {
      method: 'POST',
      body: '{}',
      headers: { cookie, 'content-type': 'application/json' },
    });
    assert.equal(response.status, 401, path);
    await response.body?.cancel();
  }
});
