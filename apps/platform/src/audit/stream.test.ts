/** The live stream: nothing is missed between two connections, and whoever may no longer read is cut within five seconds. */
import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { testPlatform, type Client, type PlatformUnderTest } from '../../../../tests/support/platform.ts';
import { eventually, tellTime } from '../../../../tests/support/pace.ts';
import { openChange } from '../http/change.ts';
import { createStreamSeats, seatLimits } from './stream-seats.ts';
import { streamAudit, streamTimes } from './stream-audit.ts';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const path = '/v1/audit-events/stream';
let under: PlatformUnderTest;
let port: number;

before(async () => {
  under = await testPlatform({ clock });
  port = await under.running.listen();
});
after(() => under.close());

async function record(times: number, tenant = under.tenant): Promise<void> {
  const actor = { kind: 'person', id: 'usr_test', name: 'Somebody' } as const;
  const subject = { kind: 'agent', id: `agt_of_${tenant.slug}`, name: 'an agent' };
  for (let n = 0; n < times; n++)
    await under.running.platform.db.tenant(tenant, (tx) =>
      openChange({ tx, actor, clock, random: randomBytes }).recorded({ event: 'agent.updated', subject }),
    );
}

interface Reader {
  readonly status: number;
  readonly events: { readonly id: string; readonly event: string; readonly data: string }[];
  /** Resolves with how long after `sinceMs` the connection ended. */
  ended(sinceMs: number): Promise<number>;
  /** Resolves when so many events have come. */
  has(count: number): Promise<void>;
  close(): void;
}

function follow(client: Pick<Client, 'cookie'>, cursor?: string): Promise<Reader> {
  const events: Reader['events'] = [];
  let rest = '';
  let awaited: { count: number; done: () => void } | undefined;
  return new Promise((resolve, reject) => {
    const headers = {
      cookie: client.cookie,
      accept: 'text/event-stream',
      ...(cursor === undefined ? {} : { 'last-event-id': cursor }),
    };
    const call = request({ host: '127.0.0.1', port, path, headers }, (response: IncomingMessage) => {
      const { promise, resolve: over } = Promise.withResolvers<void>();
      response.on('data', (chunk: Buffer) => {
        const parts = (rest + chunk.toString('utf8')).split('\n\n');
        rest = parts.pop() ?? '';
        for (const part of parts) {
          const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1] ?? '';
          if (field('event') !== '')
            events.push({ id: field('id'), event: field('event'), data: field('data') });
        }
        if (awaited !== undefined && events.length >= awaited.count) awaited.done();
      });
      for (const end of ['end', 'close', 'error']) response.on(end, () => over());
      resolve({
        status: response.statusCode ?? 0,
        events,
        ended: async (sinceMs) => {
          await promise;
          return performance.now() - sinceMs;
        },
        has: (count) =>
          events.length >= count
            ? Promise.resolve()
            : new Promise((done) => {
                awaited = { count, done };
              }),
        close: () => call.destroy(),
      });
    });
    call.on('error', reject);
    call.end();
  });
}

const numberOf = ({ id }: { id: string }): number => Number(id.split('.')[1]);

test('whoever comes back with a cursor has missed nothing and gets nothing twice', async () => {
  const client = await under.as('administrator');
  const first = await follow(client);
  assert.equal(first.status, 200);
  await first.has(1);
  assert.equal(first.events[0]?.event, 'ready');
  await record(3);
  await first.has(4);
  first.close();
  await record(250);
  const second = await follow(client, first.events.at(-1)?.id);
  await second.has(251);
  second.close();
  const numbers = [...first.events.slice(1), ...second.events.slice(1)].map(numberOf);
  assert.deepEqual(
    numbers,
    Array.from({ length: 253 }, (_one, at) => (numbers[0] as number) + at),
  );
});

test('nothing of another tenant is in it', async () => {
  const reader = await follow(await under.as('administrator'));
  await reader.has(1);
  await record(2, under.other);
  await record(1);
  await reader.has(2);
  reader.close();
  assert.ok(reader.events.every(({ data }) => !data.includes('agt_of_beta')));
});

