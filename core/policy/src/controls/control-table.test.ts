/** The table of controls: their order, which end the look at once, and which open an incident where a critical finding is open. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlNames } from '@gamut/protocol/decision';
import { caseFacts, caseNowMs, readCases } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import { resolveAction } from '../resolve-action.ts';
import { controls } from './index.ts';

test('the order is the product’s, and only the first two end the look at once', () => {
  assert.deepEqual(
    controls.map(({ name }) => name),
    [...controlNames],
  );
  assert.deepEqual(
    controls.filter(({ shortCircuits }) => shortCircuits).map(({ name }) => name),
    ['agent_registered', 'status_active'],
  );
});

test('identity, boundary, tool, data and the open finding itself are critical, and no other control is', () => {
  assert.deepEqual(
    controls.filter(({ critical }) => critical).map(({ name }) => name),
    ['agent_registered', 'level_boundary', 'tool_permitted', 'data_flow', 'no_open_critical'],
  );
});

test('without a known agent no control but the first answers at all', () => {
  const [one] = readCases();
  assert.ok(one !== undefined);
  const indexed = indexFacts(caseFacts(one));
  const resolved = resolveAction(indexed, {
    agentId: 'agt_nobody',
    tool: one.tool,
    arguments: one.arguments,
  });
  const call = { indexed, resolved, nowMs: caseNowMs, usage: { agentCalls: 0, toolCalls: 0 } };
  const [first, ...others] = controls;
  assert.deepEqual(
    first?.run(call).reasons.map(({ code }) => code),
    ['agent_unknown'],
  );
  for (const control of others)
    assert.throws(() => control.run(call), /^Error: a control ran without an agent$/, control.name);
});
