/**
 * A tenant in which every text that anybody can put in carries a mark of that tenant: through the product's own routes, whose
 * schemas say where texts stand, and through Gateway's edge. What is found of it elsewhere has leaked (security.md section 1).
 */
import assert from 'node:assert/strict';
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import type { Route } from '../../apps/platform/src/http/route.ts';
import { routeTable } from '../../apps/platform/src/http/route-table.ts';
import { bodyFor } from './route-bodies.ts';
import { makeWorld, pathFor, type RouteWorld } from './route-world.ts';
import { rewriteTexts } from './text-places.ts';
import type { Answer, Client, PlatformUnderTest } from './platform.ts';
import type { WebhookReceiver } from './webhook-target.ts';

export interface MarkedTenant {
  readonly tenant: TenantRef;
  /** Stands in every text of this tenant, and nowhere else. */
  readonly mark: string;
  /** An administrator; whatever they send is marked first. */
  readonly client: Client;
  readonly receiver: WebhookReceiver;
  /** `POST /v1/agents /name`: the places that were sent with a mark. */
  readonly written: Set<string>;
  /** What the tenant's own changes were answered. */
  readonly answers: { readonly name: string; readonly text: string }[];
  world: RouteWorld;
  /** The platform as this tenant's people meet it. */
  inside: PlatformUnderTest;
  /** The webhook endpoint at its receiver. */
  endpoint: string;
}

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;
/** Routes that a person of a tenant is admitted to. */
export const ofPeople = routeTable.filter(
  ({ permission }) => permission !== 'anyone' && permission !== 'operator',
);
/** What concerns a person's own session, and would end the one that asks for the rest. */
const ofOwnSession = new Set([
  'DELETE /v1/session',
  'POST /v1/sessions/end-others',
  'PUT /v1/session/password',
  'POST /v1/session/tenant',
]);
export const concernsOwnSession = (route: Route): boolean => ofOwnSession.has(nameOf(route));

const currency = 'a code of a currency in use';
/** Texts that the product chose or that name something of its own, so that a mark would be refused. */
export const ruledPlaces: Readonly<Record<string, string>> = {
  'POST /v1/kill-switches /targetId': 'an id',
  'POST /v1/observe-periods/:observePeriodId/accept /permit/*/targetsUnder/*':
    'becomes the places of a tool permission, which are marked where one is granted',
  'POST /v1/session/tenant /tenant': 'an id',
  'POST /v1/sessions/:sessionId/end /current': 'is judged, and kept nowhere',
  'POST /v1/sessions/end-others /current': 'is judged, and kept nowhere',
  'PUT /v1/session/password /current': 'is kept as a hash; sessions.test.ts searches for it',
  'PUT /v1/session/password /password': 'is kept as a hash; sessions.test.ts searches for it',
  'POST /v1/access-tokens /permissions/*': 'names of permissions',
  'POST /v1/webhook-endpoints /events/*': 'names of events',
  'PATCH /v1/webhook-endpoints/:webhookEndpointId /events/*': 'names of events',
  'PUT /v1/connectors/:connectorId/tools/:toolName /recipientPointers/*':
    'addresses into the tool’s own schema, of which the place of the target is one',
  'PUT /v1/connectors/:connectorId/tools/:toolName /amountCurrency/pointer':
    'an address into the tool’s own schema',
  'PUT /v1/connectors/:connectorId/tools/:toolName /amountCurrency/code': currency,
  'PATCH /v1/agents/:agentId /transactionLimits/*/currency': currency,
  'POST /v1/simulations /edits/*/amountCurrency': currency,
  'POST /v1/tenant-rules /tests/*/given/currency': currency,
  'POST /v1/tenant-rules/:tenantRuleId/versions /tests/*/given/currency': currency,
  'POST /v1/tool-permissions /amountCurrency': currency,
  'POST /v1/tool-permissions /transactionLimits/*/currency': currency,
  'POST /v1/toolsets /tools/*/amountCurrency': currency,
  'POST /v1/toolsets/:toolsetId/versions /tools/*/amountCurrency': currency,
  'POST /v1/simulations /edits/*/connectorId': 'an id',
  'POST /v1/simulations /edits/*/agentId': 'an id',
  'POST /v1/simulations /edits/*/gateId': 'an id',
  'POST /v1/simulations /edits/*/skillId': 'an id',
  'POST /v1/simulations /edits/*/toolId': 'an id',
  'POST /v1/simulations /edits/*/toolIds/*': 'an id',
  'POST /v1/simulations /edits/*/toolsetId': 'an id',
};

const isId = /^[a-z]{3}_[0-9a-z]{26}$/;

const matchers = routeTable.map((route) => ({
  route,
  matches: new RegExp(`^${route.path.replaceAll(/:[A-Za-z]+/g, '[^/]+')}$`),
}));

export function newMark(slug: string): string {
  return `zmk${slug.slice(0, 1)}${Buffer.from(randomBytes(5)).toString('hex')}`;
}

/** The body as this tenant would write it. */
export function markBody(
  route: Route,
  body: unknown,
  { mark, written }: Pick<MarkedTenant, 'mark' | 'written'>,
): unknown {
  if (route.body === null || typeof body !== 'object') return body;
  return rewriteTexts(route.body, body, (place, text, fits) => {
    const name = `${nameOf(route)} ${place}`;
    if (text.includes(mark)) written.add(name);
    if (text.includes(mark) || Object.hasOwn(ruledPlaces, name) || isId.test(text)) return text;
    const unique = `${mark}n${(written.size + 36).toString(36)}`;
    const [local, domain] = text.split('@');
    const forms =
      domain === undefined ? [`${text}-${unique}`, `${text}${unique}`] : [`${local}.${unique}@${domain}`];
    const form = forms.find(fits);
    assert.ok(form, `${name}: no form of ${text} can carry a mark`);
    written.add(name);
    return form;
  });
}

