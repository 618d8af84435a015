/** A batch of payments in currencies, from the tool's record that a person classified to the count that platform keeps. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBinding, type Binding } from '../../../../../../tests/support/binding.ts';
import { decideTold } from '../../../../../../tests/support/decided-calls.ts';
import type { Answer } from '../../../../../../tests/support/platform.ts';
import { observeConnector } from '../connectors/observe-connector.ts';
import { toolDigest } from '../connectors/tool-digest.ts';

const inputSchema = {
  type: 'object',
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        properties: { amount: { type: 'number' }, currency: { type: 'string' } },
      },
    },
  },
  required: ['items'],
};
const seen = { name: 'pay', title: 'pay', description: 'Pays.', inputSchema };

let world: Binding;
let connectorId = '';
before(async () => {
  world = await startBinding();
  const { administrator, under, post } = world;
  const body = { name: 'bank', title: 'Bank', transport: { kind: 'http', url: 'https://bank.example/mcp' } };
  connectorId = (await post(administrator, '/v1/connectors', body)).json.id;
  await observeConnector(under.running.platform.db, under.tenant, {
    ...{ tenant: under.tenant.id, connector: connectorId, at: new Date().toISOString(), reachable: true },
    ...{ detail: null, isolation: [], tools: [{ ...seen, schemaSha256: toolDigest(seen) }] },
  });
});
after(() => world.close());

const pin = (more: object): Promise<Answer> =>
  world.administrator.call({
    method: 'PUT',
    path: `/v1/connectors/${connectorId}/tools/pay`,
    body: {
      ...{ schemaSha256: toolDigest(seen), actionType: 'read', dataClass: 'internal', risk: 'low' },
      ...{ amountPointer: '/items/*/amount', ...more },
    },
  });
const beside = { pointer: '/items/*/currency', unit: 'major' };

test('a record of a tool says what its amounts are in, or is refused', async () => {
  for (const amountCurrency of [
    { code: 'eur', unit: 'major' },
    { code: 'XXX', unit: 'major' },
    { code: 'EUR', unit: 'cents' },
    { code: 'EUR' },
    { code: 'EUR', pointer: '/currency', unit: 'major' },
    { pointer: '/others/*/currency', unit: 'major' },
    { pointer: '/items/*/amount', unit: 'major' },
    { pointer: 'currency', unit: 'major' },
    'EUR',
  ])
    assert.equal((await pin({ amountCurrency })).status, 422, JSON.stringify(amountCurrency));
  const nowhere = await pin({ amountPointer: null, amountCurrency: { code: 'EUR', unit: 'major' } });
  assert.equal(nowhere.status, 422, 'a currency of no amount');
  const pinned = await pin({ amountCurrency: beside });
  assert.equal(pinned.status, 200, pinned.text);
  assert.deepEqual(pinned.json.amountCurrency, beside);
  assert.equal((await pin({ amountCurrency: { pointer: '/currency', unit: 'minor' } })).status, 200);
});

test('a permission and its limits name currencies in use, and amounts with them', async () => {
  const { reader, post, operator } = world;
  const toolId = (await pin({ amountCurrency: beside })).json.id;
  const agentId = await reader();
  const daily = { window: 'day', callsMax: null, whenOver: 'block' };
  for (const wrong of [
    { amountMax: 5, amountCurrency: 'eur' },
    { amountMax: 5, amountCurrency: 'XXX' },
    { amountCurrency: 'EUR' },
    { transactionLimits: [{ ...daily, amountMax: 5, currency: 'ABC' }] },
    { transactionLimits: [{ ...daily, amountMax: null, currency: 'EUR' }] },
  ]) {
    const refused = await post(operator, '/v1/tool-permissions', { agentId, toolId, ...wrong });
    assert.equal(refused.status, 422, `${JSON.stringify(wrong)}: ${refused.text}`);
  }
  const set = await post(operator, '/v1/toolsets', {
    ...{ name: 'wrong', purpose: 'for the test' },
    tools: [{ toolId, amountMax: 5, amountCurrency: 'XXX' }],
  });
  assert.equal(set.status, 422, set.text);
});

test('each currency of a batch is decided on and counted by its own limit', async () => {
  const { reader, post, operator, under } = world;
  const toolId = (await pin({ amountCurrency: beside })).json.id;
  const agentId = await reader();
  const limit = (currency: string, amountMax: number) => ({
    ...{ window: 'day', callsMax: null, amountMax, currency, whenOver: 'block' },
  });
  const granted = await post(operator, '/v1/tool-permissions', {
    ...{ agentId, toolId, amountMax: 1000, amountCurrency: 'EUR' },
    transactionLimits: [limit('EUR', 1000), limit('JPY', 5000)],
  });
  assert.equal(granted.status, 201, granted.text);
  assert.equal(granted.json.amountCurrency, 'EUR');
  const pay = async (...items: [number, string][]) => {
    const args = { items: items.map(([amount, currency]) => ({ amount, currency })) };
    const call = { agentId, tool: 'bank_pay', arguments: args };
    const { entry, result } = await decideTold(under, under.tenant, call);
    assert.equal(result?.status, 'committed', JSON.stringify(result));
    return entry.decision.reasons.map(({ code }) => code);
  };
  assert.deepEqual(await pay([600.5, 'EUR'], [99.5, 'EUR']), []);
  assert.deepEqual(await pay([300.01, 'EUR']), ['transaction_limit_reached']);
  assert.deepEqual(await pay([299.99, 'EUR']), []);
  assert.deepEqual(await pay([0.01, 'EUR']), []);
  assert.deepEqual(await pay([0.01, 'EUR']), ['transaction_limit_reached']);
  assert.deepEqual(await pay([1, 'USD']), ['amount_limit_missing', 'currency_without_limit']);
  assert.deepEqual(await pay([1, 'EUR'], [-1, 'EUR']), ['amount_invalid']);
  assert.deepEqual(await pay([1, 'Eur']), ['currency_invalid']);
  assert.deepEqual(await pay(), ['amount_missing']);
});