const cuts: Record<string, (client: Client) => Promise<unknown>> = {
  'the session is ended': (client) => client.call({ method: 'DELETE', path: '/v1/session' }),
  'the person is suspended': ({ userId }) =>
    inControl("UPDATE control.users SET status = 'suspended' WHERE id = $1", userId),
  'the membership is suspended': ({ userId }) =>
    inControl("UPDATE control.memberships SET status = 'suspended' WHERE user_id = $1", userId),
  'the role is taken': ({ userId }) =>
    inControl(
      "UPDATE control.memberships SET role = 'standard', role_epoch = role_epoch + 1 WHERE user_id = $1",
      userId,
    ),
  'the tenant is suspended': () =>
    inControl("UPDATE control.tenants SET status = 'suspended' WHERE id = $1", under.tenant.id),
};
const restore = async ({ userId }: Client): Promise<void> => {
  await inControl("UPDATE control.memberships SET role = 'advanced' WHERE user_id = $1", userId);
  await inControl("UPDATE control.users SET status = 'active' WHERE $1 <> ''", 'all');
  await inControl("UPDATE control.memberships SET status = 'active' WHERE $1 <> ''", 'all');
  await inControl("UPDATE control.tenants SET status = 'active' WHERE id = $1", under.tenant.id);
};
function inControl(sql: string, value: string): Promise<number> {
  return under.running.platform.db.control((tx) => tx.execute(sql, [value]));
}

for (const [name, cut] of Object.entries(cuts))
  test(`when ${name} the stream is cut at the next look, within five seconds, and says why`, async (t) => {
    const client = await under.as('advanced');
    const reader = await follow(client);
    assert.equal(reader.status, 200);
    await reader.has(1);
    const sinceMs = performance.now();
    await cut(client);
    const afterMs = await reader.ended(sinceMs);
    await restore(client);
    assert.ok(streamTimes.checkMs + streamTimes.pollMs < 5_000);
    tellTime(t, 'cut', afterMs);
    assert.equal(reader.events.at(-1)?.event, 'closed');
  });

test('a cursor that is made up, or beyond the stream, or of another log, is refused by name', async () => {
  const client = await under.as('administrator');
  for (const [cursor, status] of [
    ['x', 422],
    ['1.-1', 422],
    ['1.999999', 422],
    ['9.1', 422],
    ['0.1', 422],
    ["1.1' OR 1=1", 422],
  ] as const) {
    const answer = await client.call({ method: 'GET', path, headers: { 'last-event-id': cursor } });
    assert.equal(answer.status, status, cursor);
  }
});

test('without asking for a stream one gets what there is now, and the end', async () => {
  const client = await under.as('administrator');
  await record(2);
  const answer = await client.call({ method: 'GET', path: `${path}?after=1.0` });
  assert.equal(answer.status, 200);
  assert.ok((answer.text.match(/^event: agent\.updated$/gm)?.length ?? 0) >= 2);
});

test('a person has so many streams and a process so many, and a seat that is given back is free', () => {
  const seats = createStreamSeats({ perPerson: 2, perProcess: 3 });
  const give = seats.take('usr_1', () => undefined);
  seats.take('usr_1', () => undefined);
  assert.throws(() => seats.take('usr_1', () => undefined), /most/);
  seats.take('usr_2', () => undefined);
  assert.throws(() => seats.take('usr_3', () => undefined), /process/);
  give();
  assert.doesNotThrow(() => seats.take('usr_1', () => undefined));
  assert.ok(seatLimits.perPerson < seatLimits.perProcess);
});

test('a stream that is closed gives its seat back', async () => {
  const client = await under.as('administrator');
  const { streamSeats } = under.running.platform;
  for (let round = 0; round < 3; round++) {
    const readers = await Promise.all(Array.from({ length: seatLimits.perPerson }, () => follow(client)));
    assert.ok(readers.every(({ status }) => status === 200));
    assert.equal((await follow(client)).status, 429);
    for (const reader of readers) reader.close();
    await eventually(() => streamSeats.taken === 0, 'the seats that were given back');
  }
});

test('a reader that takes nothing is closed and costs no more than one batch', async () => {
  const { db } = under.running.platform;
  let nowMs = 0;
  const stream = streamAudit({
    inRead: (work) => db.readTenant(under.tenant, work),
    assertStillAllowed: () => Promise.resolve(),
    clock: { nowMs: () => nowMs, monotonicMs: () => (nowMs += 3_000) },
    generation: 1,
    after: 0,
    follow: true,
    times: { ...streamTimes, pollMs: 1 },
    onFailure: () => undefined,
  });
  let most = 0;
  await new Promise<void>((closed) => {
    stream.once('close', closed);
    const look = (): void => {
      most = Math.max(most, stream.readableLength);
      if (!stream.destroyed) setImmediate(look);
    };
    look();
  });
  assert.ok(most < 200_000, String(most));
});
