/**
 * Bad input over the real way in: blocked, recorded under the agent that sent it, explained. Cases of the pure decision are in core/policy/cases/16-bad-input.yaml.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startContractPlatform, type ContractPlatform } from '../../../tests/support/contract-platform.ts';
import {
  makeAgent,
  makeConnector,
  makeFacts,
  makeTool,
  someId,
} from '../../../tests/support/gateway-facts.ts';
import { startGateway, type TestGateway } from '../../../tests/support/gateway.ts';

const agent = makeAgent('payer');
const connector = makeConnector('payments', { kind: 'stdio', catalogue: 'payments' });
const inputSchema = {
  type: 'object',
  properties: { to: { type: 'string' }, amount: { type: 'number' } },
  required: ['to', 'amount'],
};
const pay = makeTool(
  connector,
  { name: 'pay', title: 'Pay', description: '', inputSchema, schemaSha256: '0'.repeat(64) },
  { actionType: 'financial', targetPointers: ['/to'], amountPointer: '/amount', risk: 'high' },
);

let platform: ContractPlatform;
let gateway: TestGateway;

before(async () => {
  const facts = makeFacts([agent], [connector], [pay]);
  const gate = { id: someId('gat'), name: 'Payments', actionTypes: ['financial' as const], toolIds: [] };
  platform = await startContractPlatform({
    ...facts,
    toolPermissions: facts.toolPermissions.map((one) => ({ ...one, amountMax: 1e6 })),
    approvalGates: [
      { ...gate, dataClasses: [], mode: 'covers', approverRole: 'administrator', expiresAfterMs: 3_600_000 },
    ],
  });
  gateway = await startGateway(platform, {});
});
beforeEach(() => {
  platform.decisions.length = 0;
  platform.reconsider = () => undefined;
});
after(async () => {
  await gateway.close();
  await platform.close();
});

async function send(body: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${gateway.origin}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${agent.token}`,
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}
const callOf = (args: string): string =>
  `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"payments_pay","arguments":${args}}}`;

for (const [what, args, code] of [
  ['NaN', '{"to":"x","amount":NaN}', 'malformed_json'],
  ['1e309, which no double holds', '{"to":"x","amount":1e309}', 'inexact_number'],
  ['2^53 + 1, which a double would print as 2^53', '{"to":"x","amount":9007199254740993}', 'inexact_number'],
  ['−0', '{"to":"x","amount":-0}', 'inexact_number'],
  [
    '−0 in other words, deep in the arguments',
    '{"to":"x","amount":1,"more":[{"n":-0.0e5}]}',
    'inexact_number',
  ],
  ['a member twice', '{"to":"x","to":"y","amount":1}', 'duplicate_key'],
  ['a member twice, spelled otherwise', '{"to":"x","\\u0074o":"y","amount":1}', 'duplicate_key'],
  ['a member named __proto__', '{"__proto__":{"amount":1},"to":"x"}', 'malformed_json'],
  ['nesting beyond any use', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'too_deep'],
] as const) {
  test(`${what} is blocked before it is read as a call, recorded under its agent, and explained`, async () => {
    const { status, text } = await send(callOf(args));
    assert.ok(status >= 400 && status < 500, text);
    assert.equal((JSON.parse(text) as { code: string }).code, code);
    const [entry] = platform.decisions;
    assert.equal(platform.decisions.length, 1);
    assert.equal(entry?.agent, agent.facts.id);
    assert.equal(entry.decision.kind, 'block');
    assert.equal(entry.decision.reasons[0]?.code, 'call_unreadable');
    assert.ok(entry.decision.reasons[0].fix.length > 10);
  });
}

test('ten megabytes of nesting are refused by their size, recorded under their agent, and explained; repeats are one record', async () => {
  for (let sent = 0; sent < 3; sent += 1) {
    const { status, text } = await send(`{"x":${'['.repeat(10_000_000)}`);
    assert.equal(status, 413);
    assert.match(text, /Send less in one call/);
  }
  assert.equal(platform.decisions.length, 1);
  const [entry] = platform.decisions;
  assert.deepEqual([entry?.agent, entry?.decision.kind], [agent.facts.id, 'block']);
  assert.equal(entry?.decision.reasons[0]?.code, 'call_unreadable');
  assert.match(entry.decision.reasons[0].message, /larger than/);
});

test('at the door for plain HTTP too: what cannot be read is recorded under the token that sent it', async () => {
  const decide = (body: string) =>
    fetch(`${gateway.origin}/v1/decide`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${agent.token}` },
      body,
    });
  assert.equal((await decide('{"tool":"x","tool":"y"}')).status, 400);
  assert.deepEqual(
    platform.decisions.map((entry) => [entry.agent, entry.decision.reasons[0]?.code]),
    [[agent.facts.id, 'call_unreadable']],
  );
  assert.equal((await decide('['.repeat(2_000_000))).status, 413);
  assert.equal(platform.decisions.length, 1, 'the same agent as at the other door, within the ten minutes');
});

for (const [what, args, codes] of [
  ['−1', '{"to":"x","amount":-1}', ['amount_invalid']],
  ['"0"', '{"to":"x","amount":"0"}', ['amount_invalid', 'arguments_invalid']],
  ['null', '{"to":"x","amount":null}', ['amount_missing', 'arguments_invalid']],
  ['a list of one', '{"to":"x","amount":[1]}', ['amount_invalid', 'arguments_invalid']],
  ['a member called constructor', '{"to":"x","amount":1,"constructor":{}}', ['argument_unknown']],
  ['arguments that are a list', '[{"to":"x","amount":1}]', ['data_class_unresolved', 'arguments_not_plain']],
  ['arguments that are null', 'null', ['data_class_unresolved', 'arguments_not_plain']],
  ['arguments that are a text', '"x"', ['data_class_unresolved', 'arguments_not_plain']],
] as const) {
  test(`an amount of ${what} is blocked, recorded and explained`, async () => {
    const { text } = await send(callOf(args));
    const [entry] = platform.decisions;
    assert.equal(entry?.decision.kind, 'block');
    assert.deepEqual(
      entry.decision.reasons.map((one) => one.code),
      codes,
    );
    for (const one of entry.decision.reasons) assert.ok(one.fix !== '' && one.who !== '');
    assert.match(text, new RegExp(codes[0]));
  });
}

test('two numbers that differ never share a digest', async () => {
  const digestOf = async (amount: string): Promise<string> => {
    platform.decisions.length = 0;
    await send(callOf(`{"to":"x","amount":${amount}}`));
    return platform.decisions[0]?.actionSha256 ?? `none for ${amount}`;
  };
  const spelled = [
    '9007199254740992',
    '9007199254740994',
    '9007199254740991',
    '0.1',
    '0.10000000000000002',
    '0',
    '1',
  ];
  const digests = [];
  for (const amount of spelled) digests.push(await digestOf(amount));
  assert.equal(new Set(digests).size, spelled.length);
  assert.equal(await digestOf('1.0'), digests[6]);
});

for (const [what, body] of [
  ['a name that is no text', callOf('{}').replace('"payments_pay"', '5')],
  ['a member of params that no call has', callOf('{},"agent":"another"')],
  ['params that are a list', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}'],
  ['a batch', `[${callOf('{}')},${callOf('{}')}]`],
] as const)
  test(`${what} is no call: refused in plain words, and recorded once`, async () => {
    const { status, text } = await send(body);
    assert.ok(status === 400 || status === 422, text);
    const { message, fix } = JSON.parse(text) as { message: string; fix: string };
    assert.doesNotMatch(message, /expected|invalid_type|zod/i);
    assert.ok(fix.length > 10);
    assert.deepEqual(
      platform.decisions.map((one) => [one.agent, one.decision.reasons[0]?.code]),
      [[agent.facts.id, 'call_unreadable']],
    );
  });

test('at the door for plain HTTP, arguments that are no object are decided on, and what is no call is recorded', async () => {
  const post = (path: string, body: object) =>
    fetch(gateway.origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${agent.token}` },
      body: JSON.stringify(body),
    });
  for (const args of [[1, 2], null, 'x']) {
    const decided = (await (await post('/v1/decide', { tool: 'payments_pay', arguments: args })).json()) as {
      reasons: { code: string }[];
    };
    assert.ok(
      decided.reasons.some(({ code }) => code === 'arguments_not_plain'),
      JSON.stringify(decided),
    );
  }
  for (const [path, body] of [
    ['/v1/decide', { tool: 'payments_pay', arguments: {}, agent: 'another' }],
    ['/v1/decide', { tool: 5, arguments: {} }],
    ['/v1/perform', { token: 7, tool: 'payments_pay', arguments: {} }],
  ] as const)
    assert.equal((await post(path, body)).status, 422);
  assert.deepEqual(
    platform.decisions.map((one) => one.decision.reasons.at(-1)?.code),
    [...Array<string>(3).fill('arguments_not_plain'), ...Array<string>(3).fill('call_unreadable')],
  );
});

test('at the doors for plain HTTP, −0 is refused and recorded, also where a call is only asked about', async () => {
  const call = '"tool":"payments_pay","arguments":{"to":"x","amount":-0}';
  const asked = `"subject":{"type":"agent","id":"${agent.facts.id}"},"resource":{"type":"tool","id":"payments_pay"}`;
  const action = '"action":{"name":"call","properties":{"arguments":{"to":"x","amount":-0.0}}}';
  for (const [path, body] of [
    ['/v1/decide', `{${call}}`],
    ['/v1/perform', `{"token":"x",${call}}`],
    ['/access/v1/evaluation', `{${asked},${action}}`],
    ['/access/v1/evaluations', `{${asked},"evaluations":[{${action}}]}`],
  ] as const) {
    platform.decisions.length = 0;
    const response = await fetch(gateway.origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${agent.token}` },
      body,
    });
    assert.match(`${response.status} ${await response.text()}`, /^400 .*a zero with a minus sign/);
    assert.deepEqual(
      platform.decisions.map((entry) => entry.decision.reasons[0]?.code),
      ['call_unreadable'],
    );
  }
});
