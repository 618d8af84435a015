/**
 * A runtime that signs (security.md sections 4 and 8), against a real Gateway and platform: its key is issued once and ends with
 * its credential, each request counts once, every answer is bound to its question, and the keys of two agents are two keys.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { purposeKey } from '@gamut/crypto/key-purposes';
import { randomBytes } from '@gamut/crypto/random';
import { decodeBase64url } from '@gamut/kernel/base64url';
import { deriveAnswerKey, deriveRuntimeKey } from '@gamut/protocol/runtime-key';
import { signRequest } from '@gamut/protocol/signed-request';
import { verifyResponse } from '@gamut/protocol/signed-response';
import {
  doing,
  openTokenWorld,
  type TokenAgent,
  type TokenGateway,
  type TokenWorld,
} from '../../../../../tests/support/token-world.ts';
import { connectAgent } from '../../../../../tests/support/mcp-agent.ts';
import type { AnyJson } from '../../../../../tests/support/platform.ts';

interface Key {
  readonly key_id: string;
  readonly tenant: string;
  readonly agent: string;
  readonly signing_key: string;
}
interface Signed {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

let world: TokenWorld;
let gateway: TokenGateway;
let other: TokenGateway;
let agent: TokenAgent;
let colleague: TokenAgent;
let foreigner: TokenAgent;
let key: Key;

before(async () => {
  world = await openTokenWorld();
  [agent, colleague, foreigner] = world.agents as [TokenAgent, TokenAgent, TokenAgent];
  [gateway, other] = await Promise.all([world.startGateway(), world.startGateway()]);
  const told = await gateway.post('/v1/signing-key', {}, agent.token);
  assert.equal(told.status, 201, JSON.stringify(told.json));
  key = told.json as Key;
});
after(() => world.close());

const bytesOf = (given: Key): Uint8Array => decodeBase64url(given.signing_key) as Uint8Array;

function sign(
  path: string,
  content: unknown,
  given = key,
  change: { tenant?: string; nowMs?: number } = {},
): Signed {
  const body = JSON.stringify(content);
  const headers = signRequest({
    method: 'POST',
    url: gateway.origin + path,
    tenant: change.tenant ?? given.tenant,
    requestId: 'req_of_a_runtime',
    body,
    keyId: given.key_id,
    key: bytesOf(given),
    clock: { nowMs: () => change.nowMs ?? Date.now() },
    random: randomBytes,
  });
  return { path, headers, body };
}

async function send({
  path,
  headers,
  body,
}: Signed): Promise<{ status: number; json: AnyJson; bound: boolean }> {
  const response = await fetch(gateway.origin + path, { method: 'POST', headers, body });
  const bytes = Buffer.from(await response.arrayBuffer());
  let bound = true;
  try {
    verifyResponse({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: bytes,
      requestSignature: headers['signature'] as string,
      keyId: key.key_id,
      key: deriveAnswerKey(bytesOf(key)),
      nowMs: Date.now(),
    });
  } catch {
    bound = false;
  }
  return { status: response.status, json: JSON.parse(bytes.toString()), bound };
}

test('a signing key is issued once for a credential, and is drawn from secret, tenant, agent and epoch', async () => {
  const again = await other.post('/v1/signing-key', {}, agent.token);
  assert.deepEqual([again.status, again.json.code], [409, 'already_done']);
  const drawn = deriveRuntimeKey(purposeKey(world.signingSecret, 'runtimeKeys'), {
    tenant: agent.tenant.id,
    agent: agent.id,
    epoch: 1,
  });
  assert.deepEqual(Buffer.from(bytesOf(key)), Buffer.from(drawn));
  const races = await Promise.all(
    Array.from({ length: 16 }, (_, n) =>
      (n % 2 === 0 ? gateway : other).post('/v1/signing-key', {}, foreigner.token),
    ),
  );
  assert.equal(races.filter(({ status }) => status === 201).length, 1);
});

test('a signed runtime decides and performs, and every answer is bound to its question', async () => {
  const decided = await send(sign('/v1/decide', doing('signed')));
  assert.deepEqual([decided.status, decided.json.decision, decided.bound], [200, 'allow_and_log', true]);
  const performed = await send(sign('/v1/perform', { token: decided.json.token, ...doing('signed') }));
  assert.deepEqual([performed.status, performed.bound, world.effects.get('signed')], [200, true, 1]);
  const refused = await send(sign('/v1/perform', { token: decided.json.token, ...doing('signed') }));
  assert.deepEqual([refused.status, refused.bound], [403, true], 'refusals too');
});

test('one signed request, sent sixteen times, is decided once; the others are replays', async () => {
  const recorded = sign('/v1/decide', doing('replayed'));
  const told = await Promise.all(Array.from({ length: 16 }, () => send(recorded)));
  assert.equal(told.filter(({ json }) => json.token !== undefined).length, 1);
  const replayed = told.filter(({ json }) =>
    (json.reasons as AnyJson[]).some((one) => one.code === 'replayed'),
  );
  assert.equal(replayed.length, 15);
  const question = sign('/access/v1/evaluation', {
    subject: { type: 'agent', id: agent.id },
    action: { name: 'call', properties: doing('replayed') },
    resource: { type: 'tool', id: 'upstream_do' },
  });
  assert.equal((await send(question)).status, 200);
  assert.equal((await send(question)).status, 409);
});

test('a request that was touched, is too old, or names another tenant or key is nobody’s', async () => {
  const good = sign('/v1/decide', doing('touched'));
  const wrong: Signed[] = [
    { ...good, body: good.body.replace('touched', 'touchee') },
    { ...good, path: '/v1/perform' },
    { ...good, headers: { ...good.headers, 'gamut-request-id': 'req_of_another' } },
    sign('/v1/decide', doing('touched'), key, { nowMs: Date.now() - 31_000 }),
    sign('/v1/decide', doing('touched'), key, { nowMs: Date.now() + 5000 }),
    sign('/v1/decide', doing('touched'), key, { tenant: foreigner.tenant.id }),
    sign('/v1/decide', doing('touched'), { ...key, key_id: `${agent.id}_2` }),
    sign('/v1/decide', doing('touched'), { ...key, key_id: `${colleague.id}_1` }),
    sign('/v1/decide', doing('touched'), {
      ...key,
      signing_key: Buffer.from(randomBytes(32)).toString('base64url'),
    }),
  ];
  for (const one of wrong) assert.deepEqual([(await send(one)).status, one.path.length > 0], [401, true]);
  assert.equal((await send(sign('/v1/signing-key', {}))).status, 401, 'a key is not made of a key');
});

test('a body that is refused by its size is recorded once for who signed for it, and for a stranger not at all', async () => {
  const { db } = world.under.running.platform;
  const recorded = async (): Promise<number> => {
    const rows = await db.readTenant(agent.tenant, (tx) =>
      tx.query("SELECT id FROM decisions WHERE agent_id = $1 AND reason_codes @> '{call_unreadable}'", [
        agent.id,
      ]),
    );
    return rows.length;
  };
  const huge = { ...doing('huge'), padding: 'x'.repeat(1_100_000) };
  const foreign = sign('/v1/decide', huge, {
    ...key,
    signing_key: Buffer.from(randomBytes(32)).toString('base64url'),
  });
  const late = sign('/v1/decide', huge, key, { nowMs: Date.now() - 31_000 });
  for (const one of [foreign, late]) assert.equal((await send(one)).status, 413);
  assert.equal(await recorded(), 0);
  const mine = sign('/v1/decide', huge);
  for (let n = 0; n < 3; n++) assert.equal((await send(mine)).status, 413);
  assert.equal((await send(sign('/v1/decide', huge))).status, 413);
  assert.equal(await recorded(), 1);
  assert.equal((await send(sign('/v1/decide', doing('after huge')))).status, 200);
});

test('a credential whose time has come acts at no door, by platform’s clock at the commit, though Gateway holds none of it', async () => {
  const { db } = world.under.running.platform;
  const given = await send(sign('/v1/decide', doing('over')));
  // the facts do not move, so that Gateway is not told
  const ends = (when: string) =>
    db.tenant(agent.tenant, (tx) =>
      tx.query(`UPDATE agent_credentials SET expires_at = ${when} WHERE id = $1`, [agent.credential]),
    );
  const question = {
    subject: { type: 'agent', id: agent.id },
    action: { name: 'call', properties: { arguments: doing('over').arguments } },
    resource: { type: 'tool', id: 'upstream_do' },
  };
  await ends('now()');
  const told = [
    await send(sign('/v1/decide', doing('over'))),
    await send(sign('/v1/perform', { token: given.json.token, ...doing('over') })),
    await send(sign('/access/v1/evaluation', question)),
    await gateway.post('/v1/decide', doing('over'), agent.token),
    await gateway.post('/v1/perform', { token: given.json.token, ...doing('over') }, agent.token),
    await gateway.post('/access/v1/evaluation', question, agent.token),
  ].map(({ json }) => JSON.stringify(json));
  const client = await connectAgent(gateway.origin, agent.token, '2025-11-25');
  told.push(JSON.stringify(await client.call('upstream_do', doing('over').arguments)));
  await client.close();
  for (const one of told) assert.match(one, /"credential_expired"/);
  assert.equal(world.effects.get('over'), undefined);
  const recorded = await db.readTenant(agent.tenant, (tx) =>
    tx.query(`SELECT 1 FROM journal_entries WHERE bytes LIKE '%"credential_expired"%'`, []),
  );
  assert.equal(recorded.length, told.length);
  await ends('NULL');
});

test('a key ends with its credential', async () => {
  const { db } = world.under.running.platform;
  await db.tenant(agent.tenant, async (tx) => {
    await tx.query('UPDATE agent_credentials SET revoked_at = now() WHERE id = $1', [agent.credential]);
    await tx.query('UPDATE facts_state SET version = version + 1', []);
  });
  const told = await send(sign('/v1/decide', doing('revoked')));
  assert.ok(
    told.status === 401 || told.json.reasons[0].code === 'credential_revoked',
    JSON.stringify(told.json),
  );
  assert.equal(world.effects.get('revoked'), undefined);
});