export function marking(client: Client, marked: Pick<MarkedTenant, 'mark' | 'written' | 'answers'>): Client {
  const call: Client['call'] = async (request) => {
    const path = request.path.split('?')[0] as string;
    const found = matchers.find(
      ({ route, matches }) => route.method === request.method && matches.test(path),
    );
    const body = found === undefined ? request.body : markBody(found.route, request.body, marked);
    // what a browser or a script says of itself is put in as well
    const headers = {
      'user-agent': `agent ${marked.mark}`,
      ...(request.method === 'POST' ? { 'idempotency-key': `${marked.mark}-${String(++keys)}` } : {}),
      ...request.headers,
    };
    const answer = await client.call({ ...request, headers, ...(body === undefined ? {} : { body }) });
    if (request.method !== 'GET')
      marked.answers.push({
        name: `${request.method} ${found?.route.path ?? path}`,
        text: `${answer.text} ${JSON.stringify(answer.headers)}`,
      });
    return answer;
  };
  return { ...client, call };
}

let turns = 0;
let keys = 0;

const needsFirst: Readonly<Record<string, (world: RouteWorld) => string>> = {
  'POST /v1/agents/:agentId/reactivate': ({ agentId }) => `/v1/agents/${agentId}/suspend`,
  'POST /v1/people/:personId/reactivate': ({ personId }) => `/v1/people/${String(personId)}/suspend`,
  'POST /v1/support-access/:supportAccessId/end': ({ supportAccessId }) =>
    `/v1/support-access/${String(supportAccessId)}/approve`,
};
const evidence = [{ kind: 'a test', statement: 'It held.', link: 'https://docs.example/test' }];
/** Members that may be left out, and that the bodies of the generated tests do. */
const more: Readonly<Record<string, object>> = {
  'POST /v1/actions-in-doubt/:decisionId/resolutions': { evidenceUrl: 'https://docs.example/ledger' },
  'POST /v1/tool-permissions': { targetsUnder: ['reports/'] },
  'PATCH /v1/webhook-endpoints/:webhookEndpointId': { name: 'renamed' },
  'PATCH /v1/incident-playbooks/:incidentPlaybookId': { name: 'renamed' },
  'POST /v1/incidents': { description: 'It went wrong.' },
  'POST /v1/promotions': { evidence },
  'POST /v1/promotions/:promotionId/amend': { evidence },
  'POST /v1/atf-assessments/:assessmentId/controls/:controlId': { evidence: 'https://docs.example/control' },
  'PUT /v1/promotion-thresholds': {
    thresholds: ['junior', 'senior', 'principal'].map((to) => ({
      to,
      daysAtLevelMin: 0,
      availabilityMin: 0,
      acceptanceMin: null,
      accuracyMin: null,
      evidence: to === 'principal' ? ['a test'] : [],
    })),
  },
};

/** Every changing route of the table once, with a body full of marks, until it succeeds in a fresh world at the latest. */
export async function changeEverything(marked: MarkedTenant): Promise<void> {
  const turn = ++turns;
  for (const [index, route] of ofPeople.entries()) {
    if (route.method === 'GET' || concernsOwnSession(route)) continue;
    let answer = await attempt(marked, route, `${turn}a${index}`);
    if (answer.status !== route.status) {
      marked.world = await makeWorld(marked.inside, marked.client, marked.tenant);
      answer = await attempt(marked, route, `${turn}b${index}`);
    }
    assert.equal(answer.status, route.status, `${nameOf(route)}: ${answer.text}`);
  }
}

/** What a fresh world has by statements of its own, in this tenant's words. */
export async function touch({ client, world }: MarkedTenant): Promise<void> {
  const routes = [
    'POST /v1/promotions/:promotionId/amend',
    'POST /v1/tenant-rules',
    'POST /v1/tenant-rules/:tenantRuleId/versions',
    'POST /v1/atf-assessments/:assessmentId/controls/:controlId',
    'POST /v1/webhook-endpoints/:webhookEndpointId/status',
  ];
  for (const route of ofPeople.filter((one) => routes.includes(nameOf(one)))) {
    const body = { ...(bodyFor(route, world, 'touch') as object), ...more[nameOf(route)] };
    const answer = await client.call({ method: 'POST', path: pathFor(route, world), body });
    assert.equal(answer.status, route.status, `${nameOf(route)}: ${answer.text}`);
  }
}

async function attempt({ client, world }: MarkedTenant, route: Route, unique: string): Promise<Answer> {
  const first = needsFirst[nameOf(route)]?.(world);
  if (first !== undefined) await client.call({ method: 'POST', path: first, body: { reason: 'first this' } });
  if (nameOf(route) === 'POST /v1/tool-permissions')
    await client.call({
      method: 'DELETE',
      path: `/v1/tool-permissions/${String(world['toolPermissionId'])}`,
    });
  const body = bodyFor(route, world, unique);
  return client.call({
    method: route.method,
    path: pathFor(route, world),
    ...(body === undefined ? {} : { body: { ...(body as object), ...more[nameOf(route)] } }),
  });
}

/** An endpoint at the tenant's own receiver, for every event. */
export async function listen({ client, receiver }: MarkedTenant): Promise<string> {
  const answer = await client.call({
    method: 'POST',
    path: '/v1/webhook-endpoints',
    body: { name: 'real', url: receiver.url, events: ['*'] },
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.endpoint.id as string;
}
