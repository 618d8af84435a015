/** What the plan holds is told in plain numbers before it bites, and the figures of the process name no tenant. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { quotaOf } from '@gamut/access/plans';
import { randomBytes } from '@gamut/crypto/random';
import { testPlatform, type PlatformUnderTest } from '../../../../tests/support/platform.ts';
import { reserveQuota } from './quotas.ts';

let under: PlatformUnderTest;
before(async () => {
  under = await testPlatform({ plan: 'advanced' });
});
after(() => under.close());

test('plan, quotas used and left with the moment they reset, and rates', async () => {
  const { db, clock } = under.running.platform;
  const asked = { quota: 'ai_analysis', amount: 3, plan: 'advanced', personId: 'usr_x' } as const;
  await db.tenant(under.tenant, (tx) =>
    reserveQuota(tx, { ...asked, nowMs: clock.nowMs(), random: randomBytes }),
  );
  const { status, json } = await (await under.as('standard')).call({ method: 'GET', path: '/v1/plan' });
  assert.equal(status, 200);
  assert.deepEqual([json.plan, json.entitlements], ['advanced', ['core', 'assurance', 'audit_trail']]);
  const { perDay } = quotaOf('advanced', 'ai_analysis');
  const [day] = json.quotas as { limit: number; reserved: number; left: number; resetsAt: string }[];
  assert.deepEqual([day?.limit, day?.reserved, day?.left], [perDay, 3, perDay - 3]);
  assert.match(day?.resetsAt ?? '', /T00:00:00\.000Z$/);
  assert.deepEqual(json.rates[0], { class: 'read', atOnce: 240, perMinute: 1200 });
});

test('figures of the pool, of refusals and of requests name no tenant and no person', async () => {
  const { status, text } = await under.anonymous({ method: 'GET', path: '/metrics' });
  assert.equal(status, 200);
  assert.match(text, /gamut_database_connections\{state="open"\} \d+/);
  assert.match(text, /gamut_http_requests_total\{method="GET",route="\/v1\/plan",status="200"\} 1/);
  for (const name of [under.tenant.id, under.tenant.slug, under.tenant.schema, '@'])
    assert.ok(!text.includes(name), name);
});
