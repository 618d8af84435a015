/** Webhooks from the gapless cursor: after any outage everything arrives, in order, under the same ids; and nobody else's. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { TenantRef } from '@gamut/database/database';
import { randomBytes } from '@gamut/crypto/random';
import {
  testPlatform,
  type AnyJson,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import {
  accept,
  isSignedBy,
  refuse,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../../../../../tests/support/webhook-target.ts';
import { openChange } from '../../../http/change.ts';
import { createDeliveryWorker, type DeliveryWorker } from './delivery-worker.ts';

let aheadMs = 0;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() };
const path = '/v1/webhook-endpoints';
let receiver: WebhookReceiver;
let under: PlatformUnderTest;
let administrator: Client;
let worker: DeliveryWorker;
let made = 0;

before(async () => {
  receiver = await startWebhookReceiver();
  under = await testPlatform({ clock, env: { GAMUT_EGRESS_ALLOW: receiver.origin } });
  worker = workerOf(under.running.platform);
});
after(async () => {
  await under.close();
  await receiver.close();
});
beforeEach(async () => {
  administrator = await under.as('administrator');
  for (const { id } of (await administrator.call({ method: 'GET', path })).json.data as { id: string }[])
    await administrator.call({ method: 'DELETE', path: `${path}/${id}` });
  receiver.behave(accept);
  receiver.received.length = 0;
});

function workerOf(platform: PlatformUnderTest['running']['platform']): DeliveryWorker {
  return createDeliveryWorker({ ...platform, openTarget: platform.openWebhookTarget });
}

async function add(events = ['agent.*'], by = administrator): Promise<{ id: string; secret: string }> {
  const body = { name: `endpoint ${++made}`, url: receiver.url, events };
  const answer = await by.call({ method: 'POST', path, body });
  assert.equal(answer.status, 201, answer.text);
  return { id: answer.json.endpoint.id, secret: answer.json.secret };
}

const show = async (id: string, more = ''): Promise<AnyJson> =>
  (await administrator.call({ method: 'GET', path: `${path}/${id}${more}` })).json;
const act = async (id: string, verb: string, body: unknown): Promise<AnyJson> => {
  const answer = await administrator.call({ method: 'POST', path: `${path}/${id}/${verb}`, body });
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
};

/** As a change of a person would. */
async function record(
  event: 'agent.updated' | 'finding.created',
  times = 1,
  tenant: TenantRef = under.tenant,
): Promise<void> {
  const { db } = under.running.platform;
  const actor = { kind: 'person', id: 'usr_test', name: 'Somebody' } as const;
  for (let n = 0; n < times; n++)
    await db.tenant(tenant, (tx) =>
      openChange({ tx, actor, clock, random: randomBytes }).recorded({
        event,
        subject: { kind: 'agent', id: `agt_${n}`, name: 'an agent' },
      }),
    );
}

test('what is recorded is delivered in order, signed, and only the events that were asked for', async () => {
  const { id, secret } = await add();
  await record('agent.updated', 3);
  await record('finding.created', 2);
  await record('agent.updated');
  await worker.round();
  const types = receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
  assert.deepEqual(types, Array(4).fill('agent.updated'));
  const seqs = receiver.seqs();
  assert.deepEqual(
    seqs,
    seqs.toSorted((a, b) => a - b),
  );
  assert.ok(receiver.received.every((got) => isSignedBy(secret, got)));
  assert.equal(new Set(receiver.received.map((got) => got.id)).size, 4);
  assert.equal((await show(id)).behind, 0);
  const log = (await show(id, '/deliveries')).data as AnyJson[];
  assert.deepEqual(
    log.map((one) => [one.outcome, one.status, one.attempt]),
    Array(4).fill(['delivered', 204, 1]),
  );
});

test('an hour’s outage is caught up with no gap, in order, and a repeat carries the id that it had', async () => {
  const { id } = await add();
  receiver.behave(refuse);
  const began = aheadMs;
  while (aheadMs - began < 3_600_000) {
    await record('agent.updated', 2);
    await worker.round();
    aheadMs += 4 * 60_000;
  }
  const during = receiver.received.length;
  assert.ok(during >= 5 && during < 25, `${during} attempts in the hour: it backs off`);
  assert.equal(new Set(receiver.received.map((got) => got.id)).size, 1, 'the same message is tried again');
  assert.equal((await show(id)).attempts, during);
  receiver.behave(accept);
  aheadMs += 2 * 3_600_000;
  administrator = await under.as('administrator');
  await worker.round();
  const arrived = receiver.seqs().slice(during);
  assert.equal(arrived.length, 30);
  assert.deepEqual(
    arrived,
    arrived.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(arrived).size, 30, 'nothing twice');
  assert.equal(receiver.received[during]?.id, receiver.received[0]?.id);
  assert.equal((await show(id)).behind, 0);
  assert.equal((await show(id)).failingSince, null);
});

test('processes beside each other deliver each record once and in order', async () => {
  const { platform } = under.running;
  const workers = [worker, workerOf(platform), workerOf(platform), workerOf(platform)];
  await add();
  receiver.behave((request, response, got) => void setTimeout(() => accept(request, response, got), 5));
  const rounds: Promise<void>[] = [];
  for (let n = 0; n < 12; n++) {
    await record('agent.updated', 2);
    for (const one of workers) rounds.push(one.round());
  }
  await Promise.all(rounds);
  await worker.round();
  const seqs = receiver.seqs();
  assert.equal(seqs.length, 24);
  assert.deepEqual(
    seqs,
    seqs.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(seqs).size, 24);
});

