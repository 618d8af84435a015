/**
 * The conventions of the interface over the real routes: one effect for one idempotency key, no change of what was changed
 * meanwhile, no cursor but the list's own.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { commitDecision, makeWorld, type RouteWorld } from '../../../../tests/support/route-world.ts';
import {
  operatorToken,
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { isRepeatable } from './change-guards.ts';
import { routeTable } from './route-table.ts';

let laterMs = 0;
let under: PlatformUnderTest;
let client: Client;
let world: RouteWorld;
let keys = 0;

before(async () => {
  under = await testPlatform({
    clock: { nowMs: () => Date.now() + laterMs, monotonicMs: () => performance.now() },
  });
  client = await under.as('administrator');
  world = await makeWorld(under, client, under.tenant);
});
after(() => under.close());

const newKey = () => `key-${++keys}`;
const post = (path: string, key: string, body: unknown, as = client): Promise<Answer> =>
  as.call({ method: 'POST', path, body, headers: { 'idempotency-key': key } });
const finding = (title: string, key: string, as = client) =>
  post('/v1/findings', key, { agentId: world.agentId, severity: 'low', title }, as);

async function count(sql: string): Promise<number> {
  const [row] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ n: number }>(sql),
  );
  return Number(row?.n);
}
const findings = (title: string) => count(`SELECT count(*) AS n FROM findings WHERE title = '${title}'`);

describe('an idempotency key', () => {
  test('brings the first answer again, byte for byte, and no second effect', async () => {
    const key = newKey();
    const [first, second] = [await finding('once', key), await finding('once', key)];
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.equal(second.text, first.text);
    assert.equal(second.headers['idempotency-replayed'], 'true');
    assert.equal(await findings('once'), 1);
    assert.equal((await finding('once', `"${key}"`)).text, first.text, 'quoted, as the draft writes it');
  });

  test('used with another body, or for another thing, is refused by name, and nothing is done', async () => {
    const key = newKey();
    await finding('as said', key);
    const other = await finding('otherwise', key);
    assert.deepEqual([other.status, other.json.code], [422, 'idempotency_key_reused']);
    assert.equal(await findings('otherwise'), 0);
    const another = await makeWorld(under, client, under.tenant);
    const suspend = `/v1/agents/${another.agentId}/suspend`;
    const mine = newKey();
    assert.equal((await post(suspend, mine, { reason: 'one agent' })).status, 200);
    const theirs = await post(`/v1/agents/${world.agentId}/suspend`, mine, { reason: 'one agent' });
    assert.equal(theirs.json.code, 'idempotency_key_reused');
  });

  test('counts for one person and one route', async () => {
    const key = newKey();
    const [mine, theirs] = [
      await finding('mine', key),
      await finding('mine', key, await under.as('advanced')),
    ];
    assert.deepEqual([mine.status, theirs.status], [201, 201]);
    assert.notEqual(mine.json.id, theirs.json.id);
    const playbook = { name: 'of the same key', actionTypes: ['admin'], steps: 'Call.' };
    assert.equal((await post('/v1/incident-playbooks', key, playbook)).status, 201);
  });

  test('sent by sixteen at once over two processes has one effect and one answer', async () => {
    const second = await under.another();
    const key = newKey();
    const body = { agentId: world.agentId, severity: 'low', title: 'raced' };
    const answers = await Promise.all(
      Array.from({ length: 16 }, async (_, n) => {
        if (n % 2 === 0) return (await finding('raced', key)).text;
        const { body: text } = await second.server.inject({
          method: 'POST',
          url: '/v1/findings',
          payload: body,
          headers: {
            cookie: client.cookie,
            origin: 'https://console.example',
            'x-csrf-token': client.csrfToken,
            'idempotency-key': key,
          },
        });
        return text;
      }),
    );
    await second.close();
    assert.equal(new Set(answers).size, 1, answers.join('\n'));
    assert.equal(await findings('raced'), 1);
  });

  test('of a request that was refused is free for the next one', async () => {
    const key = newKey();
    assert.equal((await post('/v1/findings', key, { title: 'no agent' })).status, 422);
    assert.equal((await finding('at last', key)).status, 201);
  });

  test('is forgotten after a day', async () => {
    const key = newKey();
    const first = await finding('daily', key);
    laterMs = 86_400_000 - 5000;
    const fresh = await under.as('administrator');
    assert.equal((await finding('daily', key, fresh)).text, first.text);
    laterMs += 10_000;
    assert.notEqual((await finding('daily', key, fresh)).text, first.text);
    assert.equal(await findings('daily'), 2);
    laterMs = 0;
  });

  test('never brings a secret twice: the repetition is told that it was done, and as what', async () => {
    const key = newKey();
    const ask = () => post(`/v1/agents/${world.agentId}/credentials`, key, { name: 'shown once' });
    const [first, second] = [await ask(), await ask()];
    assert.equal(first.status, 201);
    assert.deepEqual([second.status, second.json.code], [409, 'already_done']);
    assert.ok(!second.text.includes(first.json.token));
    assert.ok(second.json.message.includes(first.json.credential.id), second.json.message);
    const kept = await count(
      `SELECT count(*) AS n FROM idempotency_keys WHERE answer LIKE '%${first.json.token}%'`,
    );
    assert.equal(kept, 0);
  });

  test('is passed over where the request holds a password: no digest of it is kept that could be guessed at', async () => {
    const kept = () => count('SELECT count(*) AS n FROM idempotency_keys');
    const before = await kept();
    const typed = { current: 'what somebody typed' };
    assert.equal((await post('/v1/sessions/end-others', newKey(), typed)).status, 200);
    assert.equal(await kept(), before);
    await finding('kept', newKey());
    assert.equal(await kept(), before + 1);
  });

  test('that is none is refused', async () => {
    for (const key of ['', '""', 'with space', 'ümlaut', 'x'.repeat(201)])
      assert.equal((await finding('never', key)).json.code, 'bad_request', key);
    assert.equal(await findings('never'), 0);
  });

  test('of the operator counts too', async () => {
    const key = newKey();
    const act = (what: string, by: string) =>
      under.anonymous({
        method: 'POST',
        path: `/operator/v1/tenants/beta/${what}`,
        body: { reason: 'asked twice' },
        headers: { authorization: `Bearer ${operatorToken}`, 'idempotency-key': by },
      });
    const [first, second] = [await act('suspend', key), await act('suspend', key)];
    assert.equal((await act('reactivate', newKey())).status, 200);
    assert.deepEqual([first.status, second.status, second.text], [200, 200, first.text]);
    assert.equal(second.headers['idempotency-replayed'], 'true');
  });

  test('keeps the answer of every POST but those that show a secret or what stands sealed', () => {
    const unkept = routeTable
      .filter((route) => route.method === 'POST' && route.operation.kind !== 'open' && !isRepeatable(route))
      .map((route) => route.path);
    assert.deepEqual(
      unkept.filter(
        (path) =>
          !/credentials|tokens|set-up-link|reset-links|webhook|people|administrators|operators|support|sso|approvals\/:approvalId|kill-switches|behaviour-alerts|simulations|session\/tenant/.test(
            path,
          ),
      ),
      [],
    );
    assert.ok(unkept.includes('/v1/agents/:agentId/credentials'));
  });
});

describe('what is changed under If-Match', () => {
  const path = () => `/v1/agents/${world.agentId}`;
  const change = (purpose: string, ifMatch: string | undefined) =>
    client.call({
      method: 'PATCH',
      path: path(),
      body: { purpose },
      headers: { 'if-match': ifMatch as string },
    });
  const read = () => client.call({ method: 'GET', path: path() });

  test('is refused without it, with an older state and with a weak tag; the present one passes', async () => {
    const tag = String((await read()).headers['etag']);
    assert.match(tag, /^"[A-Za-z0-9_-]{27}"$/);
    const without = await under.anonymous({
      method: 'PATCH',
      path: path(),
      body: { purpose: 'unseen' },
      headers: { cookie: client.cookie, origin: 'https://console.example', 'x-csrf-token': client.csrfToken },
    });
    assert.deepEqual([without.status, without.json.code], [428, 'precondition_required']);
    const changed = await change('seen', tag);
    assert.equal(changed.status, 200, changed.text);
    assert.equal(changed.headers['etag'], (await read()).headers['etag'], 'the answer says the next tag');
    const stale = await change('overwritten', tag);
    assert.deepEqual([stale.status, stale.json.code], [412, 'precondition_failed']);
    assert.equal((await change('weak', `W/${String(changed.headers['etag'])}`)).status, 412);
    assert.equal((await change('none', 'not a tag')).status, 400);
    assert.equal((await read()).json.purpose, 'seen');
    assert.equal((await change('any of them', `${tag}, ${String(changed.headers['etag'])}`)).status, 200);
  });

  test('by sixteen who have seen the same state is changed by one of them', async () => {
    const tag = String((await read()).headers['etag']);
    const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => change(`by ${n}`, tag)));
    const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
    assert.deepEqual(statuses, [200, ...Array.from({ length: 15 }, () => 412)]);
  });

  test('does not grow old by what moves by itself', async () => {
    const before = await read();
    const who = { agent: world.agentId, agentName: 'agent', toolId: world.toolId };
    await commitDecision(under, under.tenant, who, 'block_and_open_incident');
    assert.notEqual((await read()).json.lastSeenAt, before.json.lastSeenAt);
    assert.equal((await read()).headers['etag'], before.headers['etag']);
  });
});

describe('a cursor', () => {
  const list = (path: string, as = client) => as.call({ method: 'GET', path });

  test('goes on where its page ended', async () => {
    const first = await list('/v1/findings?limit=1');
    assert.equal(first.json.has_more, true);
    const second = await list(`/v1/findings?limit=1&cursor=${first.json.next}`);
    assert.equal(second.status, 200, second.text);
    assert.notEqual(second.json.data[0].id, first.json.data[0].id);
  });

  test('that was made up, changed, or taken from another list, filter or tenant is refused by name', async () => {
    const { next } = (await list('/v1/findings?limit=1')).json as { next: string };
    const [mac = '', position = ''] = next.split('.');
    const other = await under.as('administrator', under.other);
    const attempts: readonly (readonly [string, Client])[] = [
      ['/v1/findings?cursor=madeup', client],
      [`/v1/findings?cursor=${position}`, client],
      [`/v1/findings?cursor=${mac}.${Buffer.from('["a","b"]').toString('base64url')}`, client],
      [`/v1/findings?cursor=${mac.slice(1)}A.${position}`, client],
      [`/v1/findings?agentId=${world.agentId}&cursor=${next}`, client],
      [`/v1/agents?cursor=${next}`, client],
      [`/v1/findings?cursor=${next}`, other],
    ];
    for (const [path, as] of attempts) {
      const answer = await list(path, as);
      assert.deepEqual(
        [answer.status, answer.json.code, answer.json.errors?.[0].pointer],
        [422, 'validation_failed', '/cursor'],
        path,
      );
    }
  });
});

test('a record says who made it, and who changed it last where it can be changed', async () => {
  const second = await under.as('operator');
  const named = ({ userId }: Client, name: string) => ({ id: userId, name: `${name} of alpha` });
  const [maker, changer] = [named(client, 'administrator'), named(second, 'operator')];
  const flow = { agentId: world.agentId, dataClass: 'internal', was: 'full', handling: 'safe_form' };
  const set = await post('/v1/data-flows', newKey(), flow, second);
  assert.equal(set.status, 201, set.text);
  for (const [list, id] of [
    ['tool-permissions', 'toolPermissionId'],
    ['data-flows', 'dataFlowId'],
    ['approval-gates', 'approvalGateId'],
    ['red-team-tests', 'redTeamTestId'],
    ['incident-playbooks', 'incidentPlaybookId'],
  ] as const) {
    const { json } = await client.call({ method: 'GET', path: `/v1/${list}?limit=200` });
    const one = (json.data as AnyJson[]).find((row) => row['id'] === world[id]);
    assert.deepEqual(one?.['createdBy'], maker, list);
    if (list === 'data-flows') assert.deepEqual(one?.['updatedBy'], changer);
  }
  const { json } = await client.call({ method: 'GET', path: `/v1/agents/${world.agentId}` });
  assert.deepEqual([json.permissions[0].createdBy, json.dataFlows[0].setBy], [maker, changer]);
  const path = `/v1/approval-gates/${String(world['approvalGateId'])}`;
  const unexplained = await client.call({ method: 'DELETE', path });
  assert.deepEqual([unexplained.status, unexplained.json.code], [422, 'validation_failed']);
});
