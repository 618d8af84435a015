/** A few rows stand for many permissions: reading them takes what the rows are, and not what they come to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolsetFacts, ToolTermsFacts } from '@gamut/protocol/capability-facts';
import type { TenantFacts } from '@gamut/protocol/facts';
import { readDemoFacts } from '../cases/run-case.ts';
import { contradictory } from './contradictory.ts';
import { indexPermissions, type IndexedPermission, type PlacedTool } from './indexed-permissions.ts';

const terms = (toolId: string, more: Partial<ToolTermsFacts> = {}): ToolTermsFacts => ({
  ...{ toolId, requiresApproval: false, targetsUnder: [], amountMax: null, callsPerMinuteMax: 60 },
  ...more,
});
const toolset = (id: string, tools: ToolTermsFacts[]): ToolsetFacts => ({ id, name: id, version: 1, tools });

/** Counts how often the record of a tool is read, which is what a permission of it takes. */
function counted(facts: TenantFacts) {
  const tools = new Map<string, PlacedTool>(facts.tools.map((tool) => [tool.id, tool]));
  const get = tools.get.bind(tools);
  let reads = 0;
  tools.get = (id) => {
    reads += 1;
    return get(id);
  };
  return { permissions: indexPermissions(facts, tools), reads: () => reads };
}

const found = (permission: unknown): IndexedPermission => {
  assert.ok(typeof permission === 'object' && permission !== null);
  return permission as IndexedPermission;
};

test('a toolset that a thousand agents hold is read once', () => {
  const facts = readDemoFacts();
  const held = toolset(
    'tls',
    facts.tools.map(({ id }) => terms(id)),
  );
  const agents = Array.from({ length: 1000 }, (_, at) => `agent-${at}`);
  const { permissions, reads } = counted({
    ...facts,
    toolsets: [held],
    toolsetGrants: agents.map((agentId) => ({ agentId, toolsetId: 'tls' })),
  });
  assert.equal(reads(), facts.toolPermissions.length + facts.tools.length);
  for (const agentId of agents) assert.ok(permissions.get(agentId)?.get('tol_list') !== undefined);
  assert.equal(reads(), facts.toolPermissions.length + facts.tools.length, 'nor when it is asked for');
});

test('what was put together for one tool is the very same the next time, and says where it comes from', () => {
  const facts = readDemoFacts();
  const { permissions } = counted({
    ...facts,
    toolsets: [
      toolset('one', [
        terms('tol_pay', { targetsUnder: ['claimant:'], amountMax: 700, callsPerMinuteMax: 9 }),
      ]),
      toolset('two', [terms('tol_pay', { targetsUnder: ['claimant:7'], amountMax: 600 })]),
    ],
    toolsetGrants: ['one', 'two'].map((toolsetId) => ({ agentId: 'claims-triage', toolsetId })),
  });
  const first = permissions.get('claims-triage')?.get('tol_pay');
  assert.equal(permissions.get('claims-triage')?.get('tol_pay'), first);
  const { facts: merged, through, vouched } = found(first);
  assert.deepEqual(
    [merged.amountMax, merged.callsPerMinuteMax, merged.targetsUnder],
    [500, 9, ['claimant:7']],
  );
  assert.deepEqual(through, ['toolset one v1', 'toolset two v1']);
  assert.deepEqual([...vouched], ['claimant:7']);
});

test('a tool that a toolset names twice is contradictory, and a hostile name is no tool', () => {
  const facts = readDemoFacts();
  const { permissions } = counted({
    ...facts,
    toolsets: [
      toolset('one', [terms('tol_stat'), terms('tol_stat')]),
      toolset('__proto__', [terms('tol_pay')]),
    ],
    toolsetGrants: ['one', '__proto__', 'constructor'].map((toolsetId) => ({
      agentId: 'report-reader',
      toolsetId,
    })),
  });
  const mine = permissions.get('report-reader');
  assert.equal(mine?.get('tol_stat'), contradictory);
  for (const name of ['__proto__', 'constructor', 'toString']) assert.equal(mine?.get(name), undefined, name);
});
