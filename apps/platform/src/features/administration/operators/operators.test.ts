/** Operators by name: who makes them, what each token opens, how long, and that every act says who did it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import type { Route } from '../../../http/route.ts';
import { routeTable } from '../../../http/route-table.ts';
import {
  makeOperator,
  openSupport,
  withToken,
  type OperatorUnderTest,
} from '../../../../../../tests/support/operators-world.ts';
import {
  operatorToken,
  testPlatform,
  type Answer,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
let owner: OwnerSession;
let ops: OperatorUnderTest;
let support: OperatorUnderTest;

before(async () => {
  under = await testPlatform();
  owner = await openOwnerSession(under.database.superuserUrl, 'test');
  [ops, support] = [await makeOperator(under, 'platform_ops'), await makeOperator(under, 'platform_support')];
});
after(async () => {
  await owner.close();
  await under.close();
});

type Ask = (method: string, path: string, body?: unknown) => Promise<Answer>;
const root: Ask = (method, path, body) => withToken(under, operatorToken)(method, path, body);
const theirs = routeTable.filter((route) => route.path.startsWith('/operator/'));
const nameOf = (route: Route): string => `${route.method} ${route.path}`;
/** Nobody's tenant and nobody's ids: whoever is let in finds nothing, or is told that the body is wrong. */
const pathOf = (route: Route): string =>
  route.path
    .replace(':slug', 'nobody')
    .replace(':id', 'job_00000000000000000000000000')
    .replace(/:[a-zA-Z]+/, (name) =>
      name === ':operatorId' ? 'opr_00000000000000000000000000' : 'sup_00000000000000000000000000',
    );

describe('the matrix of operators, generated from the route table', () => {
  test('every row under the operator’s address names a role, and no other row does', () => {
    assert.ok(theirs.length > 20);
    for (const route of routeTable)
      assert.equal(route.platformRole !== null, theirs.includes(route), nameOf(route));
  });

  test('each token opens exactly the rows of its role', async () => {
    const holders: readonly (readonly [string, Ask, readonly string[]])[] = [
      ['root', root, ['any', 'root', 'platform_ops']],
      ['platform_ops', ops.call, ['any', 'platform_ops']],
      ['platform_support', support.call, ['any', 'platform_support']],
    ];
    for (const route of theirs)
      for (const [name, ask, roles] of holders) {
        const answer = await ask(route.method, pathOf(route));
        const what = `${name} ${nameOf(route)}: ${answer.text.slice(0, 200)}`;
        if (roles.includes(route.platformRole ?? '')) assert.ok(![401, 403].includes(answer.status), what);
        else assert.deepEqual([answer.status, answer.json.code], [403, 'forbidden'], what);
      }
  });

  test('nobody, a person, a person’s cookie, a revoked, an expired, another’s bearer: no row opens', async () => {
    const administrator = await under.as('administrator');
    const [revoked, expired, looking] = [
      await makeOperator(under, 'platform_ops'),
      await makeOperator(under, 'platform_ops'),
      await makeOperator(under, 'platform_support'),
    ];
    await root('POST', `/operator/v1/operators/${revoked.id}/revoke`, { reason: 'left the firm' });
    await owner.query("UPDATE control.operators SET expires_at = now() - interval '1 s' WHERE id = $1", [
      expired.id,
    ]);
    const bearer = await openSupport(under, looking, { tenant: under.tenant, administrator });
    const holders: readonly (readonly [string, Ask])[] = [
      ['nobody', (method, path) => under.anonymous({ method, path })],
      ['cookie', (method, path) => administrator.call({ method, path })],
      ['revoked', revoked.call],
      ['expired', expired.call],
      ['support bearer', withToken(under, bearer.token)],
      ['near-miss', withToken(under, `${ops.token.slice(0, -1)}A`)],
      [
        'forwarded',
        (method, path) =>
          under.anonymous({
            method,
            path,
            headers: { authorization: `Bearer ${ops.token}`, 'x-forwarded-for': '127.0.0.1' },
          }),
      ],
    ];
    for (const route of theirs)
      for (const [name, ask] of holders) {
        const answer = await ask(route.method, pathOf(route));
        assert.equal(answer.status, 401, `${name} ${nameOf(route)}: ${answer.text.slice(0, 200)}`);
      }
  });

  test('an operator’s token opens no row of a tenant’s', async () => {
    for (const route of routeTable.filter((one) => one.platformRole === null && one.permission !== 'anyone'))
      for (const { call } of [ops, support])
        assert.equal((await call(route.method, route.path)).status, 401, nameOf(route));
  });
});

