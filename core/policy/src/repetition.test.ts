/** An action is known again by its agent, the record of its tool and its arguments, and by nothing that people change of that record. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TenantFacts, ToolFacts } from '@gamut/protocol/facts';
import {
  makeAgent,
  makeConnector,
  makeFacts,
  makeTool,
  someId,
} from '../../../tests/support/gateway-facts.ts';
import { indexFacts } from './indexed-facts.ts';
import { repetitionDigests } from './repetition.ts';
import { attemptDigest, resolveAction } from './resolve-action.ts';

const [agent, other] = [makeAgent('payer'), makeAgent('other')];
const connector = makeConnector('bank', { kind: 'stdio', catalogue: 'bank' });
const inputSchema = { type: 'object', properties: { to: { type: 'string' }, dryRun: { type: 'boolean' } } };
const pinned = { name: 'pay', title: 'Pay', description: '', inputSchema, schemaSha256: 'a'.repeat(64) };
const tool = makeTool(connector, pinned, { actionType: 'financial' });
const base = makeFacts([agent, other], [connector], [tool]);
const id = base.tenant;

interface Asked {
  readonly tool?: Partial<ToolFacts>;
  readonly facts?: Partial<TenantFacts>;
  readonly by?: string;
  readonly name?: string;
  readonly arguments?: object;
}
function resolve({
  tool: change = {},
  facts = {},
  by = agent.facts.id,
  name = 'bank_pay',
  ...rest
}: Asked = {}) {
  const indexed = indexFacts({ ...base, tenant: id, tools: [{ ...tool, ...change }], ...facts });
  const args = rest.arguments ?? { to: 'somebody' };
  return resolveAction(indexed, { agentId: by, tool: name, arguments: args });
}
const repetition = (asked: Asked = {}) => repetitionDigests(resolve(asked));
const [known] = repetition();

test('class, type, target and a new pin leave it the same, though each changes the digest of the action or of its schema', () => {
  const changes: Partial<ToolFacts>[] = [
    { dataClass: 'special_category' },
    { actionType: 'external' },
    { targetPointers: ['/to'] },
    { schemaSha256: 'b'.repeat(64), description: 'pinned anew' },
  ];
  for (const change of changes)
    assert.deepEqual(repetition({ tool: change }), [known], JSON.stringify(change));
  assert.notEqual(attemptDigest(resolve({ tool: { dataClass: 'personal' } })), attemptDigest(resolve()));
});

test('so does another name of its connector', () => {
  const facts = { connectors: [{ ...connector, name: 'house' }] };
  assert.deepEqual(repetition({ facts, name: 'house_pay' }), [known]);
});

test('another agent, tenant, tool or a changed byte of the arguments is another one', () => {
  const others = [
    repetition({ by: other.facts.id }),
    repetition({ facts: { tenant: someId('tnt') } }),
    repetition({ tool: { id: someId('tol') } }),
    repetition({ arguments: { to: 'somebody ' } }),
    repetition({ arguments: { to: 'somebody', dryRun: false } }),
  ];
  const all = [...others.flat(), known];
  assert.equal(new Set(all).size, 6);
  assert.ok(!all.includes(attemptDigest(resolve())));
});

test('what a safe form has set counts as it would be performed, and what was asked for stands beside it', () => {
  const safeForm: ToolFacts['safeForm'] = {
    rowsMax: 10,
    mask: false,
    arguments: [{ pointer: '/dryRun', value: true, makes: 'dry_run' }],
  };
  const dataFlows = [{ agentId: agent.facts.id, dataClass: 'internal', handling: 'safe_form' }] as const;
  const reduced = repetition({
    tool: { safeForm },
    facts: { dataFlows: [...dataFlows] },
  });
  assert.deepEqual(reduced, [repetition({ arguments: { to: 'somebody', dryRun: true } })[0], known]);
});

test('what only reads, and what names no tool, has none', () => {
  for (const actionType of ['read', 'retrieve', 'model'] as const)
    assert.deepEqual(repetition({ tool: { actionType } }), []);
  assert.deepEqual(repetition({ name: 'bank_steal' }), []);
});
