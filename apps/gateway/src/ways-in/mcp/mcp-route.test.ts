/** Who may speak at `/mcp` at all, and what a bad request is told: status, cause and fix, before anything is performed. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { sha256Hex } from '@gamut/crypto/hash';
import {
  startContractPlatform,
  type ContractPlatform,
} from '../../../../../tests/support/contract-platform.ts';
import { startGateway, type TestGateway } from '../../../../../tests/support/gateway.ts';
import { makeAgent, makeFacts, makeToken, someId } from '../../../../../tests/support/gateway-facts.ts';
import { eventually } from '../../../../../tests/support/pace.ts';

const agent = makeAgent('tester');
const expired = makeAgent('expired');
const old = {
  ...expired,
  facts: {
    ...expired.facts,
    credentials: expired.facts.credentials.map((one) => ({ ...one, expiresAt: '2020-01-01T00:00:00.000Z' })),
  },
};
let platform: ContractPlatform;
let gateway: TestGateway;

before(async () => {
  platform = await startContractPlatform(makeFacts([agent, old], [], []));
  gateway = await startGateway(platform, {});
});
after(async () => {
  await gateway.close();
  await platform.close();
});

const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
const base = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

function send(
  headers: Record<string, string>,
  body: string | Buffer = ping,
  method = 'POST',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${gateway.origin}/mcp`,
      { method, headers: { ...base, authorization: `Bearer ${agent.token}`, ...headers } },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(method === 'POST' ? body : undefined);
  });
}

test('a whole, live token is let in', async () => {
  assert.equal((await send({})).status, 200);
});

const [secret = '', id = ''] = [agent.token.slice(-49), agent.facts.id];
const flip = (text: string): string => text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A');
const wrongTokens: Record<string, string> = {
  'no scheme': agent.token,
  'another scheme': `Basic ${agent.token}`,
  'an empty token': 'Bearer ',
  'a token cut short': `Bearer ${agent.token.slice(0, -1)}`,
  'a token with a changed checksum': `Bearer ${flip(agent.token)}`,
  'a token with a changed secret': `Bearer gma_${id}_${flip(secret.slice(0, 43))}${secret.slice(43)}`,
  'a token of this agent that was never issued': `Bearer ${makeToken(id)}`,
  'a token of an agent that is not there': `Bearer ${makeToken(someId('agt'))}`,
  'a token that expired': `Bearer ${expired.token}`,
  'a token of a person': 'Bearer gmt_abc_def',
  'two tokens': `Bearer ${agent.token}, Bearer ${agent.token}`,
  'a megabyte of letters': `Bearer ${'a'.repeat(10_000)}`,
};
for (const [name, authorization] of Object.entries(wrongTokens)) {
  test(`${name} is 401, and says what is wrong and how to mend it`, async () => {
    const answer = await send({ authorization });
    assert.equal(answer.status, 401);
    assert.match(String(answer.headers['www-authenticate']), /^Bearer realm="gamut"/);
    assert.match(String(answer.headers['content-type']), /application\/problem\+json/);
    const problem = JSON.parse(answer.text) as Record<string, string>;
    assert.ok((problem['message'] ?? '').length > 20 && (problem['fix'] ?? '').length > 20, answer.text);
    assert.ok(!answer.text.includes(secret));
  });
}

test('a token that was issued a moment ago works on its first call', async () => {
  assert.equal((await send({})).status, 200);
  const issued = makeToken(agent.facts.id);
  const credential = { id: someId('crd'), name: 'second', sha256: sha256Hex(issued), expiresAt: null };
  platform.change({
    agents: platform.facts.agents.map((one) =>
      one.id === agent.facts.id ? { ...one, credentials: [...one.credentials, credential] } : one,
    ),
  });
  assert.equal((await send({ authorization: `Bearer ${issued}` })).status, 200);
});

test('a revoked credential stops working with the facts that no longer hold it', async () => {
  const revoked = makeAgent('revoked');
  platform.change({ agents: [...platform.facts.agents, revoked.facts] });
  assert.equal((await send({ authorization: `Bearer ${revoked.token}` })).status, 200);
  platform.change({
    agents: platform.facts.agents.map((one) =>
      one.id === revoked.facts.id ? { ...one, credentials: [] } : one,
    ),
  });
  await eventually(
    async () => (await send({ authorization: `Bearer ${revoked.token}` })).status === 401,
    'the refusal of the revoked token',
    50,
  );
});

const badRequests: Record<
  string,
  { headers?: Record<string, string>; body?: string | Buffer; method?: string; status: number; code: string }
> = {
  'a body over a megabyte': {
    body: JSON.stringify({ x: 'y'.repeat(1_100_000) }),
    status: 413,
    code: 'body_too_large',
  },
  'a body nested without end': {
    body: `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
    status: 413,
    code: 'too_deep',
  },
  'a member that stands twice': {
    body: '{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}',
    status: 400,
    code: 'duplicate_key',
  },
  'a number that would change': {
    body: '{"jsonrpc":"2.0","id":12345678901234567890,"method":"ping"}',
    status: 400,
    code: 'inexact_number',
  },
  'a call that names another agent than its token does': {
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":{},"agent":"other"}}',
    status: 422,
    code: 'unknown_field',
  },
  'half a JSON': { body: '{"jsonrpc":', status: 400, code: 'malformed_json' },
  'an empty body': { body: '', status: 400, code: 'malformed_json' },
  'bytes that are not UTF-8': { body: Buffer.from([0x22, 0xff, 0x22]), status: 400, code: 'malformed_json' },
  'a batch': { body: `[${ping}]`, status: 400, code: 'bad_request' },
  'a form': {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
    code: 'unsupported_media_type',
  },
  'plain text (which a browser sends without asking)': {
    headers: { 'content-type': 'text/plain' },
    status: 415,
    code: 'unsupported_media_type',
  },
  'the host of a rebound name': { headers: { host: 'evil.example:4610' }, status: 403, code: 'forbidden' },
  'a host that only begins like ours': {
    headers: { host: '127.0.0.1.evil.example' },
    status: 403,
    code: 'forbidden',
  },
  'a page of another origin': { headers: { origin: 'https://evil.example' }, status: 403, code: 'forbidden' },
  'the null origin': { headers: { origin: 'null' }, status: 403, code: 'forbidden' },
};
for (const [name, { headers, body, method, status, code }] of Object.entries(badRequests)) {
  test(`${name} is ${status} ${code}`, async () => {
    const answer = await send(headers ?? {}, body, method);
    assert.equal(answer.status, status, answer.text);
    const problem = JSON.parse(answer.text) as Record<string, string>;
    assert.equal(problem['code'], code);
    assert.ok((problem['fix'] ?? '').length > 5);
  });
}

test('without a token the body is not even read', async () => {
  const answer = await send({ authorization: 'none', 'content-length': '900000' }, 'x'.repeat(900_000));
  assert.equal(answer.status, 401);
});

test('when platform is silent, nobody is identified and the answer says so', async () => {
  platform.before = () => {
    throw new Error('silent');
  };
  const alone = await startGateway(platform, {});
  const response = await fetch(`${alone.origin}/mcp`, {
    method: 'POST',
    headers: { ...base, authorization: `Bearer ${agent.token}` },
    body: ping,
  });
  assert.equal(response.status, 503);
  const ready = await fetch(`${alone.origin}/readyz`);
  assert.equal(ready.status, 503);
  assert.match(await ready.text(), /platform/);
  assert.equal((await fetch(`${alone.origin}/livez`)).status, 200);
  await alone.close();
  platform.before = () => undefined;
});
