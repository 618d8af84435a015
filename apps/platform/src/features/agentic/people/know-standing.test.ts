/** After an upgrade the tenant's copy of people learns what control has known all along, and facts follow. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testPlatform, type PlatformUnderTest } from '../../../../../../tests/support/platform.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';
import { knowStanding } from './know-standing.ts';

let under: PlatformUnderTest;
before(async () => {
  under = await testPlatform();
});
after(() => under.close());

test('people of before are known by their place in control: who is suspended, or has none, answers for nothing from then on', async () => {
  const { db } = under.running.platform;
  const administrator = await under.as('administrator');
  const [present, gone] = [await under.as('operator'), await under.as('advanced')];
  const roles = { role: 'advanced', additiveRoles: ['agent_operator'] };
  const call = (method: string, path: string, body: object) => administrator.call({ method, path, body });
  assert.equal((await call('PUT', `/v1/people/${gone.userId}/roles`, roles)).status, 200);
  const owners = { humanOwnerId: gone.userId, securityOwnerId: present.userId };
  const agent = await call('POST', '/v1/agents', { name: 'of-before', purpose: 'tests', ...owners });
  assert.equal(agent.status, 201, agent.text);
  assert.equal((await call('POST', `/v1/people/${gone.userId}/suspend`, { reason: 'left' })).status, 200);
  await db.tenant(under.tenant, async (tx) => {
    await tx.query('UPDATE people SET roles = NULL, standing = NULL');
    await tx.query(
      `INSERT INTO people (id, name, email) VALUES ('usr_00000000000000000000000000', 'Nobody', 'nobody@alpha.example')`,
    );
  });
  const facts = async () => {
    const { version, agents } = await createFactsDesk(db).load(under.tenant);
    const found = agents.find((one) => one.id === agent.json.id);
    return { version, owners: [found?.humanOwner?.id, found?.securityOwner?.id] };
  };
  const before = await facts();
  assert.deepEqual(before.owners, [gone.userId, present.userId]);
  await knowStanding(db, under.tenant);
  const now = await facts();
  assert.deepEqual(now.owners, [undefined, present.userId]);
  assert.ok(now.version > before.version);
  const rows = await db.readTenant(under.tenant, (tx) =>
    tx.query<{ id: string; roles: string[]; standing: string }>(
      'SELECT id, roles, standing FROM people WHERE id = ANY ($1::text[])',
      [[gone.userId, 'usr_00000000000000000000000000']],
    ),
  );
  assert.deepEqual(
    new Map(rows.map((row) => [row.id, [row.roles, row.standing]])),
    new Map([
      [gone.userId, [['advanced', 'agent_operator'], 'suspended']],
      ['usr_00000000000000000000000000', [[], 'suspended']],
    ]),
  );
  await knowStanding(db, under.tenant);
  assert.equal((await facts()).version, now.version, 'once');
});
