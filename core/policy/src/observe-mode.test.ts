/**
 * Observe mode looks through one reason and no other. Shown from the registry, so that a reason that is added is looked through by
 * nobody, and from every decision case there is: each again while a period runs, with its permission and without.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionTypes, riskTiers, severities } from '@gamut/kernel/agentic-terms';
import type { TenantFacts } from '@gamut/protocol/facts';
import {
  caseFacts,
  caseNowMs,
  readCases,
  readDemoFacts,
  runCase,
  type DecisionCase,
  type MadeUpCase,
} from '../cases/run-case.ts';
import { indexFacts } from './indexed-facts.ts';
import { lookThrough, observeTerms } from './observe-mode.ts';
import { effectOf, reason, reasonRows, type ReasonCode } from './reason-codes.ts';
import { resolveAction } from './resolve-action.ts';
import { usableTools } from './usable-tools.ts';

const codes = Object.keys(reasonRows) as ReasonCode[];
const missing = reason('tool_not_permitted', 'missing');
const asked = { agent: 'report-reader', tool: 'filesystem_get_file_info', arguments: { path: 'a.txt' } };

const observed: MadeUpCase = { file: 'here', name: 'observed', ...asked, kind: '', reasons: [] };

function periodFor(facts: TenantFacts, agentId: string): NonNullable<TenantFacts['observePeriods']>[number] {
  return {
    id: 'obs_00000000000000000000000001',
    agentId,
    connectorIds: facts.connectors.map((one) => one.id),
    startsAt: '2026-11-20T12:00:00Z',
    endsAt: '2026-11-27T12:00:00Z',
  };
}

function observing(facts: TenantFacts, agentId: string): TenantFacts {
  return { ...facts, observePeriods: [periodFor(facts, agentId)] };
}

function callOn(facts: TenantFacts) {
  const indexed = indexFacts(observing(facts, asked.agent));
  const resolved = resolveAction(indexed, {
    agentId: asked.agent,
    tool: asked.tool,
    arguments: asked.arguments,
  });
  return { indexed, resolved, nowMs: caseNowMs, usage: { agentCalls: 0, toolCalls: 0 } };
}

test('of all reasons there are, exactly one is looked through, and only alone', () => {
  const call = callOn(readDemoFacts());
  const through = codes.filter((code) => {
    const looked = lookThrough(call, [reason(code, 'found')]);
    return looked !== undefined && looked.gap === undefined;
  });
  assert.deepEqual(through, ['tool_not_permitted']);
  assert.deepEqual([...observeTerms.reasons], through);
  for (const code of codes.filter((one) => one !== 'tool_not_permitted')) {
    assert.equal(lookThrough(call, [reason(code, 'found')]), undefined, code);
    for (const both of [
      [missing, reason(code, 'found')],
      [reason(code, 'found'), missing],
    ])
      assert.equal(lookThrough(call, both)?.gap, 'there are other reasons', code);
  }
  assert.equal(
    lookThrough(call, [missing, { ...missing, code: 'a_code_of_tomorrow' }])?.gap,
    'there are other reasons',
  );
});

test('of the types, risks and tiers there are, what is not listed is not reached', () => {
  const facts = readDemoFacts();
  const gapWith = (member: 'actionType' | 'risk' | 'tier', value: string) => {
    const changed = {
      ...facts,
      tools: facts.tools.map((one) => (member === 'tier' ? one : { ...one, [member]: value })),
      agents: facts.agents.map((one) => (member === 'tier' ? { ...one, tier: value } : one)),
    } as TenantFacts;
    return lookThrough(callOn(changed), [missing])?.gap;
  };
  const reached = <T extends string>(member: Parameters<typeof gapWith>[0], all: readonly T[]) =>
    all.filter((value) => gapWith(member, value) === undefined);
  assert.deepEqual(reached('actionType', actionTypes), ['read', 'retrieve']);
  assert.deepEqual(reached('risk', severities), ['low', 'medium']);
  assert.deepEqual(reached('tier', riskTiers), ['low', 'medium', 'high']);
  assert.equal(gapWith('actionType', 'a_type_of_tomorrow'), 'not for what is a_type_of_tomorrow');
});

/** As it stands, and once more without the permission of its agent for its tool. */
function variantsOf(one: DecisionCase): { facts: TenantFacts; plain: ReturnType<typeof runCase> }[] {
  const facts = caseFacts(one);
  const { tool } = resolveAction(indexFacts(facts), {
    agentId: one.agent,
    tool: one.tool,
    arguments: one.arguments,
  });
  const toolId = typeof tool === 'string' ? '' : tool.facts.id;
  const bare = {
    ...facts,
    toolPermissions: facts.toolPermissions.filter(
      (row) => row.agentId !== one.agent || row.toolId !== toolId,
    ),
  };
  return [facts, bare].map((each) => ({
    facts: each,
    plain: runCase(one, { ...each, observePeriods: [] }),
  }));
}

