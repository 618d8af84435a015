/** What a workflow plan says of a tool, to the letter: the stage, who signs the next checkpoint, and why everything stops. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkflowPlanFacts } from '@gamut/protocol/capability-facts';
import type { ToolFacts } from '@gamut/protocol/facts';
import { readDemoFacts } from '../../cases/run-case.ts';
import { contradictory } from '../contradictory.ts';
import { indexPlans, planGaps, planShows, sawPlan, type AgentPlan } from './workflow-plan.ts';

const demo = readDemoFacts();
const [tool] = demo.tools as [ToolFacts];
const reading: ToolFacts = { ...tool, actionType: 'read' };
const endsAt = '2026-11-23T12:00:00.000Z';
const endsAtMs = Date.parse(endsAt);
const plan: WorkflowPlanFacts = {
  ...{ id: 'wfp_1', agentId: 'a', name: 'Claims', stage: 1, halted: false, endsAt, throughoutToolIds: [] },
  stages: [
    { name: 'Read', toolIds: [], checkpoint: { approversNamed: 0, approverRole: 'lead' } },
    { name: 'Pay', toolIds: [], checkpoint: null },
  ],
};
const [first, last] = plan.stages as [
  WorkflowPlanFacts['stages'][number],
  WorkflowPlanFacts['stages'][number],
];

function indexed(change: Partial<WorkflowPlanFacts> = {}): AgentPlan {
  const found = indexPlans({ ...demo, workflowPlans: [{ ...plan, ...change }] }).get('a');
  assert.ok(found !== undefined);
  return found;
}
const said = (change: Partial<WorkflowPlanFacts>, of = reading, nowMs = endsAtMs - 1): string[][] =>
  planGaps(indexed(change), of, 'files_read', nowMs).map(({ code, message }) => [code, message]);

test('agents without an active plan are bound by none', () => {
  const { workflowPlans: _none, ...without } = demo;
  assert.equal(indexPlans(without).size, 0);
  assert.equal(planShows(undefined, reading, 0), true);
});

test('two plans of one agent, and a stage that is none, are not clear', () => {
  const unclear = [['plan_unclear', 'Which stage of its workflow plan the agent is in is not clear.']];
  const two = indexPlans({ ...demo, workflowPlans: [plan, { ...plan, id: 'wfp_2' }] }).get('a');
  assert.equal(two, contradictory);
  assert.equal(sawPlan(contradictory), 'more than one active plan');
  assert.equal(planGaps(contradictory, reading, 'x', 0)[0]?.code, 'plan_unclear');
  for (const stage of [0, 3, 1.5, NaN]) assert.deepEqual(said({ stage }), unclear, String(stage));
});

const stands = 'The plan Claims is in stage 1 of 2 (Read)';
test('a tool of no stage is forbidden, and who moves the plan on is said', () => {
  const forbidden = `${stands}, and neither this stage nor a later one may use files_read.`;
  const who = (checkpoint: typeof first.checkpoint) =>
    said({ stages: [{ ...first, checkpoint }, last] }).map(([, message]) => message);
  assert.deepEqual(said({}), [
    [
      'plan_stage_forbids',
      `${forbidden} Before stage 2 stands a checkpoint, which whoever holds the role lead signs.`,
    ],
  ]);
  assert.deepEqual(who({ approversNamed: 2, approverRole: 'lead' }), [
    `${forbidden} Before stage 2 stands a checkpoint, which one of the 2 people whom the plan names signs.`,
  ]);
  assert.deepEqual(who(null), [`${forbidden} It is the last stage: a person completes the plan.`]);
  assert.deepEqual(said({ stage: 2, stages: [first, { ...last, checkpoint: first.checkpoint }] }), [
    [
      'plan_stage_forbids',
      'The plan Claims is in stage 2 of 2 (Pay), and neither this stage nor a later one may use files_read. It is the last stage: a person completes the plan.',
    ],
  ]);
});

test('a tool of later stages waits for the first of them, and one of an earlier stage is forbidden', () => {
  const uses = { ...last, toolIds: [reading.id] };
  assert.deepEqual(said({ stages: [first, uses, uses] }), [
    [
      'plan_checkpoint_waits',
      'The plan Claims is in stage 1 of 3 (Read); files_read belongs to stage 2. Before stage 2 stands a checkpoint, which whoever holds the role lead signs.',
    ],
  ]);
  assert.deepEqual(
    said({ stage: 2, stages: [{ ...first, toolIds: [reading.id] }, last] }).map(([code]) => code),
    ['plan_stage_forbids'],
  );
});

test('a tool of the present stage is usable whatever it does, and one for every stage while it reads', () => {
  const present = { stages: [{ ...first, toolIds: [tool.id] }, last] };
  const throughout = { throughoutToolIds: [tool.id] };
  for (const actionType of ['read', 'retrieve', 'financial', 'admin'] as const) {
    const of = { ...tool, actionType };
    const reads = actionType === 'read' || actionType === 'retrieve';
    assert.deepEqual(said(present, of), []);
    assert.equal(said(throughout, of).length, reads ? 0 : 1, actionType);
    assert.equal(planShows(indexed(present), of, 0), true);
    assert.equal(planShows(indexed(throughout), of, 0), reads);
  }
  assert.equal(planShows(indexed({ ...throughout, stage: 3 }), reading, 0), false);
});

test('a tool that is no longer what it was when the plan was approved is closed', () => {
  const { id, actionType, dataClass, risk, schemaSha256 } = reading;
  const was = { id, actionType, dataClass, risk, schemaSha256 };
  const open = { throughoutToolIds: [id] };
  const changed = [
    [
      'plan_tool_changed',
      'files_read is no longer what it was when the plan Claims was approved: its type, data class, risk or schema.',
    ],
  ];
  assert.deepEqual(said({ ...open, toolsAsApproved: [was] }), []);
  for (const toolsAsApproved of [
    [],
    [was, was],
    [{ ...was, actionType: 'retrieve' as const }],
    [{ ...was, dataClass: was.dataClass === 'public' ? ('internal' as const) : ('public' as const) }],
    [{ ...was, risk: was.risk === 'low' ? ('high' as const) : ('low' as const) }],
    [{ ...was, schemaSha256: '7'.repeat(64) }],
  ]) {
    assert.deepEqual(said({ ...open, toolsAsApproved }), changed);
    assert.equal(planShows(indexed({ ...open, toolsAsApproved }), reading, 0), false);
  }
});

test('a refused checkpoint and an end that has come each stop everything, until a person settles it', () => {
  const until = 'everything stops until a person resumes or cancels it.';
  const halted = ['plan_halted', `${stands}, and its checkpoint was refused: ${until}`];
  const expired = (at: string) => ['plan_expired', `${stands}, and its time was over at ${at}: ${until}`];
  const open = { throughoutToolIds: [reading.id] };
  assert.deepEqual(said({ ...open, halted: true }), [halted]);
  assert.deepEqual(said(open, reading, endsAtMs), [expired(endsAt)]);
  assert.deepEqual(said({ ...open, over: true }), [expired(endsAt)]);
  assert.deepEqual(said({ ...open, endsAt: 'soon' }), [expired('soon')]);
  assert.deepEqual(said({ ...open, halted: true }, reading, endsAtMs), [halted, expired(endsAt)]);
  assert.equal(planShows(indexed(open), reading, endsAtMs - 1), true);
  assert.equal(planShows(indexed(open), reading, endsAtMs), false);
  assert.equal(planShows(indexed({ ...open, halted: true }), reading, 0), false);
});

test('the trace names the plan and its stage, and no name is longer than a line', () => {
  assert.equal(sawPlan(indexed()), 'plan Claims (wfp_1) stage 1 of 2');
  assert.equal(sawPlan(indexed({ name: 'n'.repeat(61) })), `plan ${'n'.repeat(59)}… (wfp_1) stage 1 of 2`);
});
