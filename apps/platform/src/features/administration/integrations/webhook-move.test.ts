/** A tenant that is moved to another database while its webhooks are under way: what had not left before leaves from there, in order. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import { createLogger } from '@gamut/service/logger';
import { systemTime } from '@gamut/service/system-time';
import { openTwoCells, type LivingTenant, type TwoCells } from '../../../../../../tests/support/two-cells.ts';
import {
  accept,
  isSignedBy,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../../../../../tests/support/webhook-target.ts';
import { openChange } from '../../../http/change.ts';
import { createWebhookEndpoint } from './change-webhook-endpoint.ts';
import { createDeliveryWorker, type DeliveryWorker } from './delivery-worker.ts';
import { createWebhookSender } from './send-webhook.ts';

const actor = { kind: 'system', id: 'test', name: 'Test' } as const;
let cells: TwoCells;
let receiver: WebhookReceiver;
let worker: DeliveryWorker;
let tenant: LivingTenant;
let secret: string;

before(async () => {
  cells = await openTwoCells();
  receiver = await startWebhookReceiver();
  const { db, keys } = cells;
  worker = createDeliveryWorker({
    db,
    keys,
    // no tenant of this deployment has a key port
    sealing: { isSealed: () => Promise.resolve(false) },
    clock: systemTime,
    random: randomBytes,
    openTarget: createWebhookSender({ clock: systemTime, allowedOrigins: [receiver.origin] }),
    logger: createLogger('test', { level: 'silent' }),
  });
  tenant = await cells.live('mover');
  const ref = await cells.ref(tenant.id);
  const sealer = await keys.sealerOf(ref);
  const wanted = { name: 'the siem', url: receiver.url, events: ['agent.*'] };
  ({ secret } = (
    await change(ref, (one) => createWebhookEndpoint(one, wanted, sealer, [receiver.origin]))
  ).value);
});
after(async () => {
  await cells.close();
  await receiver.close();
});

function change<T>(ref: TenantRef, work: (one: ReturnType<typeof openChange>) => Promise<T>): Promise<T> {
  return cells.db.tenant(ref, (tx) =>
    work(openChange({ tx, actor, clock: systemTime, random: randomBytes })),
  );
}

async function record(ref: TenantRef, ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await change(ref, (one) =>
      one.recorded({ event: 'agent.updated', subject: { kind: 'agent', id, name: 'an agent' } }),
    );
}

const arrived = (): string[] =>
  receiver.received.map(
    ({ body }) => (JSON.parse(body) as { data: { subject: { id: string } } }).data.subject.id,
  );

test('moved between two messages, it is delivered from the new database: each record, in order, under the same secret', async () => {
  await record(await cells.ref(tenant.id), ['agt_1', 'agt_2', 'agt_3']);
  let moved: Promise<unknown> | undefined;
  receiver.behave((request, response, got) => {
    // the tenant moves while the first message is out
    moved ??= cells.run('tenant.move', tenant.id, { from: 'home', to: 'annex' });
    void moved.then(() => accept(request, response, got));
  });
  await worker.round();
  assert.equal(receiver.received.length, 1, 'nothing more leaves by the old place');
  const ref = await cells.ref(tenant.id);
  assert.deepEqual([ref.cell, ref.status], ['annex', 'active']);
  await record(ref, ['agt_4']);
  receiver.behave(accept);
  // the lease of the worker that was cut off went along; it ends by itself
  await cells.look.annex.query(`UPDATE ${ref.schema}.webhook_endpoints SET lease_until = NULL`);
  await worker.round();
  // the yes to the first message was lost with the old place: it comes again, under its id
  assert.deepEqual(arrived(), ['agt_1', 'agt_1', 'agt_2', 'agt_3', 'agt_4']);
  assert.equal(receiver.received[0]?.id, receiver.received[1]?.id);
  assert.equal(new Set(receiver.received.map(({ id }) => id)).size, 4);
  assert.ok(receiver.received.every((got) => isSignedBy(secret, got)));
});
