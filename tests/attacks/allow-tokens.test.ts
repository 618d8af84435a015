/**
 * Allow tokens end to end (security.md section 5), with real Gateways in processes of their own before a real platform on a
 * real Postgres: what counts is what the upstream really did. The long version races 10,000 tokens and kills a Gateway often.
 */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { keyIdOf, purposeKey } from '@gamut/crypto/key-purposes';
import { formatAllowToken, type AllowTokenClaims } from '@gamut/protocol/allow-token';
import type { RunningPlatform } from '../../apps/platform/src/compose.ts';
import { sweepUnfinished } from '../../apps/platform/src/features/agentic/decisions/sweep-unfinished.ts';
import { someId } from '../support/gateway-facts.ts';
import { bumpFacts } from '../../apps/platform/src/features/agentic/facts/bump-facts.ts';
import { randomBytes } from '@gamut/crypto/random';
import {
  doing,
  openTokenWorld,
  type Told,
  type TokenAgent,
  type TokenGateway,
  type TokenWorld,
} from '../support/token-world.ts';

const long = process.env['GAMUT_TEST_LONG'] === '1';
const raced = long ? 10_000 : 12;
const kills = long ? 200 : 4;
const racers = 16;

let world: TokenWorld;
let one: TokenGateway;
let two: TokenGateway;
let agent: TokenAgent;
let colleague: TokenAgent;
let foreigner: TokenAgent;
let second: RunningPlatform;

before(async () => {
  world = await openTokenWorld();
  [agent, colleague, foreigner] = world.agents as [TokenAgent, TokenAgent, TokenAgent];
  second = await world.under.another();
  [one, two] = await Promise.all([world.startGateway(), world.startGateway(await second.listen())]);
});
after(async () => {
  await world.close();
  await second.close();
});

const codes = (told: Told): readonly string[] =>
  ((told.json.reasons ?? []) as { code: string }[]).map((reason) => reason.code);

async function decide(effect: string, by = agent, at = one): Promise<string> {
  const told = await at.post('/v1/decide', doing(effect), by.token);
  assert.equal(told.status, 200);
  assert.equal(told.json.decision, 'allow_and_log', JSON.stringify(told.json));
  return told.json.token as string;
}

const perform = (token: string, effect: string, at = one, by = agent, more: object = {}): Promise<Told> =>
  at.post('/v1/perform', { token, ...doing(effect, more) }, by.token);

/** The claims of a token as they stand in it; nothing of them is secret. */
function claimsIn(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[2] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
}

/** Made with Gateway's own secret: authentic, and still nothing that was decided. */
function mint(change: Partial<AllowTokenClaims>, like: string): string {
  const given = claimsIn(like) as Record<string, never>;
  const key = { keyId: keyIdOf(world.signingSecret), key: purposeKey(world.signingSecret, 'allowToken') };
  const claims: AllowTokenClaims = {
    tenant: given['tenant'] as never,
    agent: given['agent'] as never,
    tool: given['tool'] as never,
    actionType: given['action_type'] as never,
    actionSha256: given['action'] as never,
    factsVersion: given['facts_version'] as never,
    decision: given['decision'] as never,
    approval: given['approval'] as never,
    leaseEpoch: null,
    audience: given['audience'] as never,
    issuedMs: given['issued_ms'] as never,
    expiresMs: given['expires_ms'] as never,
    id: given['id'] as never,
    ...change,
  };
  return formatAllowToken(claims, key);
}

test('deciding performs nothing; the same call with its token is performed once, at any Gateway', async () => {
  const token = await decide('first');
  assert.equal(world.effects.get('first'), undefined);
  const performed = await perform(token, 'first', two);
  assert.equal(performed.status, 200, JSON.stringify(performed.json));
  assert.equal(performed.json.answer.content[0].text, 'done: first');
  const again = await perform(token, 'first');
  assert.deepEqual([again.status, codes(again)], [403, ['token_used']]);
  assert.equal(world.effects.get('first'), 1);
});

test('a changed, added or missing argument, or another tool, is refused, and the token still stands for its own call', async () => {
  const token = await decide('exact');
  const others = [
    await perform(token, 'other'),
    await perform(token, 'exact', one, agent, { amount: 1 }),
    await one.post('/v1/perform', { token, tool: 'upstream_do', arguments: {} }, agent.token),
    await one.post(
      '/v1/perform',
      { token, tool: 'upstream_don', arguments: { effect: 'exact' } },
      agent.token,
    ),
  ];
  for (const told of others)
    assert.deepEqual([told.status, codes(told), told.json.recorded], [403, ['token_other_action'], true]);
  assert.equal((await perform(token, 'exact')).status, 200);
  assert.deepEqual([world.effects.get('exact'), world.effects.get('other')], [1, undefined]);
});

test('a token is nothing in the hands of another agent, of this tenant or of another', async () => {
  const token = await decide('mine');
  for (const thief of [colleague, foreigner])
    assert.deepEqual(codes(await perform(token, 'mine', one, thief)), ['token_of_another']);
  assert.equal(world.effects.get('mine'), undefined);
});

