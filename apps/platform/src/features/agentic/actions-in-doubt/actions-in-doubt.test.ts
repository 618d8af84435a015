/** Actions in doubt as people resolve them: in words, by whom they may, once, and never changing what Gateway said. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { putInDoubt, whyInDoubt } from '../../../../../../tests/support/doubt-world.ts';
import {
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import { commitDecision, makeWorld, type RouteWorld } from '../../../../../../tests/support/route-world.ts';

let under: PlatformUnderTest;
let administrator: Client;
let operator: Client;
let world: RouteWorld;
const words = { found: 'did_not_happen', evidence: 'The mail server has no such message.' };

before(async () => {
  under = await testPlatform();
  [administrator, operator] = [await under.as('administrator'), await under.as('operator')];
  world = await makeWorld(under, administrator, under.tenant);
});
after(() => under.close());

const get = (path: string, client = operator): Promise<Answer> => client.call({ method: 'GET', path });
const resolve = (id: string, body: object, client = operator): Promise<Answer> =>
  client.call({ method: 'POST', path: `/v1/actions-in-doubt/${id}/resolutions`, body });

/** @returns its decision */
async function newDoubt(agentId = world.agentId): Promise<string> {
  const who = { agent: agentId, agentName: 'agent', toolId: world.toolId };
  const { id } = await commitDecision(under, under.tenant, who, 'allow');
  return putInDoubt(under, under.tenant, id);
}

const listed = async (resolved: string): Promise<string[]> => {
  const { json } = await get(`/v1/actions-in-doubt?resolved=${resolved}`);
  return json.data.map((one: { decisionId: string }) => one.decisionId);
};

test('what is in doubt is listed with what was asked and why, counted on the overview, and leaves both when it is resolved', async () => {
  const id = await newDoubt();
  const { json } = await get(`/v1/actions-in-doubt/${id}`);
  assert.deepEqual(
    [json.target, json.why, json.held, json.resolved, json.mayResolve, json.resolutions],
    ['somebody@outside.example', whyInDoubt, true, false, true, []],
  );
  const clause = async (): Promise<string> => {
    const overview = (await get('/v1/overview')).json;
    const found = overview.headline.find((one: { href: string }) => one.href === '/in-doubt');
    return found?.text ?? 'none';
  };
  assert.ok((await listed('false')).includes(id));
  assert.match(await clause(), /in doubt/);
  const resolved = await resolve(id, { ...words, evidenceUrl: 'https://mail.example/log' });
  assert.equal(resolved.status, 201, resolved.text);
  const [first] = resolved.json.resolutions;
  assert.deepEqual(
    [first.found, first.evidence, first.evidenceUrl, first.by.name, first.supersedes],
    [words.found, words.evidence, 'https://mail.example/log', 'operator of alpha', null],
  );
  assert.deepEqual([resolved.json.held, resolved.json.resolved], [false, true]);
  assert.ok(!(await listed('false')).includes(id) && (await listed('true')).includes(id));
});

test('what Gateway said stays: the decision is in doubt for ever, and so is its outcome in the journal', async () => {
  const id = await newDoubt();
  const said = async () => {
    const { state, outcome } = (await get(`/v1/decisions/${id}`)).json;
    return { state, outcome };
  };
  const before = await said();
  assert.equal(before.state, 'in_doubt');
  assert.equal((await resolve(id, { ...words, found: 'happened' })).status, 201);
  assert.deepEqual(await said(), before);
});

test('a later finding supersedes an earlier one by its name, and none is changed or taken away', async () => {
  const id = await newDoubt();
  const first = (await resolve(id, words)).json.resolutions[0];
  assert.equal((await resolve(id, words)).json.code, 'conflict', 'said already');
  const later = { found: 'happened', evidence: 'It was on another server.', supersedes: first.id };
  const second = await resolve(id, later, administrator);
  assert.equal(second.status, 201, second.text);
  assert.deepEqual(second.json.resolutions.slice(1), [first]);
  assert.equal((await resolve(id, later)).json.code, 'conflict', 'that one does not hold any more');
  const own = under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query("UPDATE decision_resolutions SET found = 'happened'", []),
  );
  await assert.rejects(own, /permission denied/);
});

test('of two people who resolve at once one is told of the other, whatever they found', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await newDoubt();
    const answers = await Promise.all([
      resolve(id, words),
      resolve(id, { ...words, found: 'happened' }, administrator),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
    assert.equal((await get(`/v1/actions-in-doubt/${id}`)).json.resolutions.length, 1);
  }
});

test('whoever answers for a critical agent does not resolve what it did, and is told so beforehand', async () => {
  const made = await administrator.call({
    method: 'POST',
    path: '/v1/agents',
    body: {
      name: 'critical-one',
      purpose: 'tests',
      humanOwnerId: operator.userId,
      status: 'active',
      tier: 'critical',
    },
  });
  assert.equal(made.status, 201, made.text);
  const id = await newDoubt(made.json.id);
  const { json } = await get(`/v1/actions-in-doubt/${id}`);
  assert.equal(json.mayResolve, false);
  assert.match(json.mayNotBecause, /answer for this critical agent/);
  assert.equal((await resolve(id, words)).status, 403);
  assert.equal((await resolve(id, words, administrator)).status, 201);
});

test('it leaves one audit record that says what was found, by whom, and what stood before', async () => {
  const id = await newDoubt();
  const first = (await resolve(id, words)).json.resolutions[0];
  await resolve(id, { ...words, found: 'cannot_be_known', supersedes: first.id });
  const entries = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ kind: string; bytes: string }>(
      "SELECT kind, bytes FROM journal_entries WHERE stream = 'audit' AND subject = $1 AND kind <> 'action_in_doubt.noticed' ORDER BY seq",
      [id],
    ),
  );
  assert.deepEqual(
    entries.map(({ kind }) => kind),
    ['action_in_doubt.resolved', 'action_in_doubt.resolved'],
  );
  assert.match(entries[1]?.bytes ?? '', /"found":"cannot_be_known"/);
  assert.match(entries[1]?.bytes ?? '', /"found":"did_not_happen"/);
});

test('another tenant finds neither the action nor a way to resolve it; what is not in doubt is none', async () => {
  const id = await newDoubt();
  const stranger = await under.as('administrator', under.other);
  assert.equal((await get(`/v1/actions-in-doubt/${id}`, stranger)).status, 404);
  assert.equal((await resolve(id, words, stranger)).status, 404);
  assert.deepEqual((await get('/v1/actions-in-doubt', stranger)).json.data, []);
  assert.equal((await resolve(world['decisionId'] as string, words)).status, 404);
});
