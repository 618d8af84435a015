/**
 * Every route that changes something leaves exactly the audit record that its row names, and changes nothing when that record
 * can't be written. Over the whole route table, so that a new route without a scenario fails here.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  breakStream,
  callersOf,
  changeRequests,
  nameOf,
  type ChangeAsked,
} from '../../../../tests/support/changing-routes.ts';
import {
  operatorToken,
  origin,
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { carryOutbox } from '../audit/carry-outbox.ts';
import { audited, isAudited } from './audited.ts';
import { assertRecorded, openChange } from './change.ts';
import type { Route } from './route.ts';
import { routeTable } from './route-table.ts';

let under: PlatformUnderTest;
let administrator: Client;
let requests: ReturnType<typeof changeRequests>;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  requests = changeRequests(under, administrator);
});
after(() => under.close());

const changing = routeTable.filter(
  (route) => route.audit !== 'none' && route.permission !== 'anyone' && route.permission !== 'operator',
);
interface Head {
  readonly seq: number;
  readonly kinds: readonly string[];
  readonly subjects: readonly AnyJson[];
}

/** Behind what waits for the tenant of what was done to prepare. */
async function lastSeq(): Promise<number> {
  const { db, clock } = under.running.platform;
  while ((await carryOutbox(db, under.tenant, clock)) > 0);
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
    const client = await callersOf(under, administrator, 'standard')(route);
    const done = async (asked: ChangeAsked) => {
      const seq = await lastSeq();
      return { seq, answer: await client.call(asked) };
    };
    let { seq, answer } = await done(await requests.request(route, `a${index}`));
    if (answer.status !== route.status)
      ({ seq, answer } = await done(await requests.request(route, `b${index}`, 'own')));
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
  const asked: (readonly [Route, ChangeAsked])[] = [];
  requests.startAnew();
  for (const [index, route] of changing.entries()) {
    // a reading that is recorded already in this quarter of an hour needs no second record: audit-log.test.ts has the first
    if (route.operation.kind === 'watched') continue;
    asked.push([route, await requests.request(route, `r${index}`)]);
  }
  const by = callersOf(under, administrator, 'advanced');
  for (const [route] of asked) await by(route);
  await lastSeq();
  await breakStream(under, 'tenant', true);
  await breakStream(under, 'platform', true);
  try {
    const inControl = ([route]: (typeof asked)[number]): boolean => route.operation.kind === 'control';
    for (const some of [asked.filter((one) => !inControl(one)), asked.filter(inControl)]) {
      // what a change in control marks in the tenant before it is committed may stay: control-changes.test.ts
      const left = some.every(inControl) ? tables : [...tables, ...marked];
      const before = await recordsOf(left);
      for (const [route, request] of some) {
        const answer = await (await by(route)).call(request);
        assert.equal(answer.status, 500, `${nameOf(route)}: ${answer.text}`);
        assert.equal(answer.json.code, 'internal_error');
      }
      assert.deepEqual(await recordsOf(left), before);
    }
    assert.equal((await mint()).status, 500, 'no sign-in link is handed out unrecorded');
  } finally {
    await breakStream(under, 'tenant', false);
    await breakStream(under, 'platform', false);
  }
  for (const [index, [route, request]] of asked.entries()) {
    if (nameOf(route) === 'DELETE /v1/session') continue;
    let answer = await (await by(route)).call(request);
    // another of them may have changed what it needs
    if (answer.status !== route.status)
      answer = await (await by(route)).call(await requests.request(route, `s${index}`, 'own'));
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
  'approvals',
  'approval_votes',
  'approval_delegations',
  'break_glass_uses',
];

const marked = ['people', 'facts_state'];

/** Every row of every table that people change, as text. */
async function recordsOf(named: readonly string[]): Promise<Record<string, string>> {
  return under.running.platform.db.readTenant(under.tenant, async (tx) => {
    const found: Record<string, string> = {};
    for (const table of named) {
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
