/** An edit changes the rows that it names and no other, of any kind of facts; one about what is not there says so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TenantFacts } from '@gamut/protocol/facts';
import type { FactsEdit } from '@gamut/protocol/facts-edit';
import { readDemoFacts } from '../../cases/run-case.ts';
import { editFacts } from './edit-facts.ts';

const [agentId, otherId, tool, otherTool] = ['report-reader', 'claims-triage', 'tol_list', 'tol_read'];
const stages = [1, 2, 3].map((stage) => ({ name: `Stage ${String(stage)}`, toolIds: [], checkpoint: null }));
const plan = (id: string) => ({
  id: `plan of ${id}`,
  agentId: id,
  name: 'Plan',
  stage: 1,
  stages,
  throughoutToolIds: [],
  halted: true,
  endsAt: '2026-12-01T00:00:00Z',
});
const terms = (toolId: string) => ({
  toolId,
  requiresApproval: false,
  targetsUnder: [],
  amountMax: null,
  callsPerMinuteMax: 60,
});
const toolset = (id: string, ...tools: string[]) => ({
  id,
  name: `Set ${id}`,
  version: 1,
  tools: tools.map(terms),
});
const skill = (id: string) => ({
  id,
  name: `Skill ${id}`,
  version: 1,
  instructionsSha256: 'a'.repeat(64),
  toolIds: [],
  actionTypes: [],
  dataClassMax: 'internal' as const,
});
const grants = (...pairs: string[]) =>
  pairs.map((pair) => ({ agentId: pair.split(' ')[0] ?? '', toolsetId: pair.split(' ')[1] ?? '' }));
const gate = {
  id: 'gat_1',
  name: 'Gate',
  actionTypes: [],
  toolIds: [],
  dataClasses: [],
  mode: 'covers' as const,
  approverRole: 'administrator',
  expiresAfterMs: 1,
};

const full: TenantFacts = {
  ...readDemoFacts(),
  toolsets: [toolset('s1', otherTool), toolset('s2', 'tol_stat')],
  toolsetGrants: grants(`${agentId} s1`, `${agentId} s2`, `${otherId} s1`),
  skills: [skill('k1'), skill('k2')],
  skillAssignments: [agentId, otherId].flatMap((id) =>
    ['k1', 'k2'].map((skillId) => ({ agentId: id, skillId, skillName: skillId })),
  ),
  workflowPlans: [plan(otherId), plan(agentId)],
  approvalGates: [gate, { ...gate, id: 'gat_2' }],
};

function edited(edit: FactsEdit, facts: TenantFacts = full): TenantFacts {
  const result = editFacts(facts, [edit]);
  assert.equal(result.kind, 'edited', JSON.stringify(result));
  return result.kind === 'edited' ? result.facts : facts;
}
function why(edit: FactsEdit, facts: TenantFacts = full): string {
  const result = editFacts(facts, [edit]);
  return result.kind === 'unfit' ? result.why : 'it fits';
}
function without(
  name: 'toolsets' | 'toolsetGrants' | 'skills' | 'skillAssignments' | 'workflowPlans',
): TenantFacts {
  const facts = { ...full };
  delete facts[name];
  return facts;
}

test('level and status of one agent', () => {
  for (const change of [{ level: 'principal' }, { status: 'retired' }] as const) {
    const kind = 'level' in change ? ('set_level' as const) : ('set_status' as const);
    const { agents } = edited({ kind, agentId, ...change } as FactsEdit);
    assert.deepEqual(
      agents,
      full.agents.map((one) => (one.id === agentId ? { ...one, ...change } : one)),
    );
  }
  assert.equal(why({ kind: 'set_level', agentId: 'nobody', level: 'junior' }), 'there is no such agent');
});

test('one permission, of which only what is named changes', () => {
  const others = full.toolPermissions.filter((one) => one.agentId !== agentId || one.toolId !== tool);
  const own = full.toolPermissions.find((one) => one.agentId === agentId && one.toolId === tool);
  assert.deepEqual(edited({ kind: 'take_tool', agentId, toolId: tool }).toolPermissions, others);
  assert.deepEqual(
    edited({ kind: 'permit_tool', agentId, toolId: tool, callsPerMinuteMax: 7 }).toolPermissions,
    [...others, { ...own, callsPerMinuteMax: 7 }],
  );
  const fresh = {
    agentId,
    toolId: 'tol_pay',
    auditLogging: true,
    requiresApproval: false,
    targetsUnder: [],
    amountMax: null,
    callsPerMinuteMax: 60,
  };
  assert.deepEqual(edited({ kind: 'permit_tool', agentId, toolId: 'tol_pay' }).toolPermissions, [
    ...full.toolPermissions,
    fresh,
  ]);
  assert.equal(why({ kind: 'permit_tool', agentId, toolId: 'none' }), 'there is no such tool');
});

test('a tool that a toolset of the agent permits is taken with the toolset alone', () => {
  assert.equal(
    why({ kind: 'take_tool', agentId, toolId: otherTool }),
    'the agent holds it through the toolset Set s1: take that with take_toolset',
  );
  assert.equal(
    why({ kind: 'take_tool', agentId: otherId, toolId: 'tol_stat' }),
    'it fits',
    'a toolset that somebody else holds',
  );
  assert.equal(why({ kind: 'take_tool', agentId, toolId: otherTool }, without('toolsetGrants')), 'it fits');
  assert.equal(why({ kind: 'take_tool', agentId, toolId: otherTool }, without('toolsets')), 'it fits');
});

test('one data flow', () => {
  const flow = { agentId, dataClass: 'internal' as const };
  const others = full.dataFlows.filter((one) => one.agentId !== agentId || one.dataClass !== 'internal');
  assert.ok(others.length > 0 && others.length < full.dataFlows.length);
  assert.deepEqual(edited({ kind: 'set_data_flow', ...flow, handling: null }).dataFlows, others);
  assert.deepEqual(edited({ kind: 'set_data_flow', ...flow, handling: 'none' }).dataFlows, [
    ...others,
    { ...flow, handling: 'none' },
  ]);
});

test('one row of the access matrix, of which the first binds the agent', () => {
  const row = (
    dataDomain: string | null,
    access: 'read' | 'write' | null = 'read',
    connectorId = 'con_filesystem',
  ) => ({ kind: 'set_access', agentId, connectorId, dataDomain, access }) as const;
  const matrix = (...edits: FactsEdit[]) => {
    const result = editFacts(full, edits);
    return result.kind === 'edited'
      ? result.facts.agents.find(({ id }) => id === agentId)?.accessMatrix
      : result.why;
  };
  const first = { connectorId: 'con_filesystem', dataDomain: 'claims', access: 'read' };
  assert.deepEqual(matrix(row('claims')), [first]);
  assert.deepEqual(matrix(row('claims'), row(null, 'write')), [
    first,
    { ...first, dataDomain: null, access: 'write' },
  ]);
  assert.deepEqual(matrix(row('claims'), row('claims', 'write')), [{ ...first, access: 'write' }]);
  assert.deepEqual(matrix(row('claims'), row('claims', 'read', 'con_payments'), row('claims', null)), [
    { ...first, connectorId: 'con_payments' },
  ]);
  assert.deepEqual(matrix(row('claims', null)), []);
  assert.equal(matrix(row('claims', 'read', 'none')), 'there is no such connector');
  assert.deepEqual(
    edited(row('claims'))
      .agents.filter((one) => one.accessMatrix !== undefined)
      .map(({ id }) => id),
    [agentId],
  );
});

test('a gate is added behind the others, and one is removed', () => {
  const added = edited({
    kind: 'add_gate',
    name: 'New',
    actionTypes: ['read'],
    mode: 'each_time',
  }).approvalGates;
  const fresh = {
    id: 'edit-0',
    name: 'New',
    actionTypes: ['read'],
    toolIds: [],
    dataClasses: [],
    mode: 'each_time',
    approverRole: 'administrator',
    expiresAfterMs: 86_400_000,
  };
  assert.deepEqual(added, [...full.approvalGates, fresh]);
  const of = edited({
    kind: 'add_gate',
    name: 'New',
    actionTypes: ['read'],
    toolIds: [tool],
    mode: 'covers',
  }).approvalGates.at(-1);
  assert.deepEqual(of, { ...fresh, toolIds: [tool], mode: 'covers' });
  assert.deepEqual(
    edited({ kind: 'remove_gate', gateId: 'gat_1' }).approvalGates.map(({ id }) => id),
    ['gat_2'],
  );
  assert.equal(why({ kind: 'remove_gate', gateId: 'none' }), 'there is no such approval gate');
});

test('one toolset of one agent', () => {
  const take = { kind: 'take_toolset', agentId, toolsetId: 's1' } as const;
  const grant = { ...take, kind: 'grant_toolset' } as const;
  const others = grants(`${agentId} s2`, `${otherId} s1`);
  assert.deepEqual(edited(take).toolsetGrants, others);
  assert.deepEqual(edited(grant).toolsetGrants, [...others, { agentId, toolsetId: 's1' }]);
  assert.deepEqual(edited(grant, without('toolsetGrants')).toolsetGrants, [{ agentId, toolsetId: 's1' }]);
  assert.equal(why({ ...take, agentId: 'orchestrator' }), 'the agent does not hold this toolset');
  assert.equal(why(take, without('toolsetGrants')), 'the agent does not hold this toolset');
  assert.equal(why(grant, without('toolsets')), 'there is no such toolset');
});

test('one skill of one agent', () => {
  const take = { kind: 'take_skill', agentId, skillId: 'k1' } as const;
  const assign = { ...take, kind: 'assign_skill' } as const;
  const all = full.skillAssignments ?? [];
  const others = all.filter((one) => one.agentId !== agentId || one.skillId !== 'k1');
  const fresh = { agentId, skillId: 'k1', skillName: 'Skill k1' };
  assert.deepEqual(edited(take).skillAssignments, others);
  assert.deepEqual(edited(assign).skillAssignments, [...others, fresh]);
  assert.deepEqual(edited(assign, without('skillAssignments')).skillAssignments, [fresh]);
  assert.equal(why({ ...take, agentId: 'orchestrator' }), 'the agent does not have this skill');
  assert.equal(why(take, without('skillAssignments')), 'the agent does not have this skill');
  assert.equal(why({ ...assign, skillId: 'none' }), 'no version of such a skill is approved');
  assert.equal(why(assign, without('skills')), 'no version of such a skill is approved');
});

test('the plan of one agent', () => {
  const move = (stage: number) => ({ kind: 'set_plan_stage', agentId, stage }) as const;
  assert.deepEqual(edited(move(3)).workflowPlans, [
    plan(otherId),
    { ...plan(agentId), stage: 3, halted: false },
  ]);
  assert.deepEqual(edited({ kind: 'end_plan', agentId }).workflowPlans, [plan(otherId)]);
  assert.equal(why(move(4)), 'the plan has 3 stages');
  assert.equal(why(move(1), without('workflowPlans')), 'no plan is active for this agent');
});
