/** What a plan says of itself in words, and who is offered its checkpoint. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  changeText,
  maySign,
  nextOf,
  planVerdict,
  reachText,
  signersOf,
  termsText,
  type WorkflowPlan,
} from './plan.ts';

const person = (id: string) => ({ id, name: id });
const plan = (more: Partial<WorkflowPlan> = {}): WorkflowPlan => ({
  ...{ id: 'wfp', agentId: 'agt', agentName: 'reader', name: 'Report', purpose: 'to report' },
  ...{ status: 'active', stage: 1, halted: false, over: false, lastsHours: 24, sha256: '0', checkpoints: [] },
  toolsChanged: [],
  stages: [
    { name: 'one', tools: [], toolsets: [], checkpoint: { approverRole: 'agent_operator', approvers: [] } },
    {
      ...{ name: 'two', tools: [], toolsets: [] },
      checkpoint: { approverRole: 'administrator', approvers: [person('ada'), person('ben')] },
    },
    { name: 'three', tools: [], toolsets: [], checkpoint: null },
  ],
  ...{ throughout: [], writtenBy: person('ada'), writtenAt: '2026-01-06T12:00:00.000Z' },
  ...{ approvedBy: null, approvedAt: null, startedBy: null, startedAt: null, endsAt: null },
  ...{ endedBy: null, endedAt: null, endReason: null },
  ...more,
});

const standing = { actionType: 'read', dataClass: 'internal', risk: 'low', schemaSha256: '0' } as const;

test('a tool that is another one by now is said with what was and what is', () => {
  const changed = (now: typeof was | null) =>
    changeText({ id: 'tol', tool: 'files_read', was: standing, now });
  const was = { ...standing, actionType: 'write_internal', schemaSha256: '1' } as const;
  assert.equal(changed(was), 'files_read: type read, now write internal; another schema');
  assert.equal(changed(null), 'files_read: is gone');
  const all = [{ id: 'tol', tool: 'files_read', was: standing, now: null }];
  assert.match(
    nextOf(plan({ toolsChanged: all })),
    /closed until somebody else than who wrote the plan approves it again/,
  );
});

test('a plan that has stopped says so before its stage', () => {
  assert.equal(planVerdict(plan()).text, 'Stage 1 of 3');
  assert.deepEqual(planVerdict(plan({ halted: true })), { mark: 'block', text: 'Stopped: refused' });
  assert.equal(planVerdict(plan({ over: true })).mark, 'block');
  assert.match(nextOf(plan({ halted: true })), /can use nothing until an administrator/);
});

test('what comes next names who signs, and in the last stage that a person completes it', () => {
  assert.match(
    nextOf(plan()),
    /Before stage 2 stands a checkpoint, for whoever holds the role agent operator/,
  );
  assert.match(nextOf(plan({ stage: 2 })), /for ada or ben/);
  assert.match(nextOf(plan({ stage: 3 })), /last stage: a person completes it/);
  assert.match(nextOf(plan({ status: 'draft', stage: null })), /Somebody else than who wrote it/);
});

test('a checkpoint is offered to whom the plan asks for, and to no other', () => {
  const operator = { id: 'cleo', roles: ['standard', 'agent_operator'] };
  assert.equal(maySign(plan(), operator), true);
  assert.equal(maySign(plan(), { id: 'cleo', roles: ['administrator'] }), true, 'holds every role');
  assert.equal(maySign(plan(), { id: 'cleo', roles: ['standard'] }), false);
  assert.equal(maySign(plan({ stage: 2 }), { id: 'cleo', roles: ['administrator'] }), false, 'not named');
  assert.equal(maySign(plan({ stage: 2 }), { id: 'ada', roles: [] }), true);
  assert.equal(maySign(plan({ stage: 3 }), operator), false);
});

test('a change of a toolset says whom it reaches', () => {
  assert.equal(reachText({ heldBy: [] }), 'No agent holds it.');
  assert.equal(reachText({ heldBy: [person('one')] }), '1 agent holds it: one.');
  const many = Array.from({ length: 7 }, (_, at) => person(`a${at}`));
  assert.equal(reachText({ heldBy: many }), '7 agents hold it: a0, a1, a2, a3, a4 and 2 more.');
});

test('the terms of a tool are read as one line', () => {
  const terms = { toolId: 'tol', tool: 'files_read', callsPerMinuteMax: 60 };
  assert.equal(
    termsText({ ...terms, requiresApproval: true, targetsUnder: ['open'], amountMax: null }),
    'only under open; a person approves each use; 60 calls a minute',
  );
});

test('whoever answers for a critical agent is not offered its checkpoint, and is named', () => {
  const [ada, ben] = [person('ada'), person('ben')];
  const agent = (tier: 'medium' | 'critical') => ({ tier, humanOwner: { ...ada, here: true } });
  assert.deepEqual(signersOf([ada, ben], agent('critical')), { people: [ben], owner: ada });
  assert.deepEqual(signersOf([ada, ben], agent('medium')).people, [ada, ben]);
  assert.deepEqual(signersOf([ada], agent('critical')).people, [], 'nobody is left');
  assert.equal(signersOf(undefined, agent('medium')).people, undefined, 'not read yet');
});
