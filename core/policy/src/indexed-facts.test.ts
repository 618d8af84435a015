/** How rows about one thing are read together: the stricter holds, the newest counts, and what cannot be read counts for nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TenantFacts, ToolPermissionFacts } from '@gamut/protocol/facts';
import { readDemoFacts } from '../cases/run-case.ts';
import { contradictory } from './contradictory.ts';
import { indexFacts, tenantWide } from './indexed-facts.ts';
import { usableTools } from './usable-tools.ts';

const demo = readDemoFacts();
const index = (more: Partial<TenantFacts>) => indexFacts({ ...demo, ...more });
const agentId = 'report-reader';

test('of two flows for one class the stricter holds, in any order', () => {
  const flows = (...handlings: ('full' | 'safe_form' | 'none')[]) =>
    index({ dataFlows: handlings.map((handling) => ({ agentId, dataClass: 'internal', handling })) })
      .dataFlows.get(agentId)
      ?.get('internal');
  assert.equal(flows('full', 'none', 'safe_form'), 'none');
  assert.equal(flows('safe_form', 'full'), 'safe_form');
  assert.equal(flows('full'), 'full');
});

test('of red-team tests the newest of each type counts, of two at once the one that failed, and what failed in any type outweighs the rest', () => {
  const standing = (...rows: [string, 'passed' | 'failed', string?][]) =>
    index({
      redTeamTests: rows.map(([testedAt, result, type], at) => ({
        ...{ id: `t${String(at)}`, agentId, testedAt, result },
        ...(type === undefined ? {} : { type }),
      })) as never,
    }).redTeamTests.get(agentId);
  const tests = (...rows: [string, 'passed' | 'failed'][]) => {
    const found = standing(...rows);
    return found && found.failed.length === 0;
  };
  const [early, late] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'];
  assert.equal(tests([early, 'failed'], [late, 'passed']), true);
  assert.equal(tests([late, 'passed'], [early, 'failed']), true);
  assert.equal(tests([late, 'failed'], [early, 'passed']), false);
  assert.equal(tests([late, 'passed'], [late, 'failed']), false);
  assert.equal(tests([late, 'failed'], [late, 'passed']), false);
  assert.equal(tests(['never', 'passed']), undefined);
  const [earlyMs, lateMs] = [Date.parse(early), Date.parse(late)];
  assert.deepEqual(
    standing([early, 'failed', 'tool_misuse'], [late, 'passed'], [late, 'passed', 'goal_hijacking']),
    {
      failed: ['tool_misuse'],
      testedAtMs: earlyMs,
    },
  );
  assert.deepEqual(standing([early, 'failed', 'tool_misuse'], [late, 'failed']), {
    failed: ['tool_misuse', 'general'],
    testedAtMs: lateMs,
  });
  assert.deepEqual(
    standing([early, 'failed', 'tool_misuse'], [late, 'passed', 'tool_misuse'], [early, 'passed']),
    {
      failed: [],
      testedAtMs: lateMs,
    },
  );
});

test('facts hold a limit of transactions where an agent or a permission has one', () => {
  const limits = [{ window: 'day', callsMax: 1, amountMax: null, whenOver: 'block' }] as const;
  const [first] = demo.agents;
  const [permission] = demo.toolPermissions;
  assert.ok(first && permission);
  assert.equal(index({}).limited, false);
  assert.equal(index({ agents: [{ ...first, transactionLimits: [] }] }).limited, false);
  assert.equal(
    index({ agents: [...demo.agents, { ...first, transactionLimits: [...limits] }] }).limited,
    true,
  );
  assert.equal(
    index({ toolPermissions: [...demo.toolPermissions, { ...permission, transactionLimits: [...limits] }] })
      .limited,
    true,
  );
  assert.equal(tenantWide, '');
});

test('nothing is shown while a switch is thrown for its tenant, its agent, its tool or its connector', () => {
  const shown = (more: Partial<TenantFacts>) => usableTools(index(more), agentId, 0).map(({ name }) => name);
  const all = shown({});
  assert.equal(all.length, 3);
  const thrown = (target: string, targetId: string) =>
    shown({
      killSwitches: [
        { id: 'k', target, targetId, engagedAt: '2026-11-22T00:00:00Z', reason: 'Stop.' },
      ] as never,
    });
  assert.deepEqual(thrown('tenant', 'whatever'), []);
  assert.deepEqual(thrown('agent', agentId), []);
  assert.deepEqual(thrown('agent', 'another'), all);
  assert.deepEqual(thrown('connector', 'con_filesystem'), []);
  assert.deepEqual(
    thrown('tool', 'tol_list'),
    all.filter((name) => name !== 'filesystem_list_directory'),
  );
});

test('nothing is shown of a tool without a connector, or that nobody permitted', () => {
  const shown = (more: Partial<TenantFacts>) => usableTools(index(more), agentId, 0).length;
  assert.equal(shown({ connectors: [] }), 0);
  assert.equal(shown({ toolPermissions: [] }), 0);
});

const terms = {
  requiresApproval: false,
  targetsUnder: [] as string[],
  amountMax: null as number | null,
  callsPerMinuteMax: 60,
};
type Terms = Partial<Omit<ToolPermissionFacts, 'agentId' | 'toolId'>>;
/** What an agent has of a tool through a direct permission and a toolset. */
function together(direct: Terms, ...toolsets: Terms[]) {
  const toolId = 'tol_write';
  const facts = {
    toolPermissions: [{ agentId, toolId, auditLogging: true, ...terms, ...direct }],
    toolsets: toolsets.map((more, at) => ({
      id: `s${String(at)}`,
      name: `Set ${String(at)}`,
      version: 1,
      tools: [{ toolId, ...terms, ...more }],
    })),
    toolsetGrants: toolsets.map((_, at) => ({ agentId, toolsetId: `s${String(at)}` })),
  };
  return index(facts as never)
    .permissions.get(agentId)
    ?.get(toolId);
}
const factsOf = (...of: Parameters<typeof together>) => {
  const found = together(...of);
  assert.ok(found !== undefined && found !== contradictory);
  return found;
};

