/**
 * The posture for a managed Postgres, where nobody can revoke the built-in functions: each tenant's role is a login of its
 * own and a member of nothing (security.md section 1.5). The same corpus, with those functions in the attacker's hands all
 * the time: no role is left to hop to, so role separation alone stops whatever would read or change another tenant.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession } from '@gamut/database/owner-session';
import { tenantLoginUrl } from '@gamut/database/tenant-logins';
import { managedPostgres, type ManagedPostgres } from '../support/managed-postgres.ts';
import { findCatalogBreaches } from './catalog-breaches.ts';
import { openArena, type Arena, type Effect } from './escape-arena.ts';
import { payloads } from './escape-payloads.ts';
import type { Wall } from './escape-walls.ts';

let server: ManagedPostgres;
let arena: Arena;

before(async () => {
  server = await managedPostgres();
  arena = await openArena({ ...server, name: 'gamut' });
});

after(async () => {
  await arena.close();
  await server.close();
});

/** What such an attacker can do to itself, or on what the whole server shares and nobody's data is in: named in the threat model. */
const ownAffairs = /\blo_|ALTER ROLE CURRENT_USER|ALTER DEFAULT PRIVILEGES|public\./;

async function charge(standing: readonly Wall[]): Promise<Map<string, ReadonlySet<Effect>>> {
  await arena.setWalls(standing);
  const effects = new Map<string, ReadonlySet<Effect>>();
  for (const { sql } of payloads) effects.set(sql, await arena.attack(sql, !standing.includes('P')));
  return effects;
}

test('the catalog proof holds here too, but for what makes the posture: logins that connect, languages that stay', async () => {
  const meant =
    /^(public|gamut_app|gamut_control|gt_[0-9a-f]{16}) (may CONNECT on database|may use language (sql|plpgsql))$|^gt_[0-9a-f]{16} has the power log in$|^cloud_admin is member of gamut_(app|control)/;
  const found = await findCatalogBreaches(arena.owner);
  assert.deepEqual(
    found.filter((breach) => !meant.test(breach)),
    [],
  );
  const members = await arena.owner.query(
    "SELECT roleid::regrole::text AS role FROM pg_auth_members WHERE member = 'gamut_app'::regrole",
  );
  assert.deepEqual(members, [{ role: 'gamut_control' }], 'the application’s login can become control alone');
});

for (const standing of [['R', 'W', 'P'], ['R', 'W'], ['R']] as const) {
  test(`with ${standing.join(', ')} standing and every function open, nothing of another tenant is read or changed`, async () => {
    for (const [sql, effects] of await charge(standing)) {
      assert.ok(!effects.has('reads'), `${sql} read`);
      assert.ok(!effects.has('writes') || ownAffairs.test(sql), `${sql} wrote`);
    }
  });
}

test('row security alone stops all of it, too: a login has no other tenant’s role to take', async () => {
  for (const [sql, effects] of await charge(['W'])) assert.ok(!effects.has('reads'), `${sql} read`);
});

test('this proof can fail: with no wall standing, the plain ways bite', async () => {
  const bitten = [...(await charge([])).values()].filter((effects) => effects.has('reads'));
  assert.ok(bitten.length > 50, String(bitten.length));
});

test('a tenant’s login can take no other role, and its password opens no other login', async () => {
  await arena.setWalls(['R', 'W', 'F', 'P']);
  const { a, b } = arena;
  const own = await openOwnerSession(
    tenantLoginUrl(server.appUrl, server.tenantLoginSecret, a.role),
    'escapes',
  );
  try {
    for (const role of [b.role, 'gamut_app', 'gamut_control', 'gamut_migrator', 'cloud_admin', 'postgres'])
      await assert.rejects(own.query(`SET ROLE ${role}`), { code: '42501' }, role);
    await assert.rejects(own.query(`SET SESSION AUTHORIZATION ${b.role}`), { code: '42501' });
    await assert.rejects(own.query(`SELECT * FROM ${b.schema}.people`), { code: '42501' });
    await assert.rejects(own.query('SELECT * FROM control.users'), { code: '42501' });
    // logged in, and nobody has said which tenant: row security hides even its own
    assert.deepEqual(await own.query(`SELECT * FROM ${a.schema}.people`), []);
  } finally {
    await own.close();
  }
  const wrong = new URL(tenantLoginUrl(server.appUrl, server.tenantLoginSecret, a.role));
  wrong.username = b.role;
  await assert.rejects(openOwnerSession(wrong.href, 'escapes'), 'A’s password opens A alone');
});
