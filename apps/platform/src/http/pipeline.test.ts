/** What the pipeline refuses of an operation that breaks its own promise, and what it never lets out. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createServer } from '@gamut/service/http-server';
import { makeWorld, type RouteWorld } from '../../../../tests/support/route-world.ts';
import {
  origin,
  testPlatform,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { updateAgent } from '../features/agentic/agents/update-agent.ts';
import { createReadingLog } from '../audit/record-reading.ts';
import { createDenialLog } from './denial-log.ts';
import { mountRoutes } from './pipeline.ts';
import { createRateLimits } from '../limits/rate-limits.ts';
import { rateRules, type RateRule } from '../limits/rate-rules.ts';
import type { ChangeCall, Route } from './route.ts';
import { routeTable } from './route-table.ts';

let under: PlatformUnderTest;
let client: Client;
let world: RouteWorld;

before(async () => {
  under = await testPlatform();
  client = await under.as('administrator');
  world = await makeWorld(under, client, under.tenant);
});
after(() => under.close());

const patch = routeTable.find((route) => route.method === 'PATCH') as Route;
const reader = routeTable.find((route) => route.method === 'GET' && route.path === patch.path) as Route;
type Run = (call: ChangeCall<{ agentId: string }>) => Promise<unknown>;

/** A server with one route, whose operation is this one. */
async function serve(run: Run, rules: Partial<Record<keyof typeof rateRules, RateRule>> = {}) {
  const { platform } = under.running;
  const server = createServer({ logger: platform.logger, checks: [] });
  const limits = createRateLimits(platform.db, platform.clock, { ...rateRules, ...rules });
  const route = { ...patch, operation: { kind: 'change', run } } as unknown as Route;
  mountRoutes(
    server,
    { platform, limits, denials: createDenialLog(platform), recordReading: createReadingLog(platform) },
    [route, reader],
  );
  await server.ready();
  return (as = client) =>
    server.inject({
      method: 'PATCH',
      url: `/v1/agents/${world.agentId}`,
      payload: { purpose: 'asked for' },
      headers: { cookie: as.cookie, origin, 'x-csrf-token': as.csrfToken, 'if-match': '*' },
    });
}

async function purpose(): Promise<string> {
  return (await client.call({ method: 'GET', path: `/v1/agents/${world.agentId}` })).json.purpose;
}

const rewrite = (call: ChangeCall<{ agentId: string }>): Promise<unknown> =>
  call.change.tx.query('UPDATE agents SET purpose = $2 WHERE id = $1', [
    call.params.agentId,
    'changed in secret',
  ]);

test('a change that leaves no record, another’s record or another event’s record is rolled back', async () => {
  const before = await purpose();
  const kept: unknown[] = [];
  const cheats: readonly (readonly [string, Run])[] = [
    ['no record', rewrite],
    ['a made-up success', async (call) => (await rewrite(call), { receipt: { seq: 1 }, value: {} })],
    [
      'a record of another event',
      async (call) => (
        await rewrite(call),
        call.change.recorded({
          event: 'agent.suspended',
          subject: { kind: 'agent', id: world.agentId, name: 'an agent' },
        })
      ),
    ],
    [
      'the record of an earlier change',
      async (call) => {
        await rewrite(call);
        if (kept.length === 0)
          kept.push(
            await call.change.recorded({
              event: 'agent.updated',
              subject: { kind: 'agent', id: world.agentId, name: 'an agent' },
            }),
          );
        else return kept[0];
        throw new Error('the first one fails by itself');
      },
    ],
  ];
  for (const [what, run] of cheats) {
    const call = await serve(async (one) => {
      // so that the missing record alone is what keeps it back
      one.change.separation.tightens();
      return run(one);
    });
    for (let n = 0; n < 2; n++) assert.equal((await call()).statusCode, 500, what);
    assert.equal(await purpose(), before, what);
  }
});

test('a change that may loosen and did not ask who makes it is rolled back', async () => {
  const before = await purpose();
  const call = await serve(async (one) => {
    await rewrite(one);
    const subject = { kind: 'agent', id: world.agentId, name: 'an agent' };
    return one.change.recorded({ event: 'agent.updated', subject });
  });
  assert.equal((await call()).statusCode, 500);
  assert.equal(await purpose(), before);
});

test('a member that the answer’s schema does not name never leaves', async () => {
  const call = await serve(async ({ change }) => {
    const success = await updateAgent(change, world.agentId, { purpose: 'asked for' });
    return Object.assign(success.value, { passwordHash: 'hunted' }) && success;
  });
  const answer = await call();
  assert.equal(answer.statusCode, 200, answer.body);
  assert.ok(!answer.body.includes('hunted'));
});

test('a fault inside an operation is told to the log and not to the caller', async () => {
  const call = await serve(() => Promise.reject(new Error('relation "hunted_table" does not exist')));
  const answer = await call();
  assert.deepEqual([answer.statusCode, answer.json().code], [500, 'internal_error']);
  assert.ok(!answer.body.includes('hunted_table'));
  assert.ok(under.logged.join('').includes('hunted_table'));
});