test('every decision case comes out the same while its agent is observed, but for a missing permission that stands alone', () => {
  const shown = new Set<string>();
  let through = 0;
  for (const one of readCases())
    for (const { facts, plain } of variantsOf(one)) {
      const { kind, reasons } = runCase(one, observing(facts, one.agent));
      const was = plain.reasons.map((each) => each.code);
      if (was.length === 1 && was[0] === 'tool_not_permitted' && kind === 'allow_and_log') {
        assert.equal(reasons[0]?.code, 'logged_observed');
        through++;
        continue;
      }
      assert.deepEqual([kind, reasons], [plain.kind, plain.reasons], one.name);
      for (const code of was) shown.add(code);
    }
  assert.ok(through > 20, `${through} were looked through`);
  // not reachable from facts; both have tests of their own
  const elsewhere = ['level_forbids_reading', 'facts_mismatch'];
  const unshown = codes.filter(
    (code) => effectOf(reason(code, '')) !== 'note' && !shown.has(code) && !elsewhere.includes(code),
  );
  assert.deepEqual(unshown, []);
});

test('what was observed says so in its trace and what had been decided without', () => {
  const decision = runCase(observed, observing(readDemoFacts(), asked.agent));
  const verdicts = decision.trace.map((step) => step.verdict);
  assert.deepEqual(
    verdicts.filter((verdict) => verdict !== 'pass'),
    ['observed'],
  );
  assert.match(decision.trace[5]?.saw ?? '', /no permission; observed by obs_0{25}1$/);
  assert.match(decision.reasons[0]?.message ?? '', /had been block \(tool_not_permitted\)\.$/);
});

test('where a period does not reach a call, its trace says why', () => {
  const why = (given: Record<string, unknown>, args: unknown = asked.arguments, tool = asked.tool) => {
    const one = { ...observed, given, tool, arguments: args };
    const decision = runCase(one, observing(caseFacts(one), asked.agent));
    assert.equal(decision.kind, 'block');
    return /does not reach this: (.*)$/.exec(decision.trace[5]?.saw ?? '')?.[1];
  };
  assert.equal(why({ 'tools/tol_stat/actionType': 'model' }), 'not for what is model');
  assert.equal(why({ 'tools/tol_stat/risk': 'high' }), 'not for a tool of high risk');
  assert.equal(why({ 'agents/report-reader/tier': 'critical' }), 'not for an agent of tier critical');
  assert.equal(why({ 'tools/tol_stat/recipientPointers': ['/path'] }), 'not for what has a recipient');
  assert.equal(why({ 'tools/tol_stat/targetRoot': null }), 'not for paths without a root');
  for (const name of [
    'delete_file',
    'exportAll',
    'bulk-read',
    'refunds',
    'downloadReport',
    'unlink',
    'fileDelete',
    'paid_out',
    'wire_funds',
    'remit',
    'autopay',
    'batchdelete',
    'massexport',
    'clear_table',
    'trash_message',
    'email_report',
    'post_message',
    'rm',
  ])
    assert.match(
      why({ 'tools/tol_stat/name': name }, asked.arguments, `filesystem_${name}`) ?? '',
      /^not for what is named/,
    );
  assert.equal(why({ 'agents/report-reader/level': null }), 'there are other reasons');
});

test('while it is observed an agent is shown what it may try, and after the end no more', () => {
  const facts = observing(readDemoFacts(), asked.agent);
  const shown = (nowMs: number, of = facts) =>
    usableTools(indexFacts(of), asked.agent, nowMs).map((one) => one.name);
  const endMs = Date.parse('2026-11-27T12:00:00Z');
  assert.ok(shown(endMs - 1).includes(asked.tool));
  assert.ok(!shown(endMs).includes(asked.tool));
  assert.deepEqual(shown(endMs), shown(caseNowMs, readDemoFacts()));
  for (const name of ['payments_pay', 'payments_grant', 'everything_echo'])
    assert.ok(!shown(caseNowMs).includes(name));
  const critical = facts.agents.map((one) => ({ ...one, tier: 'critical' as const }));
  assert.deepEqual(shown(caseNowMs, { ...facts, agents: critical }), shown(endMs));
});

