/**
 * Webhooks follow the standing of their tenant: while it is suspended, moved, deleted or sealed nothing leaves, and afterwards nothing
 * is missing.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { keyPortPlatform, type KeyPortPlatform } from '../../../../../../tests/support/key-port-platform.ts';
import type { Client } from '../../../../../../tests/support/platform.ts';
import {
  accept,
  refuse,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../../../../../tests/support/webhook-target.ts';
import { openChange } from '../../../http/change.ts';
import { createDeliveryWorker, type DeliveryWorker } from './delivery-worker.ts';

const path = '/v1/webhook-endpoints';
let receiver: WebhookReceiver;
let at: KeyPortPlatform;
let worker: DeliveryWorker;
let administrator: Client;
let endpoint: string;
let recorded = 0;

before(async () => {
  receiver = await startWebhookReceiver();
  at = await keyPortPlatform({ GAMUT_EGRESS_ALLOW: receiver.origin });
  await at.setPort();
  const { platform } = at.under.running;
  worker = createDeliveryWorker({ ...platform, openTarget: platform.openWebhookTarget });
  administrator = await at.under.as('administrator');
  const body = { name: 'the siem', url: receiver.url, events: ['agent.*'] };
  const { json } = await administrator.call({ method: 'POST', path, body });
  endpoint = json.endpoint.id as string;
});
after(async () => {
  await at.close();
  await receiver.close();
});
beforeEach(() => {
  receiver.behave(accept);
  receiver.received.length = 0;
});

async function record(times: number): Promise<void> {
  const { db, clock } = at.under.running.platform;
  const actor = { kind: 'system', id: 'test', name: 'Test' } as const;
  for (let n = 0; n < times; n++)
    await db.tenant(at.under.tenant, (tx) =>
      openChange({ tx, actor, clock, random: randomBytes }).recorded({
        event: 'agent.updated',
        subject: { kind: 'agent', id: `agt_${String(recorded++)}`, name: 'an agent' },
      }),
    );
}

async function setStatus(status: string): Promise<void> {
  const { db } = at.under.running.platform;
  await db.control((tx) =>
    tx.execute('UPDATE control.tenants SET status = $2 WHERE id = $1', [at.under.tenant.id, status]),
  );
  // what is remembered of a tenant for a second: other processes wait that long, this test does not
  db.forgetTenant(at.under.tenant.id);
}

/** The subjects that arrived, in order. */
const arrived = (): string[] =>
  receiver.received.map(
    ({ body }) => (JSON.parse(body) as { data: { subject: { id: string } } }).data.subject.id,
  );
const span = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `agt_${String(from + n)}`);

for (const status of ['suspended', 'moving', 'deleting'])
  test(`while a tenant is ${status} nothing is delivered, and afterwards all of it is, in order`, async () => {
    const from = recorded;
    await record(2);
    await setStatus(status);
    await record(3);
    await worker.round();
    at.pass(60_000);
    await at.round();
    await worker.round();
    assert.deepEqual(arrived(), []);
    await setStatus('active');
    await record(1);
    await worker.round();
    assert.deepEqual(arrived(), span(from, 6));
  });

test('suspended by the operator while a delivery is under way: nothing more leaves, and it goes on behind what was taken', async () => {
  const from = recorded;
  await record(5);
  receiver.behave((request, response, got) => {
    if (receiver.received.length < 2) return void accept(request, response, got);
    void at
      .operator('POST', '/operator/v1/tenants/alpha/suspend', { reason: 'unpaid for a test' })
      .then((answer) => {
        assert.equal(answer.status, 200, answer.text);
        accept(request, response, got);
      });
  });
  await worker.round();
  assert.deepEqual(arrived(), span(from, 2));
  receiver.behave(accept);
  await worker.round();
  assert.equal(receiver.received.length, 2);
  const answer = await at.operator('POST', '/operator/v1/tenants/alpha/reactivate', { reason: 'paid' });
  assert.equal(answer.status, 200, answer.text);
  await worker.round();
  assert.deepEqual(arrived(), span(from, 5), 'nothing twice, nothing missing');
  administrator = await at.under.as('administrator');
});

test('while the key that the tenant owns is away nothing is delivered, and afterwards all of it is, in order', async () => {
  const from = recorded;
  await record(2);
  at.service.revoke('acme');
  await at.round();
  await record(3);
  await worker.round();
  assert.deepEqual(arrived(), []);
  at.service.restore('acme');
  at.pass(60_000);
  await at.round();
  await worker.round();
  assert.deepEqual(arrived(), span(from, 5));
});

test('sealed while a delivery is under way: nothing more leaves, and it goes on behind what was taken', async () => {
  const from = recorded;
  await record(4);
  receiver.behave((request, response, got) => {
    at.service.revoke('acme');
    void at.round().then(() => accept(request, response, got));
  });
  await worker.round();
  assert.deepEqual(arrived(), span(from, 1));
  receiver.behave(accept);
  at.service.restore('acme');
  at.pass(60_000);
  await at.round();
  await worker.round();
  assert.deepEqual(arrived(), span(from, 4));
});

test('an endpoint that failed before a long suspension is not paused for days in which nothing was tried', async () => {
  const from = recorded;
  receiver.behave(refuse);
  await record(1);
  await worker.round();
  await setStatus('suspended');
  at.pass(6 * 86_400_000);
  await setStatus('active');
  await at.round();
  await worker.round();
  administrator = await at.under.as('administrator');
  const { json } = await administrator.call({ method: 'GET', path: `${path}/${endpoint}` });
  assert.equal(json.status, 'active', String(json.statusReason));
  receiver.behave(accept);
  at.pass(3_600_000);
  await at.round();
  await worker.round();
  assert.equal(arrived().at(-1), span(from, 1)[0]);
});

test('what is delivered meanwhile does not make a person’s If-Match fail; what a person changed does', async () => {
  administrator = await at.under.as('administrator');
  const one = `${path}/${endpoint}`;
  const seen = await administrator.call({ method: 'GET', path: one });
  const etag = String(seen.headers['etag']);
  await record(2);
  await worker.round();
  receiver.behave(refuse);
  await record(1);
  await worker.round();
  const now = await administrator.call({ method: 'GET', path: one });
  assert.notDeepEqual([now.json.cursor, now.json.attempts], [seen.json.cursor, seen.json.attempts]);
  assert.equal(now.headers['etag'], etag);
  const patch = (ifMatch: string, name: string) =>
    administrator.call({ method: 'PATCH', path: one, body: { name }, headers: { 'if-match': ifMatch } });
  assert.equal((await patch(etag, 'the new siem')).status, 200);
  assert.equal((await patch(etag, 'the newest siem')).status, 412);
});
