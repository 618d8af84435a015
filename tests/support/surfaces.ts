/**
 * Everything that somebody can be shown, as text: each reading row of the route table with every variant that its query names
 * and all its pages, each row that names an id asked with another tenant's ids, the live stream, Gateway's answers, and what
 * is there for anybody. From the table, so that a new route is among it by construction.
 */
import { request as httpRequest } from 'node:http';
import type { TenantRef } from '@gamut/database/database';
import type { SignedClient } from '@gamut/service/signed-client';
import type { Route } from '../../apps/platform/src/http/route.ts';
import { routeTable } from '../../apps/platform/src/http/route-table.ts';
import { bodyFor } from './route-bodies.ts';
import { pathFor, type RouteWorld } from './route-world.ts';
import { concernsOwnSession, nameOf, ofPeople } from './marked-tenant.ts';
import type { Answer, Call, PlatformUnderTest } from './platform.ts';

export interface Surface {
  /** The route, or what it is. */
  readonly name: string;
  readonly text: string;
}
export type Ask = (request: Call) => Promise<Answer>;

const pagesMax = 200;

/** Each value that a query's enumerations may take, and the longest page. */
export function queriesOf({ query }: Pick<Route, 'query'>): readonly string[] {
  const properties = query.properties as Readonly<Record<string, { readonly enum?: readonly string[] }>>;
  const page = Object.hasOwn(properties, 'limit') ? ['limit=100'] : [];
  const variants = Object.entries(properties).flatMap(([name, { enum: values = [] }]) =>
    values.map((value) => `${name}=${value}`),
  );
  // a stream from its beginning; a search, which reads another index
  if (Object.hasOwn(properties, 'after')) variants.push('after=1.0');
  if (Object.hasOwn(properties, 'filter')) variants.push('filter=since%3A7d');
  return ['', ...variants].map((variant) => [...page, variant].filter((one) => one !== '').join('&'));
}

const shown = ({ text, headers }: Answer): string => `${text} ${JSON.stringify(headers)}`;

/** All that is read of one's own. */
export async function readEverything(ask: Ask, world: RouteWorld): Promise<Surface[]> {
  const found: Surface[] = [];
  for (const route of ofPeople.filter(({ method }) => method === 'GET'))
    for (const path of variantsOf(route, world))
      for (const query of queriesOf(route)) {
        let next = '';
        for (let page = 0; page < pagesMax; page++) {
          const all = [query, next].filter((one) => one !== '').join('&');
          const answer = await ask({ method: 'GET', path: `${path}${all === '' ? '' : `?${all}`}` });
          found.push({ name: nameOf(route), text: shown(answer) });
          if (typeof answer.json?.next !== 'string') break;
          next = `cursor=${answer.json.next as string}`;
        }
      }
  return found;
}

/** With a parameter that the schema enumerates, each of its values. */
function variantsOf(route: Route, world: RouteWorld): string[] {
  const properties = route.params.properties as Readonly<
    Record<string, { readonly enum?: readonly string[] }>
  >;
  const listed = Object.entries(properties).find(([, { enum: values }]) => values !== undefined);
  if (listed === undefined) return [pathFor(route, world)];
  return (listed[1].enum ?? []).map((value) => pathFor(route, { ...world, [listed[0]]: value }));
}

/** Every row that names an id, reading or changing, with the ids of somebody else's world. */
export async function askForeign(ask: Ask, foreign: RouteWorld): Promise<Surface[]> {
  const found: Surface[] = [];
  for (const route of ofPeople.filter((one) => /:[a-z]+Id/i.test(one.path) && !concernsOwnSession(one))) {
    const body = bodyFor(route, foreign, 'foreign');
    const path = pathFor(route, foreign);
    const answer = await ask({ method: route.method, path, ...(body === undefined ? {} : { body }) });
    found.push({ name: nameOf(route), text: shown(answer) });
  }
  return found;
}

/** What an operator is shown by its reading rows. */
export async function readAsOperator(ask: Ask, slug: string): Promise<Surface[]> {
  const found: Surface[] = [];
  const rows = routeTable.filter(({ method, path }) => method === 'GET' && path.startsWith('/operator/'));
  for (const route of rows) {
    const path = route.path.replace(':slug', slug).replace(/:[a-z]+/i, 'job_00000000000000000000000000');
    found.push({ name: nameOf(route), text: shown(await ask({ method: 'GET', path })) });
  }
  return found;
}

/** What is there for whoever comes. */
export async function readOpenly({ anonymous }: PlatformUnderTest): Promise<Surface[]> {
  const paths = [
    '/metrics',
    '/readyz',
    '/livez',
    '/openapi.json',
    '/.well-known/security.txt',
    '/',
    '/nowhere',
  ];
  return Promise.all(
    paths.map(async (path) => ({ name: path, text: shown(await anonymous({ method: 'GET', path })) })),
  );
}

/** The stream from its beginning until it has said so many records. */
export function readStream(port: number, cookie: string, records: number): Promise<Surface> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      {
        host: '127.0.0.1',
        port,
        path: '/v1/audit-events/stream?after=1.0',
        headers: { cookie, accept: 'text/event-stream' },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          if (text.split('\nevent: ').length <= records) return;
          call.destroy();
          resolve({ name: 'the live stream', text });
        });
        response.on('end', () => {
          reject(new Error(`the stream ended early: ${text.slice(0, 500)}`));
        });
      },
    );
    call.setTimeout(60_000, () => call.destroy(new Error('the stream said too little')));
    call.on('error', reject).end();
  });
}

/** What Gateway is answered about this tenant. */
export async function readFromGateway(gateway: SignedClient, tenant: TenantRef): Promise<Surface[]> {
  const sync = {
    instance: 'gwy_canary',
    directoryVersion: 0,
    held: [{ tenant: tenant.id, version: 0 }],
  };
  const find = {
    tenant: tenant.id,
    agent: 'agt_00000000000000000000000000',
    actionSha256: '0'.repeat(64),
    schemaSha256: '0'.repeat(64),
  };
  return [
    {
      name: 'facts',
      text: JSON.stringify(await gateway.post('/internal/v1/facts-sync', { body: sync })),
    },
    {
      name: 'approvals/find',
      text: JSON.stringify(
        await gateway.post('/internal/v1/approvals/find', { tenant: tenant.id, body: find }),
      ),
    },
  ];
}
