/** The contract with the console and with scripts: the committed document is the one that the route table gives. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AnyJson } from '../../../../tests/support/platform.ts';
import { auditEvents } from './audit-events.ts';
import { openApiDocument } from './openapi.ts';
import { routeTable } from './route-table.ts';

type Json = Record<string, AnyJson>;

test('the committed OpenAPI document is what the route table gives', () => {
  const committed = JSON.parse(
    readFileSync(join(import.meta.dirname, '..', '..', 'openapi.json'), 'utf8'),
  ) as Json;
  assert.deepEqual(
    JSON.parse(JSON.stringify(openApiDocument(routeTable))),
    committed,
    'run node apps/platform/scripts/write-openapi.ts and look at the difference',
  );
});

test('every reference leads somewhere, every operation has its own id and its refusals', () => {
  const document = openApiDocument(routeTable) as Json;
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    assert.ok(document['components'].schemas[name ?? ''], name ?? 'nameless');
  const operations = (Object.values(document['paths']) as Json[]).flatMap(
    (path) => Object.values(path) as Json[],
  );
  assert.equal(operations.length, routeTable.length);
  assert.equal(new Set(operations.map((one) => one['operationId'])).size, routeTable.length);
  for (const operation of operations)
    assert.ok(operation['responses'].default, String(operation['operationId']));
});

test('every parameter says what it means, every status has its own words, and all of it is versioned', () => {
  const document = openApiDocument(routeTable) as Json;
  assert.match(String(document['info'].version), /^1\.\d+\.\d+$/);
  const mute: string[] = [];
  for (const [path, methods] of Object.entries(document['paths'] as Json))
    for (const operation of Object.values(methods as Json) as Json[]) {
      for (const one of (operation['parameters'] ?? []) as Json[])
        if (!one['description']) mute.push(`${path} ${String(one['in'])} ${String(one['name'])}`);
      for (const [status, response] of Object.entries(operation['responses'] as Json)) {
        const name = /^#\/components\/responses\/(.+)$/.exec(String((response as Json)['$ref']))?.[1];
        const said = name === undefined ? response : document['components'].responses[name];
        if (!said?.description) mute.push(`${path} ${status}`);
      }
      if (!operation['summary']) mute.push(path);
    }
  assert.deepEqual(mute, [], 'describe the schema, or add the name to openapi-parameters.ts');
});

/** Somebody else’s JSON, kept as it came. Adding one is a decision. */
const foreign = new Set(['arguments', 'inputSchema', 'before', 'after']);

test('no answer and no body holds an object of which nothing is said', () => {
  const free: string[] = [];
  const visit = (node: AnyJson, path: readonly string[]): void => {
    if (node === null || typeof node !== 'object') return;
    const bare = !Array.isArray(node) && Object.keys(node).length === 0 && path.at(-1) !== 'properties';
    const unsaid =
      node.type === 'object' &&
      node.properties === undefined &&
      node.patternProperties === undefined &&
      // one of several kinds, each of which is visited
      node.discriminator === undefined &&
      typeof node.additionalProperties !== 'object';
    if ((bare && path.length > 1) || unsaid)
      if (!path.some((name) => foreign.has(name))) free.push(path.join('/'));
    for (const [name, child] of Object.entries(node)) visit(child, [...path, name]);
  };
  for (const route of routeTable)
    for (const schema of [route.body, route.answer])
      visit(JSON.parse(JSON.stringify(schema)), [`${route.method} ${route.path}`]);
  assert.deepEqual(free, []);
});

test('every schema of an object is closed, so that an unknown member is refused and never answered', () => {
  const open: string[] = [];
  const visit = (node: AnyJson, path: string): void => {
    if (node === null || typeof node !== 'object') return;
    if (node.type === 'object' && node.properties !== undefined && node.additionalProperties !== false)
      open.push(path);
    for (const [name, child] of Object.entries(node)) visit(child, `${path}/${name}`);
  };
  for (const route of routeTable)
    visit(
      JSON.parse(JSON.stringify([route.params, route.query, route.body, route.answer])),
      `${route.method} ${route.path}`,
    );
  assert.deepEqual(open, []);
});

test('every text that comes in has a bound', () => {
  const unbounded: string[] = [];
  const visit = (node: AnyJson, path: string): void => {
    if (node === null || typeof node !== 'object') return;
    if (
      node.type === 'string' &&
      node.const === undefined &&
      node.maxLength === undefined &&
      node.pattern === undefined &&
      node.format === undefined
    )
      unbounded.push(path);
    if (node.type === 'array' && node.maxItems === undefined) unbounded.push(path);
    for (const [name, child] of Object.entries(node)) visit(child, `${path}/${name}`);
  };
  for (const route of routeTable)
    visit(
      JSON.parse(JSON.stringify([route.params, route.query, route.body])),
      `${route.method} ${route.path}`,
    );
  assert.deepEqual(unbounded, []);
});

/** Left by the pipeline itself: a refusal, and what support reads. */
const besideRoutes = new Set([
  'access.denied',
  'agent_credential.refused',
  'approval.expired',
  'approval.reopened',
  'sign_in.failed',
  'support_access.used',
  'behaviour.deviated',
  'action_in_doubt.noticed',
  'notice.given',
  'workflow_plan.expired',
]);

test('every audit event is one that a route, a denial or the sign-in leaves', () => {
  const named = new Set<string>(routeTable.map((route) => route.audit));
  const unused = Object.keys(auditEvents).filter((event) => !named.has(event) && !besideRoutes.has(event));
  assert.deepEqual(unused, []);
});