test('of a permission and a toolset the stricter holds, member by member', () => {
  assert.equal(factsOf({ requiresApproval: true }, {}).facts.requiresApproval, true);
  assert.equal(factsOf({}, { requiresApproval: true }).facts.requiresApproval, true);
  assert.equal(factsOf({ auditLogging: false }, {}).facts.auditLogging, false);
  assert.equal(factsOf({ callsPerMinuteMax: 5 }, { callsPerMinuteMax: 7 }).facts.callsPerMinuteMax, 5);
  assert.deepEqual(factsOf({}, {}, {}).through, ['toolset Set 0 v1', 'toolset Set 1 v1']);
});

test('of two amounts the lower holds, where both are in one currency', () => {
  const amount = (a: Terms, b: Terms) => {
    const { amountMax, amountCurrency } = factsOf(a, b).facts;
    return [amountMax, amountCurrency];
  };
  assert.deepEqual(amount({ amountMax: 5 }, { amountMax: 7 }), [5, undefined]);
  assert.deepEqual(amount({ amountMax: null }, { amountMax: 7 }), [null, undefined]);
  assert.deepEqual(amount({ amountMax: 5 }, { amountMax: null }), [null, undefined]);
  const [euros, dollars] = [{ amountCurrency: 'EUR' }, { amountCurrency: 'USD' }];
  assert.deepEqual(amount({ amountMax: 9, ...euros }, { amountMax: 7, ...euros }), [7, 'EUR']);
  assert.deepEqual(amount({ amountMax: 9, ...euros }, { amountMax: 7, ...dollars }), [null, undefined]);
  assert.ok(!('amountCurrency' in factsOf({ amountMax: 5 }, { amountMax: 7 }).facts));
});

test('limits of transactions hold together', () => {
  const limit = (callsMax: number) =>
    ({ window: 'day', callsMax, amountMax: null, whenOver: 'block' }) as const;
  assert.deepEqual(factsOf({ transactionLimits: [limit(1)] }, {}).facts.transactionLimits, [limit(1)]);
  assert.ok(!('transactionLimits' in factsOf({}, {}).facts));
});

test('of places those hold that lie in both, and where none does no place matches', () => {
  const under = (a: string[], b: string[]) => factsOf({ targetsUnder: a }, { targetsUnder: b });
  const texts = (a: string[], b: string[]) => under(a, b).facts.targetsUnder;
  assert.deepEqual(texts(['open'], []), ['open']);
  assert.deepEqual(texts([], ['open']), ['open']);
  assert.deepEqual(texts(['open', 'closed'], ['open/new', 'drafts']), ['open/new']);
  assert.deepEqual(texts(['open/new'], ['open']), ['open/new']);
  const none = under(['open'], ['closed']);
  assert.deepEqual([none.facts.targetsUnder, none.places], [[], [null]]);
  assert.deepEqual(under(['a\\b'], ['a\\b']).places, [null], 'a place that cannot be read lies in none');
  assert.deepEqual([...under(['open'], []).vouched], ['open']);
});

test('two toolsets under one id, and two rows of one tool, contradict each other', () => {
  const toolset = (id: string, ...tools: string[]) => ({
    id,
    name: id,
    version: 1,
    tools: tools.map((toolId) => ({ toolId, ...terms })),
  });
  const found = (toolsets: ReturnType<typeof toolset>[], toolId: string) =>
    index({
      toolPermissions: [],
      toolsets,
      toolsetGrants: [...new Set(toolsets.map(({ id }) => id))].map((toolsetId) => ({ agentId, toolsetId })),
    })
      .permissions.get(agentId)
      ?.get(toolId);
  assert.equal(found([toolset('s', 'tol_list'), toolset('s', 'tol_read')], 'tol_list'), contradictory);
  assert.equal(found([toolset('s', 'tol_list'), toolset('s', 'tol_read')], 'tol_read'), contradictory);
  assert.equal(found([toolset('s', 'tol_list', 'tol_list')], 'tol_list'), contradictory);
  assert.equal(
    found([toolset('a', 'tol_list', 'tol_list'), toolset('b', 'tol_list')], 'tol_list'),
    contradictory,
  );
  assert.equal(
    found([toolset('b', 'tol_list'), toolset('a', 'tol_list', 'tol_list')], 'tol_list'),
    contradictory,
  );
  assert.notEqual(found([toolset('a', 'tol_list'), toolset('b', 'tol_read')], 'tol_read'), contradictory);
  assert.equal(found([toolset('a', 'tol_list')], 'tol_read'), undefined);
});
