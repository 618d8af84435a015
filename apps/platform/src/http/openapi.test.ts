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

test('every audit event is one that a route, a denial or the sign-in leaves', () => {
  const named = new Set<string>(routeTable.map((route) => route.audit));
  const unused = Object.keys(auditEvents).filter((event) => !named.has(event) && event !== 'access.denied');
  assert.deepEqual(unused, []);
});
