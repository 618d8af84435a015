/**
 * AGENTIC_SIGNING_SECRET is replaced while runtimes work: Gateways of before, of the exchange and of after stand beside one
 * another. What was signed under the one before is good until it is taken away, and nothing new is made under it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keyIdOf, purposeKey } from '@gamut/crypto/key-purposes';
import { randomBytes } from '@gamut/crypto/random';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import { deriveAnswerKey, deriveRuntimeKey } from '@gamut/protocol/runtime-key';
import { signRequest } from '@gamut/protocol/signed-request';
import { verifyResponse } from '@gamut/protocol/signed-response';
import { makeToken } from '../../../../tests/support/gateway-facts.ts';
import { eventually } from '../../../../tests/support/pace.ts';
import type { AnyJson } from '../../../../tests/support/platform.ts';
import {
  doing,
  openTokenWorld,
  type TokenAgent,
  type TokenGateway,
  type TokenWorld,
} from '../../../../tests/support/token-world.ts';

interface Key {
  readonly key_id: string;
  readonly tenant: string;
  readonly signing_key: string;
}

const newSecret = randomBytes(32);
let world: TokenWorld;
let agent: TokenAgent;
let colleague: TokenAgent;
/** Both secrets, the old one in force; both, the new one in force; the new one alone. */
let [told, exchanged, done]: TokenGateway[] = [];
let oldKey: Key;
let oldToken: string;

before(async () => {
  world = await openTokenWorld();
  [agent, colleague] = world.agents as [TokenAgent, TokenAgent];
  const first = await world.startGateway();
  oldKey = (await first.post('/v1/signing-key', {}, agent.token)).json as Key;
  const [now, next] = [encodeBase64url(world.signingSecret), encodeBase64url(newSecret)];
  told = await world.startGateway(undefined, { AGENTIC_SIGNING_SECRET_RETIRING: next });
  exchanged = await world.startGateway(undefined, {
    AGENTIC_SIGNING_SECRET: next,
    AGENTIC_SIGNING_SECRET_RETIRING: now,
  });
  oldToken = String((await first.post('/v1/decide', doing('old'), agent.token)).json.token);
});
after(() => world.close());

async function signed(
  at: TokenGateway,
  key: Key,
  path: string,
  content: unknown,
): Promise<{ status: number; json: AnyJson }> {
  const body = JSON.stringify(content);
  const bytes = decodeBase64url(key.signing_key) as Uint8Array;
  const headers = signRequest({
    method: 'POST',
    url: at.origin + path,
    tenant: key.tenant,
    requestId: 'req_of_a_runtime',
    body,
    keyId: key.key_id,
    key: bytes,
    clock: { nowMs: () => Date.now() },
    random: randomBytes,
  });
  const response = await fetch(at.origin + path, { method: 'POST', headers, body });
  const answer = Buffer.from(await response.arrayBuffer());
  if (response.status < 400)
    verifyResponse({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: answer,
      requestSignature: headers['signature'] as string,
      keyId: key.key_id,
      key: deriveAnswerKey(bytes),
      nowMs: Date.now(),
    });
  return { status: response.status, json: JSON.parse(answer.toString()) as AnyJson };
}

test('a key and a token of before are good at every Gateway that knows the secret before, and answers are bound to them', async () => {
  for (const [name, at] of Object.entries({ told, exchanged }))
    assert.equal((await signed(at as TokenGateway, oldKey, '/v1/decide', doing(name))).status, 200, name);
  const performed = await signed(exchanged as TokenGateway, oldKey, '/v1/perform', {
    token: oldToken,
    ...doing('old'),
  });
  assert.deepEqual([performed.status, world.effects.get('old')], [200, 1]);
});