test('whoever asks too often is told how long to wait, before anything is looked up', async () => {
  const call = await serve(() => Promise.reject(new Error('unreached')), {
    sensitive: { burst: 2, perMinute: 1 },
  });
  const hasty = await under.as('administrator');
  await call(hasty);
  await call(hasty);
  const refused = await call(hasty);
  assert.deepEqual([refused.statusCode, refused.json().code], [429, 'too_many_requests']);
  assert.equal(refused.headers['retry-after'], '60');
  assert.match(String(refused.headers['ratelimit']), /^"sensitive";r=0;t=\d+$/);
  assert.equal(
    (await call(await under.as('administrator'))).statusCode,
    500,
    'another session has its own measure',
  );
});

test('made-up cookies buy no guesses at sign-in', async () => {
  const { platform } = under.running;
  const server = createServer({ logger: platform.logger, checks: [] });
  const rules = { ...rateRules, sign_in: { burst: 2, perMinute: 1 } };
  const route = routeTable.find((one) => one.method === 'POST' && one.path === '/v1/session') as Route;
  mountRoutes(
    server,
    {
      platform,
      limits: createRateLimits(platform.db, platform.clock, rules),
      denials: createDenialLog(platform),
      recordReading: createReadingLog(platform),
    },
    [route],
  );
  const statuses: number[] = [];
  for (let n = 0; n < 4; n++) {
    const cookie = `gamut_session=${Buffer.alloc(32, n).toString('base64url')}`;
    const payload = { email: `nobody-${n}@alpha.example`, password: 'wrong' };
    statuses.push(
      (await server.inject({ method: 'POST', url: '/v1/session', payload, headers: { origin, cookie } }))
        .statusCode,
    );
  }
  assert.deepEqual(statuses, [401, 401, 429, 429]);
});

test('behind a named proxy each caller has a measure of their own, and none can choose another', async () => {
  const behind = await testPlatform({
    env: { GAMUT_TRUSTED_PROXIES: '127.0.0.1' },
    rateRules: { ...rateRules, sign_in: { burst: 1, perMinute: 1 } },
  });
  try {
    const payload = { email: 'nobody@alpha.example', password: 'wrong' };
    const guess = async (forwardedFor: string): Promise<number> => {
      const headers = { origin, 'x-forwarded-for': forwardedFor };
      const asked = { method: 'POST', url: '/v1/session', payload, headers } as const;
      return (await behind.running.server.inject(asked)).statusCode;
    };
    assert.equal(await guess('203.0.113.9'), 401);
    assert.equal(await guess('203.0.113.9'), 429);
    assert.equal(await guess('192.0.2.1, 203.0.113.9'), 429, 'what they wrote themselves stands before');
    assert.equal(await guess('203.0.113.77'), 401, 'who shares the proxy shares no measure');
    assert.equal(await guess('203.0.113.77:1001'), 429, 'nor does a port buy one');
    assert.equal(await guess('[2001:db8::1]:1001'), 401);
    for (const same of ['[2001:db8::1]:1002', '[2001:db8::1]', '2001:db8::1'])
      assert.equal(await guess(same), 429, same);
    assert.equal(await guess('unknown'), 401, 'what is no address is the proxy');
    for (const same of ['unknown-2', '203.0.113.78, _hidden', '203.0.113.79:port', '127.0.0.1:443'])
      assert.equal(await guess(same), 429, same);
  } finally {
    await behind.close();
  }
});

test('a denial is recorded once in a while, with who was refused what', async () => {
  const denied = await under.as('advanced');
  for (let n = 0; n < 5; n++)
    assert.equal((await denied.call({ method: 'GET', path: '/v1/agents' })).status, 403);
  const { json } = await client.call({ method: 'GET', path: '/v1/audit-events' });
  const records = json.data.filter((one: { event: string }) => one.event === 'access.denied');
  assert.equal(records.length, 1);
  assert.deepEqual([records[0].actor.id, records[0].subject.id], [denied.userId, 'agent.read']);
});

test('the next record of a refusal says how many were left out, by Gateway and here', async () => {
  const { platform } = under.running;
  let nowMs = 0;
  const denials = createDenialLog({ ...platform, clock: { ...platform.clock, monotonicMs: () => nowMs } });
  const refused = {
    agent: { id: world.agentId, name: 'somebody' },
    credential: undefined,
    why: 'unknown',
  } as const;
  for (const more of [0, 0, 40]) await denials.recordCredential(under.tenant, refused, more);
  nowMs += 600_000;
  await denials.recordCredential(under.tenant, refused, 0);
  const { json } = await client.call({ method: 'GET', path: '/v1/audit-events' });
  const records = json.data.filter((one: { event: string }) => one.event === 'agent_credential.refused');
  assert.deepEqual(records.map(({ after: said }: { after: object }) => said).reverse(), [
    { why: 'unknown' },
    { why: 'unknown', repeatsLeftOut: 42 },
  ]);
});
