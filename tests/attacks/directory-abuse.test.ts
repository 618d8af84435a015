/**
 * What a tenant can do to others through the two functions that run with the owner's rights, and through what all share: it
 * can't claim, drop or find another's agent, an error tells it nothing that it did not say itself, and what it can hold up it
 * can hold up no longer than its own transaction may last.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const agentOfB = 'agt_00000000000000000000000bbb';
const nobody = 'agt_00000000000000000000000ccc';

let server: TestDatabase;
let db: Database;
let owner: OwnerSession;
let a: TenantRef;
let b: TenantRef;

before(async () => {
  server = await testDatabase();
  for (const slug of ['alpha', 'beta']) await server.createTenant(slug);
  db = createDatabase({
    url: server.appUrl,
    applicationName: 'directory',
    poolSize: 3,
    lockTimeoutMs: 60_000,
  });
  owner = await openOwnerSession(server.superuserUrl, 'directory');
  a = (await db.findTenant({ slug: 'alpha' })) as TenantRef;
  b = (await db.findTenant({ slug: 'beta' })) as TenantRef;
});

beforeEach(async () => {
  await owner.script('DELETE FROM control.agent_directory');
  await register(b, agentOfB);
});

after(async () => {
  await db.close();
  await owner.close();
  await server.close();
});

const register = (ref: TenantRef, agent: string): Promise<unknown> =>
  db.tenant(ref, (tx) => tx.query('SELECT register_agent($1)', [agent]));
const forget = (ref: TenantRef, agent: string): Promise<unknown> =>
  db.tenant(ref, (tx) => tx.query('SELECT forget_agent($1)', [agent]));
const directory = (): Promise<object[]> =>
  owner.query('SELECT agent_id AS agent, tenant_id AS tenant FROM control.agent_directory ORDER BY 1');

test('another tenant’s agent can’t be claimed, and the refusal names nothing of the other', async () => {
  const refused = await register(a, agentOfB).then(
    () => assert.fail('it was claimed'),
    (error: unknown) => JSON.stringify(error, Object.getOwnPropertyNames(error)),
  );
  for (const secret of [b.id, b.slug, b.schema, b.role]) assert.ok(!refused.includes(secret), refused);
  assert.deepEqual(await directory(), [{ agent: agentOfB, tenant: b.id }]);
});

test('another tenant’s agent can’t be dropped; dropping it looks the same as dropping one that is nowhere', async () => {
  const [theirs, nowhere] = [await forget(a, agentOfB), await forget(a, nobody)];
  assert.deepEqual(theirs, nowhere);
  assert.deepEqual(await directory(), [{ agent: agentOfB, tenant: b.id }]);
});

test('only an agent’s id goes into the directory, and it is text, never SQL', async () => {
  for (const id of [
    '',
    'agt_',
    'x',
    `${nobody}x`,
    `${nobody}'; DELETE FROM control.agent_directory; --`,
    'usr_00000000000000000000000ccc',
  ])
    await assert.rejects(register(a, id), { code: '23514' }, id);
  assert.deepEqual(await directory(), [{ agent: agentOfB, tenant: b.id }]);
});

test('an id that another took first makes the whole transaction fail: no half-made agent', async () => {
  await register(a, nobody);
  const making = db.tenant(b, async (tx) => {
    await tx.query("INSERT INTO people (id, name, email) VALUES ('usr_half', 'half', 'h@example.org')");
    await tx.query('SELECT register_agent($1)', [nobody]);
  });
  await assert.rejects(making, { code: '23505' });
  assert.deepEqual(await owner.query(`SELECT id FROM ${b.schema}.people WHERE id = 'usr_half'`), []);
});

test('neither function does more for a caller than for its own tenant: the tenant’s id is a constant in it', async () => {
  const bodies = await owner.query<{ schema: string; body: string }>(
    "SELECT pronamespace::regnamespace::text AS schema, prosrc AS body FROM pg_proc WHERE prosecdef AND pronamespace::regnamespace::text ~ '^t_'",
  );
  assert.equal(bodies.length, 4);
  for (const { schema, body } of bodies) {
    const own = schema === a.schema ? a.id : b.id;
    assert.ok(body.includes(`'${own}'`));
    assert.equal(body.match(/tnt_[0-9a-z]{26}/g)?.length, 1);
  }
});

test('a tenant that holds the directory holds up another’s new agent only until its own transaction is cut', async () => {
  const held = Promise.withResolvers<void>();
  const holding = db.tenant(
    a,
    async (tx) => {
      await tx.query('SELECT register_agent($1)', [nobody]);
      held.resolve();
      await tx.query('SELECT pg_sleep(30)');
    },
    { withinMs: 2_000 },
  );
  await Promise.race([held.promise, holding]);
  await register(b, 'agt_00000000000000000000000ddd');
  await assert.rejects(holding, { code: 'deadline_exceeded' });
  assert.ok(!JSON.stringify(await directory()).includes(nobody), 'what was cut is not there');
});

test('a tenant’s locked rows hold up nobody else: neither reading nor writing of another tenant waits', async () => {
  const [held, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = db.tenant(
    a,
    async (tx) => {
      await tx.query('SELECT * FROM facts_state FOR UPDATE');
      await tx.query('SELECT * FROM journal_heads FOR UPDATE');
      held.resolve();
      await over.promise;
    },
    { withinMs: 120_000 },
  );
  await Promise.race([held.promise, holding]);
  await db.tenant(b, async (tx) => {
    await tx.execute('UPDATE facts_state SET version = version + 1');
    await tx.execute("UPDATE journal_heads SET seq = seq WHERE stream = 'audit'");
  });
  // the other is through while this one still holds them
  over.resolve();
  await holding;
});
