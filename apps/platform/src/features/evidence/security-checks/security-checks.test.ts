/**
 * The live checks, on a real database with two tenants: an honest installation keeps what can be asked here, what can't be
 * asked is never called verified, each planted fault is found by its check, and the signed result verifies without the server.
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { sha256, sha256Hex } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { verifyEd25519 } from '@gamut/crypto/sign';
import { openOwnerSession } from '@gamut/database/owner-session';
import { parseVkey } from '@gamut/journal/signed-note';
import { readStatement, verifyStatement } from '@gamut/journal/signed-statement';
import {
  testPlatform,
  type AnyJson,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import type { Platform } from '../../../platform.ts';
import { checkForgedAgentToken, checkForgedSession } from './check-forgeries.ts';
import { checkGates } from './check-gates.ts';
import { checkKey } from './check-key.ts';
import { runSecurityChecks } from './run-security-checks.ts';
import { measure, outcomeOf, securityCheckNames } from './security-check.ts';

let under: PlatformUnderTest;
let admin: Client;

before(async () => {
  under = await testPlatform();
  admin = await under.as('administrator');
});
after(() => under.close());

const path = '/v1/security-checks';
const run = async (client = admin): Promise<AnyJson> => {
  const answer = await client.call({ method: 'POST', path, body: {} });
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
};
const resultOf = (result: AnyJson, name: string): AnyJson =>
  (result['checks'] as AnyJson[]).find((check) => check['name'] === name);

async function asSuperuser(plant: string, undo: string, look: () => Promise<void>): Promise<void> {
  const session = await openOwnerSession(under.database.superuserUrl, 'security-checks');
  try {
    await session.script(plant);
    await look();
  } finally {
    await session.script(undo);
    await session.close();
  }
}

test('before anybody ran them there is no result, and afterwards the newest is what was answered', async () => {
  const none = await (await under.as('administrator', under.other)).call({ method: 'GET', path });
  assert.deepEqual(none.json, { latest: null });
  const result = await run();
  const newest = await admin.call({ method: 'GET', path });
  assert.deepEqual(newest.json, { latest: result });
});

test('an honest installation keeps every promise that can be asked here; Gateway and the witness are not here, and are not called verified', async () => {
  const result = await run();
  const said = Object.fromEntries(
    (result['checks'] as AnyJson[]).map((check) => [check['name'], check['result']]),
  );
  assert.deepEqual(Object.keys(said), [...securityCheckNames]);
  const away = ['witness_head', 'forged_agent_token'];
  for (const name of securityCheckNames)
    assert.equal(
      said[name],
      away.includes(name) ? 'not_measured' : 'verified',
      `${name}: ${resultOf(result, name)['detail']}`,
    );
  assert.equal(result['outcome'], 'incomplete');
});

test('the signed result verifies offline under the journal key alone, says the same, and refuses a changed byte', async () => {
  const result = await run();
  const { note } = result as { note: string };
  const key = parseVkey('note', under.running.platform.journalVkey, sha256);
  assert.ok(key);
  assert.equal(await verifyStatement(note, key, verifyEd25519), 'verified');
  assert.equal(result['sha256'], sha256Hex(note));
  const document = readStatement(note)?.document as AnyJson;
  assert.deepEqual(document['checks'], result['checks']);
  assert.equal(document['tenant'], under.tenant.id);
  assert.equal(await verifyStatement(note.replace('"verified"', '"verifies"'), key, verifyEd25519), 'forged');
});

test('running them leaves an audit record with the result’s digest', async () => {
  const result = await run();
  const [entry] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'security_checks.run' ORDER BY seq DESC LIMIT 1",
    ),
  );
  assert.ok(entry);
  const { body } = JSON.parse(entry.bytes) as AnyJson;
  assert.equal(body['after'].sha256, result['sha256']);
  assert.deepEqual(body['after'].notMeasured, ['witness_head', 'forged_agent_token']);
});

test('a hole in this tenant’s wall is found by the catalog, a way to another by the attempt, and shuts everything until it is mended', async () => {
  const [mine, theirs] = [under.tenant, under.other];
  await asSuperuser(
    `GRANT USAGE ON SCHEMA ${theirs.schema} TO ${mine.role}; GRANT SELECT ON ${theirs.schema}.people TO ${mine.role}`,
    `REVOKE SELECT ON ${theirs.schema}.people FROM ${mine.role}; REVOKE USAGE ON SCHEMA ${theirs.schema} FROM ${mine.role}`,
    async () => {
      const result = await runSecurityChecks(under.running.platform, mine, admin.userId);
      for (const name of ['tenant_catalog', 'foreign_tenant', 'start_gates'])
        assert.equal(result.checks.find((check) => check.name === name)?.result, 'failed', name);
      assert.equal(result.outcome, 'failed');
      const answer = await admin.call({ method: 'POST', path, body: {} });
      assert.deepEqual([answer.status, answer.json.code], [503, 'unavailable']);
      assert.match(answer.text, /The gate database-[a-z-]+ is shut/);
    },
  );
  await under.running.gates.round();
  await run();
});

test('an entry that the database’s owner rewrote is found by the journal’s check, and its stream’s root by the witness’s', async () => {
  const table = `${under.tenant.schema}.journal_entries`;
  const one = `stream = 'audit' AND seq = 1`;
  await asSuperuser(
    `UPDATE ${table} SET bytes = replace(bytes, '"seq":1', '"seq":9'), hash = repeat('a', 64) WHERE ${one}`,
    `UPDATE ${table} SET bytes = replace(bytes, '"seq":9', '"seq":1') WHERE ${one}`,
    async () => {
      const result = await run();
      assert.equal(resultOf(result, 'journal_head')['result'], 'failed');
      assert.equal(resultOf(result, 'witness_head')['result'], 'failed');
    },
  );
});

test('a gate that is shut is named, and its reason, which may name other tenants, is not', async () => {
  const gates = {
    round: () => Promise.resolve(),
    checks: () => [
      { name: 'database-walls', check: () => 'beta is without its wall' },
      { name: 'self-test', check: () => undefined },
    ],
  };
  const answer = await checkGates(gates);
  assert.equal(answer.result, 'failed');
  assert.match(answer.detail, /database-walls/);
  assert.doesNotMatch(answer.detail, /beta|self-test/);
});

test('a sealer that opens what was moved or changed is found', async () => {
  const { keys } = under.running.platform;
  const sealer = await keys.sealerOf(under.tenant);
  assert.equal(checkKey(sealer, randomBytes).result, 'verified');
  let kept = '';
  const anywhere = {
    ...sealer,
    seal: (...args: Parameters<typeof sealer.seal>) => ((kept = args[1]), sealer.seal(...args)),
    open: () => kept,
  };
  assert.equal(checkKey(anywhere, randomBytes).result, 'failed');
  assert.equal(checkKey({ ...sealer, seal: (_place, text) => text }, randomBytes).result, 'failed');
});

test('a door that lets an invented credential in is found, and one that is busy is no verdict', async () => {
  const answering = (status: number): Platform => ({
    ...under.running.platform,
    present: () => Promise.resolve(status),
  });
  assert.equal((await checkForgedSession(answering(200))).result, 'failed');
  assert.equal((await checkForgedSession(answering(429))).result, 'not_measured');
  assert.equal((await checkForgedSession(answering(401))).result, 'verified');
  for (const [status, result] of [
    [200, 'failed'],
    [401, 'verified'],
    [503, 'not_measured'],
  ] as const) {
    const { server, url } = await gatewayThatSays(status);
    const platform = { ...under.running.platform, gatewayUrl: url };
    assert.equal((await checkForgedAgentToken(platform, undefined)).result, result);
    server.close();
  }
});

test('what throws could not be asked, and one check that could not be asked keeps the whole from being verified', async () => {
  const { clock } = under.running.platform;
  const thrown = await measure('start_gates', clock, () => Promise.reject(new Error('a secret inside')));
  assert.equal(thrown.result, 'not_measured');
  assert.doesNotMatch(thrown.detail, /secret/);
  assert.equal(outcomeOf([{ result: 'verified' }, { result: 'not_measured' }]), 'incomplete');
  assert.equal(outcomeOf([{ result: 'not_measured' }, { result: 'failed' }]), 'failed');
  assert.equal(outcomeOf([]), 'incomplete');
});

async function gatewayThatSays(status: number): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    assert.match(request.headers.authorization ?? '', /^Bearer gma_agt_[0-9a-z]{26}_[A-Za-z0-9_-]{49}$/);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
}
