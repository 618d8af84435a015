/** Quotas spend exactly what the plan holds, by day and by month, and give back what nobody used. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { quotaOf } from '@gamut/access/plans';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { readQuotas, releaseQuota, reservationMs, reserveQuota, settleQuota } from './quotas.ts';

let server: TestDatabase;
let db: Database;
let tenant: TenantRef;

before(async () => {
  server = await testDatabase();
  db = createDatabase({ url: server.appUrl, applicationName: 'test' });
  tenant = (await db.findTenant({ id: (await server.createTenant('quotas')).id })) as TenantRef;
});
after(async () => {
  await db.close();
  await server.close();
});
beforeEach(() =>
  db.tenant(tenant, async (tx) => {
    await tx.execute('DELETE FROM quota_reservations');
    await tx.execute('DELETE FROM quota_windows');
  }),
);

const noon = Date.parse('2026-11-23T12:00:00.000Z');
const dayMs = 86_400_000;
const perDay = quotaOf('trial', 'policy_generation').perDay;

const reserve = (amount = 1, nowMs = noon, plan = 'trial') =>
  db.tenant(tenant, (tx) =>
    reserveQuota(tx, {
      quota: 'policy_generation',
      amount,
      plan,
      personId: 'usr_x',
      nowMs,
      random: randomBytes,
    }),
  );
const standing = async (nowMs = noon, plan = 'trial') => {
  const all = await db.readTenant(tenant, (tx) => readQuotas(tx, plan, nowMs));
  const find = (span: string) => all.find((one) => one.quota === 'policy_generation' && one.span === span);
  return [find('day'), find('month')].map((one) => [one?.used, one?.reserved, one?.left]);
};

test('reservations that race at the edge are admitted to exactly the limit', async () => {
  await reserve(perDay - 3);
  const results = await Promise.allSettled(Array.from({ length: 24 }, () => reserve()));
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 3);
  assert.deepEqual(await standing(), [
    [0, perDay, 0],
    [0, perDay, quotaOf('trial', 'policy_generation').perMonth - perDay],
  ]);
});

test('a refusal says what is spent and when it starts anew: midnight for the day, the 1st for the month', async () => {
  const whole = await reserve(perDay);
  await assert.rejects(reserve(), {
    code: 'quota_exhausted',
    message: `The ${String(perDay)} policy generation of this day are spent.`,
    resetsAt: '2026-11-24T00:00:00.000Z',
    retryAfterSeconds: 12 * 3600,
  });
  await db.tenant(tenant, (tx) => settleQuota(tx, whole, noon));
  const { perMonth } = quotaOf('trial', 'policy_generation');
  for (let day = 1; day < perMonth / perDay; day++) {
    const id = await reserve(perDay, noon - day * dayMs);
    await db.tenant(tenant, (tx) => settleQuota(tx, id, noon - day * dayMs));
  }
  await assert.rejects(reserve(1, noon + dayMs), {
    code: 'quota_exhausted',
    resetsAt: '2026-12-01T00:00:00.000Z',
  });
  await reserve(1, Date.parse('2026-12-01T00:00:00.000Z'));
});

test('where day and month are both spent, what is said is when the month begins anew', async () => {
  const { perMonth } = quotaOf('trial', 'policy_generation');
  for (let day = 0; day < perMonth / perDay; day++) {
    const id = await reserve(perDay, noon - day * dayMs);
    await db.tenant(tenant, (tx) => settleQuota(tx, id, noon - day * dayMs));
  }
  await assert.rejects(reserve(), { code: 'quota_exhausted', resetsAt: '2026-12-01T00:00:00.000Z' });
});

test('what was refused spends nothing, of the day either', async () => {
  const { perMonth } = quotaOf('trial', 'policy_generation');
  await db.tenant(tenant, (tx) =>
    tx.execute(`INSERT INTO quota_windows VALUES ('policy_generation', 'month', '2026-11-01', $1, 0)`, [
      perMonth - 1,
    ]),
  );
  await assert.rejects(reserve(2), { code: 'quota_exhausted' });
  assert.deepEqual(await standing(), [
    [0, 0, perDay],
    [perMonth - 1, 0, 1],
  ]);
});

test('what was done is used, what was not done is free again, and neither twice', async () => {
  const [done, undone] = [await reserve(2), await reserve(3)];
  const end = (how: typeof settleQuota, id: string) => db.tenant(tenant, (tx) => how(tx, id, noon + 1));
  await end(settleQuota, done);
  await end(releaseQuota, undone);
  assert.deepEqual((await standing())[0], [2, 0, perDay - 2]);
  for (const id of [done, undone])
    for (const how of [settleQuota, releaseQuota]) await assert.rejects(end(how, id), { code: 'conflict' });
  assert.deepEqual((await standing())[0], [2, 0, perDay - 2]);
});

test('a reservation that is never settled expires, and can’t be settled any more', async () => {
  const id = await reserve(perDay);
  const later = noon + reservationMs;
  await reserve(1, later);
  assert.deepEqual((await standing(later))[0], [0, 1, perDay - 1]);
  await assert.rejects(
    db.tenant(tenant, (tx) => settleQuota(tx, id, later)),
    { code: 'conflict' },
  );
});

test('a reservation is settled in the day that it was made in', async () => {
  const beforeMidnight = Date.parse('2026-11-23T23:59:59.000Z');
  const id = await reserve(4, beforeMidnight);
  await db.tenant(tenant, (tx) => settleQuota(tx, id, beforeMidnight + 5000));
  assert.deepEqual((await standing(beforeMidnight))[0], [4, 0, perDay - 4]);
  assert.deepEqual((await standing(beforeMidnight + 5000))[0], [0, 0, perDay]);
});

test('a plan that was lowered meanwhile leaves none, and one that holds none says so', async () => {
  await reserve(50, noon, 'enterprise');
  assert.deepEqual((await standing())[0], [0, 50, 0]);
  await assert.rejects(reserve(), { code: 'quota_exhausted' });
  await assert.rejects(reserve(1, noon, 'standard'), { code: 'not_entitled' });
  await assert.rejects(reserve(1, noon, 'unheard-of'), { code: 'not_entitled' });
});

test('the database itself refuses to count below zero', async () => {
  await reserve(1);
  await assert.rejects(db.tenant(tenant, (tx) => tx.execute('UPDATE quota_windows SET reserved = -1')));
});
