/** Notice after the act: whoever answers for a senior agent is told of each thing that it did, once, and says when they have seen it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase } from '@gamut/database/database';
import type { DecisionEntry, OutcomeEntry } from '@gamut/protocol/ledger';
import { clock, outcome } from '../../../../../../tests/support/ledger.ts';
import {
  testPlatform,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import { commitDecision, makeWorld, type RouteWorld } from '../../../../../../tests/support/route-world.ts';
import { createLedger } from '../decisions/commit-ledger.ts';
import { giveNotices } from './give-notices.ts';

let under: PlatformUnderTest;
let administrator: Client;
let operator: Client;
let world: RouteWorld;
let agentId: string;

before(async () => {
  under = await testPlatform();
  [administrator, operator] = [await under.as('administrator'), await under.as('operator')];
  world = await makeWorld(under, administrator, under.tenant);
  agentId = await agentOf('sender', administrator.userId, operator.userId);
  await tell();
});
after(() => under.close());

const tell = (): Promise<number> => giveNotices(under.running.platform.db, under.tenant, clock);

async function agentOf(name: string, humanOwnerId: string, securityOwnerId: string): Promise<string> {
  const body = { name, purpose: 'tests', humanOwnerId, securityOwnerId, status: 'active' };
  const made = await administrator.call({ method: 'POST', path: '/v1/agents', body });
  assert.equal(made.status, 201, made.text);
  return made.json.id;
}

const started = (more: Partial<DecisionEntry> = {}) => {
  const who = { agent: more.agent ?? agentId, agentName: 'sender', toolId: world['toolId'] as string };
  const kind = more.decision?.kind ?? 'allow';
  return commitDecision(under, under.tenant, who, kind, { level: 'senior', ...more });
};
async function end(decision: string, state: OutcomeEntry['state'] = 'done'): Promise<void> {
  const { db, random, keys } = under.running.platform;
  const entries = [{ ...outcome(decision), state, ...(state === 'done' ? {} : { answerSha256: null }) }];
  const batch = { tenant: under.tenant.id, instance: 'gwy_test', entries };
  const ledger = createLedger({ db, clock, random, keys });
  const { results } = await ledger.commit(under.tenant, batch, encodeBase64url(randomBytes(16)));
  assert.equal(results[0]?.status, 'committed', JSON.stringify(results));
}
async function act(
  more: Partial<DecisionEntry> = {},
  state: OutcomeEntry['state'] = 'done',
): Promise<string> {
  const { id } = await started(more);
  await end(id, state);
  return id;
}

interface Shown {
  readonly seq: number;
  readonly decisionId: string;
  readonly outcome: string;
  readonly addressedAs: string[];
  readonly seenAt: string | null;
}
async function listed(client: Client, query = '?limit=200'): Promise<Shown[]> {
  const { status, json, text } = await client.call({ method: 'GET', path: `/v1/notices${query}` });
  assert.equal(status, 200, text);
  return json.data;
}
const ofDecision = async (client: Client, id: string): Promise<Shown[]> =>
  (await listed(client)).filter(({ decisionId }) => decisionId === id);
const see = (client: Client, body: object) => client.call({ method: 'POST', path: '/v1/notices/seen', body });

const recordsOf = async (id: string): Promise<Record<string, unknown>[]> => {
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'notice.given' AND subject = $1",
      [id],
    ),
  );
  return rows.map(({ bytes }) => (JSON.parse(bytes) as { body: Record<string, unknown> }).body);
};

test('what a senior agent did is told to its human owner and its security owner, and stands in the audit stream without a word of the call', async () => {
  const id = await act();
  assert.deepEqual(await ofDecision(administrator, id), [], 'nothing on the way of the decision');
  assert.equal(await tell(), 1);
  const [forOwner] = await ofDecision(administrator, id);
  assert.deepEqual(
    [forOwner?.addressedAs, forOwner?.outcome, forOwner?.seenAt],
    [['human_owner'], 'done', null],
  );
  assert.deepEqual((await ofDecision(operator, id))[0]?.addressedAs, ['security_owner']);
  const [record, ...more] = await recordsOf(id);
  assert.deepEqual(more, []);
  assert.deepEqual(record?.['subject'], { kind: 'decision', id, name: 'sender: tools_send' });
  const { endedAt, ...rest } = record?.['after'] as Record<string, unknown>;
  assert.match(String(endedAt), /^\d{4}-.*Z$/);
  assert.deepEqual(rest, {
    agent: agentId,
    level: 'senior',
    tool: 'tools_send',
    actionType: 'external',
    decision: 'allow',
    outcome: 'done',
    humanOwner: administrator.userId,
    securityOwner: operator.userId,
  });
  assert.ok(!JSON.stringify(record).includes('somebody@outside.example'));
});

test('who is both of its owners is told once, and nobody else is told', async () => {
  const own = await agentOf('own', operator.userId, administrator.userId);
  // as agents of before may stand
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.execute('UPDATE agents SET security_owner_id = human_owner_id WHERE id = $1', [own]),
  );
  const id = await act({ agent: own });
  await tell();
  assert.deepEqual(
    (await ofDecision(operator, id)).map(({ addressedAs }) => addressedAs),
    [['human_owner', 'security_owner']],
  );
  assert.deepEqual(await ofDecision(administrator, id), []);
});

test('what failed and what is in doubt is told as that, and a principal’s acts as a senior’s', async () => {
  const [failed, doubtful, principal] = [
    await act({}, 'failed'),
    await act({}, 'in_doubt'),
    await act({ level: 'principal' }),
  ];
  await tell();
  for (const [id, state] of [
    [failed, 'failed'],
    [doubtful, 'in_doubt'],
    [principal, 'done'],
  ] as const)
    assert.deepEqual(
      (await ofDecision(administrator, id)).map((one) => one.outcome),
      [state],
    );
});

test('nobody is told of reading, of what a person approves each time, of a refusal, or of what has not ended', async () => {
  const ids = [
    await act({ actionType: 'read' }),
    await act({ level: 'junior' }),
    (await started({ decision: { kind: 'block', reasons: [], trace: [] } })).id,
  ];
  const running = await started();
  assert.equal(await tell(), 0);
  for (const id of [...ids, running.id]) assert.deepEqual(await ofDecision(administrator, id), []);
  await end(running.id);
  assert.equal(await tell(), 1);
});

test('each act is told once, by however many processes at once, and what one of them left by its death the next one tells', async () => {
  const ids = [await act(), await act(), await act()];
  const { db } = under.running.platform;
  // it dies as it commits: nothing of it stands
  const dying = db.tenant(under.tenant, async (tx) => {
    await tx.query('UPDATE behaviour_watch SET noticed_seq = noticed_seq + 1000000', []);
    throw new Error('died');
  });
  await assert.rejects(dying, /died/);
  const other = createDatabase({ url: under.database.appUrl, applicationName: 'test' });
  await Promise.all([db, other, db, other].map((one) => giveNotices(one, under.tenant, clock)));
  await tell();
  await other.close();
  for (const id of ids) {
    assert.equal((await recordsOf(id)).length, 1);
    assert.equal((await ofDecision(operator, id)).length, 1);
  }
});

test('a person marks their own as seen, one alone or with all before it, and nobody else’s', async () => {
  const [first, second, third] = [await act(), await act(), await act()];
  await tell();
  const seqOf = async (id: string) => (await ofDecision(administrator, id))[0]?.seq;
  const alone = await see(administrator, { seq: await seqOf(second) });
  assert.deepEqual([alone.status, alone.json.seen], [200, 1], alone.text);
  const isNew = async (client: Client) => {
    const ids = (await listed(client, '?seen=false&limit=200')).map(({ decisionId }) => decisionId);
    return [first, second, third].map((id) => ids.includes(id));
  };
  assert.deepEqual(await isNew(administrator), [true, false, true]);
  assert.deepEqual(await isNew(operator), [true, true, true]);
  assert.ok((await see(administrator, { seq: await seqOf(second), andBefore: true })).json.seen >= 1);
  assert.deepEqual(await isNew(administrator), [false, false, true]);
  assert.equal((await see(administrator, { seq: await seqOf(second), andBefore: true })).json.seen, 0);
  assert.ok((await listed(administrator, '?seen=true')).every(({ seenAt }) => seenAt !== null));
});

test('pages follow each other without a gap, newest first, and can be asked for one agent', async () => {
  const other = await agentOf('other', administrator.userId, operator.userId);
  const mine = [await act({ agent: other }), await act({ agent: other }), await act({ agent: other })];
  await tell();
  const seen: string[] = [];
  let cursor = '';
  for (;;) {
    const { json } = await administrator.call({
      method: 'GET',
      path: `/v1/notices?limit=2&agentId=${other}${cursor}`,
    });
    seen.push(...json.data.map((one: Shown) => one.decisionId));
    if (json.next === null) break;
    cursor = `&cursor=${json.next}`;
  }
  assert.deepEqual(seen, [...mine].reverse());
});

test('a person of another tenant is told nothing, and marks nothing', async () => {
  const id = await act();
  await tell();
  const stranger = await under.as('administrator', under.other);
  assert.deepEqual(await listed(stranger), []);
  const [mine] = await ofDecision(administrator, id);
  assert.equal((await see(stranger, { seq: mine?.seq, andBefore: true })).json.seen, 0);
  assert.equal((await ofDecision(administrator, id))[0]?.seenAt, null);
});

test('more than one transaction looks at is told in one round', async () => {
  const { db } = under.running.platform;
  const id = await act();
  await db.tenant(under.tenant, (tx) => tx.query('UPDATE behaviour_watch SET noticed_seq = 0', []));
  await db.tenant(under.tenant, (tx) => tx.query('DELETE FROM notices', []));
  // as if three thousand entries of others had come in between
  await db.tenant(under.tenant, (tx) => tx.query('UPDATE behaviour_watch SET noticed_seq = -3000', []));
  assert.ok((await tell()) > 1);
  assert.equal((await ofDecision(administrator, id)).length, 1);
});