test('what is new is made under the new secret, and good at every Gateway that knows it', async () => {
  const at = exchanged as TokenGateway;
  const key = (await at.post('/v1/signing-key', {}, colleague.token)).json as Key;
  const owner = { tenant: colleague.tenant.id, agent: colleague.id, epoch: 1 };
  assert.equal(
    key.signing_key,
    encodeBase64url(deriveRuntimeKey(purposeKey(newSecret, 'runtimeKeys'), owner)),
  );
  const { json } = await signed(at, key, '/v1/decide', doing('new'));
  assert.equal(String(json.token).split('.')[1], keyIdOf(newSecret));
  const performed = await signed(told as TokenGateway, key, '/v1/perform', {
    token: json.token,
    ...doing('new'),
  });
  assert.deepEqual([performed.status, world.effects.get('new')], [200, 1]);
  done = await world.startGateway(undefined, { AGENTIC_SIGNING_SECRET: encodeBase64url(newSecret) });
  assert.equal((await signed(done, key, '/v1/decide', doing('later'))).status, 200);
});

test('once the secret before is taken away its keys and tokens are nobody’s', async () => {
  const at = done as TokenGateway;
  const refused = await signed(at, oldKey, '/v1/decide', doing('over'));
  assert.deepEqual([refused.status, refused.json.code], [401, 'signature_invalid']);
  const token = String(
    (await (told as TokenGateway).post('/v1/decide', doing('late'), agent.token)).json.token,
  );
  const late = await at.post('/v1/perform', { token, ...doing('late') }, agent.token);
  assert.deepEqual([late.status, late.json.reasons[0].code], [403, 'token_not_authentic']);
  assert.equal(world.effects.get('late'), undefined);
});

test('a signature by neither is refused, whichever secrets are held', async () => {
  const stranger = { ...oldKey, signing_key: encodeBase64url(randomBytes(32)) };
  for (const at of [told, exchanged, done] as TokenGateway[])
    assert.equal((await signed(at, stranger, '/v1/decide', doing('stranger'))).status, 401);
});

/** What the tenant's stream says of refused credentials, without who and when. */
async function refusals(): Promise<unknown[]> {
  const { db } = world.under.running.platform;
  const rows = await db.readTenant(agent.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'agent_credential.refused' ORDER BY seq",
      [],
    ),
  );
  return rows.map(({ bytes }) => {
    const { subject, after: said } = (JSON.parse(bytes) as { body: { subject: AnyJson; after: AnyJson } })
      .body;
    return [subject.id, said.id ?? null, said.why];
  });
}

test('a credential that opens nothing any more is told to its tenant, once for many tries, and whoever shows it learns nothing', async () => {
  const at = told as TokenGateway;
  await world.under.running.platform.db.tenant(agent.tenant, async (tx) => {
    await tx.query('UPDATE agent_credentials SET revoked_at = now() WHERE id = $1', [colleague.credential]);
    await tx.query(
      "UPDATE agent_credentials SET replaced_by = $2, expires_at = now() - interval '1 minute' WHERE id = $1",
      [agent.credential, colleague.credential],
    );
    await tx.query('UPDATE facts_state SET version = version + 1', []);
  });
  const over = async () => (await at.post('/v1/decide', doing('stolen'), colleague.token)).status === 401;
  await eventually(over, 'the end of the credential', 50);
  const answers = [colleague.token, colleague.token, makeToken(colleague.id), makeToken(colleague.id)].map(
    (token) => at.post('/v1/decide', doing('stolen'), token),
  );
  const [first, ...others] = (await Promise.all(answers)).map(({ status, json }) => [
    status,
    json.code,
    json.message,
  ]);
  for (const other of others) assert.deepEqual(other, first);
  await signed(at, oldKey, '/v1/decide', doing('rotated out'));
  const wanted = [
    [colleague.id, colleague.credential, 'revoked'],
    [colleague.id, null, 'unknown'],
    [agent.id, agent.credential, 'rotated_out'],
  ];
  await eventually(async () => (await refusals()).length >= wanted.length, 'the record of each', 50);
  const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
  assert.deepEqual(sorted(await refusals()), sorted(wanted));
  const stranger = await at.post('/v1/decide', doing('stolen'), makeToken(`agt_${'0'.repeat(26)}`));
  assert.deepEqual([stranger.status, stranger.json.code, stranger.json.message], first);
});
