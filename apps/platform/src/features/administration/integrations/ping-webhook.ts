/** A test message, sent while the person waits: recorded before it leaves, written into the log of deliveries, never sent again. */
import type { TenantRef } from '@gamut/database/database';
import { newId } from '@gamut/kernel/id';
import { audited, type Audited } from '../../../http/audited.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import type { Answered, WorkCall } from '../../../http/route.ts';
import type { Platform } from '../../../platform.ts';
import { secretsOf } from './deliver-endpoint.ts';
import { insertDelivery } from './delivery-store.ts';
import type { SendOutcome } from './send-webhook.ts';
import { pingOf } from './webhook-message.ts';
import { lockEndpoint, type EndpointRow } from './webhook-store.ts';

export async function pingWebhook(
  id: string,
  { platform, tenant, inChange }: Pick<WorkCall, 'platform' | 'tenant' | 'inChange'>,
): Promise<Audited<Answered<SendOutcome>>> {
  let found: EndpointRow | undefined;
  const { receipt } = await inChange(async (change) => {
    found = await lockEndpoint(change.tx, id);
    if (found === undefined) throw notFound('webhook endpoint');
    return change.recorded({
      event: 'webhook_endpoint.pinged',
      subject: { kind: 'webhook_endpoint', id, name: found.name },
    });
  });
  if (found === undefined) throw notFound('webhook endpoint');
  return audited(receipt, { answer: await send(platform, tenant, found) });
}

async function send(platform: Platform, tenant: TenantRef, endpoint: EndpointRow): Promise<SendOutcome> {
  const { db, clock, random, keys } = platform;
  const { open } = await keys.sealerOf(tenant);
  const at = new Date(clock.nowMs()).toISOString();
  const delivery = newId('whd', clock.nowMs(), random(16));
  const source = { endpoint: endpoint.id, tenant: tenant.id, generation: tenant.authorityEpoch };
  const message = pingOf(source, at, delivery.slice(4));
  const target = platform.openWebhookTarget(endpoint.url);
  try {
    const outcome = await target.send(message, secretsOf(endpoint, open, clock.nowMs()));
    const { id: messageId, event } = message;
    await db.tenant(tenant, (tx) =>
      insertDelivery(tx, {
        id: delivery,
        endpoint: endpoint.id,
        messageId,
        event,
        seq: null,
        attempt: 1,
        at,
        outcome,
      }),
    );
    return outcome;
  } finally {
    await target.close();
  }
}
