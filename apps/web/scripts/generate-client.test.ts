/** The client's types are exactly what platform's committed OpenAPI document says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { generateClient, schemaFile } from './generate-client.ts';

test('the committed types are what the OpenAPI document gives', async () => {
  assert.ok(
    readFileSync(schemaFile, 'utf8') === (await generateClient()),
    'Fix: npm run client --workspace apps/web',
  );
});
