/** Edits change a copy, say what does not fit, and a simulated call is decided by them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FactsEdit } from '@gamut/protocol/facts-edit';
import { caseNowMs, readCases, caseFacts } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import { editFacts } from './edit-facts.ts';
import { simulateCall } from './simulate-decision.ts';

const one = readCases().find((row) => row.kind === 'allow' && row.given === undefined) as ReturnType<
  typeof readCases
>[number];
const facts = caseFacts(one);
const call = { agentId: one.agent, tool: one.tool, arguments: one.arguments };
const toolId = indexFacts(facts).tools.get(one.tool);
const tool = typeof toolId === 'object' ? toolId.facts.id : '';

function under(...edits: FactsEdit[]): string {
  const edited = editFacts(facts, edits);
  assert.equal(edited.kind, 'edited');
  return edited.kind === 'edited' ? simulateCall(indexFacts(edited.facts), call, caseNowMs).kind : '';
}

test('without an edit a call is decided as it would be now', () => {
  assert.equal(under(), 'allow');
});

test('each kind of edit is decided by, and the facts that were edited stay as they were', () => {
  const before = JSON.stringify(facts);
  assert.equal(under({ kind: 'set_status', agentId: one.agent, status: 'suspended' }), 'block');
  assert.equal(under({ kind: 'take_tool', agentId: one.agent, toolId: tool }), 'block');
  assert.equal(
    under({ kind: 'permit_tool', agentId: one.agent, toolId: tool, requiresApproval: true }),
    'require_approval',
  );
  assert.equal(JSON.stringify(facts), before);
});

test('what was taken and given back is decided as before', () => {
  assert.equal(
    under(
      { kind: 'take_tool', agentId: one.agent, toolId: tool },
      { kind: 'permit_tool', agentId: one.agent, toolId: tool },
    ),
    'allow',
  );
});

test('an edit about what is not there is told with its place, and nothing is simulated in its stead', () => {
  for (const edit of [
    { kind: 'set_level', agentId: 'nobody', level: 'senior' },
    { kind: 'take_tool', agentId: one.agent, toolId: 'nothing' },
    { kind: 'remove_gate', gateId: 'none' },
  ] as FactsEdit[]) {
    const edited = editFacts(facts, [{ kind: 'set_level', agentId: one.agent, level: 'senior' }, edit]);
    assert.deepEqual([edited.kind, edited.kind === 'unfit' && edited.at], ['unfit', 1]);
  }
});
