/** The evidence of a control leads to a page of the console and nowhere else; controls keep the framework's order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byElement, pageOf, type ControlRow } from './conformance.ts';

test('each address that platform gives as evidence leads to the page that shows it', () => {
  assert.equal(pageOf('/v1/agents/agt_1'), '/agents/agt_1?view=access');
  assert.equal(pageOf('/v1/agents/agt_1/behaviour'), '/agents/agt_1?view=behaviour');
  assert.equal(pageOf('/v1/behaviour-alerts?agentId=agt_1'), '/agents/agt_1?view=behaviour');
  assert.equal(pageOf('/v1/decisions?filter=agent:one'), '/decisions?filter=agent:one');
  assert.equal(pageOf('/v1/kill-switches'), '/kill-switches');
  assert.equal(pageOf('/v1/behaviour-rules'), '/behaviour');
});

test('an address that is none of the console’s is no link', () => {
  assert.equal(pageOf(''), undefined);
  assert.equal(pageOf('https://elsewhere.example'), undefined);
  assert.equal(pageOf('/v1/decisionsx'), undefined);
});

test('controls are grouped by element in the order in which they come', () => {
  const row = (id: string, element: string) => ({ id, element }) as ControlRow;
  const grouped = byElement([row('I-1', 'identity'), row('B-1', 'behaviour'), row('I-2', 'identity')]);
  assert.deepEqual(
    grouped.map(([name, rows]) => [name, rows.map(({ id }) => id)]),
    [
      ['identity', ['I-1', 'I-2']],
      ['behaviour', ['B-1']],
    ],
  );
});
