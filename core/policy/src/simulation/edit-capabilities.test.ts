/** Toolsets, skills and plans can be tried in a simulation as they would be set, and what does not fit is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TenantFacts } from '@gamut/protocol/facts';
import type { FactsEdit } from '@gamut/protocol/facts-edit';
import { caseFacts, caseNowMs, readCases } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import { editFacts } from './edit-facts.ts';
import { simulateCall } from './simulate-decision.ts';

const agentId = 'report-reader';
const given = (file: string): TenantFacts => {
  const first = readCases().find((one) => one.file === file);
  assert.ok(first !== undefined);
  return caseFacts(first);
};

function codes(facts: TenantFacts, tool: string, ...edits: FactsEdit[]): string[] | string {
  const edited = editFacts(facts, edits);
  if (edited.kind === 'unfit') return edited.why;
  const call = { agentId, tool: `filesystem_${tool}`, arguments: { path: 'open' } };
  return simulateCall(indexFacts(edited.facts), call, caseNowMs).reasons.map(({ code }) => code);
}

test('a toolset is granted and taken', () => {
  const facts = given('19-toolsets.yaml');
  const toolsetId = 'tls_files';
  assert.deepEqual(codes(facts, 'get_file_info', { kind: 'take_toolset', agentId, toolsetId }), [
    'tool_not_permitted',
  ]);
  const anew: FactsEdit[] = [
    { kind: 'take_toolset', agentId, toolsetId },
    { kind: 'grant_toolset', agentId, toolsetId },
  ];
  assert.deepEqual(codes(facts, 'get_file_info', ...anew), []);
  assert.equal(
    codes(facts, 'get_file_info', { kind: 'grant_toolset', agentId, toolsetId: 'tls_none' }),
    'there is no such toolset',
  );
  assert.match(
    String(codes(facts, 'get_file_info', { kind: 'take_tool', agentId, toolId: 'tol_stat' })),
    /through the toolset Files/,
    'to take the permission alone would take nothing',
  );
});

test('a skill is assigned and taken', () => {
  const facts = given('20-skills.yaml');
  const skillId = 'skl_read';
  assert.deepEqual(codes(facts, 'read_text_file'), ['skill_does_not_cover']);
  assert.deepEqual(codes(facts, 'read_text_file', { kind: 'take_skill', agentId, skillId }), []);
  assert.match(
    String(codes(facts, 'read_text_file', { kind: 'assign_skill', agentId, skillId: 'skl_none' })),
    /no version/,
  );
});

test('a plan is moved and ended', () => {
  const facts = given('21-workflow-plans.yaml');
  assert.deepEqual(codes(facts, 'read_text_file'), ['plan_checkpoint_waits']);
  assert.deepEqual(codes(facts, 'read_text_file', { kind: 'set_plan_stage', agentId, stage: 2 }), []);
  assert.deepEqual(codes(facts, 'read_text_file', { kind: 'end_plan', agentId }), []);
  assert.equal(
    codes(facts, 'read_text_file', { kind: 'set_plan_stage', agentId, stage: 4 }),
    'the plan has 3 stages',
  );
  const other: FactsEdit = { kind: 'end_plan', agentId: 'orchestrator' };
  assert.equal(codes(facts, 'read_text_file', other), 'no plan is active for this agent');
});
