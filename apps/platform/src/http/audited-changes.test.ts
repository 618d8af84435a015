/**
 * Every route that changes something leaves exactly the audit record that its row names, and changes nothing when that record
 * can't be written. Over the whole route table, so that a new route without a scenario fails here.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession } from '@gamut/database/owner-session';
import { inTwoTenants } from '../../../../tests/support/people-world.ts';
import { bodyFor } from '../../../../tests/support/route-bodies.ts';
import { makeWorld, pathFor, type RouteWorld } from '../../../../tests/support/route-world.ts';
import {
  operatorToken,
  origin,
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { audited, isAudited } from './audited.ts';
import { assertRecorded, openChange } from './change.ts';
import type { Route } from './route.ts';
import { routeTable } from './route-table.ts';

let under: PlatformUnderTest;
let administrator: Client;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
});
after(() => under.close());

const changing = routeTable.filter(
  (route) => route.audit !== 'none' && route.permission !== 'anyone' && route.permission !== 'operator',
);
/** Takes somebody with places in two organisations, proven by the password of their account. */
const crossesOver = (route: Route): boolean => nameOf(route) === 'POST /v1/session/tenant';
/** Done by somebody whose sessions nobody else needs. */
const endsSessions = (route: Route): boolean =>
  ['DELETE /v1/session', 'POST /v1/sessions/end-others', 'PUT /v1/session/password'].includes(nameOf(route));
const nameOf = (route: Route): string => `${route.method} ${route.path}`;

/** What has to be done first for the request to succeed. */
const preparations: Readonly<Record<string, (world: RouteWorld) => { path: string; body: unknown }>> = {
  'POST /v1/agents/:agentId/reactivate': ({ agentId }) => ({
    path: `/v1/agents/${agentId}/suspend`,
    body: { reason: 'first suspended' },
  }),
  'POST /v1/people/:personId/reactivate': ({ personId }) => ({
    path: `/v1/people/${String(personId)}/suspend`,
    body: { reason: 'first suspended' },
  }),
};

/** One of everything for many routes, until one finds that another has taken what it needs. */
let shared: RouteWorld | undefined;
const needsItsOwn = (route: Route): boolean =>
  nameOf(route) in preparations || nameOf(route) === 'POST /v1/tool-permissions';

/** What would succeed; in a world of its own where the shared one has been changed, or is to be. */
async function request(
  route: Route,
  unique: string,
  how: 'shared' | 'own' = 'shared',
): Promise<{ method: string; path: string; body?: unknown }> {
  const isOwn = how === 'own' || needsItsOwn(route);
  const world = isOwn || shared === undefined ? await makeWorld(under, administrator, under.tenant) : shared;
  if (!needsItsOwn(route)) shared = world;
  const preparation = preparations[nameOf(route)]?.(world);
  if (nameOf(route) === 'POST /v1/tool-permissions') {
    const gone = await administrator.call({
      method: 'DELETE',
      path: `/v1/tool-permissions/${world['toolPermissionId']}`,
    });
    assert.equal(gone.status, 200, gone.text);
  } else if (preparation !== undefined) {
    assert.equal((await administrator.call({ method: 'POST', ...preparation })).status, 200);
  }
  const body = bodyFor(route, world, unique);
  return { method: route.method, path: pathFor(route, world), ...(body === undefined ? {} : { body }) };
}

interface Head {
  readonly seq: number;
  readonly kinds: readonly string[];
  readonly subjects: readonly AnyJson[];
}

async function lastSeq(): Promise<number> {
  const [row] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ seq: number }>("SELECT max(seq) AS seq FROM journal_entries WHERE stream = 'audit'"),
  );
  return Number(row?.seq ?? 0);
}

async function auditSince(seq: number): Promise<Head> {
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ seq: number; kind: string; bytes: string }>(
      "SELECT seq, kind, bytes FROM journal_entries WHERE stream = 'audit' AND seq > $1 ORDER BY seq",
      [seq],
    ),
  );
  return {
    seq: rows.at(-1)?.seq ?? seq,
    kinds: rows.map((row) => row.kind),
    subjects: rows.map(({ bytes }) => (JSON.parse(bytes) as AnyJson).body.subject),
  };
}

for (const [index, route] of changing.entries()) {
  test(`${nameOf(route)} leaves exactly one record, ${route.audit}`, async () => {
    const client = crossesOver(route)
      ? await inTwoTenants(under)
      : endsSessions(route)
        ? await under.as('standard')
        : administrator;
    const done = async (asked: Awaited<ReturnType<typeof request>>) => {
      const seq = await lastSeq();
      return { seq, answer: await client.call(asked) };
    };
    let { seq, answer } = await done(await request(route, `a${index}`));
    if (answer.status !== route.status)
      ({ seq, answer } = await done(await request(route, `b${index}`, 'own')));
    assert.equal(answer.status, route.status, answer.text);
    const { kinds, subjects } = await auditSince(seq);
    assert.deepEqual(kinds, [route.audit]);
    const [{ id, name }] = subjects;
    assert.ok(typeof name === 'string' && name !== '' && name !== id, `of whom or what: ${String(name)}`);
  });
}

test('signing in by link leaves a record, and so does minting the link', async () => {
  const seq = await lastSeq();
  const minted = await mint();
  assert.equal(minted.status, 201, minted.text);
  const used = await under.anonymous({ method: 'GET', path: new URL(minted.json.url).pathname });
  assert.equal(used.status, 303);
  assert.deepEqual((await auditSince(seq)).kinds, ['sign_in_link.minted', 'session.started']);
});

