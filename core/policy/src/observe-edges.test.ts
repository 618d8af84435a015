/** Observe mode at its edges: how long a period may be, and what the record of a tool has against it, to the letter. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolFacts } from '@gamut/protocol/facts';
import { readDemoFacts } from '../cases/run-case.ts';
import { contradictory } from './contradictory.ts';
import { indexFacts, type IndexedTool } from './indexed-facts.ts';
import { observeTerms, runningPeriod, toolGap } from './observe-mode.ts';

const demo = readDemoFacts();
const indexed = indexFacts(demo);
const agentId = 'report-reader';
const endsAt = '2026-11-27T12:00:00.000Z';
const endsMs = Date.parse(endsAt);
const periodOf = (startsAt: string) => ({
  ...{ id: 'obs_1', agentId, connectorIds: demo.connectors.map(({ id }) => id), startsAt, endsAt },
});

function isRunning(lastsMs: number, nowMs: number): boolean {
  const period = periodOf(new Date(endsMs - lastsMs).toISOString());
  return (
    runningPeriod({ ...indexed, observePeriods: new Map([[agentId, period]]) }, agentId, nowMs) === period
  );
}

test('a period lasts some time, and no longer than any may', () => {
  const { lastsMsMax } = observeTerms;
  assert.deepEqual(
    [0, 1, lastsMsMax, lastsMsMax + 1].map((lastsMs) => isRunning(lastsMs, endsMs - 1)),
    [false, true, true, false],
  );
  assert.equal(isRunning(lastsMsMax, endsMs), false);
});

test('what contradicts itself or is not known has no period', () => {
  const period = periodOf('2026-11-20T12:00:00.000Z');
  const found = (change: object, id = agentId) =>
    runningPeriod({ ...indexed, observePeriods: new Map([[id, period]]), ...change }, id, endsMs - 1)?.id;
  assert.equal(found({}), 'obs_1');
  assert.equal(found({}, 'nobody'), undefined);
  assert.equal(found({ agents: new Map([[agentId, contradictory]]) }), undefined);
  assert.equal(found({ observePeriods: new Map([[agentId, contradictory]]) }), undefined);
});

test('what the record of a tool has against it is said', () => {
  const tool = indexed.tools.get('filesystem_get_file_info') as IndexedTool;
  const gap = (change: Partial<ToolFacts>, connectorIds = [tool.facts.connectorId]) => {
    const facts = { ...tool.facts, ...change };
    return toolGap({ ...periodOf(endsAt), connectorIds }, { ...tool, facts });
  };
  assert.equal(gap({}), undefined);
  assert.equal(gap({}, []), 'it names other connectors');
  assert.equal(gap({ amountPointer: '/amount' }), 'not for what has an amount');
  assert.equal(gap({ targetRoot: null }), 'not for paths without a root');
  assert.equal(gap({ targetRoot: null, targetPointers: [] }), undefined);
  assert.equal(gap({ targetRoot: null, targetKind: 'text' }), undefined);
  assert.equal(gap({ name: 'delete_it' }), 'not for what is named "delete"');
  assert.equal(gap({ name: `trash${'x'.repeat(40)}` }), `not for what is named "trash${'x'.repeat(27)}"`);
});
