/**
 * Who may change something in control is asked where it is decided, behind the lock that every loss takes too (docs/decisions/0033): of a
 * change and a loss at once one is first, and what comes behind the loss is refused.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { createServer } from '@gamut/service/http-server';
import { nameOf } from '../../../../tests/support/changing-routes.ts';
import { actOf, headOf, inControl, somebody } from '../../../../tests/support/control-acts.ts';
import { eventually } from '../../../../tests/support/pace.ts';
import { peopleActs } from '../../../../tests/support/people-world.ts';
import {
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { addLosing, asSession } from '../../../../tests/support/stopped-change.ts';
import { makeWorld } from '../../../../tests/support/route-world.ts';
import { createReadingLog } from '../audit/record-reading.ts';
import { audited } from '../http/audited.ts';
import { createDenialLog } from '../http/denial-log.ts';
import { mountRoutes } from '../http/pipeline.ts';
import type { ControlCall, Route } from '../http/route.ts';
import { routeTable } from '../http/route-table.ts';
import { createRateLimits } from '../limits/rate-limits.ts';
import { rateRules } from '../limits/rate-rules.ts';

let under: PlatformUnderTest;
let administrator: Client;
let owner: OwnerSession;
const world = () => ({ under, administrator });

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  owner = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
});
after(async () => {
  await owner.close();
  await under.close();
});

/** Holds the tenant's row until somebody waits for it, then does `meanwhile` and lets go. */
async function whileHeld(ask: () => Promise<Answer>, meanwhile: () => Promise<unknown>): Promise<Answer> {
  const [row] = await owner.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  let asked: Promise<Answer> | undefined;
  await owner.transaction(async () => {
    await owner.query('SELECT FROM control.tenants WHERE id = $1 FOR SHARE', [under.tenant.id]);
    asked = ask();
    await eventually(async () => {
      const waiting = await owner.query(
        'SELECT 1 FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))',
        [row?.pid],
      );
      return waiting.length > 0;
    }, 'somebody who waits for the tenant’s row');
    await meanwhile();
  });
  return asked as Promise<Answer>;
}

interface Loss {
  readonly name: string;
  readonly refused: readonly [number, string];
  lose(person: Client & { readonly id: string }): Promise<unknown>;
  restore?(): Promise<unknown>;
}
const losses: readonly Loss[] = [
  {
    name: 'the session is ended',
    refused: [401, 'session_expired'],
    lose: ({ id }) =>
      owner.query(
        'UPDATE control.sessions SET ended_at = now() WHERE user_id = (SELECT user_id FROM control.memberships WHERE coalesce(person_id, user_id) = $1)',
        [id],
      ),
  },
  {
    name: 'the roles change',
    refused: [401, 'session_expired'],
    lose: ({ id }) =>
      owner.query(
        'UPDATE control.memberships SET role_epoch = role_epoch + 1 WHERE coalesce(person_id, user_id) = $1',
        [id],
      ),
  },
  {
    name: 'the tenant is suspended',
    refused: [403, 'tenant_suspended'],
    lose: () =>
      owner.query("UPDATE control.tenants SET status = 'suspended' WHERE id = $1", [under.tenant.id]),
    restore: () =>
      owner.query("UPDATE control.tenants SET status = 'active' WHERE id = $1", [under.tenant.id]),
  },
];

const tokens = {
  method: 'POST',
  path: '/v1/access-tokens',
  body: { name: 'made late', permissions: ['role.read'] },
};
const madeLate = async (): Promise<number> =>
  (await owner.query("SELECT 1 FROM control.api_tokens WHERE name = 'made late'")).length;

for (const { name, refused, lose, restore } of losses)
  test(`a change in control that is under way when ${name} is refused, and nothing of it is kept`, async () => {
    const person = await addLosing(under, administrator);
    const answer = await whileHeld(
      () => person.call(tokens),
      () => lose(person),
    );
    await restore?.();
    assert.deepEqual([answer.status, answer.json.code], refused, answer.text);
    assert.equal(await madeLate(), 0);
  });

for (const route of inControl)
  test(`${nameOf(route)} waits for whoever holds the tenant’s row, and is done behind them`, async () => {
    const act = await actOf(world(), route);
    const answer = await whileHeld(
      () => act.ask(),
      () => Promise.resolve(),
    );
    assert.equal(answer.status, act.status, answer.text);
  });

test('a reset by link, which ends sessions, waits too; signing in does not', async () => {
  const reset = routeTable.find((route) => nameOf(route) === 'POST /v1/password-reset') as Route;
  const act = await actOf(world(), reset);
  const { email } = await somebody(world());
  const answer = await whileHeld(
    () => act.ask(),
    async () => assert.equal((await peopleActs(under).signIn(email)).status, 201),
  );
  assert.equal(answer.status, act.status, answer.text);
});

