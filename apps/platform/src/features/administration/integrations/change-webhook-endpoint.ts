/** What an administrator does to a webhook endpoint. Each act fences the delivery under way and leaves its record; a secret is shown once. */
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { invalidField, notFound } from '../../../http/expected-refusals.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import {
  parseWebhookUrl,
  shownUrl,
  type EndpointChange,
  type EndpointStatus,
  type NewEndpoint,
  type WebhookEndpoint,
} from './webhook-endpoint.ts';
import { newWebhookSecret } from './webhook-signature.ts';
import {
  deleteEndpoint,
  endpointOf,
  findEndpoint,
  insertEndpoint,
  lockEndpoint,
  setEndpointCursor,
  setEndpointSecrets,
  setEndpointStatus,
  updateEndpoint,
  type EndpointRow,
} from './webhook-store.ts';

export interface WithSecret {
  readonly endpoint: WebhookEndpoint;
  readonly secret: string;
}

const table = 'webhook_endpoints';
const hourMs = 3_600_000;

export async function createWebhookEndpoint(
  change: Change,
  wanted: NewEndpoint,
  sealer: TenantSealer,
  allowedOrigins: readonly string[],
): Promise<Audited<WithSecret>> {
  const url = parseWebhookUrl(wanted.url, allowedOrigins);
  const id = change.newId('whk');
  const secret = newWebhookSecret(change.random);
  const secretSealed = sealer.seal({ table, column: 'secret_sealed', row: id }, secret);
  const { name, events } = wanted;
  await insertEndpoint(change.tx, { id, name, url, events, secretSealed }, change.now());
  const endpoint = endpointOf(await load(change, id));
  return change.succeed(
    { event: 'webhook_endpoint.created', subject: subjectOf(endpoint), after: shownOf(endpoint) },
    { endpoint, secret },
  );
}

export async function updateWebhookEndpoint(
  change: Change,
  id: string,
  wanted: EndpointChange,
  allowedOrigins: readonly string[],
): Promise<Audited<WebhookEndpoint>> {
  const before = await lock(change, id);
  const url = wanted.url === undefined ? before.url : parseWebhookUrl(wanted.url, allowedOrigins);
  const { name = before.name, events = before.events } = wanted;
  await updateEndpoint(change.tx, id, { name, url, events }, change.now());
  const endpoint = endpointOf(await load(change, id));
  return change.succeed(
    {
      event: 'webhook_endpoint.updated',
      subject: subjectOf(endpoint),
      before: shownOf(endpointOf(before)),
      after: shownOf(endpoint),
    },
    endpoint,
  );
}

export async function setWebhookStatus(
  change: Change,
  id: string,
  wanted: { readonly status: EndpointStatus; readonly reason: string },
): Promise<Audited<WebhookEndpoint>> {
  const before = await lock(change, id);
  const { status, reason } = wanted;
  await setEndpointStatus(change.tx, id, status, status === 'paused' ? reason : null, change.now());
  const endpoint = endpointOf(await load(change, id));
  return change.succeed(
    {
      event: 'webhook_endpoint.status_set',
      subject: subjectOf(endpoint),
      before: { status: before.status },
      after: { status },
      reason,
    },
    endpoint,
  );
}

/** The secret before it signs as well for `overlapHours`, so that the other side can change over without losing a message. */
export async function rotateWebhookSecret(
  change: Change,
  id: string,
  wanted: { readonly overlapHours: number; readonly reason: string },
  { seal, open }: TenantSealer,
): Promise<Audited<WithSecret>> {
  const before = await lock(change, id);
  const secret = newWebhookSecret(change.random);
  const overlaps = wanted.overlapHours > 0;
  const former = open({ table, column: 'secret_sealed', row: id }, before.secret_sealed);
  const until = new Date(Date.parse(change.now()) + wanted.overlapHours * hourMs).toISOString();
  const secrets = {
    current: seal({ table, column: 'secret_sealed', row: id }, secret),
    former: overlaps ? seal({ table, column: 'former_secret_sealed', row: id }, former) : null,
    formerUntil: overlaps ? until : null,
  };
  await setEndpointSecrets(change.tx, id, secrets, change.now());
  const endpoint = endpointOf(await load(change, id));
  return change.succeed(
    {
      event: 'webhook_endpoint.secret_rotated',
      subject: subjectOf(endpoint),
      after: { formerSecretUntil: secrets.formerUntil },
      reason: wanted.reason,
    },
    { endpoint, secret },
  );
}

export async function replayWebhook(
  change: Change,
  id: string,
  wanted: { readonly after: number; readonly reason: string },
): Promise<Audited<WebhookEndpoint>> {
  const before = await lock(change, id);
  const head = Number(before.head);
  if (wanted.after > head)
    throw invalidField(
      '/after',
      `is beyond the stream, which has ${head} records`,
      'Name the record after which to begin.',
    );
  await setEndpointCursor(change.tx, id, wanted.after, change.now());
  const endpoint = endpointOf(await load(change, id));
  return change.succeed(
    {
      event: 'webhook_endpoint.replayed',
      subject: subjectOf(endpoint),
      before: { cursor: Number(before.cursor) },
      after: { cursor: wanted.after },
      reason: wanted.reason,
    },
    endpoint,
  );
}

export async function deleteWebhookEndpoint(change: Change, id: string): Promise<Audited<RecordedOnly>> {
  const before = endpointOf(await lock(change, id));
  await deleteEndpoint(change.tx, id);
  return change.recorded({
    event: 'webhook_endpoint.deleted',
    subject: subjectOf(before),
    before: shownOf(before),
  });
}

async function lock(change: Change, id: string): Promise<EndpointRow> {
  const row = await lockEndpoint(change.tx, id);
  if (row === undefined) throw notFound('webhook endpoint');
  return row;
}

async function load(change: Change, id: string): Promise<EndpointRow> {
  const row = await findEndpoint(change.tx, id);
  if (row === undefined) throw notFound('webhook endpoint');
  return row;
}

const subjectOf = ({ id, name }: WebhookEndpoint) => ({ kind: 'webhook_endpoint', id, name }) as const;
const shownOf = ({ name, url, events, status }: WebhookEndpoint) => ({
  name,
  url: shownUrl(url),
  events,
  status,
});
