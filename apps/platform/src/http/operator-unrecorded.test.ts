/**
 * An operator's act whose entry can't be written does not happen: nothing in control is changed, on every row of the route table that
 * leaves one. Generated from the table: a row that is asked nothing here fails.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { acme, keyPortPlatform, type KeyPortPlatform } from '../../../../tests/support/key-port-platform.ts';
import {
  askSupport,
  makeOperator,
  withToken,
  type OperatorUnderTest,
} from '../../../../tests/support/operators-world.ts';
import { operatorToken, type Answer } from '../../../../tests/support/platform.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import type { Route } from './route.ts';
import { routeTable } from './route-table.ts';

let world: KeyPortPlatform;
let annex: TestDatabase;
let owner: OwnerSession;
let support: OperatorUnderTest;
/** Of support requests that their tenants approved. */
const grants = { open: '', giveUp: '' };

before(async () => {
  annex = await testDatabase();
  world = await keyPortPlatform({ CELL_DATABASE_URLS: JSON.stringify({ annex: annex.appUrl }) });
  const { under } = world;
  owner = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  await owner.query("INSERT INTO control.cells (name) VALUES ('annex')");
  for (const slug of ['exported', 'moved', 'restored', 'leaving', 'rotated', 'unmanned'])
    await under.database.createTenant(slug);
  // a tenant's first data key is made when it is first needed, which is no act of anybody
  for (const { slug } of [under.tenant, under.other, { slug: 'rotated' }]) await makeDataKey(slug);
  support = await makeOperator(under, 'platform_support');
  grants.open = await approvedRequest(under.tenant);
  grants.giveUp = await approvedRequest(under.other);
  const ported = await world.operator('PUT', '/operator/v1/tenants/beta/key-port', acme);
  assert.equal(ported.status, 200, ported.text);
});
after(async () => {
  await owner.close();
  await world.close();
  await annex.close();
});

async function makeDataKey(slug: string): Promise<void> {
  const { db, keys } = world.under.running.platform;
  await keys.sealerOf((await db.findTenant({ slug })) as TenantRef);
}

async function approvedRequest(tenant: TenantRef): Promise<string> {
  const id = await askSupport(support, tenant);
  const administrator = await world.under.as('administrator', tenant);
  const body = { reason: 'they may look' };
  const path = `/v1/support-access/${id}/approve`;
  const answer = await administrator.call({ method: 'POST', path, body });
  assert.equal(answer.status, 200, answer.text);
  return id;
}

const reason = { reason: 'asked by the test' };
const ofTenant = '/operator/v1/tenants/:slug';
const ofRequest = '/operator/v1/support-requests/:supportRequestId';
const newOperator = { name: 'Another', email: 'another@platform.example', role: 'platform_ops' };
interface Act {
  readonly slug?: string;
  readonly body?: unknown;
  readonly id?: () => string;
}
/** By row, in this order: each reaches its entry whether or not those before it have happened, and succeeds after them. */
const acts: Readonly<Record<string, Act>> = {
  'GET /operator/v1/journal/export': {},
  'POST /operator/v1/tenants': { body: { slug: 'gamma', name: 'Gamma', plan: 'trial' } },
  [`POST ${ofTenant}/administrators`]: {
    slug: 'unmanned',
    body: { email: 'first@unmanned.example', name: 'First' },
  },
  [`POST ${ofTenant}/reset-links`]: { slug: 'alpha', body: { email: 'administrator@alpha.example' } },
  [`POST ${ofTenant}/plan`]: { slug: 'alpha', body: { plan: 'trial', ...reason } },
  [`PUT ${ofTenant}/key-port`]: { slug: 'alpha', body: acme },
  [`DELETE ${ofTenant}/key-port`]: { slug: 'beta' },
  'POST /operator/v1/key-rotations': { body: { kind: 'data_key', tenant: 'rotated' } },
  [`POST ${ofTenant}/export`]: { slug: 'exported', body: {} },
  [`POST ${ofTenant}/move`]: { slug: 'moved', body: { cell: 'annex' } },
  [`POST ${ofTenant}/restore`]: { slug: 'restored', body: { file: 'restored.gamut' } },
  [`POST ${ofTenant}/delete`]: { slug: 'leaving', body: { slug: 'leaving', ...reason } },
  'POST /operator/v1/support-requests': {
    body: { tenant: 'exported', hours: 1, role: 'advanced', ...reason },
  },
  [`POST ${ofRequest}/open`]: { id: () => grants.open, body: {} },
  [`POST ${ofRequest}/give-up`]: { id: () => grants.giveUp, body: {} },
  [`POST ${ofTenant}/suspend`]: { slug: 'alpha', body: reason },
  [`POST ${ofTenant}/reactivate`]: { slug: 'alpha', body: reason },
  'POST /operator/v1/operators': { body: { ...newOperator, expiresInDays: 1 } },
  'POST /operator/v1/operators/:operatorId/revoke': { id: () => support.id, body: reason },
};

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const rows = routeTable.filter(({ operation }) => operation.kind === 'operator');
const order = Object.keys(acts);
const inOrder = rows.toSorted((a, b) => order.indexOf(nameOf(a)) - order.indexOf(nameOf(b)));

function call(route: Route): Promise<Answer> {
  const { slug = '', id, body } = acts[nameOf(route)] ?? {};
  const path = route.path.replace(':slug', slug).replace(/:[a-zA-Z]+/, () => id?.() ?? '');
  const token = route.platformRole === 'platform_support' ? support.token : operatorToken;
  return withToken(world.under, token)(route.method, path, body);
}

/** Every row of control as text, but for measures of how often somebody asked, and when an operator was last seen. */
async function controlRows(): Promise<Record<string, string>> {
  const tables = await owner.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'control'::regnamespace AND relkind = 'r' AND relname <> 'rate_limits'",
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const row = name === 'operators' ? "t.id || coalesce(t.revoked_at::text, '')" : 't::text';
    const [all] = await owner.query<{ rows: string }>(
      `SELECT coalesce(string_agg(${row}, ';' ORDER BY ${row}), '') AS rows FROM control.${name} t`,
    );
    found[name] = all?.rows ?? '';
  }
  return found;
}

test('every row of the table that leaves an entry of the platform’s own is asked, and no other', () => {
  assert.deepEqual(rows.map(nameOf).toSorted(), order.toSorted());
});

test('no act happens while its entry can’t be written, and each does once it can', async () => {
  const before = await controlRows();
  assert.ok(Object.keys(before).length > 20);
  await owner.script('ALTER TABLE control.journal_entries ADD CONSTRAINT broken CHECK (false) NOT VALID');
  try {
    for (const route of inOrder) {
      const { status, text } = await call(route);
      assert.equal(status, 500, `${nameOf(route)}: ${text}`);
      const now = await controlRows();
      const changed = Object.keys(now).filter((table) => now[table] !== before[table]);
      assert.deepEqual(changed, [], nameOf(route));
    }
  } finally {
    await owner.script('ALTER TABLE control.journal_entries DROP CONSTRAINT IF EXISTS broken');
  }
  for (const route of inOrder) {
    const { status, text } = await call(route);
    assert.equal(status, route.status, `${nameOf(route)}: ${text.slice(0, 300)}`);
  }
});
