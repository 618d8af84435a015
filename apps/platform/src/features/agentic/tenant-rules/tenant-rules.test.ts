/** A rule is written, tested, replayed over what was decided, published by somebody else, judged with, and retired. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  commitDecision,
  decisionEntry,
  makeWorld,
  type RouteWorld,
} from '../../../../../../tests/support/route-world.ts';
import {
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import { ruleText } from '../../../../../../tests/support/rule-world.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';
import type { TenantFacts } from '@gamut/protocol/facts';
import { actionDigest } from '@gamut/protocol/action';

let under: PlatformUnderTest;
let administrator: Client;
let operator: Client;
let world: RouteWorld;

before(async () => {
  under = await testPlatform();
  [administrator, operator] = [await under.as('administrator'), await under.as('operator')];
  world = await makeWorld(under, administrator, under.tenant);
});
after(() => under.close());

const post = (client: Client, path: string, body: unknown): Promise<Answer> =>
  client.call({ method: 'POST', path, body });
const step = (client: Client, id: string, name: string, version = 1): Promise<Answer> =>
  post(client, `/v1/tenant-rules/${id}/${name}`, { version, ...(name === 'retire' ? why : {}) });
const why = { reason: 'it stopped the wrong work' };
const facts = (): Promise<TenantFacts> => createFactsDesk(under.running.platform.db).load(under.tenant);

let made = 0;
async function write(more: object = {}, client = operator): Promise<AnyJson> {
  const answer = await post(client, '/v1/tenant-rules', { name: `rule-${++made}`, ...ruleText, ...more });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

test('a rule goes from draft to retired, binds in between, and its versions stay', async () => {
  const { id } = await write();
  const early = await step(administrator, id, 'publish');
  assert.deepEqual([early.status, early.json.code], [409, 'conflict']);
  assert.equal((await step(operator, id, 'validate')).json.versions[0].status, 'validated');
  const unseen = await step(administrator, id, 'publish');
  assert.match(unseen.json.message, /what this version would change/);
  assert.match((await step(operator, id, 'replay')).json.versions[0].replay.says, /^would change \d+ of \d+/);
  const { version } = await facts();
  const published = await step(administrator, id, 'publish');
  assert.equal(published.json.versions[0].status, 'published', published.text);
  const inForce = await facts();
  assert.ok(inForce.version > version);
  assert.deepEqual(
    inForce.tenantRules?.map((rule) => [rule.id, rule.version, rule.cedar]),
    [[id, 1, ruleText.cedar]],
  );
  const unexplained = await post(administrator, `/v1/tenant-rules/${id}/retire`, { version: 1 });
  assert.equal(unexplained.status, 422, unexplained.text);
  const { status, retiredBy, retireReason } = (await step(administrator, id, 'retire')).json.versions[0];
  assert.deepEqual([status, retiredBy.id, retireReason], ['retired', administrator.userId, why.reason]);
  const afterwards = await facts();
  assert.ok(afterwards.version > inForce.version);
  assert.deepEqual(afterwards.tenantRules, []);
});

test('who wrote a version does not publish it; a new version takes the place of the one before', async () => {
  const mine = await write({}, administrator);
  for (const name of ['validate', 'replay']) await step(administrator, mine.id, name);
  const refused = await step(administrator, mine.id, 'publish');
  assert.deepEqual([refused.status, refused.json.code], [403, 'forbidden']);
  const { id } = await write();
  for (const name of ['validate', 'replay']) await step(operator, id, name);
  assert.equal((await step(administrator, id, 'publish')).status, 200);
  assert.equal((await post(operator, `/v1/tenant-rules/${id}/versions`, ruleText)).status, 201);
  for (const name of ['validate', 'replay']) await step(operator, id, name, 2);
  const second = await step(administrator, id, 'publish', 2);
  assert.deepEqual(
    second.json.versions.map((one: AnyJson) => [one.version, one.status]),
    [
      [2, 'published'],
      [1, 'retired'],
    ],
    second.text,
  );
  assert.deepEqual(
    (await facts()).tenantRules?.map((rule) => rule.version),
    [2],
  );
  await step(administrator, id, 'retire', 2);
});

test('an operator publishes nothing, and a permit, an error or a one-sided test is not kept', async () => {
  const { id } = await write();
  for (const name of ['validate', 'replay']) await step(operator, id, name);
  assert.equal((await step(operator, id, 'publish')).status, 403);
  for (const bad of [
    { cedar: 'permit(principal, action, resource);' },
    { cedar: 'forbid(principal, action, resource) when { context.mood == "bad" };' },
    { cedar: `forbid(principal, action, resource) when { ${'('.repeat(1500)}true${')'.repeat(1500)} };` },
    { tests: [ruleText.tests[0], ruleText.tests[0]] },
  ]) {
    const answer = await post(operator, '/v1/tenant-rules', { name: `bad-${++made}`, ...ruleText, ...bad });
    assert.deepEqual([answer.status, answer.json.code], [422, 'validation_failed'], answer.text);
    assert.ok(answer.json.errors.length > 0);
  }
});

test('a rule whose tests do not pass stays a draft, and each that fails is named', async () => {
  const [night, day] = ruleText.tests;
  const { id } = await write({ tests: [night, day, { ...day, name: 'wrong', expect: 'require_approval' }] });
  const answer = await step(operator, id, 'validate');
  assert.equal(answer.status, 422, answer.text);
  assert.match(answer.json.errors[0].message, /wrong: expected require_approval, found no_match/);
  const seen = await operator.call({ method: 'GET', path: `/v1/tenant-rules/${id}` });
  assert.equal(seen.json.versions[0].status, 'draft');
});

test('a replay counts what would change and names what cannot be known', async () => {
  const who = { agent: world.agentId, agentName: 'replayed', toolId: world.toolId };
  const args = { to: 'claimant:7' };
  const draft = await decisionEntry(under, under.tenant, who, 'allow');
  const digestOf = (of: Record<string, string>) =>
    actionDigest({
      tenant: under.tenant.id,
      agent: draft.agent,
      actionType: draft.actionType ?? 'read',
      tool: draft.tool,
      dataClass: draft.dataClass ?? 'public',
      target: draft.target,
      arguments: of,
    });
  const whole = { argumentsShown: JSON.stringify(args), actionSha256: digestOf(args) };
  const hit = await commitDecision(under, under.tenant, who, 'allow', whole);
  const redacted = {
    argumentsShown: JSON.stringify({ to: '[redacted]' }),
    actionSha256: digestOf({ to: 'claimant:9' }),
  };
  await commitDecision(under, under.tenant, who, 'allow', redacted);
  await commitDecision(under, under.tenant, who, 'block', whole);
  const cedar = `forbid(principal, action == Action::"${draft.actionType ?? 'read'}", resource) when { context.arguments.hasTag("/to") && context.arguments.getTag("/to") == "claimant:7" };`;
  const given = { actionType: draft.actionType, arguments: args };
  const tests = [
    { name: 'claimant 7', given, expect: 'block' },
    { name: 'claimant 8', given: { ...given, arguments: { to: 'claimant:8' } }, expect: 'no_match' },
  ];
  const { id } = await write({ cedar, tests });
  await step(operator, id, 'validate');
  const answer = await step(operator, id, 'replay');
  const { replay } = answer.json.versions[0];
  assert.deepEqual(
    replay.changes.map((one: AnyJson) => [one.decisionId, one.was, one.would]),
    [[hit.id, 'allow', 'block']],
    answer.text,
  );
  const lacking = replay.notReplayable.reduce((sum: number, one: AnyJson) => sum + Number(one.count), 0);
  assert.ok(lacking > 0 && replay.replayed + lacking === replay.decided, JSON.stringify(replay));
  assert.match(replay.says, /^would change 1 of \d+; \d+ not replayable$/);
});

test("another tenant's rules are not there, and bind nobody here", async () => {
  const stranger = await under.as('administrator', under.other);
  const { id } = await write();
  assert.equal((await stranger.call({ method: 'GET', path: `/v1/tenant-rules/${id}` })).status, 404);
  assert.equal((await step(stranger, id, 'retire')).status, 404);
});
