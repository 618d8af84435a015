/** What a workflow plan leaves to be shown: an agent whose plans contradict each other, are halted or are over is shown nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TenantFacts } from '@gamut/protocol/facts';
import { caseFacts, caseNowMs, readCases } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import { usableTools } from '../usable-tools.ts';

const planned = readCases().find(({ name }) => name === 'a tool of the present stage passes');

function shown(change: (facts: TenantFacts) => void = () => undefined, nowMs = caseNowMs): string[] {
  assert.ok(planned !== undefined);
  const facts = caseFacts(planned);
  change(facts);
  return usableTools(indexFacts(facts), planned.agent, nowMs).map(({ name }) => name);
}

test('the tools of the present stage and the reading ones for every stage are shown', () => {
  assert.deepEqual(shown(), ['filesystem_directory_tree', 'filesystem_list_directory']);
});

test('two plans, a refused checkpoint and an end that has come leave nothing to be shown', () => {
  const [another] = structuredClone(planned?.given?.['workflowPlans'] as object[]);
  assert.deepEqual(
    shown(({ workflowPlans }) => workflowPlans?.push({ ...another, id: 'wfp_2' } as never)),
    [],
  );
  assert.deepEqual(
    shown(({ workflowPlans }) => Object.assign(workflowPlans?.[0] as object, { halted: true })),
    [],
  );
  assert.deepEqual(shown(undefined, Date.parse('2026-11-23T12:00:00Z')), []);
});
