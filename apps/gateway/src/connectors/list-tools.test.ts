/** A listing is hostile input: what can't be pinned or stored is left out, and the rest is still heard of. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from '@modelcontextprotocol/client';
import { parseJson } from '@gamut/kernel/parse-json';
import { listTools } from './list-tools.ts';

const inputSchema = { type: 'object' };
const listing = (tools: readonly object[]): Client =>
  ({ request: () => Promise.resolve({ tools }) }) as unknown as Client;

test('a tool whose text can’t be stored hides neither itself behind an error nor the changes of its neighbours', async () => {
  const tools = await listTools(
    listing([
      { name: 'good', description: 'does good', inputSchema },
      { name: 'nul', description: 'ends here\0', inputSchema },
      { name: 'deepnul', inputSchema: { type: 'object', properties: { a: { description: 'x\0' } } } },
      { name: 'half', description: 'half a character \ud800', inputSchema },
      { name: 'title', title: `${'t'.repeat(255)}\u{1f600}\0`, inputSchema },
      { name: 'escaped', description: 'says \\u0000 in letters', inputSchema },
    ]),
    1000,
  );
  assert.deepEqual(
    tools.map((tool) => tool.name),
    ['good', 'title', 'escaped'],
  );
  parseJson(JSON.stringify(tools));
});

test('odd names, endless descriptions and schemas, and a name twice are left out', async () => {
  const tools = await listTools(
    listing([
      { name: 'twice', description: 'first', inputSchema },
      { name: 'twice', description: 'second', inputSchema },
      { name: 'once', description: 'alone', inputSchema },
      { name: 'a b', inputSchema },
      { name: 'x'.repeat(129), inputSchema },
      { name: 'long', description: 'd'.repeat(8193), inputSchema },
      { name: 'wide', inputSchema: { type: 'object', $comment: 'c'.repeat(70_000) } },
    ]),
    1000,
  );
  assert.deepEqual(
    tools.map(({ name, description }) => [name, description]),
    [['once', 'alone']],
  );
});
