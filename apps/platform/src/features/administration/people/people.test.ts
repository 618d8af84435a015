/** People of a tenant: how they get in, what a change of their place takes away and when, and what nobody learns or does to themselves. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  peopleActs,
  setUp,
  setUpPassword,
  type PeopleActs,
} from '../../../../../../tests/support/people-world.ts';
import {
  testPlatform,
  type Answer,
  type AnyJson,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
let administrator: Client;
let elsewhere: Client;
let add: PeopleActs['add'];
let addActive: PeopleActs['addActive'];
let use: PeopleActs['use'];
let signIn: PeopleActs['signIn'];

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  elsewhere = await under.as('administrator', under.other);
  ({ add, addActive, use, signIn } = peopleActs(under));
});
after(() => under.close());

const session = { method: 'GET', path: '/v1/session' };
const post = (
  by: Client,
  path: string,
  body: unknown = { reason: 'because the test says so' },
): Promise<Answer> => by.call({ method: 'POST', path, body });
const setRoles = (by: Client, id: string, role: string, additiveRoles: string[] = []): Promise<Answer> =>
  by.call({ method: 'PUT', path: `/v1/people/${id}/roles`, body: { role, additiveRoles } });
async function member(id: string, by = administrator): Promise<AnyJson> {
  return (await by.call({ method: 'GET', path: `/v1/memberships/${id}` })).json;
}
async function lastRecord(event: string): Promise<AnyJson> {
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = $1 ORDER BY seq DESC LIMIT 1",
      [event],
    ),
  );
  return (JSON.parse(rows[0]?.bytes ?? '{}') as AnyJson).body;
}

test('adding somebody who has an account elsewhere tells nothing of it, and the link takes no account over', async () => {
  const email = 'both@people.example';
  const there = await add(elsewhere, { email, name: 'As beta knows them' });
  const inBeta = await setUp(under, there.json.url, 'thimble-quarry-saffron-77');
  const [known, fresh] = [await add(administrator, { email, name: 'Both' }), await add(administrator)];
  const shape = ({ status, json }: Answer): unknown => [
    status,
    Object.keys(json),
    json.url.length,
    json.id.length,
  ];
  assert.deepEqual(shape(known), shape(fresh));
  assert.notEqual(known.json.id, there.json.id, 'an id is one tenant’s own');
  const [asKnown, asFresh] = [await member(known.json.id), await member(fresh.json.id)];
  const hide = { id: '', email: '', name: '', addedAt: '' };
  assert.deepEqual({ ...asKnown, ...hide }, { ...asFresh, ...hide });
  assert.equal(asKnown.name, 'Both', 'the name is what this tenant gave');
  const list = await administrator.call({ method: 'GET', path: '/v1/memberships?limit=200' });
  assert.ok(!list.text.includes('As beta knows them') && !list.text.includes(there.json.id));
  assert.equal((await use(known.json.url, setUpPassword)).status, 401, 'another password than the account’s');
  assert.equal((await signIn(email, setUpPassword)).status, 401, 'and it was not set');
  assert.equal((await inBeta.call(session)).status, 200);
  const inAlpha = await setUp(under, known.json.url, 'thimble-quarry-saffron-77');
  const [alpha, beta] = [await inAlpha.call(session), await inBeta.call(session)];
  assert.deepEqual([alpha.json.tenant.slug, beta.json.tenant.slug], ['alpha', 'beta']);
  assert.notEqual(alpha.json.user.id, beta.json.user.id);

  assert.equal((await post(administrator, `/v1/people/${known.json.id}/suspend`)).status, 200);
  assert.equal((await inAlpha.call(session)).status, 401);
  assert.equal((await inBeta.call(session)).status, 200, 'a suspension here is not one there');
  const chosen = await signIn(email, 'thimble-quarry-saffron-77', { tenant: 'beta' });
  assert.equal(chosen.json.tenant.slug, 'beta');
  assert.equal((await signIn(email, 'thimble-quarry-saffron-77', { tenant: 'alpha' })).status, 401);
  const removed = await administrator.call({ method: 'DELETE', path: `/v1/people/${known.json.id}` });
  assert.equal(removed.status, 200, removed.text);
  assert.equal((await inBeta.call(session)).status, 200);
  assert.equal((await add(administrator, { email })).status, 201, 'and may be added again');
});

test('somebody who has a place here already is not added twice', async () => {
  const answer = await add(administrator, { email: 'Advanced@Alpha.example' });
  assert.deepEqual([answer.status, answer.json.code], [409, 'conflict']);
});

test('a role that is taken away is gone on the next request, with a record of before and after', async () => {
  const person = await addActive(administrator, { role: 'advanced', additiveRoles: ['agent_operator'] });
  const agents = { method: 'GET', path: '/v1/agents' };
  assert.equal((await person.call(agents)).status, 200);
  assert.equal((await setRoles(administrator, person.id, 'standard')).status, 200);
  const refused = await person.call(agents);
  assert.deepEqual([refused.status, refused.json.code], [401, 'session_expired']);
  const again = await signIn(person.email);
  assert.deepEqual(again.json.roles, ['standard']);
  const record = await lastRecord('person.roles_set');
  assert.deepEqual(record.before, { role: 'advanced', additiveRoles: ['agent_operator'] });
  assert.deepEqual(record.after, { role: 'standard', additiveRoles: [], sessionsEnded: 1 });
  assert.deepEqual([record.actor.id, record.subject.id], [administrator.userId, person.id]);
});

test('a suspended person is refused on the next request, and reactivated signs in anew', async () => {
  const person = await addActive(administrator);
  assert.equal((await post(administrator, `/v1/people/${person.id}/suspend`)).status, 200);
  assert.equal((await person.call(session)).status, 401);
  assert.equal((await signIn(person.email)).status, 401);
  assert.equal((await member(person.id)).status, 'suspended');
  assert.equal((await post(administrator, `/v1/people/${person.id}/suspend`)).status, 409);
  assert.equal((await post(administrator, `/v1/people/${person.id}/reactivate`)).status, 200);
  assert.equal((await person.call(session)).status, 401, 'an ended session stays ended');
  assert.equal((await signIn(person.email)).status, 201);
});

test('a person who was removed is in no list, and what they did keeps their name', async () => {
  const person = await addActive(administrator, { name: 'Leaving Soon' });
  const gone = await administrator.call({ method: 'DELETE', path: `/v1/people/${person.id}` });
  assert.equal(gone.status, 200, gone.text);
  assert.equal((await person.call(session)).status, 401);
  assert.equal((await signIn(person.email)).status, 401);
  for (const path of ['/v1/people?limit=200', '/v1/memberships?limit=200'])
    assert.ok(!(await administrator.call({ method: 'GET', path })).text.includes(person.id), path);
  const named = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ name: string }>('SELECT name FROM people WHERE id = $1', [person.id]),
  );
  assert.deepEqual(named, [{ name: 'Leaving Soon' }]);
});

test('nobody changes their own roles or place', async () => {
  const own = administrator.userId;
  for (const answer of [
    await setRoles(administrator, own, 'standard'),
    await setRoles(administrator, own, 'administrator', ['agent_operator']),
    await post(administrator, `/v1/people/${own}/suspend`),
    await administrator.call({ method: 'DELETE', path: `/v1/people/${own}` }),
  ])
    assert.deepEqual([answer.status, answer.json.code], [403, 'forbidden'], answer.text);
  assert.equal((await administrator.call(session)).json.role, 'administrator');
});

test('nobody makes themselves or others more than they are, by any route of people', async () => {
  for (const role of ['advanced', 'standard', 'subscriber', 'operator'] as const) {
    const client = await under.as(role);
    for (const answer of [
      await setRoles(client, client.userId, 'administrator'),
      await setRoles(client, administrator.userId, 'subscriber'),
      await add(client, { role: 'administrator' }),
      await post(client, `/v1/people/${administrator.userId}/suspend`),
      await client.call({ method: 'GET', path: '/v1/memberships' }),
      await client.call({ method: 'GET', path: `/v1/people/${administrator.userId}/effective-permissions` }),
    ])
      assert.deepEqual([answer.status, answer.json.code], [403, 'forbidden'], `${role}: ${answer.text}`);
  }
  for (const role of ['owner', 'lead_assessor', '__proto__', 'platform_ops'])
    assert.equal((await add(administrator, { role })).status, 422, role);
});

test('two administrators who suspend, demote or remove each other at once: one does, and one is always left', async () => {
  const ways: readonly ((by: Client, id: string) => Promise<Answer>)[] = [
    (by, id) => post(by, `/v1/people/${id}/suspend`),
    (by, id) => setRoles(by, id, 'standard'),
    (by, id) => by.call({ method: 'DELETE', path: `/v1/people/${id}` }),
  ];
  for (const way of ways)
    for (let round = 0; round < 4; round++) {
      const first = await addActive(administrator, { role: 'administrator' });
      const second = await addActive(administrator, { role: 'administrator' });
      const answers = await Promise.all([way(first, second.userId), way(second, first.userId)]);
      const won = answers.filter(({ status }) => status === 200);
      assert.equal(won.length, 1, answers.map(({ text }) => text).join('\n'));
      for (const { status, json } of answers)
        assert.ok(
          status === 200 || ['conflict', 'session_expired', 'not_found'].includes(json.code),
          json.code,
        );
      assert.equal(await activeAdministrators(first, second), 1);
    }
});

async function activeAdministrators(...clients: readonly Client[]): Promise<number> {
  let active = 0;
  for (const { userId } of clients) {
    const row = await member(userId);
    if (row.role === 'administrator' && row.status === 'active') active++;
  }
  return active;
}

test('the last active administrator of a tenant stays one, whoever asks', async () => {
  const { platform } = under.running;
  const { takeMember } = await import('./judge-member.ts');
  const beta = under.other;
  await platform.db.controlFor(beta, async (tx) => {
    // as it would look to a second administrator whose own place is gone already
    const someone = { id: 'usr_00000000000000000000000000', tenant: { id: beta.id } } as never;
    const hand = await takeMember(tx, someone, elsewhere.userId);
    assert.throws(() => hand.assertOthersAdminister(), { code: 'conflict' });
  });
});

test('sessions are listed and ended, one or all, of oneself by whoever proves it once more, and of a person', async () => {
  const person = await addActive(administrator);
  const second = await under.with(
    String((await signIn(person.email)).headers['set-cookie']).split(';')[0] as string,
  );
  const third = await under.with(
    String((await signIn(person.email)).headers['set-cookie']).split(';')[0] as string,
  );
  const own = await second.call({ method: 'GET', path: '/v1/sessions' });
  assert.equal(own.json.data.length, 3);
  assert.deepEqual(own.json.data.map((one: AnyJson) => one.signedInWith).sort(), [
    'password',
    'password',
    'set_up_link',
  ]);
  const current = own.json.data.filter((one: AnyJson) => one.current);
  assert.equal(current.length, 1);
  const other = own.json.data.find((one: AnyJson) => one.signedInWith === 'set_up_link').id as string;
  const end = async (which: string, current = setUpPassword): Promise<number> =>
    (await second.call({ method: 'POST', path: `/v1/sessions/${which}`, body: { current } })).status;
  assert.equal(await end(`${other}/end`, 'a wrong one'), 401, 'a session alone puts nobody out');
  assert.equal(await end('end-others', 'a wrong one'), 401);
  assert.equal(
    (await second.call({ method: 'POST', path: '/v1/sessions/end-others', body: {} })).status,
    401,
  );
  assert.equal((await person.call(session)).status, 200);
  assert.equal(await end(`${other}/end`), 200);
  assert.equal((await person.call(session)).status, 401);
  assert.equal(await end(`${other}/end`), 404);
  assert.equal(await end('end-others'), 200);
  assert.equal((await third.call(session)).status, 401);
  assert.equal((await second.call(session)).status, 200, 'the present one goes on');
  const path = `/v1/people/${person.id}/sessions`;
  assert.equal((await administrator.call({ method: 'GET', path })).json.data.length, 1);
  assert.equal((await administrator.call({ method: 'DELETE', path })).status, 200);
  assert.equal((await second.call(session)).status, 401);
  assert.equal((await administrator.call({ method: 'GET', path })).json.data.length, 0);
  const notTheirs = await administrator.call({ method: 'GET', path: '/v1/sessions' });
  assert.equal(await end(`${notTheirs.json.data[0].id as string}/end`), 401);
});

test('who is named for a judgement is chosen among those whose role lets them give it, and who is still here', async () => {
  const may = async (permission: string): Promise<string[]> => {
    const path = `/v1/people?limit=200&may=${permission}`;
    const { status, json } = await administrator.call({ method: 'GET', path });
    assert.equal(status, 200);
    return json.data.map(({ id }: AnyJson) => id);
  };
  const [signs, reads, gone] = [
    await addActive(administrator),
    await addActive(administrator),
    await addActive(administrator),
  ];
  for (const { id } of [signs, gone]) await setRoles(administrator, id, 'standard', ['agent_operator']);
  await post(administrator, `/v1/people/${gone.id}/suspend`);
  for (const permission of ['checkpoint.decide', 'approval.decide']) {
    const offered = await may(permission);
    assert.deepEqual(
      [signs, reads, gone].map(({ id }) => offered.includes(id)),
      [true, false, false],
    );
  }
  const { status } = await administrator.call({ method: 'GET', path: '/v1/people?may=plan.read' });
  assert.equal(status, 422);
});
