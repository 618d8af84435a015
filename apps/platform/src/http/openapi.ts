/**
 * The OpenAPI 3.1 document, generated from the route table: what is not in the table is not in the document, and the reverse.
 * Schemas with a title become components; the document is committed, and a test compares the two.
 */
import type { TSchema } from 'typebox';
import { permissionRow } from '@gamut/access/permissions';
import { findReader, isTagged } from './change-guards.ts';
import { parametersOf } from './openapi-parameters.ts';
import { refusalSays, refusalsOf } from './openapi-refusals.ts';
import type { Route } from './route.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type JsonRecord = { [name: string]: Json };

export function openApiDocument(routes: readonly Route[]): JsonRecord {
  const components: JsonRecord = {};
  const paths: Record<string, JsonRecord> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    const beside = { conditional: findReader(route, routes) !== undefined, tagged: isTagged(route, routes) };
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, beside, components) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gamut',
      // the first number is that of the paths: /v1
      version: '1.1.0',
      description:
        'Errors are problem details (RFC 9457) with code, message, fix and who. Lists are {data, next, has_more}. Every answer carries gamut-request-id (your own x-request-id when it is well-formed) and the RateLimit fields.',
    },
    paths,
    components: {
      schemas: {
        ...Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
        Problem: problemSchema,
      },
      responses: responseComponents,
      headers: headerComponents,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-gamut_session' },
        token: { type: 'http', scheme: 'bearer', description: 'A person’s API token, gmt_…' },
        operator: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

interface Beside {
  /** Changed under If-Match. */
  readonly conditional: boolean;
  /** Shows what is changed so, under an ETag. */
  readonly tagged: boolean;
}

function operationOf(route: Route, { conditional, tagged }: Beside, components: JsonRecord): JsonRecord {
  const parameters = parametersOf(route, conditional).map(({ schema, ...row }) => ({
    ...row,
    schema: schemaOf(schema, components),
  }));
  const signedIn = route.permission !== 'anyone' && route.permission !== 'operator';
  return {
    operationId: operationIdOf(route),
    summary: route.summary,
    tags: [route.path.startsWith('/operator/') ? 'operator' : (route.path.split('/')[2] ?? 'session')],
    ...(signedIn
      ? { 'x-permission': route.permission, 'x-roles': [...permissionRow(route.permission).roles] }
      : {}),
    ...(route.entitlement === null ? {} : { 'x-entitlement': route.entitlement }),
    ...(route.audit === 'none' ? {} : { 'x-audit-event': route.audit }),
    'x-rate-class': route.rateClass,
    security: securityOf(route, signedIn),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, components) } },
          },
        }),
    responses: responsesOf(route, { conditional, tagged }, components),
  };
}

function securityOf(route: Route, signedIn: boolean): Json {
  if (route.permission === 'anyone') return [];
  if (!signedIn || route.permission === 'operator') return [{ operator: [] }];
  return permissionRow(route.permission).sessionOnly ? [{ session: [] }] : [{ session: [] }, { token: [] }];
}

function responsesOf(route: Route, { conditional, tagged }: Beside, components: JsonRecord): JsonRecord {
  const names = ['RateLimit', 'RateLimit-Policy', ...(tagged || conditional ? ['ETag'] : [])];
  const headers = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
  return {
    [String(route.status)]:
      route.status === 303
        ? { description: 'Goes to the console.' }
        : {
            description: 'As asked.',
            headers,
            content: { [contentTypeOf(route.answer)]: { schema: schemaOf(route.answer, components) } },
          },
    ...Object.fromEntries(
      refusalsOf(route, conditional).map((status) => [
        String(status),
        { $ref: `#/components/responses/${String(status)}` },
      ]),
    ),
    default: { $ref: '#/components/responses/default' },
  };
}

const refusalOf = (description: string): JsonRecord => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const responseComponents: JsonRecord = {
  ...Object.fromEntries(
    Object.entries(refusalSays).map(([status, text]) => [
      status,
      status === '429'
        ? { ...refusalOf(text), headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } }
        : refusalOf(text),
    ]),
  ),
  default: refusalOf('A refusal.'),
};

const headerSays = {
  RateLimit: 'What is left of the class, and in how many seconds all of it is: `"read";r=239;t=1`.',
  'RateLimit-Policy': 'How many may come at once, and over how many seconds: `"read";q=240;w=12`.',
  'Retry-After': 'Seconds until the same request may pass.',
  ETag: 'Names this state, for If-Match.',
} as const;
const headerComponents: JsonRecord = Object.fromEntries(
  Object.entries(headerSays).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]),
);

/** An answer without a schema is a file. */
function contentTypeOf(answer: TSchema): string {
  return Object.keys(answer).length === 0 ? 'application/octet-stream' : 'application/json';
}

function operationIdOf(route: Route): string {
  const words = route.path
    .split('/')
    .filter((part) => part !== '' && part !== 'v1')
    .map((part) => part.replace(':', 'by-'));
  return [route.method.toLowerCase(), ...words]
    .join('-')
    .replaceAll(/-+([A-Za-z0-9])/g, (_all, letter: string) => letter.toUpperCase())
    .replaceAll(/[^A-Za-z0-9]/g, '');
}

/** Plain JSON Schema; every titled schema is hoisted, and one title never stands for two schemas. */
function schemaOf(schema: TSchema, components: JsonRecord): Json {
  return hoist(JSON.parse(JSON.stringify(schema)) as Json, components);
}

function hoist(node: Json, components: JsonRecord): Json {
  if (Array.isArray(node)) return node.map((item) => hoist(item, components));
  if (node === null || typeof node !== 'object') return node;
  const mapped = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, hoist(value, components)]),
  );
  const { title, ...rest } = mapped;
  if (typeof title !== 'string' || mapped['type'] !== 'object') return mapped;
  const known = components[title];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(rest))
    throw new Error(`two schemas have the title ${title}`);
  components[title] = rest;
  return { $ref: `#/components/schemas/${title}` };
}

const problemSchema: JsonRecord = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'message'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    message: { type: 'string' },
    fix: { type: 'string' },
    who: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: { pointer: { type: 'string' }, message: { type: 'string' } },
      },
    },
    retry_after_seconds: { type: 'integer' },
    resets_at: { type: 'string', format: 'date-time' },
    request_id: { type: 'string' },
  },
};
