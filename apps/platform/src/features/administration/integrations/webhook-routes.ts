/** The rows of webhook endpoints (docs/audit-log.md): an administrator's, under the plan's audit trail. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { changeRoute, readRoute, workRoute, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  named,
  NoParams,
  NoQuery,
  orNull,
  pageOf as Page,
  PageQuery,
  Recorded,
} from '../../../http/schema-words.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  replayWebhook,
  rotateWebhookSecret,
  setWebhookStatus,
  updateWebhookEndpoint,
} from './change-webhook-endpoint.ts';
import { pingWebhook } from './ping-webhook.ts';
import {
  Delivery,
  EndpointChange,
  EndpointWithSecret,
  NewEndpoint,
  Replay,
  Rotation,
  StatusChange,
  WebhookEndpoint,
} from './webhook-endpoint.ts';
import { endpointOf, findEndpoint, listDeliveries, listEndpoints } from './webhook-store.ts';

const OneEndpoint = Type.Object({ webhookEndpointId: idOf('whk') }, closed);
const SendOutcome = Type.Object(
  {
    delivered: Type.Boolean(),
    status: orNull(Type.Integer()),
    latencyMs: Type.Integer(),
    detail: orNull(Type.String()),
    response: orNull(Type.String()),
  },
  named('WebhookSendOutcome'),
);

const reading = {
  method: 'GET',
  query: NoQuery,
  body: null,
  status: 200,
  permission: 'integration.read',
  entitlement: 'audit_trail',
  audit: 'none',
  rateClass: 'read',
  csrf: 'none',
  whileSealed: 'refuse',
} as const;
const changing = {
  query: NoQuery,
  status: 200,
  entitlement: 'audit_trail',
  rateClass: 'change',
  csrf: 'session_token',
  whileSealed: 'refuse',
} as const;
const one = { params: OneEndpoint } as const;
const path = '/v1/webhook-endpoints';

const readRoutes: readonly Route[] = [
  readRoute(
    {
      ...reading,
      path,
      summary: 'Where the audit log is delivered',
      params: NoParams,
      query: PageQuery,
      answer: Page(WebhookEndpoint),
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(await listEndpoints(tx, asked), asked, ({ id }) => [id], endpointOf);
    },
  ),
  readRoute(
    {
      ...reading,
      ...one,
      path: `${path}/:webhookEndpointId`,
      summary: 'One webhook endpoint, with how far it is',
      answer: WebhookEndpoint,
    },
    async ({ tx, params }) => {
      const row = await findEndpoint(tx, params.webhookEndpointId);
      if (row === undefined) throw notFound('webhook endpoint');
      return endpointOf(row);
    },
  ),
  readRoute(
    {
      ...reading,
      ...one,
      path: `${path}/:webhookEndpointId/deliveries`,
      summary: 'What was tried, newest first',
      query: PageQuery,
      answer: Page(Delivery),
    },
    async ({ tx, params, query }) => {
      if ((await findEndpoint(tx, params.webhookEndpointId)) === undefined)
        throw notFound('webhook endpoint');
      const asked = askedPage(query, 1);
      const rows = await listDeliveries(tx, params.webhookEndpointId, asked);
      return pageOf(
        rows,
        asked,
        ({ id }) => [id],
        (row) => row,
      );
    },
  ),
];

const changeRoutes: readonly Route[] = [
  changeRoute(
    {
      ...changing,
      method: 'POST',
      path,
      summary: 'Have the audit log delivered; the secret is shown once',
      params: NoParams,
      body: NewEndpoint,
      answer: EndpointWithSecret,
      status: 201,
      permission: 'integration.create',
      audit: 'webhook_endpoint.created',
    },
    async ({ change, body, tenant, platform }) =>
      createWebhookEndpoint(change, body, await platform.keys.sealerOf(tenant), platform.egressAllow),
  ),
  changeRoute(
    {
      ...changing,
      ...one,
      method: 'PATCH',
      path: `${path}/:webhookEndpointId`,
      summary: 'Change name, address or events',
      body: EndpointChange,
      answer: WebhookEndpoint,
      permission: 'integration.update',
      audit: 'webhook_endpoint.updated',
    },
    ({ change, params, body, platform }) =>
      updateWebhookEndpoint(change, params.webhookEndpointId, body, platform.egressAllow),
  ),
  changeRoute(
    {
      ...changing,
      ...one,
      method: 'POST',
      path: `${path}/:webhookEndpointId/status`,
      summary: 'Pause it, or begin again where it stopped',
      body: StatusChange,
      answer: WebhookEndpoint,
      permission: 'integration.update',
      audit: 'webhook_endpoint.status_set',
    },
    ({ change, params, body }) => setWebhookStatus(change, params.webhookEndpointId, body),
  ),
  changeRoute(
    {
      ...changing,
      ...one,
      method: 'POST',
      path: `${path}/:webhookEndpointId/rotate-secret`,
      summary: 'A new secret, shown once; the one before signs as well for a while',
      body: Rotation,
      answer: EndpointWithSecret,
      permission: 'integration.update',
      audit: 'webhook_endpoint.secret_rotated',
    },
    async ({ change, params, body, tenant, platform }) =>
      rotateWebhookSecret(change, params.webhookEndpointId, body, await platform.keys.sealerOf(tenant)),
  ),
  workRoute(
    {
      ...changing,
      ...one,
      method: 'POST',
      path: `${path}/:webhookEndpointId/ping`,
      summary: 'Send a test message and say what came back',
      body: Type.Object({}, closed),
      answer: SendOutcome,
      permission: 'integration.update',
      audit: 'webhook_endpoint.pinged',
    },
    (call) => pingWebhook(call.params.webhookEndpointId, call),
  ),
  changeRoute(
    {
      ...changing,
      ...one,
      method: 'POST',
      path: `${path}/:webhookEndpointId/replay`,
      summary: 'Deliver again from a record on',
      body: Replay,
      answer: WebhookEndpoint,
      permission: 'integration.replay',
      audit: 'webhook_endpoint.replayed',
    },
    ({ change, params, body }) => replayWebhook(change, params.webhookEndpointId, body),
  ),
  changeRoute(
    {
      ...changing,
      ...one,
      method: 'DELETE',
      path: `${path}/:webhookEndpointId`,
      summary: 'Deliver there no more, and forget the secret',
      body: null,
      answer: Recorded,
      permission: 'integration.delete',
      audit: 'webhook_endpoint.deleted',
    },
    ({ change, params }) => deleteWebhookEndpoint(change, params.webhookEndpointId),
  ),
];

export const webhookRoutes: readonly Route[] = [...readRoutes, ...changeRoutes];
