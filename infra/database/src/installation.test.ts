/** What does not answer holds up no start: three seconds are for the whole of it, so a connection gets less than half of them. */
import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { tellTime } from '../../../tests/support/pace.ts';
import { connectWithinMs, ensureInstallation } from './installation.ts';

test('a database that accepts and says nothing is given up in time for a refusal within three seconds', async (t) => {
  const server = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const startedMs = performance.now();
  await assert.rejects(
    ensureInstallation({ url: `postgres://nobody:x@127.0.0.1:${String(port)}/gamut`, deployment: 'home' }),
    { code: 'unavailable' },
  );
  const tookMs = performance.now() - startedMs;
  server.close();
  assert.ok(connectWithinMs <= 1_300);
  assert.ok(tookMs >= connectWithinMs - 50, 'it is the deadline that ends this');
  tellTime(t, 'given up', tookMs);
});