test('a worker that was stopped for longer than its lease sends nothing late and moves no cursor', async () => {
  const { platform } = under.running;
  const { id } = await add();
  await record('agent.updated', 3);
  let stoppedMs = 0;
  const slow = { nowMs: clock.nowMs, monotonicMs: () => performance.now() + stoppedMs };
  const stopped = createDeliveryWorker({ ...platform, clock: slow, openTarget: platform.openWebhookTarget });
  receiver.behave((request, response, got) => {
    // while the first message is out, an administrator pauses: the lease is fenced, and the process "wakes" much later
    stoppedMs = 60_000;
    void act(id, 'status', { status: 'paused', reason: 'maintenance' }).then(() =>
      accept(request, response, got),
    );
  });
  await stopped.round();
  assert.equal(receiver.received.length, 1, 'nothing more was sent');
  assert.equal((await show(id)).behind > 0, true);
  receiver.behave(accept);
  await act(id, 'status', { status: 'active', reason: 'done' });
  await platform.db.tenant(under.tenant, (tx) =>
    tx.execute('UPDATE webhook_endpoints SET lease_until = NULL'),
  );
  await worker.round();
  const ids = receiver.received.map((got) => got.id);
  assert.equal(ids[0], ids[1], 'the one that was out comes again under its id');
  assert.equal(new Set(ids).size, 3);
});

test('another tenant’s records are never delivered', async () => {
  await add(['*']);
  const theirs = await add(['*'], await under.as('administrator', under.other));
  await record('agent.updated', 2, under.other);
  await record('agent.updated', 1);
  await worker.round();
  const messages = receiver.received.map((got) => JSON.parse(got.body) as { data: { tenant: string } });
  for (const { data } of messages)
    assert.ok([under.tenant.id, under.other.id].includes(data.tenant as never));
  const toTheirs = receiver.received.filter(({ id }) => id.includes(theirs.id.slice(4)));
  assert.ok(toTheirs.length >= 2);
  for (const { body } of toTheirs)
    assert.equal((JSON.parse(body) as { data: { tenant: string } }).data.tenant, under.other.id);
});

test('while a rotation overlaps both secrets sign, afterwards the new one alone', async () => {
  const { id, secret } = await add();
  const rotated = await act(id, 'rotate-secret', { overlapHours: 1, reason: 'yearly' });
  assert.match(rotated.secret, /^whsec_/);
  await record('agent.updated');
  await worker.round();
  const during = receiver.received.at(-1);
  assert.ok(
    during !== undefined && isSignedBy(secret, during) && isSignedBy(rotated.secret as string, during),
  );
  aheadMs += 3_600_001;
  await record('agent.updated');
  await worker.round();
  const later = receiver.received.at(-1);
  assert.ok(later !== undefined && !isSignedBy(secret, later) && isSignedBy(rotated.secret as string, later));
});

test('the secret is in the answer that made it and nowhere else', async () => {
  const { id, secret } = await add();
  for (const answer of [
    await administrator.call({ method: 'GET', path }),
    await administrator.call({ method: 'GET', path: `${path}/${id}` }),
    await administrator.call({ method: 'GET', path: '/v1/audit-events' }),
  ])
    assert.ok(!answer.text.includes(secret));
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ all: string }>('SELECT string_agg(e::text, $1) AS all FROM webhook_endpoints e', [';']),
  );
  assert.ok(!rows[0]?.all.includes(secret) && !rows[0]?.all.includes(secret.slice(6)));
});

test('a replay delivers again from a record on, under the same ids; a cursor beyond the stream is refused', async () => {
  const { id } = await add();
  await record('agent.updated', 3);
  await worker.round();
  const first = receiver.received.map((got) => got.id);
  const after = (receiver.seqs()[0] as number) - 1;
  await act(id, 'replay', { after, reason: 'the SIEM lost a day' });
  await worker.round();
  assert.deepEqual(
    receiver.received.slice(3).map((got) => got.id),
    first,
  );
  const beyond = await administrator.call({
    method: 'POST',
    path: `${path}/${id}/replay`,
    body: { after: 10 ** 9, reason: 'made up' },
  });
  assert.equal(beyond.status, 422);
  assert.equal(beyond.json.errors[0].pointer, '/after');
});

test('one that takes nothing for days, or says that it is gone, is paused with the reason, and that is recorded', async () => {
  const { id } = await add();
  receiver.behave(refuse);
  await record('agent.updated');
  for (let quarters = 0; quarters < 6 * 96; quarters += 5, aheadMs += 75 * 60_000) await worker.round();
  administrator = await under.as('administrator');
  const paused = await show(id);
  assert.equal(paused.status, 'paused');
  assert.match(paused.statusReason, /5 days/);
  const found = await administrator.call({
    method: 'GET',
    path: '/v1/audit-events?filter=event:webhook_endpoint.status_set',
  });
  assert.equal(found.json.data[0].actor.kind, 'system');
  await act(id, 'status', { status: 'active', reason: 'mended' });
  receiver.behave((_request, response) => void response.writeHead(410).end());
  await worker.round();
  assert.match((await show(id)).statusReason, /gone/);
});

test('a ping is sent at once, is logged, and says what came back', async () => {
  const { id, secret } = await add();
  receiver.behave((_request, response) => void response.writeHead(200).end('pong'));
  const outcome = await act(id, 'ping', {});
  assert.deepEqual([outcome.delivered, outcome.status, outcome.response], [true, 200, 'pong']);
  assert.ok(receiver.received[0] !== undefined && isSignedBy(secret, receiver.received[0]));
  assert.equal((await show(id, '/deliveries')).data[0].event, 'webhook_endpoint.ping');
});
