/**
 * What a toolset permitted, a skill bounded and a plan stopped is derived again by a stranger, from an export alone; and a decision
 * that was let pass against any of them does not follow.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { indexFacts } from '@gamut/policy/indexed-facts';
import { replayDecision, type Replayed } from '@gamut/policy/replay/replay-decision';
import type { TenantFacts } from '@gamut/protocol/facts';
import { readRecordedDecision } from '@gamut/protocol/recorded-decision';
import type { ReplayReport } from '../../apps/cli/src/replay/replay-walk.ts';
import { verifyCommand } from '../../apps/cli/src/verify.ts';
import { readCases, type DecisionCase } from '../../core/policy/cases/run-case.ts';
import { note, startBinding, type Binding } from '../support/binding.ts';
import { record } from '../support/recorded-cases.ts';

const firstOf = (file: string, code?: string): DecisionCase => {
  const found = readCases().find(
    (one) => one.file === file && (code === undefined || one.reasons.includes(code)),
  );
  assert.ok(found, `${file} has no case of ${code ?? 'any kind'}`);
  return found;
};

function replayed(
  one: DecisionCase,
  change: (facts: TenantFacts) => TenantFacts = (facts) => facts,
): Replayed {
  const { draft, facts, call } = record(one);
  const recorded = readRecordedDecision(JSON.parse(JSON.stringify(draft.body)) as never);
  assert.ok(recorded);
  const indexed = indexFacts(change(JSON.parse(facts) as TenantFacts));
  return replayDecision(recorded, { indexed, arguments: call.arguments });
}

const forgeries: readonly (readonly [string, DecisionCase, (facts: TenantFacts) => TenantFacts])[] = [
  [
    'a call through a toolset, without its grant',
    firstOf('19-toolsets.yaml'),
    (facts) => ({ ...facts, toolsetGrants: [] }),
  ],
  [
    'a call that a skill covers, without the skill',
    firstOf('20-skills.yaml'),
    (facts) => ({ ...facts, skills: [] }),
  ],
  [
    'a call that no skill covers, with another',
    firstOf('20-skills.yaml', 'skill_does_not_cover'),
    (facts) => ({ ...facts, skillAssignments: [] }),
  ],
  [
    'a call of the present stage, in another',
    firstOf('21-workflow-plans.yaml'),
    (facts) => ({
      ...facts,
      workflowPlans: (facts.workflowPlans ?? []).map((plan) => ({ ...plan, stage: 2 })),
    }),
  ],
  [
    'a call that a refused checkpoint stopped, without the refusal',
    firstOf('21-workflow-plans.yaml', 'plan_halted'),
    (facts) => ({
      ...facts,
      workflowPlans: (facts.workflowPlans ?? []).map((plan) => ({ ...plan, halted: false })),
    }),
  ],
];

for (const [what, one, change] of forgeries)
  test(`${what}, does not follow; as it was recorded, it does`, () => {
    assert.deepEqual(replayed(one), { outcome: 'follows', detail: '' });
    assert.equal(replayed(one, change).outcome, 'differs');
  });

let world: Binding;
let folder: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-bound-'));
  world = await startBinding();
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

test('an export with decisions under a toolset, a skill and a plan, before and after each step, replays offline', async () => {
  const { reader, toolIds, toolset, skill, started, step, post, operator, administrator, codesOf } = world;
  const agentId = await reader();
  const files = await toolset([{ toolId: toolIds['read_file'] }, { toolId: toolIds['list_folder'] }]);
  const heard: string[][] = [await codesOf(agentId, 'read_file')];
  await post(operator, '/v1/toolset-grants', { agentId, toolsetId: files.id });
  heard.push(await codesOf(agentId, 'read_file'));
  const { id: skillId } = await skill({ toolIds: [toolIds['read_file'], toolIds['list_folder']] });
  await post(operator, '/v1/skill-assignments', { agentId, skillId });
  heard.push(await codesOf(agentId, 'write_file'));
  const plan = await started(agentId);
  heard.push(await codesOf(agentId, 'read_file'));
  await step(operator, plan, 'sign', { stage: 1, ...note });
  heard.push(await codesOf(agentId, 'read_file'));
  assert.deepEqual(heard, [
    ['tool_not_permitted'],
    [],
    ['level_forbids_writing', 'tool_not_permitted', 'skill_does_not_cover', 'playbook_missing'],
    ['plan_checkpoint_waits'],
    [],
  ]);
  for (const [name, path] of [
    ['j', '/v1/journal/export'],
    ['m', '/v1/journal/replay'],
  ] as const) {
    const answer = await administrator.call({ method: 'GET', path });
    assert.equal(answer.status, 200, answer.text);
    writeFileSync(join(folder, name), answer.text);
  }
  let said = '';
  const out = { stdout: { write: (text: string) => (said += text) }, gamutHome: undefined };
  const code = await verifyCommand([join(folder, 'j'), '--replay', join(folder, 'm'), '--json'], out);
  const { replay } = JSON.parse(said) as { replay: ReplayReport };
  assert.deepEqual([code, replay.outcomes], [0, { follows: 5 }], said);
});
