/** A published rule binds the next call, and a retired one frees it; the record says which rules were asked. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startContractPlatform, type ContractPlatform } from '../../../../tests/support/contract-platform.ts';
import { decisionsOver } from '../../../../tests/support/gateway-decisions.ts';
import {
  makeAgent,
  makeConnector,
  makeFacts,
  makeTool,
  someId,
} from '../../../../tests/support/gateway-facts.ts';
import type { Decisions } from '../compose-decisions.ts';
import type { Verdict } from './verdict.ts';

const agent = makeAgent('reader');
const connector = makeConnector('files', { kind: 'stdio', catalogue: 'files' });
const pinned = {
  name: 'read',
  title: '',
  description: '',
  inputSchema: { type: 'object', properties: { path: { type: 'string' } } },
  schemaSha256: '0'.repeat(64),
};
const read = makeTool(connector, pinned, { actionType: 'read', risk: 'low' });
const rule = (cedar: string) => [
  { id: someId('tru'), version: 3, name: 'No plans', fix: 'Ask the desk.', cedar },
];

let platform: ContractPlatform;
let decisions: Decisions;
before(async () => {
  platform = await startContractPlatform(makeFacts([agent], [connector], [read]));
  decisions = decisionsOver(platform);
});
after(async () => {
  await decisions.close();
  await platform.close();
});

const decide = (path: string): Promise<Verdict> =>
  decisions.point.decide({
    tenant: platform.facts.tenant,
    agent: agent.facts,
    credentialId: agent.facts.credentials[0]?.id ?? '',
    tool: 'files_read',
    arguments: { path },
  });

test('a published rule binds the next call, a retired one frees it, and the entry names what was asked', async () => {
  assert.equal((await decide('plans.txt')).kind, 'allowed');
  assert.equal(platform.decisions.at(-1)?.decision.tenantRules, undefined);
  const tenantRules = rule(
    'forbid(principal, action, resource) when { context.arguments.hasTag("/path") && context.arguments.getTag("/path") like "plans*" };',
  );
  platform.change({ tenantRules });
  const refused = await decide('plans.txt');
  assert.equal(refused.kind, 'refused');
  assert.deepEqual(
    refused.decision.reasons.map(({ code, fix }) => [code, fix]),
    [['tenant_rule_forbids', 'Ask the desk.']],
  );
  assert.deepEqual(platform.decisions.at(-1)?.decision.tenantRules, [
    { id: tenantRules[0]?.id, version: 3, verdict: 'block' },
  ]);
  assert.equal((await decide('other.txt')).kind, 'allowed');
  platform.change({ tenantRules: [] });
  assert.equal((await decide('plans.txt')).kind, 'allowed');
});

test('a rule that cannot be read blocks every call that is whole, and says so', async () => {
  platform.change({ tenantRules: rule('permit(principal, action, resource);') });
  const refused = await decide('plans.txt');
  assert.deepEqual(
    refused.decision.reasons.map((one) => one.code),
    ['tenant_rule_fault'],
  );
  platform.change({ tenantRules: [] });
});