test('of two administrators who suspend each other at once one is refused, each time', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, two] = (await Promise.all(
      [1, 2].map(() => peopleActs(under).addActive(administrator, { role: 'administrator' })),
    )) as [Client & { id: string }, Client & { id: string }];
    const suspend = (by: Client, { id }: { id: string }): Promise<Answer> =>
      by.call({ method: 'POST', path: `/v1/people/${id}/suspend`, body: { reason: 'each other' } });
    const statuses = (await Promise.all([suspend(one, two), suspend(two, one)])).map(({ status }) => status);
    assert.deepEqual(statuses.toSorted(), [200, 401]);
  }
});

test('a suspension whose commit fails refuses too much until the person signs in again, and nothing is recorded', async () => {
  const email = 'failing-commit@people.example';
  const person = await peopleActs(under).addActive(administrator, {
    email,
    additiveRoles: ['agent_operator'],
  });
  const { agentId } = await makeWorld(under, administrator, under.tenant);
  const finding = (by: Client): Promise<Answer> =>
    by.call({ method: 'POST', path: '/v1/findings', body: { agentId, severity: 'low', title: 'a finding' } });
  await owner.script(`CREATE FUNCTION control.fail_commit() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the commit fails'; END $$;
    CREATE CONSTRAINT TRIGGER fail_commit AFTER UPDATE ON control.memberships DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION control.fail_commit()`);
  const suspend = { method: 'POST', path: `/v1/people/${person.id}/suspend`, body: { reason: 'leaver' } };
  const failed = await administrator.call(suspend);
  await owner.script('DROP TRIGGER fail_commit ON control.memberships');
  assert.equal(failed.status, 500, failed.text);
  assert.equal(
    (await person.call({ method: 'GET', path: '/v1/session' })).status,
    200,
    'nobody was suspended',
  );
  const refused = await finding(person);
  assert.deepEqual([refused.status, refused.json.code], [401, 'session_expired']);
  const cookie = String((await peopleActs(under).signIn(email)).headers['set-cookie']).split(';')[0] ?? '';
  assert.equal((await finding(await under.with(cookie))).status, 201);
});

test('a change in control that leaves no record, another’s record or another event’s is rolled back', async () => {
  const kept: unknown[] = [];
  const subject = { kind: 'session', id: 'ses_made_up', name: 'a session' };
  const rename = ({ tx }: Parameters<Parameters<ControlCall['inControl']>[0]>[0]) =>
    tx.execute("UPDATE control.users SET name = 'renamed in secret' WHERE id = $1", [administrator.userId]);
  const cheats: Readonly<Record<string, (call: ControlCall) => Promise<unknown>>> = {
    'no record': ({ inControl: run }) => run(async (change) => (await rename(change)) as never),
    'a made-up success': ({ inControl: run }) =>
      run(async (change) => (await rename(change), { receipt: { seq: 1 }, value: {} }) as never),
    'another event': ({ inControl: run }) =>
      run(async (change) => (await rename(change), change.recorded({ event: 'sessions.ended', subject }))),
    'an earlier record': ({ inControl: run }) =>
      run(async (change) => {
        await rename(change);
        if (kept.length > 0) return kept[0] as never;
        kept.push(await change.recorded({ event: 'session.ended', subject }));
        throw new Error('the first one fails by itself');
      }),
    'two changes': async ({ inControl: run }) => {
      const nothing = () => Promise.reject(new Error('not made'));
      await run(nothing).catch(() => undefined);
      return run(
        async (change) => (await rename(change), change.recorded({ event: 'session.ended', subject })),
      );
    },
  };
  const seq = await headOf(owner, 'control');
  for (const [what, run] of Object.entries(cheats)) {
    const call = await serve(run);
    for (let n = 0; n < 2; n++) assert.equal((await call()).statusCode, 500, what);
    assert.deepEqual(
      await owner.query("SELECT 1 FROM control.users WHERE name = 'renamed in secret'"),
      [],
      what,
    );
  }
  assert.equal(await headOf(owner, 'control'), seq);
});

/** Signing out, done as the test says. */
async function serve(run: (call: ControlCall) => Promise<unknown>) {
  const { platform } = under.running;
  const route = routeTable.find((one) => nameOf(one) === 'DELETE /v1/session') as Route;
  const server = createServer({ logger: platform.logger, checks: [] });
  const limits = createRateLimits(platform.db, platform.clock, rateRules);
  const [denials, recordReading] = [createDenialLog(platform), createReadingLog(platform)];
  const operation = {
    kind: 'control',
    run: async (call: ControlCall) => {
      const { receipt, value } = (await run(call)) as ReturnType<typeof audited>;
      return audited(receipt, { answer: value });
    },
  };
  mountRoutes(server, { platform, limits, denials, recordReading }, [
    { ...route, operation } as unknown as Route,
  ]);
  await server.ready();
  return () => server.inject({ method: 'DELETE', url: '/v1/session', headers: asSession(administrator) });
}