describe('a token', () => {
  test('is shown once; what is stored opens nothing', async () => {
    assert.match(ops.token, /^gmo_opr_[0-9a-z]{26}_[A-Za-z0-9_-]{49}$/);
    const [row] = await owner.query<{ all: string }>(
      "SELECT string_agg(o::text, ' ') AS all FROM control.operators o",
    );
    assert.ok(!row?.all.includes(ops.token.slice(35)));
    const list = await ops.call('GET', '/operator/v1/operators?limit=200');
    assert.ok(!list.text.includes(ops.token.slice(35)) && !/"mac"/.test(list.text));
    assert.ok(
      list.json.data.some(
        (one: { id: string; lastUsedAt: string | null }) => one.id === ops.id && one.lastUsedAt,
      ),
    );
    for (const line of under.logged) assert.ok(!line.includes(ops.token.slice(35)));
  });

  test('is not given again to a repeated request', async () => {
    const body = { name: 'Twice', email: 'twice@platform.example', role: 'platform_ops', expiresInDays: 1 };
    const ask = () =>
      under.anonymous({
        method: 'POST',
        path: '/operator/v1/operators',
        body,
        headers: { authorization: `Bearer ${operatorToken}`, 'idempotency-key': 'make-twice' },
      });
    assert.equal((await ask()).status, 201);
    assert.deepEqual([(await ask()).status, (await ask()).json.code], [409, 'already_done']);
  });

  test('is one a person: a second is refused until the first is revoked, whatever the spelling or the role', async () => {
    const body = { name: 'One', email: 'One@Platform.example', role: 'platform_ops', expiresInDays: 1 };
    const first = await root('POST', '/operator/v1/operators', body);
    assert.equal(first.status, 201, first.text);
    const second = { ...body, email: 'one@platform.EXAMPLE', role: 'platform_support' };
    assert.equal((await root('POST', '/operator/v1/operators', second)).status, 409);
    const revoke = `/operator/v1/operators/${String(first.json.operator.id)}/revoke`;
    assert.equal((await root('POST', revoke, { reason: 'another role' })).status, 200);
    assert.equal((await root('POST', revoke, { reason: 'once more' })).status, 404);
    assert.equal((await root('POST', '/operator/v1/operators', second)).status, 201);
  });

  test('without a name, with another role, or without an end is not made', async () => {
    const body = { name: 'Bad', email: 'bad@platform.example', role: 'platform_ops', expiresInDays: 1 };
    for (const wrong of [
      { ...body, name: '' },
      { ...body, role: 'root' },
      { ...body, expiresInDays: 0 },
      { ...body, expiresInDays: 366 },
      { ...body, email: 'nobody' },
      { name: 'Bad', email: 'bad@platform.example', role: 'platform_ops' },
    ])
      assert.equal((await root('POST', '/operator/v1/operators', wrong)).status, 422, JSON.stringify(wrong));
  });
});

test('every act names its operator in the platform’s stream, and a refusal is recorded once', async () => {
  const [mine, denied] = [
    await makeOperator(under, 'platform_ops'),
    await makeOperator(under, 'platform_support'),
  ];
  await mine.call('POST', '/operator/v1/tenants/beta/suspend', { reason: 'for the test' });
  await mine.call('POST', '/operator/v1/tenants/beta/reactivate', { reason: 'for the test' });
  await mine.call('POST', '/operator/v1/tenants/beta/export', {});
  for (let n = 0; n < 3; n++) await denied.call('GET', '/operator/v1/tenants');
  const rows = await owner.query<{ kind: string; bytes: string }>(
    'SELECT kind, bytes FROM control.journal_entries ORDER BY seq',
  );
  const by = (id: string) =>
    rows
      .filter(({ bytes }) => (JSON.parse(bytes) as { body: { actor: { id: string } } }).body.actor.id === id)
      .map(({ kind }) => kind);
  assert.deepEqual(by(mine.id), ['tenant.suspended', 'tenant.reactivated', 'tenant.export_requested']);
  assert.deepEqual(by(denied.id), ['operator.denied']);
  const [job] = await owner.query<{ by: string }>(
    'SELECT requested_by AS by FROM control.jobs ORDER BY created_at DESC LIMIT 1',
  );
  assert.equal(job?.by, mine.id);
});
