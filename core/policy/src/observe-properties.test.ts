/**
 * Whatever a period says and whatever is asked: observe mode turns a missing permission that stands alone into an allow that says so,
 * for what reads, and changes nothing else that was decided.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  actionTypes,
  agentStatuses,
  dataHandlings,
  riskTiers,
  severities,
  type ActionType,
  type AgentStatus,
  type DataHandling,
  type RiskTier,
  type Severity,
} from '@gamut/kernel/agentic-terms';
import type { TenantFacts } from '@gamut/protocol/facts';
import { caseNowMs, readDemoFacts } from '../cases/run-case.ts';
import { decide } from './decide.ts';
import { indexFacts } from './indexed-facts.ts';
import { resolveAction } from './resolve-action.ts';
import { runs } from '../../../tests/support/runs.ts';

const demo = readDemoFacts();
const agentIds = demo.agents.map((one) => one.id);
const toolNames = [...indexFacts(demo).tools.keys()];
const moments = [
  '2026-11-01T00:00:00Z',
  '2026-11-20T12:00:00Z',
  '2026-11-22T12:00:00Z',
  '2026-11-22T12:00:00.001Z',
  '2026-11-29T00:00:00Z',
  'never',
];

/** Mostly what lets a period reach the call, so that each of the others is tried alone. */
function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}

const argumentsOf: Readonly<Record<string, Record<string, unknown>>> = {
  filesystem_write_file: { path: 'open/a', content: '' },
  filesystem_read_multiple_files: { paths: ['open/a', 'a.example'] },
  everything_echo: { message: 'hello' },
  payments_pay: { to: 'claimant:7', amount: 1 },
  payments_grant: { right: 'read' },
};

const shaken = fc.record({
  agentId: fc.constantFrom(...agentIds),
  tool: fc.constantFrom(...toolNames),
  change: mostly<Record<string, unknown>>(
    {},
    { path: '../x' },
    { path: 'personal' },
    { message: 'https://collect.example' },
    { to: 'a@b.example' },
    { amount: NaN },
    { unnamed: 1 },
  ),
  actionType: mostly<ActionType>('read', ...actionTypes),
  risk: mostly<Severity>('low', ...severities),
  tier: mostly<RiskTier>('low', ...riskTiers),
  status: mostly<AgentStatus>('active', ...agentStatuses),
  handling: mostly<DataHandling>('full', ...dataHandlings),
  permitted: mostly(false, true),
  stopped: mostly('none', 'agent', 'tenant'),
  startsAt: mostly('2026-11-20T12:00:00Z', ...moments),
  endsAt: mostly('2026-11-29T00:00:00Z', ...moments),
  connectorIds: fc.subarray(
    demo.connectors.map((one) => one.id),
    { minLength: 2 },
  ),
  toolCalls: mostly(0, 59, 60, NaN),
});
type Shaken = typeof shaken extends fc.Arbitrary<infer T> ? T : never;

function factsOf(s: Shaken): TenantFacts {
  return {
    ...demo,
    agents: demo.agents.map((one) => ({ ...one, tier: s.tier, status: s.status })),
    tools: demo.tools.map((one) => ({ ...one, actionType: s.actionType, risk: s.risk })),
    toolPermissions: s.permitted ? demo.toolPermissions : [],
    dataFlows: demo.dataFlows.map((one) => ({ ...one, handling: s.handling })),
    killSwitches:
      s.stopped === 'none'
        ? []
        : [{ id: 'kil_1', target: s.stopped as 'agent', targetId: s.agentId, reason: 'stopped' }],
  };
}

function argsOf({ tool, change }: Shaken): Record<string, unknown> {
  return { ...(argumentsOf[tool] ?? { path: 'open' }), ...change };
}

function decideOn(facts: TenantFacts, s: Shaken) {
  const indexed = indexFacts(facts);
  const resolved = resolveAction(indexed, { agentId: s.agentId, tool: s.tool, arguments: argsOf(s) });
  const usage = { agentCalls: 0, toolCalls: s.toolCalls };
  return decide(indexed, {
    resolved,
    nowMs: caseNowMs,
    usage,
    approval: null,
    transactions: [],
    learned: [],
  });
}

test('a period changes a decision only from a missing permission that stood alone, only for what reads, and only within its time', () => {
  let through = 0;
  fc.assert(
    fc.property(shaken, (s) => {
      const facts = factsOf(s);
      const { agentId, startsAt, endsAt, connectorIds } = s;
      const period = { id: 'obs_00000000000000000000000001', agentId, connectorIds, startsAt, endsAt };
      const plain = decideOn(facts, s);
      const observed = decideOn({ ...facts, observePeriods: [period] }, s);
      if (observed.kind === plain.kind) {
        assert.deepEqual(observed.reasons, plain.reasons);
        return;
      }
      through++;
      assert.deepEqual(
        plain.reasons.map((one) => one.code),
        ['tool_not_permitted'],
      );
      assert.equal(observed.kind, 'allow_and_log');
      assert.equal(observed.reasons[0]?.code, 'logged_observed');
      assert.ok(['read', 'retrieve'].includes(s.actionType) && ['low', 'medium'].includes(s.risk));
      assert.ok(['low', 'medium', 'high'].includes(s.tier) && s.status === 'active' && s.stopped === 'none');
      assert.ok(Date.parse(startsAt) - 60_000 <= caseNowMs && caseNowMs < Date.parse(endsAt));
      assert.ok(Date.parse(endsAt) - Date.parse(startsAt) <= 14 * 86_400_000 && s.toolCalls < 60);
      assert.ok(
        !/example/.test(
          JSON.stringify(Object.entries(argsOf(s)).filter(([name]) => !name.startsWith('path'))),
        ),
      );
    }),
    { numRuns: runs(4000) },
  );
  assert.ok(through > 5, `${through} were looked through`);
});