test('a token that was touched, cut or spelt otherwise is none', async () => {
  const token = await decide('touched');
  const [, keyId = '', payload = '', mac = ''] = token.split('.');
  const wrong = [
    token.slice(0, -1),
    `${token}A`,
    `${token}=`,
    ` ${token}`,
    token.replace('ga1', 'ga2'),
    `ga1.${keyId}.${payload}.${'A'.repeat(43)}`,
    `ga1.${keyId}.${payload}`,
    `ga1.${payload}.${keyId}.${mac}`,
    token.toUpperCase(),
  ];
  for (const text of wrong)
    assert.deepEqual(codes(await perform(text, 'touched')), ['token_not_authentic'], text);
  assert.equal(world.effects.get('touched'), undefined);
});

test('an authentic token whose decision was never committed, or is another, is unknown', async () => {
  const real = await decide('unknown');
  const fresh = Buffer.from(randomBytes(16)).toString('base64url');
  for (const change of [{ id: fresh }, { decision: someId('dec') }, { id: fresh, decision: someId('dec') }])
    assert.deepEqual(codes(await perform(mint(change, real), 'unknown')), ['token_unknown']);
  assert.equal(world.effects.get('unknown'), undefined);
});

test('a token out of its time, of another audience, tenant or lease is refused', async () => {
  const real = await decide('times');
  const now = Date.now();
  const cases: [Partial<AllowTokenClaims>, string][] = [
    [{ issuedMs: now - 60_000, expiresMs: now }, 'token_expired'],
    [{ issuedMs: now + 30_000, expiresMs: now + 60_000 }, 'token_from_the_future'],
    [{ audience: 'gateway:another' }, 'token_of_another'],
    [{ tenant: foreigner.tenant.id }, 'token_of_another'],
    [{ leaseEpoch: 1 }, 'token_void'],
    [{ factsVersion: 1 }, 'token_void'],
    [{ actionType: 'read' }, 'token_other_action'],
  ];
  for (const [change, code] of cases)
    assert.deepEqual(codes(await perform(mint(change, real), 'times')), [code]);
  assert.equal(world.effects.get('times'), undefined);
});

test('whatever changes in governance voids the tokens that are out, and a suspension blocks', async () => {
  const { db } = world.under.running.platform;
  const before = await decide('policy', agent, two);
  await db.tenant(agent.tenant, (tx) => bumpFacts(tx));
  assert.deepEqual(codes(await perform(before, 'policy', two)), ['token_void']);
  const standing = await decide('policy');
  const setStatus = (status: string) =>
    db.tenant(agent.tenant, async (tx) => {
      await tx.query('UPDATE agents SET status = $2 WHERE id = $1', [agent.id, status]);
      await bumpFacts(tx);
    });
  await setStatus('suspended');
  const refused = await perform(standing, 'policy');
  await setStatus('active');
  assert.equal(refused.status, 403);
  assert.deepEqual(codes(await perform(standing, 'policy')), ['token_void'], 'and it does not come back');
  assert.equal(world.effects.get('policy'), undefined);
});

test(`${String(raced)} tokens, each raced for by ${String(racers)} calls at two Gateways: exactly one effect each`, async () => {
  const atOnce = 20;
  for (let from = 0; from < raced; from += atOnce) {
    const names = Array.from(
      { length: Math.min(atOnce, raced - from) },
      (_, n) => `race-${String(from + n)}`,
    );
    const tokens = await Promise.all(names.map((name) => decide(name)));
    const all = names.flatMap((name, n) =>
      Array.from({ length: racers }, (_, racer) =>
        perform(tokens[n] as string, name, racer % 2 === 0 ? one : two),
      ),
    );
    const told = await Promise.all(all);
    assert.equal(told.filter(({ status }) => status === 200).length, names.length);
    assert.ok(told.every((one) => one.status === 200 || codes(one).includes('token_used')));
    for (const name of names) assert.equal(world.effects.get(name), 1, name);
  }
});

test(`a Gateway that dies anywhere between claim and outcome: never two effects, and what was started ends in doubt`, async () => {
  const { db, clock } = world.under.running.platform;
  for (let n = 0; n < kills; n++) {
    const doomed = await world.startGateway();
    const name = `killed-${String(n)}`;
    const token = await decide(name, agent, doomed);
    const call = perform(token, name, doomed).catch(() => undefined);
    await wait((n * 7) % 29);
    await doomed.kill();
    await call;
    const retried = await Promise.all([perform(token, name, two), perform(token, name, one)]);
    const had = world.effects.get(name) ?? 0;
    assert.ok(had <= 1, `${name}: ${String(had)} effects`);
    assert.ok(retried.filter(({ status }) => status === 200).length <= 1);
  }
  world.silent = true;
  const doomed = await world.startGateway();
  const token = await decide('silent', agent, doomed);
  const call = perform(token, 'silent', doomed).catch(() => undefined);
  while (!world.effects.has('silent')) await wait(5);
  await doomed.kill();
  await call;
  world.silent = false;
  assert.deepEqual(codes(await perform(token, 'silent')), ['token_used']);
  const later = { ...clock, nowMs: () => clock.nowMs() + 600_000 };
  await sweepUnfinished(db, agent.tenant, 300_000, later, randomBytes);
  const rows = await db.readTenant(agent.tenant, (tx) =>
    tx.query<{ state: string }>(
      `SELECT d.state FROM decisions d JOIN allow_token_uses u ON u.decision_id = d.id WHERE u.token_id = $1`,
      [claimsIn(token)['id']],
    ),
  );
  assert.deepEqual(rows, [{ state: 'in_doubt' }]);
  assert.equal(world.effects.get('silent'), 1);
});