test('a call that is not whole, reaches somebody or cannot be counted is not reached, whatever was found before', () => {
  const call = callOn(readDemoFacts());
  const gapOf = (change: object, resolved: object = {}) =>
    lookThrough({ ...call, ...change, resolved: { ...call.resolved, ...resolved } }, [missing])?.gap;
  assert.equal(gapOf({}), undefined);
  for (const tool of ['unknown', 'ambiguous']) assert.equal(gapOf({}, { tool }), 'the tool is unknown');
  assert.equal(gapOf({}, { action: null }), 'the action is not whole');
  for (const safeForm of ['reduced', 'misfit'])
    assert.equal(gapOf({}, { safeForm }), 'the action is not whole');
  const learned = [{ pointer: '/path', tool: 'a', decision: 'b', at: 'c' }];
  assert.equal(gapOf({ learned }), 'it reaches a recipient');
  assert.equal(gapOf({}, { recipients: [{ pointer: '/path', digests: [] }] }), 'it reaches a recipient');
  for (const toolCalls of [60, NaN, undefined])
    assert.equal(gapOf({ usage: { agentCalls: 0, toolCalls } }), 'too many calls in this minute');
});

test('clocks may differ by a minute at the beginning, and a period that ends before it begins is none', () => {
  const gapWith = (startsAt: string, endsAt: string) => {
    const facts = readDemoFacts();
    const period = { ...periodFor(facts, asked.agent), startsAt, endsAt };
    const call = callOn(facts);
    const indexed = indexFacts({ ...facts, observePeriods: [period] });
    return lookThrough({ ...call, indexed }, [missing])?.gap;
  };
  assert.equal(gapWith('2026-11-22T12:01:00.000Z', '2026-11-23T12:00:00Z'), undefined);
  assert.equal(gapWith('2026-11-22T12:01:00.001Z', '2026-11-23T12:00:00Z'), 'it does not run now');
  assert.equal(gapWith('2026-11-22T12:00:30Z', '2026-11-22T12:00:10Z'), 'it does not run now');
});

test('no text that could begin a host or a mailbox is looked through, and plain words and numbers are', () => {
  const given = {
    'tools/tol_stat/targetPointers': [],
    'tools/tol_stat/targetKind': 'text',
    'tools/tol_stat/targetRoot': null,
    'tools/tol_stat/targetClasses': [],
    'tools/tol_stat/inputSchema': { type: 'object', properties: { page: { type: 'string' } } },
  };
  const kindOf = (page: string) => {
    const one = { ...observed, given, arguments: { page } };
    return runCase(one, observing(caseFacts(one), asked.agent)).kind;
  };
  const hosts = [
    '[2001:db8::5]',
    '1.2.3.4',
    'evil.xn--p1ai',
    'localhost:8080',
    'intranet',
    '2130706433',
    '0x7f.1',
    'collect.example',
  ];
  for (const host of hosts)
    for (const text of [
      `http://${host}/?d=secret`,
      `//${host}/x`,
      `${host}/?d=secret`,
      `see ${host}/x`,
      `x@${host}`,
      `"x"@${host}`,
      `${host}%2fx`,
    ])
      assert.equal(kindOf(text), 'block', text);
  for (const text of [
    '[2001:db8::5]',
    '1.2.3.4',
    'evil.xn--p1ai',
    'localhost:8080',
    'drop!\uff20attacker',
    'a\uff0fb',
  ])
    assert.equal(kindOf(text), 'block', text);
  for (const text of [
    'claims of October',
    'hail damage, roof',
    '4711',
    '12.50',
    'version 1.2.3',
    'what is due?',
    'C3-11: open',
  ])
    assert.equal(kindOf(text), 'allow_and_log', text);
});

test('a tool of paths that names no target needs no root, and a place is found under an escaped name', () => {
  const kindOf = (given: Record<string, unknown>, args: unknown) => {
    const one = { ...observed, given, arguments: args };
    return runCase(one, observing(caseFacts(one), asked.agent)).kind;
  };
  const none = {
    'tools/tol_stat/targetPointers': [],
    'tools/tol_stat/targetRoot': null,
    'tools/tol_stat/targetClasses': [],
  };
  assert.equal(kindOf(none, { path: 'a' }), 'allow_and_log');
  const schema = { type: 'object', properties: { 'a/b~c': { type: 'string' } } };
  const escaped = { 'tools/tol_stat/targetPointers': ['/a~1b~0c'], 'tools/tol_stat/inputSchema': schema };
  assert.equal(kindOf(escaped, { 'a/b~c': 'open/collect.example' }), 'allow_and_log');
});