test('when the audit record can’t be written nothing is changed, on every changing route', async () => {
  const requests: (readonly [Route, Awaited<ReturnType<typeof request>>])[] = [];
  shared = undefined;
  for (const [index, route] of changing.entries()) {
    // a reading that is recorded already in this quarter of an hour needs no second record: audit-log.test.ts has the first
    if (route.operation.kind === 'watched') continue;
    requests.push([route, await request(route, `r${index}`)]);
  }
  const leaver = await under.as('advanced');
  const crosser = await inTwoTenants(under);
  const by = (route: Route): Client =>
    crossesOver(route) ? crosser : endsSessions(route) ? leaver : administrator;
  await breakAuditStream(true);
  try {
    const before = await recordsOf();
    for (const [route, asked] of requests) {
      const answer = await by(route).call(asked);
      assert.equal(answer.status, 500, `${nameOf(route)}: ${answer.text}`);
      assert.equal(answer.json.code, 'internal_error');
    }
    assert.deepEqual(await recordsOf(), before);
    assert.equal((await mint()).status, 500, 'no sign-in link is handed out unrecorded');
  } finally {
    await breakAuditStream(false);
  }
  for (const [index, [route, asked]] of requests.entries()) {
    if (nameOf(route) === 'DELETE /v1/session') continue;
    let answer = await by(route).call(asked);
    // another of them may have changed what it needs
    if (answer.status !== route.status)
      answer = await by(route).call(await request(route, `s${index}`, 'own'));
    assert.equal(
      answer.status,
      route.status,
      `${nameOf(route)} works again once the stream does: ${answer.text}`,
    );
  }
});

test('a success that was not made from this change’s own record can’t commit', async () => {
  const { db, clock, random } = under.running.platform;
  const actor = { kind: 'system', id: 'test', name: 'Test' } as const;
  const record = {
    event: 'agent.updated',
    subject: { kind: 'agent', id: 'agt_x', name: 'an agent' },
  } as const;
  await db.tenant(under.tenant, async (tx) => {
    const [change, another] = [
      openChange({ tx, actor, clock, random }),
      openChange({ tx, actor, clock, random }),
    ];
    const success = await change.succeed(record, 1);
    assert.doesNotThrow(() => assertRecorded(change, 'agent.updated', success));
    assert.throws(() => assertRecorded(change, 'agent.created', success), /names agent\.created/);
    assert.throws(() => assertRecorded(another, 'agent.updated', success), /nothing of its own/);
    assert.throws(
      () => assertRecorded(change, 'agent.updated', { receipt: success.receipt, value: 1 }),
      /without an audit record/,
    );
    assert.throws(() => assertRecorded(change, 'agent.updated', undefined), /without an audit record/);
    assert.equal(isAudited(audited(success.receipt, 2)), true);
  });
});

function mint(): Promise<Answer> {
  const body = { tenant: 'alpha', email: 'advanced@alpha.example' };
  return under.anonymous({
    method: 'POST',
    path: '/operator/v1/sign-in-links',
    body,
    headers: { authorization: `Bearer ${operatorToken}`, origin },
  });
}

const tables = [
  'agents',
  'agent_credentials',
  'connectors',
  'tools',
  'tool_permissions',
  'data_flows',
  'approval_gates',
  'incident_playbooks',
  'red_team_tests',
  'findings',
  'incidents',
  'facts_state',
  'approvals',
  'approval_votes',
  'approval_delegations',
  'break_glass_uses',
  'people',
];

/** Every row of every table that people change, as text. */
async function recordsOf(): Promise<Record<string, string>> {
  return under.running.platform.db.readTenant(under.tenant, async (tx) => {
    const found: Record<string, string> = {};
    for (const table of tables) {
      const [row] = await tx.query<{ all: string }>(
        `SELECT COALESCE(string_agg(t::text, ';' ORDER BY t::text), '') AS all FROM ${table} t`,
      );
      found[table] = row?.all ?? '';
    }
    return { ...found, ...(await controlRecordsOf()) };
  });
}

/** Sessions without their last moment of use, links and passwords. */
async function controlRecordsOf(): Promise<Record<string, string>> {
  const [row] = await under.running.platform.db.readControl((tx) =>
    tx.query<Record<'sessions' | 'links' | 'passwords' | 'memberships' | 'tokens', string>>(
      `SELECT (SELECT string_agg(m::text, ';' ORDER BY m::text) FROM control.memberships m) AS memberships,
         (SELECT string_agg(id || COALESCE(revoked_at::text, ''), ';' ORDER BY id) FROM control.api_tokens) AS tokens,
         (SELECT string_agg(id || COALESCE(ended_at::text, ''), ';' ORDER BY id) FROM control.sessions) AS sessions,
         (SELECT COALESCE(string_agg(token_hash, ';' ORDER BY token_hash), '') FROM control.sign_in_links) AS links,
         (SELECT COALESCE(string_agg(password_hash, ';' ORDER BY id), '') FROM control.users) AS passwords`,
    ),
  );
  return { ...row };
}

async function breakAuditStream(broken: boolean): Promise<void> {
  const session = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  const table = `"${under.tenant.schema}".journal_entries`;
  try {
    if (broken)
      await session.script(`ALTER TABLE ${table} ADD CONSTRAINT broken CHECK (stream <> 'audit') NOT VALID`);
    else await session.script(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS broken`);
  } finally {
    await session.close();
  }
}
