/**
 * The OpenAPI 3.1 document, generated from the route table: what is not in the table is not in the document, and the reverse.
 * Schemas with a title become components; the document is committed, and a test compares the two.
 */
import type { TObject, TSchema } from 'typebox';
import { permissionRow } from '@gamut/access/permissions';
import type { Route } from './route.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type JsonRecord = { [name: string]: Json };

export function openApiDocument(routes: readonly Route[]): JsonRecord {
  const components: JsonRecord = {};
  const paths: Record<string, JsonRecord> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, components) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gamut',
      version: '1',
      description:
        'Errors are problem details (RFC 9457) with code, message, fix and who. Lists are {data, next, has_more}.',
    },
    paths,
    components: {
      schemas: {
        ...Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
        Problem: problemSchema,
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-gamut_session' },
        operator: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operationOf(route: Route, components: JsonRecord): JsonRecord {
  const parameters: Json[] = [
    ...parametersOf(route.params, 'path', components),
    ...parametersOf(route.query, 'query', components),
  ];
  if (route.csrf === 'session_token') {
    parameters.push({
      name: 'x-csrf-token',
      in: 'header',
      required: true,
      schema: { type: 'string' },
      description: 'csrfToken of GET /v1/session',
    });
  }
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
    security: route.permission === 'anyone' ? [] : [{ [signedIn ? 'session' : 'operator']: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, components) } },
          },
        }),
    responses: {
      [String(route.status)]:
        route.status === 303
          ? { description: 'Goes to the console.' }
          : {
              description: 'As asked.',
              content: { [contentTypeOf(route.answer)]: { schema: schemaOf(route.answer, components) } },
            },
      default: {
        description: 'A refusal.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

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

function parametersOf(schema: TObject, where: 'path' | 'query', components: JsonRecord): Json[] {
  const required = new Set<string>(schema.required ?? []);
  return Object.entries(schema.properties as Record<string, TSchema>).map(([name, property]) => ({
    name,
    in: where,
    required: required.has(name),
    schema: schemaOf(property, components),
  }));
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
    request_id: { type: 'string' },
  },
};
