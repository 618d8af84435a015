/** The operator's door and what it does: on this machine alone, each act with its entry, lock-outs exact, refusals in words. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import type { TenantRef } from '@gamut/database/database';
import {
  operatorToken,
  testPlatform,
  type Answer,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import {
  entriesOf,
  factsVersionOf,
  platformHead,
  tenantStatus,
} from '../../../../../../tests/support/control-records.ts';

let under: PlatformUnderTest;
let owner: OwnerSession;
const bearer = { authorization: `Bearer ${operatorToken}` };

before(async () => {
  under = await testPlatform({ mode: 'production' });
  owner = await openOwnerSession(under.database.superuserUrl, 'test');
});
after(async () => {
  await owner.close();
  await under.close();
});
beforeEach(async () => {
  await owner.query("UPDATE control.jobs SET status = 'failed' WHERE status IN ('waiting', 'running')");
  await owner.query("UPDATE control.tenants SET status = 'active'");
});

const ask = (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  under.anonymous({
    method,
    path: `/operator/v1${path}`,
    headers: { ...bearer, ...headers },
    ...(body === undefined ? {} : { body }),
  });
const post = (path: string, body: unknown = {}): Promise<Answer> => ask('POST', path, body);

const entriesSince = (seq: number) => entriesOf(owner, seq);
const headOf = () => platformHead(owner);
const statusOf = (slug: string) => tenantStatus(owner, slug);
const factsVersion = (tenant: TenantRef) => factsVersionOf(owner, tenant);

test('in production too the door opens, on this machine, for the token; forwarded or without it, never', async () => {
  assert.equal((await ask('GET', '/tenants')).status, 200);
  for (const header of ['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'via', 'x-real-ip'])
    assert.equal((await ask('GET', '/tenants', undefined, { [header]: '127.0.0.1' })).status, 401, header);
  for (const authorization of ['', 'Bearer ', 'Bearer wrong', `Basic ${operatorToken}`, operatorToken])
    assert.equal((await ask('GET', '/tenants', undefined, { authorization })).status, 401, authorization);
  const asked = { method: 'GET', url: '/operator/v1/tenants', headers: bearer } as const;
  const elsewhere = await under.running.server.inject({ ...asked, remoteAddress: '192.0.2.7' });
  assert.equal(elsewhere.statusCode, 401);
});

test('tenants are listed by slug, page by page, with standing and cell and nothing of theirs', async () => {
  const first = await ask('GET', '/tenants?limit=1');
  assert.equal(first.json.data[0].slug, 'alpha');
  assert.equal(first.json.has_more, true);
  const second = await ask('GET', `/tenants?limit=1&cursor=${String(first.json.next)}`);
  assert.equal(second.json.data[0].slug, 'beta');
  assert.deepEqual(Object.keys(second.json.data[0]).sort(), [
    'authorityEpoch',
    'cell',
    'createdAt',
    'id',
    'name',
    'people',
    'plan',
    'slug',
    'status',
    'statusChangedAt',
    'statusReason',
    'trialEndsAt',
  ]);
});

test('a suspension ends every session, refuses the next request, makes all decisions of before stale, and is journalled twice', async () => {
  const person = await under.as('administrator');
  assert.equal((await person.call({ method: 'GET', path: '/v1/session' })).status, 200);
  const [seq, version] = [await headOf(), await factsVersion(under.tenant)];
  const answer = await post('/tenants/alpha/suspend', { reason: 'unpaid for long' });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual([answer.json.status, answer.json.statusReason], ['suspended', 'unpaid for long']);
  assert.equal(await factsVersion(under.tenant), version + 1);
  const refused = await person.call({ method: 'GET', path: '/v1/session' });
  assert.deepEqual([refused.status, refused.json.code], [403, 'tenant_suspended']);
  const open = await owner.query('SELECT 1 FROM control.sessions WHERE tenant_id = $1 AND ended_at IS NULL', [
    under.tenant.id,
  ]);
  assert.deepEqual(open, []);
  assert.deepEqual(await entriesSince(seq), [{ kind: 'tenant.suspended', subject: under.tenant.id }]);
  const [carried] = await owner.query<{ kind: string; body: string }>(
    'SELECT kind, body FROM control.audit_outbox WHERE tenant_id = $1 ORDER BY created_at DESC LIMIT 1',
    [under.tenant.id],
  );
  assert.equal(carried?.kind, 'tenant.suspended');
  assert.equal((JSON.parse(carried?.body ?? '') as { from: { seq: number } }).from.seq, seq + 1);
  const back = await post('/tenants/alpha/reactivate', { reason: 'paid' });
  assert.equal(back.json.status, 'active');
  assert.equal(await factsVersion(under.tenant), version + 2);
  assert.equal(
    (await (await under.as('administrator')).call({ method: 'GET', path: '/v1/session' })).status,
    200,
  );
});

test('a suspension is not answered while a batch of before may still commit', async () => {
  const { db } = under.running.platform;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let answered = false;
  let locked = (): void => undefined;
  const began = new Promise<void>((resolve) => (locked = resolve));
  const batch = db.tenant(under.tenant, async (tx) => {
    await tx.query('SELECT version FROM facts_state WHERE one FOR SHARE');
    locked();
    await held;
    assert.equal(answered, false, 'the operator was answered before the batch had ended');
  });
  await began;
  const suspended = post('/tenants/alpha/suspend', { reason: 'at once' }).then((answer) => {
    answered = true;
    return answer;
  });
  while ((await statusOf('alpha')) !== 'suspended') await new Promise((resolve) => setImmediate(resolve));
  release();
  await batch;
  assert.equal((await suspended).status, 200);
});

test('a creation is asked for once a slug; what is wrong with it is said at once and leaves nothing', async () => {
  const wanted = { slug: 'gamma', name: 'Gamma', plan: 'enterprise' };
  const seq = await headOf();
  const first = await post('/tenants', wanted);
  assert.equal(first.status, 202);
  assert.match(first.json.job, /^job_/);
  const job = await ask('GET', `/jobs/${String(first.json.job)}`);
  assert.deepEqual([job.json.kind, job.json.status, job.json.step], ['tenant.create', 'waiting', null]);
  const second = await post('/tenants', wanted);
  assert.equal(second.status, 409);
  assert.match(second.json.message, new RegExp(String(first.json.job)));
  const kinds = (await entriesSince(seq)).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['tenant.creation_requested']);
  const bad: readonly [Record<string, unknown>, number, RegExp][] = [
    [{ ...wanted, slug: 'alpha' }, 409, /taken/],
    [{ ...wanted, slug: "x'; DROP SCHEMA control CASCADE" }, 422, /is not a slug/],
    [{ ...wanted, slug: 'Ab' }, 422, /is not a slug/],
    [{ ...wanted, slug: 'x'.repeat(61) }, 422, /./],
    [{ ...wanted, slug: 'delta', name: '  ' }, 422, /name/],
    [{ ...wanted, slug: 'delta', name: 'a\nb' }, 422, /name/],
    [{ ...wanted, slug: 'delta', plan: 'gold' }, 422, /no plan gold/],
    [{ ...wanted, slug: 'delta', cell: 'nowhere' }, 404, /no cell nowhere/],
    [{ ...wanted, slug: 'delta', id: 'tnt_x' }, 422, /./],
    [{ slug: 'delta' }, 422, /./],
  ];
  for (const [body, status, message] of bad) {
    const answer = await post('/tenants', body);
    assert.equal(answer.status, status, `${JSON.stringify(body)} ${answer.text}`);
    assert.match(answer.headers['content-type'] as string, /problem\+json/);
    assert.match(answer.json.message, message);
  }
  assert.equal((await entriesSince(seq)).length, 1, 'a refusal leaves no entry and no job');
});

test('sixteen requests for one slug at once make one job', async () => {
  const wanted = { slug: 'raced', name: 'Raced', plan: 'trial' };
  const answers = await Promise.all(Array.from({ length: 16 }, () => post('/tenants', wanted)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [202, ...Array<number>(15).fill(409)]);
});

test('a full cell, or one that takes none, is said so', async () => {
  await owner.query("UPDATE control.cells SET tenants_max = 2 WHERE name = 'home'");
  assert.match(
    (await post('/tenants', { slug: 'late', name: 'L', plan: 'trial' })).json.message,
    /No cell has room/,
  );
  await owner.query("UPDATE control.cells SET tenants_max = 1000, state = 'draining' WHERE name = 'home'");
  assert.equal(
    (await post('/tenants', { slug: 'late', name: 'L', plan: 'trial', cell: 'home' })).status,
    409,
  );
  await owner.query("UPDATE control.cells SET state = 'open' WHERE name = 'home'");
});

test('one piece of work a tenant: another is refused and names the one under way', async () => {
  const job = (await post('/tenants/beta/export')).json.job as string;
  for (const [path, body] of [
    ['/tenants/beta/export', {}],
    ['/tenants/beta/delete', { slug: 'beta', reason: 'no more' }],
    ['/tenants/beta/restore', { file: 'beta.gamut' }],
  ] as const) {
    const answer = await post(path, body);
    assert.equal(answer.status, 409, path);
    assert.match(answer.json.message, new RegExp(job));
    assert.ok(answer.json.fix);
  }
  assert.equal((await post('/tenants/beta/suspend', { reason: 'may always' })).status, 200);
  assert.equal(await statusOf('beta'), 'suspended');
});

test('a suspension that was not seen to its end is not told as done to who asks again with the same key', async () => {
  const facts = `${under.tenant.schema}.facts_state`;
  const suspend = () =>
    ask('POST', '/tenants/alpha/suspend', { reason: 'at once' }, { 'idempotency-key': 'one-suspension' });
  const version = await factsVersion(under.tenant);
  await owner.script(`ALTER TABLE ${facts} RENAME COLUMN version TO away`);
  assert.equal((await suspend()).status, 503);
  await owner.script(`ALTER TABLE ${facts} RENAME COLUMN away TO version`);
  assert.equal(await factsVersion(under.tenant), version);
  const again = await suspend();
  assert.deepEqual([again.status, again.headers['idempotency-replayed']], [200, undefined], again.text);
  assert.equal(await factsVersion(under.tenant), version + 1);
  assert.equal((await suspend()).headers['idempotency-replayed'], 'true');
  assert.equal(await factsVersion(under.tenant), version + 1);
});

test('no work that waits for a worker holds up a suspension', async () => {
  for (const [kind, payload] of [
    ['tenant.move', { from: 'home', to: 'annex', status: 'active' }],
    ['tenant.restore', { file: 'beta.gamut', status: 'active' }],
  ] as const) {
    await owner.query(
      `INSERT INTO control.jobs (id, kind, tenant_id, payload, run_at, created_at) VALUES ($1, $2, $3, $4, now(), now())`,
      [`job of ${kind}`, kind, under.other.id, JSON.stringify(payload)],
    );
    assert.equal((await post('/tenants/beta/suspend', { reason: 'agents run wild' })).status, 200, kind);
    assert.equal(await statusOf('beta'), 'suspended');
    assert.equal((await post('/tenants/beta/reactivate', { reason: 'all good' })).status, 409, kind);
    await owner.query("UPDATE control.jobs SET status = 'failed' WHERE status = 'waiting'");
    await owner.query("UPDATE control.tenants SET status = 'active'");
  }
});

test('a restore under a slug that nobody has does not reach a tenant that stands under another', async () => {
  const seq = await headOf();
  const body = { file: 'alpha.gamut', tenant: under.tenant.id };
  const answer = await post('/tenants/alhpa/restore', body);
  assert.equal(answer.status, 409, answer.text);
  assert.match(answer.json.message, /alpha/);
  assert.equal((await post('/tenants/alhpa/restore', { ...body, afterDeletion: true })).status, 409);
  assert.deepEqual(await entriesSince(seq), []);
  await post('/tenants', { slug: 'epsilon', name: 'Epsilon', plan: 'trial' });
  const gone = { file: 'epsilon.gamut', tenant: 'tnt_00000000000000000000000000' };
  assert.equal((await post('/tenants/epsilon/restore', gone)).status, 409, 'it is being made');
});

test('what does not fit how a tenant stands is refused, and changes nothing', async () => {
  for (const status of ['moving', 'deleting']) {
    await owner.query('UPDATE control.tenants SET status = $1 WHERE slug = $2', [status, 'beta']);
    for (const verb of ['suspend', 'reactivate'])
      assert.equal(
        (await post(`/tenants/beta/${verb}`, { reason: 'because' })).status,
        409,
        `${verb} ${status}`,
      );
    assert.equal((await post('/tenants/beta/move', { cell: 'home' })).status, 409);
    assert.equal(
      (await post('/tenants/beta/move', { cell: 'nowhere' })).status,
      status === 'moving' ? 404 : 409,
    );
    assert.equal(await statusOf('beta'), status);
  }
  assert.equal((await post('/tenants/beta/export')).status, 409, 'deleting');
});

test('unknown tenants, missing reasons, other words than the slug, paths for a file: refused', async () => {
  assert.equal((await post('/tenants/nobody/suspend', { reason: 'because' })).status, 404);
  assert.equal((await post('/tenants/alpha/suspend', {})).status, 422);
  assert.equal((await post('/tenants/alpha/suspend', { reason: 'x' })).status, 422);
  assert.equal((await post('/tenants/alpha/delete', { slug: 'beta', reason: 'no more' })).status, 422);
  assert.equal((await post('/tenants/alpha/restore', { file: '../keys' })).status, 422);
  assert.equal((await post('/tenants/alpha/restore', { file: '.hidden' })).status, 422);
  assert.equal((await post('/tenants/gone/restore', { file: 'gone.gamut' })).status, 404);
  assert.equal((await ask('GET', '/jobs/job_00000000000000000000000000')).status, 404);
  assert.equal((await ask('GET', '/jobs/1;DROP')).status, 422);
  assert.equal(await statusOf('alpha'), 'active');
});

test('a deletion locks the tenant out at once', async () => {
  const person = await under.as('standard', under.other);
  const version = await factsVersion(under.other);
  const answer = await post('/tenants/beta/delete', { slug: 'beta', reason: 'contract ended' });
  assert.equal(answer.status, 202, answer.text);
  assert.equal(await statusOf('beta'), 'deleting');
  assert.equal(await factsVersion(under.other), version + 1);
  assert.equal((await person.call({ method: 'GET', path: '/v1/session' })).status, 403);
  assert.equal((await post('/tenants/beta/reactivate', { reason: 'oh no' })).status, 409);
});
