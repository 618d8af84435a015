/** API tokens of people: no more than their owner may at each request, never what takes a person at a screen, gone once revoked. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { authorize } from '@gamut/access/authorize';
import { permissionNames, permissionRow, type Permission } from '@gamut/access/permissions';
import type { Clock } from '@gamut/kernel/time-source';
import { setUp } from '../../../../../../tests/support/people-world.ts';
import { bodyFor } from '../../../../../../tests/support/route-bodies.ts';
import { makeWorld, pathFor, type RouteWorld } from '../../../../../../tests/support/route-world.ts';
import {
  origin,
  testPlatform,
  type Answer,
  type AnyJson,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import { newApiToken } from '../../../access/api-token.ts';
import { routeTable } from '../../../http/route-table.ts';

let aheadMs = 0;
const clock: Clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
let under: PlatformUnderTest;
let administrator: Client;
let world: RouteWorld;
let people = 0;

before(async () => {
  under = await testPlatform({ clock });
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
});
after(() => under.close());

const forTokens = permissionNames.filter((name) => !permissionRow(name).sessionOnly);

interface Made {
  readonly id: string;
  readonly token: string;
}
async function make(by: Client, permissions: readonly string[], more: object = {}): Promise<Made> {
  const answer = await by.call({
    method: 'POST',
    path: '/v1/access-tokens',
    body: { name: 'a script', permissions, ...more },
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.json as Made;
}
const withToken = (token: string, request: { method: string; path: string; body?: unknown }, headers = {}) =>
  under.anonymous({ ...request, headers: { authorization: `Bearer ${token}`, ...headers } });
const agents = { method: 'GET', path: '/v1/agents' };

async function addPerson(role: string, additiveRoles: string[] = []): Promise<Client & { id: string }> {
  const body = { email: `owner-${++people}@tokens.example`, name: `Owner ${people}`, role, additiveRoles };
  const { json } = await administrator.call({ method: 'POST', path: '/v1/people', body });
  return { ...(await setUp(under, json.url)), id: json.id };
}

test('a token does what it was made for, over the whole route table, and nothing that takes a session', async () => {
  const owner = await addPerson('standard', ['agent_operator']);
  const mine = {
    role: 'standard',
    additiveRoles: ['agent_operator'],
    plan: 'enterprise',
    tenantStatus: 'active',
  };
  const made = forTokens.filter((name, n) => n % 2 === 0 && authorize(mine, name).allowed);
  const { token } = await make(owner, made);
  let let_in = 0;
  for (const route of routeTable) {
    if (route.permission === 'anyone' || route.permission === 'operator') continue;
    if (route.operation.kind === 'watched') continue;
    const body = bodyFor(route, world, 'token');
    const asked = {
      method: route.method,
      path: pathFor(route, world),
      ...(body === undefined ? {} : { body }),
    };
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(route.method === 'PATCH' || route.method === 'PUT' ? { 'if-match': '*' } : {}),
    };
    const answer = await withToken(token, asked, headers);
    const access = authorize({ ...mine, token: made }, route.permission);
    const name = `${route.method} ${route.path}`;
    if (access.allowed) {
      assert.ok(answer.status < 300 || [404, 409, 422].includes(answer.status), `${name}: ${answer.text}`);
      let_in++;
    } else assert.deepEqual([answer.status, answer.json.code], [403, 'forbidden'], `${name}: ${answer.text}`);
  }
  assert.ok(let_in > 5, `only ${let_in} routes let it in`);
});

test('a token can’t make tokens, set a password, manage people, approve, or act beside a cookie', async () => {
  const { token } = await make(administrator, forTokens);
  const never: readonly (readonly [string, string])[] = [
    ['POST', '/v1/access-tokens'],
    ['PUT', '/v1/session/password'],
    ['POST', '/v1/people'],
    ['GET', '/v1/session'],
    ['DELETE', '/v1/session'],
    ['GET', '/v1/memberships'],
  ];
  for (const [method, path] of never) {
    const route = routeTable.find((one) => one.method === method && one.path === path);
    assert.ok(route !== undefined, path);
    const body = bodyFor(route, world, 'never');
    const answer = await withToken(
      token,
      { method, path, ...(body === undefined ? {} : { body }) },
      {
        'content-type': 'application/json',
      },
    );
    assert.equal(answer.status, 403, `${method} ${path}: ${answer.text}`);
  }
  const both = await withToken(token, agents, { cookie: administrator.cookie });
  assert.deepEqual([both.status, both.json.code], [400, 'bad_request']);
  const planted = await withToken(token, agents, { cookie: 'gamut_session=x' });
  assert.equal(planted.status, 400);
});

test('a token is made only for what its owner may and a token can do', async () => {
  const owner = await addPerson('standard');
  for (const [permission, what] of [
    ['agent.read', 'more than the role'],
    ['token.create', 'for people at a screen'],
    ['no.such', 'no permission'],
    ['__proto__', 'no permission'],
  ] as const) {
    const body = { name: 'x', permissions: ['role.read', permission] };
    const answer = await owner.call({ method: 'POST', path: '/v1/access-tokens', body });
    assert.equal(answer.status, 422, what);
    assert.equal(answer.json.errors[0].pointer, '/permissions/1', what);
  }
});

test('no CSRF token is needed with a bearer, and the record says which token acted', async () => {
  const owner = await addPerson('administrator');
  const { id, token } = await make(owner, ['finding.create', 'agent.read']);
  const body = { agentId: world.agentId, severity: 'low', title: 'found by a script' };
  const made = await withToken(
    token,
    { method: 'POST', path: '/v1/findings', body },
    {
      'content-type': 'application/json',
      origin: 'https://elsewhere.example',
    },
  );
  assert.equal(made.status, 201, made.text);
  const [row] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'finding.created' ORDER BY seq DESC LIMIT 1",
    ),
  );
  const { actor } = (JSON.parse(row?.bytes ?? '') as AnyJson).body;
  assert.deepEqual(actor, { kind: 'person', id: owner.id, name: actor.name, token: id });
});

test('junk, a wrong checksum, another’s secret under this id and an unknown id all get one answer', async () => {
  const { id, token } = await make(administrator, ['agent.read']);
  const { platform } = under.running;
  const stranger = newApiToken(id as never, platform.random, platform.tokenPepper).token;
  const unknown = newApiToken(
    'tok_01h00000000000000000000000' as never,
    platform.random,
    platform.tokenPepper,
  ).token;
  const cut = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
  const answers: Answer[] = [];
  for (const text of [
    'junk',
    'gmt_',
    cut,
    stranger,
    unknown,
    `${token} `,
    `${token},${token}`,
    'a'.repeat(5000),
  ])
    answers.push(await withToken(text, agents));
  answers.push(await under.anonymous({ ...agents, headers: { authorization: `Basic ${token}` } }));
  answers.push(await under.anonymous({ ...agents, headers: { authorization: token } }));
  for (const { status, json } of answers) {
    assert.equal(status, 401);
    assert.deepEqual({ ...json, request_id: '' }, { ...answers[0]?.json, request_id: '' });
  }
  assert.equal((await withToken(token, agents)).status, 200);
});

test('a token that was revoked, by its owner or an administrator, is refused on the next request', async () => {
  const owner = await addPerson('standard', ['agent_operator']);
  const [mine, theirs] = [await make(owner, ['agent.read']), await make(owner, ['agent.read'])];
  for (const { token } of [mine, theirs]) assert.equal((await withToken(token, agents)).status, 200);
  assert.equal((await owner.call({ method: 'DELETE', path: `/v1/access-tokens/${mine.id}` })).status, 200);
  const path = `/v1/people/${owner.id}/access-tokens`;
  assert.equal((await administrator.call({ method: 'DELETE', path: `${path}/${theirs.id}` })).status, 200);
  for (const { token } of [mine, theirs])
    for (let n = 0; n < 3; n++) assert.equal((await withToken(token, agents)).status, 401);
  assert.equal((await owner.call({ method: 'DELETE', path: `/v1/access-tokens/${mine.id}` })).status, 404);
  const { json } = await administrator.call({ method: 'GET', path });
  assert.ok(json.data.every((one: AnyJson) => one.revokedAt !== null && one.lastUsedAt !== null));
  const foreign = await make(administrator, ['agent.read']);
  assert.equal((await owner.call({ method: 'DELETE', path: `/v1/access-tokens/${foreign.id}` })).status, 404);
});

test('at each request a token has no more than its owner: role, plan, membership, tenant, and its own time', async (t) => {
  t.after(() => (aheadMs = 0));
  const { db } = under.running.platform;
  const control = (sql: string, values: unknown[]) => db.control((tx) => tx.query(sql, values));
  const owner = await addPerson('standard', ['agent_operator']);
  const { token } = await make(owner, ['agent.read', 'role.read'], { expiresInDays: 1 });
  const says = async (): Promise<unknown> => {
    const { status, json } = await withToken(token, agents);
    return status === 200 ? 200 : json.code;
  };
  const roles = (additiveRoles: string[]) =>
    administrator.call({
      method: 'PUT',
      path: `/v1/people/${owner.id}/roles`,
      body: { role: 'standard', additiveRoles },
    });
  const reason = { reason: 'because the test says so' };
  assert.equal(await says(), 200);
  await roles([]);
  assert.equal(await says(), 'forbidden', 'the role is gone');
  assert.equal(
    (await withToken(token, { method: 'GET', path: '/v1/roles' })).status,
    200,
    'and the rest is not',
  );
  await roles(['agent_operator']);
  assert.equal(await says(), 200);
  await control("UPDATE control.tenants SET plan = 'standard' WHERE id = $1", [under.tenant.id]);
  assert.equal(await says(), 'not_entitled');
  await control("UPDATE control.tenants SET plan = 'enterprise' WHERE id = $1", [under.tenant.id]);
  for (const verb of ['suspend', 'reactivate'] as const) {
    const done = await administrator.call({
      method: 'POST',
      path: `/v1/people/${owner.id}/${verb}`,
      body: reason,
    });
    assert.equal(done.status, 200, done.text);
    assert.equal(await says(), verb === 'suspend' ? 'unauthenticated' : 200);
  }
  for (const status of ['suspended', 'moving', 'active']) {
    await control('UPDATE control.tenants SET status = $2 WHERE id = $1', [under.tenant.id, status]);
    assert.equal(await says(), status === 'active' ? 200 : 'tenant_suspended');
  }
  aheadMs = 24 * 3_600_000 + 1000;
  assert.equal(await says(), 'unauthenticated', 'its time is over');
  aheadMs = 0;
  administrator = await under.as('administrator');
  await administrator.call({ method: 'DELETE', path: `/v1/people/${owner.id}` });
  assert.equal(await says(), 'unauthenticated', 'its owner has left');
});

test('a dump of control holds no token, and the list shows none', async () => {
  const { token } = await make(administrator, ['agent.read']);
  const secret = token.slice(35);
  const rows = await under.running.platform.db.readControl((tx) =>
    tx.query<{ t: string }>('SELECT t::text AS t FROM control.api_tokens t'),
  );
  const list = await administrator.call({ method: 'GET', path: '/v1/access-tokens?limit=200' });
  for (const text of [...rows.map(({ t }) => t), list.text, under.logged.join('')])
    assert.ok(!text.includes(secret.slice(0, 20)));
  assert.ok(list.json.data.length > 0);
});

test('made-up tokens are measured out by address and cost a right one nothing', async (t) => {
  const small = { burst: 3, perMinute: 1 };
  const much = { burst: 1e6, perMinute: 1e9 };
  const limited = await testPlatform({
    rateRules: { read: much, change: much, sensitive: much, heavy: much, sign_in: small },
  });
  t.after(() => limited.close());
  const client = await limited.as('administrator');
  const made = await client.call({
    method: 'POST',
    path: '/v1/access-tokens',
    body: { name: 'right', permissions: ['agent.read'] },
  });
  const ask = (token: string) =>
    limited.anonymous({ ...agents, headers: { authorization: `Bearer ${token}`, origin } });
  const { random, tokenPepper } = limited.running.platform;
  const statuses: number[] = [];
  for (let n = 0; n < 6; n++)
    statuses.push((await ask(newApiToken(made.json.id, random, tokenPepper).token)).status);
  assert.deepEqual(statuses, [401, 401, 401, 429, 429, 429]);
  assert.equal((await ask(made.json.token)).status, 200);
});

test('the permissions that a token may be given are those that a session is not needed for', () => {
  const permission: Permission = 'agent.read';
  assert.ok(forTokens.includes(permission));
  assert.ok(!forTokens.some((name) => /^(session|token|password|membership)\./.test(name)));
});
