/** What an agent is shown, and on which terms it may ask. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TenantFacts } from '@gamut/protocol/facts';
import { caseNowMs, readDemoFacts } from '../cases/run-case.ts';
import { approvalTerms } from './approval-terms.ts';
import { indexFacts } from './indexed-facts.ts';
import { resolveAction } from './resolve-action.ts';
import { usableTools } from './usable-tools.ts';

type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;

function shown(agentId: string, change: (facts: Writable<TenantFacts>) => void = () => undefined): string[] {
  const facts = readDemoFacts();
  change(facts);
  return usableTools(indexFacts(facts), agentId, caseNowMs).map((tool) => tool.name);
}

test('an intern is shown what it may read, and not what its level forbids', () => {
  assert.deepEqual(shown('report-reader'), [
    'filesystem_directory_tree',
    'filesystem_list_directory',
    'filesystem_read_text_file',
  ]);
});

test('a junior is shown what a person may approve', () => {
  assert.deepEqual(shown('broker-copilot'), ['filesystem_list_directory', 'filesystem_write_file']);
});

test('nothing is shown to an agent that may not act', () => {
  assert.deepEqual(shown('dormant'), []);
  assert.deepEqual(shown('nobody'), []);
  assert.deepEqual(shown('constructor'), []);
  const changes: ((facts: Writable<TenantFacts>) => void)[] = [
    (facts) => (facts.tenantStatus = 'suspended'),
    (facts) => (facts.agenticEntitled = false),
    (facts) => (facts.agents[0]!.level = null),
    (facts) => facts.agents.push(facts.agents[0]!),
    (facts) => (facts.connectors[0]!.status = 'quarantined'),
    (facts) => facts.toolPermissions.forEach((permission) => (permission.auditLogging = false)),
    (facts) => facts.toolPermissions.push(...facts.toolPermissions),
    (facts) => facts.tools.push(...facts.tools),
  ];
  for (const change of changes) assert.deepEqual(shown('report-reader', change), [], String(change));
});

test('the terms of an approval come from the gate that asks, the sooner to expire first, else from an administrator within a day', () => {
  const facts = readDemoFacts();
  const gate = facts.approvalGates[0]!;
  facts.approvalGates.push(
    { ...gate, id: 'gat_b', mode: 'each_time', expiresAfterMs: 7_200_000 },
    { ...gate, id: 'gat_c', mode: 'each_time', expiresAfterMs: 2_400_000, approverRole: 'agent_operator' },
  );
  const indexed = indexFacts(facts);
  const terms = (agentId: string, tool: string, args: unknown) =>
    approvalTerms(indexed, resolveAction(indexed, { agentId, tool, arguments: args }));
  const { gateId, approverRole, expiresAfterMs } = terms('claims-triage', 'payments_pay', {
    to: 'claimant:1',
    amount: 900,
  });
  assert.deepEqual(
    { gateId, approverRole, expiresAfterMs },
    { gateId: 'gat_c', approverRole: 'agent_operator', expiresAfterMs: 2_400_000 },
  );
  const { stages, ...ungated } = terms('broker-copilot', 'filesystem_write_file', {
    path: 'drafts/a',
    content: '',
  });
  assert.deepEqual(
    stages.map(({ approverRole: role, needed }) => [role, needed]),
    [['administrator', 1]],
  );
  assert.deepEqual(ungated, {
    gateId: null,
    gateName: null,
    approverRole: 'administrator',
    expiresAfterMs: 86_400_000,
  });
  assert.equal(terms('broker-copilot', 'nothing', {}).gateId, null);
});

test('what comes with a toolset is shown; what its skills do not name and its plan does not open is not', () => {
  const terms = { requiresApproval: false, targetsUnder: [], amountMax: null, callsPerMinuteMax: 60 };
  const withToolset = (facts: Writable<TenantFacts>): void => {
    facts.toolsets = [{ id: 'tls', name: 'More', version: 1, tools: [{ toolId: 'tol_stat', ...terms }] }];
    facts.toolsetGrants = [{ agentId: 'report-reader', toolsetId: 'tls' }];
  };
  assert.ok(shown('report-reader', withToolset).includes('filesystem_get_file_info'));
  const skill = { id: 'skl', name: 'Reading', version: 1, instructionsSha256: '0'.repeat(64) };
  const withSkill = (dataClassMax: 'public' | 'internal') => (facts: Writable<TenantFacts>) => {
    withToolset(facts);
    facts.skills = [{ ...skill, toolIds: ['tol_stat', 'tol_write'], actionTypes: ['read'], dataClassMax }];
    facts.skillAssignments = [{ agentId: 'report-reader', skillId: 'skl', skillName: 'Reading' }];
  };
  assert.deepEqual(shown('report-reader', withSkill('internal')), ['filesystem_get_file_info']);
  assert.deepEqual(shown('report-reader', withSkill('public')), [], 'each of them holds more than that');
  const withPlan = (more: object) => (facts: Writable<TenantFacts>) => {
    withToolset(facts);
    const stages = [{ name: 'one', toolIds: ['tol_stat'], checkpoint: null }];
    const plan = { id: 'wfp', agentId: 'report-reader', name: 'A plan', stage: 1, stages, halted: false };
    const endsAt = new Date(caseNowMs + 1).toISOString();
    facts.workflowPlans = [{ ...plan, throughoutToolIds: ['tol_list', 'tol_write'], endsAt, ...more }];
  };
  assert.deepEqual(shown('report-reader', withPlan({})), [
    'filesystem_get_file_info',
    'filesystem_list_directory',
  ]);
  for (const more of [{ halted: true }, { endsAt: new Date(caseNowMs).toISOString() }, { stage: 2 }])
    assert.deepEqual(shown('report-reader', withPlan(more)), [], JSON.stringify(more));
});
