/** One reading of a listing at a time: a server can't make Gateway ask it more often than it answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InMemoryTransport } from '@modelcontextprotocol/client';
import { Server } from '@modelcontextprotocol/server';
import { systemTime } from '@gamut/service/system-time';
import { Upstream } from './upstream.ts';

test('changes announced while a listing is read are read once more, all together', async () => {
  let listed = 0;
  let release: (() => void) | undefined;
  const server = new Server(
    { name: 'upstream', version: '1' },
    { capabilities: { tools: { listChanged: true } } },
  );
  server.setRequestHandler('tools/list', async () => {
    listed++;
    if (listed > 1) await new Promise<void>((resolve) => (release = resolve));
    return { tools: [] };
  });
  const upstream = new Upstream({
    open: async () => {
      const [ours, theirs] = InMemoryTransport.createLinkedPair();
      await server.connect(theirs);
      return ours;
    },
    clock: systemTime,
    connectTimeoutMs: 60_000,
    onListing: () => undefined,
  });
  await upstream.connect();
  assert.equal(listed, 1);
  const asked = Array.from({ length: 100 }, () => upstream.relist());
  while (listed < 2) await new Promise((resolve) => setImmediate(resolve));
  release?.();
  while (listed < 3) await new Promise((resolve) => setImmediate(resolve));
  release?.();
  await Promise.all(asked);
  assert.equal(listed, 3);
  await upstream.close();
});
