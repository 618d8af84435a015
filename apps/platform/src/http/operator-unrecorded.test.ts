/** An operator's act whose entry can't be written does not happen: nothing in control is changed, on each route that leaves one. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import {
  makeOperator,
  withToken,
  type OperatorUnderTest,
} from '../../../../tests/support/operators-world.ts';
import { operatorToken, testPlatform, type PlatformUnderTest } from '../../../../tests/support/platform.ts';
import { routeTable } from './route-table.ts';

let under: PlatformUnderTest;
let owner: OwnerSession;
let support: OperatorUnderTest;

before(async () => {
  under = await testPlatform();
  owner = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  support = await makeOperator(under, 'platform_support');
});
after(async () => {
  await owner.close();
  await under.close();
});

const reason = { reason: 'asked by the test' };
/** Acts that succeed, in this order, once their entry can be written. */
const acts: readonly (readonly [string, string, unknown, status: number])[] = [
  ['GET', '/operator/v1/journal/export', undefined, 200],
  ['POST', '/operator/v1/tenants', { slug: 'gamma', name: 'Gamma', plan: 'trial' }, 202],
  [
    'POST',
    '/operator/v1/operators',
    { name: 'Another', email: 'another@platform.example', role: 'platform_ops', expiresInDays: 1 },
    201,
  ],
  ['POST', '/operator/v1/support-requests', { tenant: 'alpha', hours: 1, role: 'advanced', ...reason }, 201],
  ['POST', '/operator/v1/tenants/:slug/plan', { plan: 'trial', ...reason }, 200],
  ['POST', '/operator/v1/key-rotations', { kind: 'data_key', tenant: 'alpha' }, 202],
  ['POST', '/operator/v1/tenants/:slug/suspend', reason, 200],
  ['POST', '/operator/v1/tenants/:slug/reactivate', reason, 200],
  ['POST', '/operator/v1/operators/:operatorId/revoke', reason, 200],
];

function call([method, path, body]: (typeof acts)[number]) {
  const token = path === '/operator/v1/support-requests' ? support.token : operatorToken;
  const at = path.replace(':slug', 'alpha').replace(':operatorId', support.id);
  return withToken(under, token)(method, at, body);
}

/** Every row of control that operators change, as text; when somebody was last seen is not theirs. */
async function controlRows(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of [
    'tenants',
    'jobs',
    'key_rotations',
    'support_grants',
    'audit_outbox',
    'sessions',
    'users',
  ]) {
    const [row] = await owner.query<{ all: string }>(
      `SELECT coalesce(string_agg(t::text, ';' ORDER BY t::text), '') AS all FROM control.${table} t`,
    );
    found[table] = row?.all ?? '';
  }
  const [operators] = await owner.query<{ all: string }>(
    "SELECT string_agg(id || coalesce(revoked_at::text, ''), ';' ORDER BY id) AS all FROM control.operators",
  );
  return { ...found, operators: operators?.all ?? '' };
}

test('the acts are rows of the table that leave an entry', () => {
  for (const [method, path] of acts)
    assert.ok(
      routeTable.some(
        (route) => route.method === method && route.path === path && route.operation.kind === 'operator',
      ),
      path,
    );
});

test('no act happens while its entry can’t be written, and each does once it can', async () => {
  const before = await controlRows();
  await owner.script('ALTER TABLE control.journal_entries ADD CONSTRAINT broken CHECK (false) NOT VALID');
  try {
    for (const act of acts) {
      const { status, text } = await call(act);
      assert.equal(status, 500, `${act[1]}: ${text}`);
    }
    assert.deepEqual(await controlRows(), before);
  } finally {
    await owner.script('ALTER TABLE control.journal_entries DROP CONSTRAINT IF EXISTS broken');
  }
  for (const act of acts) {
    const { status, text } = await call(act);
    assert.equal(status, act[3], `${act[1]}: ${text.slice(0, 300)}`);
  }
});
