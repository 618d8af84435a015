/** Support access: nothing opens without the tenant's leave, nothing is ever changed, every look is recorded, and an end is an end. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { authorize } from '@gamut/access/authorize';
import type { Permission } from '@gamut/access/permissions';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { carryOutbox } from '../../../audit/carry-outbox.ts';
import { routeTable } from '../../../http/route-table.ts';
import {
  askSupport,
  makeOperator,
  openSupport,
  withToken,
  type OperatorUnderTest,
} from '../../../../../../tests/support/operators-world.ts';
import { bodyFor } from '../../../../../../tests/support/route-bodies.ts';
import { makeWorld, pathFor, type RouteWorld } from '../../../../../../tests/support/route-world.ts';
import {
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
let owner: OwnerSession;
let administrator: Client;
let world: RouteWorld;

before(async () => {
  under = await testPlatform();
  owner = await openOwnerSession(under.database.superuserUrl, 'test');
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
});
after(async () => {
  await owner.close();
  await under.close();
});

const answerTo = (grantId: string, verb: string, as = administrator): Promise<Answer> =>
  as.call({
    method: 'POST',
    path: `/v1/support-access/${grantId}/${verb}`,
    body: { reason: 'the test says so' },
  });
const open = async (operator?: OperatorUnderTest, role = 'advanced') =>
  openSupport(under, operator ?? (await makeOperator(under, 'platform_support')), {
    tenant: under.tenant,
    administrator,
    role,
  });
async function auditSince(seq: number): Promise<{ seq: number; kind: string; body: Json }[]> {
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ seq: number; kind: string; bytes: string }>(
      "SELECT seq, kind, bytes FROM journal_entries WHERE stream = 'audit' AND seq > $1 ORDER BY seq",
      [seq],
    ),
  );
  return rows.map(({ seq: at, kind, bytes }) => ({
    seq: Number(at),
    kind,
    body: JSON.parse(bytes).body as Json,
  }));
}
type Json = Record<string, never> & { actor: Record<string, string>; after?: Record<string, string> };
const headOfAudit = async (): Promise<number> => (await auditSince(0)).at(-1)?.seq ?? 0;

describe('asking and answering', () => {
  test('nothing opens before the tenant has approved, after it refused, or when its time is over', async () => {
    const operator = await makeOperator(under, 'platform_support');
    const take = (id: string) => operator.call('POST', `/operator/v1/support-requests/${id}/open`, {});
    const first = await askSupport(operator, under.tenant);
    assert.equal((await take(first)).status, 409);
    assert.equal((await answerTo(first, 'refuse')).status, 200);
    assert.equal((await take(first)).status, 409);
    assert.equal((await answerTo(first, 'approve')).status, 409, 'what was refused is not approved later');
    const second = await askSupport(operator, under.tenant);
    assert.equal((await answerTo(second, 'approve')).status, 200);
    await owner.query("UPDATE control.support_grants SET open_until = now() - interval '1 s' WHERE id = $1", [
      second,
    ]);
    assert.equal((await take(second)).status, 409);
    const third = await askSupport(operator, under.tenant);
    await owner.query("UPDATE control.support_grants SET open_until = now() - interval '1 s' WHERE id = $1", [
      third,
    ]);
    assert.equal((await answerTo(third, 'approve')).status, 409, 'a question that lapsed is not approved');
  });

  test('one request of an operator is open in a tenant at a time, also when sixteen come at once', async () => {
    const operator = await makeOperator(under, 'platform_support');
    const ask = () =>
      operator.call('POST', '/operator/v1/support-requests', {
        tenant: 'alpha',
        reason: 'again and again',
        hours: 1,
        role: 'standard',
      });
    const answers = await Promise.all(Array.from({ length: 16 }, ask));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array<number>(15).fill(409)]);
    await askSupport(operator, under.other);
  });

  test('more than 24 hours, an administrator’s role, a write, an unknown tenant: refused', async () => {
    const operator = await makeOperator(under, 'platform_support');
    const asked = { tenant: 'alpha', reason: 'a case', hours: 2, role: 'advanced' };
    for (const [body, status] of [
      [{ ...asked, hours: 25 }, 422],
      [{ ...asked, hours: 0 }, 422],
      [{ ...asked, role: 'administrator' }, 422],
      [{ ...asked, role: 'agent_operator' }, 422],
      [{ ...asked, readOnly: false }, 422],
      [{ ...asked, reason: '' }, 422],
      [{ ...asked, tenant: 'nobody' }, 404],
    ] as const)
      assert.equal(
        (await operator.call('POST', '/operator/v1/support-requests', body)).status,
        status,
        JSON.stringify(body),
      );
  });

  test('only an administrator of that tenant sees and answers, and at a screen', async () => {
    const grantId = await askSupport(await makeOperator(under, 'platform_support'), under.tenant);
    for (const role of ['advanced', 'standard', 'operator', 'subscriber'] as const) {
      const person = await under.as(role);
      assert.equal((await answerTo(grantId, 'approve', person)).status, 403, role);
      assert.equal((await person.call({ method: 'GET', path: '/v1/support-access' })).status, 403, role);
    }
    const foreign = await under.as('administrator', under.other);
    assert.equal((await answerTo(grantId, 'approve', foreign)).status, 404);
    const seen = await foreign.call({ method: 'GET', path: '/v1/support-access?limit=200' });
    assert.ok(!seen.text.includes(grantId));
  });

  test('another operator’s request is not found', async () => {
    const [mine, other] = [
      await makeOperator(under, 'platform_support'),
      await makeOperator(under, 'platform_support'),
    ];
    const grantId = await askSupport(mine, under.tenant);
    await answerTo(grantId, 'approve');
    for (const verb of ['open', 'give-up'])
      assert.equal(
        (await other.call('POST', `/operator/v1/support-requests/${grantId}/${verb}`, {})).status,
        404,
      );
    assert.ok(!(await other.call('GET', '/operator/v1/support-requests')).text.includes(grantId));
  });
});

describe('looking', () => {
  const guarded = routeTable.filter(
    (route) => route.permission !== 'anyone' && route.permission !== 'operator',
  );
  for (const role of ['standard', 'advanced'] as const)
    test(`under the role ${role} every route reads exactly what the table says, and changes nothing`, async () => {
      const support = await open(undefined, role);
      const call = withToken(under, support.token);
      const standing = {
        role,
        additiveRoles: [],
        plan: 'enterprise',
        tenantStatus: 'active',
        supportAccess: true,
      };
      let read = 0;
      for (const route of guarded) {
        const name = `${route.method} ${route.path}`;
        const { allowed } = authorize(standing, route.permission as Permission);
        const answer = await call(route.method, pathFor(route, world), bodyFor(route, world, 'support'));
        if (allowed) {
          assert.equal(route.method, 'GET', `${name} may be done by support`);
          assert.ok([200, 404].includes(answer.status), `${name}: ${answer.text.slice(0, 300)}`);
          read++;
        } else assert.equal(answer.status, 403, `${name}: ${answer.text.slice(0, 300)}`);
      }
      assert.ok(role === 'standard' || read > 10, `only ${read} could be read`);
    });

  test('every look is recorded in the tenant, before it is answered, once a route and quarter of an hour; refusals too', async () => {
    const operator = await makeOperator(under, 'platform_support');
    const support = await open(operator);
    const seq = await headOfAudit();
    for (let n = 0; n < 3; n++) assert.equal((await support.get('/v1/findings')).status, 200);
    assert.equal((await support.get('/v1/audit-events')).status, 200);
    assert.equal(
      (await withToken(under, support.token)('POST', '/v1/agents', { name: 'x', purpose: 'y' })).status,
      403,
    );
    const entries = await auditSince(seq);
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ['support_access.used', 'audit_log.read', 'access.denied'],
    );
    for (const { body } of entries) {
      assert.deepEqual(body.actor, {
        kind: 'operator',
        id: operator.id,
        name: operator.name,
        grant: support.grantId,
      });
    }
    assert.equal(entries[0]?.body.after?.['route'], 'GET /v1/findings');
    const seen = await administrator.call({ method: 'GET', path: `/v1/support-access/${support.grantId}` });
    assert.deepEqual(
      seen.json.uses.map((use: { what: string }) => use.what),
      ['POST /v1/agents', 'GET /v1/audit-events', 'GET /v1/findings'],
    );
    assert.ok(seen.json.access.lastUsedAt);
  });

  test('what can’t be recorded is not read', async () => {
    const support = await open();
    const table = `"${under.tenant.schema}".journal_entries`;
    await owner.script(`ALTER TABLE ${table} ADD CONSTRAINT broken CHECK (stream <> 'audit') NOT VALID`);
    try {
      assert.equal((await support.get('/v1/findings')).status, 500);
    } finally {
      await owner.script(`ALTER TABLE ${table} DROP CONSTRAINT broken`);
    }
    assert.equal((await support.get('/v1/findings')).status, 200);
  });

  test('the whole story stands in the tenant’s own audit log, carried once', async () => {
    const operator = await makeOperator(under, 'platform_support');
    const support = await open(operator);
    await answerTo(support.grantId, 'end');
    const { db, clock } = under.running.platform;
    while ((await carryOutbox(db, under.tenant, clock)) > 0);
    const mine = (await auditSince(0)).filter(({ body }) => JSON.stringify(body).includes(support.grantId));
    assert.deepEqual(mine.map(({ kind }) => kind).sort(), [
      'support_access.approved',
      'support_access.asked',
      'support_access.ended',
      'support_access.opened',
    ]);
  });
});
