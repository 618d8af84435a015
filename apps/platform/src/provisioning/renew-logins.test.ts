/** A new secret of the tenants' logins: the new password opens, the old one does not, in every cell; who is held shut stays shut. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fenceTenant } from '@gamut/database/grant-tenant';
import { openOwnerSession } from '@gamut/database/owner-session';
import { tenantLoginUrl } from '@gamut/database/tenant-logins';
import { openTwoCells, type TwoCells } from '../../../../tests/support/two-cells.ts';
import { parseProvisionCommand } from './command.ts';
import { renewLogins } from './renew-logins.ts';

const old = new Uint8Array(32).map((_, at) => (at * 31 + 7) % 256);
const fresh = new Uint8Array(32).map((_, at) => (at * 37 + 11) % 256);
let cells: TwoCells;

before(async () => {
  cells = await openTwoCells({ tenantLoginSecret: old });
});
after(() => cells.close());

async function opens(url: string): Promise<boolean> {
  const session = await openOwnerSession(url, 'test').catch((error: unknown) => {
    assert.match(String(error), /refused the login/);
  });
  await session?.close();
  return session !== undefined;
}

test('in every cell the new password opens and the old one does not, and the journal says so', async () => {
  const [home, moved, shut] = [await cells.live('home'), await cells.live('moved'), await cells.live('shut')];
  await cells.run('tenant.move', moved.id, { from: 'home', to: 'annex' });
  const refs = { home: await cells.ref(home.id), annex: await cells.ref(moved.id) };
  const held = await cells.ref(shut.id);
  const migrator = await openOwnerSession(cells.home.migratorUrl, 'test');
  await fenceTenant(migrator, { id: shut.id, schema_name: held.schema, role_name: held.role });
  await migrator.close();
  const renewed = await renewLogins({ ...cells.parts(), tenantLoginSecret: fresh });
  assert.ok(renewed >= 2);
  for (const cell of ['home', 'annex'] as const) {
    const { appUrl } = cells[cell];
    const { role } = refs[cell];
    assert.deepEqual(
      [await opens(tenantLoginUrl(appUrl, old, role)), await opens(tenantLoginUrl(appUrl, fresh, role))],
      [false, true],
      cell,
    );
  }
  assert.equal(await opens(tenantLoginUrl(cells.home.appUrl, fresh, held.role)), false);
  const entries = await cells.look.home.query<{ kind: string }>(
    'SELECT kind FROM control.journal_entries ORDER BY seq DESC LIMIT 1',
  );
  assert.deepEqual(entries, [{ kind: 'tenant_logins.renewed' }]);
  assert.equal(await renewLogins({ ...cells.parts(), tenantLoginSecret: fresh }), renewed);
});

test('without logins of their own there is nothing to renew, and the command says so', async () => {
  await assert.rejects(renewLogins({ ...cells.parts(), tenantLoginSecret: undefined }), {
    code: 'bad_request',
  });
  assert.deepEqual(parseProvisionCommand(['logins', 'renew']), { kind: 'logins renew' });
  assert.throws(() => parseProvisionCommand(['logins', 'renew', '--all']), { code: 'bad_request' });
});
