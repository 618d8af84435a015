/** A live stream goes on by itself, so it is no use of its session: whoever has left is signed out in time, stream or no stream. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { sessionLimits } from '../access/identify-person.ts';
import { openLiveStream, type LiveStream } from '../../../../tests/support/live-stream.ts';
import { testPlatform, type Client, type PlatformUnderTest } from '../../../../tests/support/platform.ts';
import { openChange } from '../http/change.ts';

let aheadMs = 0;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
let under: PlatformUnderTest;
let port: number;

before(async () => {
  under = await testPlatform({ clock });
  port = await under.running.listen();
});
after(() => under.close());

const open = (client: Client, lastEventId?: string): Promise<LiveStream> =>
  openLiveStream(port, { cookie: client.cookie, ...(lastEventId === undefined ? {} : { lastEventId }) });

async function record(id: string): Promise<void> {
  const actor = { kind: 'person', id: 'usr_test', name: 'Somebody' } as const;
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    openChange({ tx, actor, clock, random: randomBytes }).recorded({
      event: 'agent.updated',
      subject: { kind: 'agent', id, name: 'an agent' },
    }),
  );
}

test('an open stream does not keep its session from going idle, and is cut when it has', async () => {
  const client = await under.as('administrator');
  const stream = await open(client);
  await stream.until('event: ready');
  aheadMs += sessionLimits.idleMs - 60_000;
  await record('agt_while_nobody_looks');
  // it has asked whether it still may: that is before each look into the log
  await stream.until('agt_while_nobody_looks');
  aheadMs += 2 * 60_000;
  const said = await stream.until('event: closed');
  assert.match(said, /event: closed\ndata: \{"code":"session_expired","message":"[^"]*idle/);
  assert.equal((await client.call({ method: 'GET', path: '/v1/session' })).status, 401);
});

test('a stream that is opened again by the browser itself is no use of the session either', async () => {
  const client = await under.as('administrator');
  aheadMs += sessionLimits.idleMs - 60_000;
  const stream = await open(client, '1.1');
  assert.equal(stream.status, 200);
  await stream.close();
  aheadMs += 2 * 60_000;
  assert.equal((await client.call({ method: 'GET', path: '/v1/session' })).status, 401);
});

test('whoever does something meanwhile stays signed in, and the stream stays open', async () => {
  const client = await under.as('administrator');
  const stream = await open(client);
  for (let n = 0; n < 3; n++) {
    aheadMs += sessionLimits.idleMs - 60_000;
    assert.equal((await client.call({ method: 'GET', path: '/v1/session' })).status, 200);
    await record(`agt_${String(n)}`);
    assert.ok(!(await stream.until(`agt_${String(n)}`)).includes('event: closed'));
  }
  await stream.close();
});
