/** Guarantees of a call laid out without its arguments: in every way that it can have been, and in no other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataClass } from '@gamut/kernel/agentic-terms';
import type { TenantFacts } from '@gamut/protocol/facts';
import { recordCase } from '../../cases/record-case.ts';
import { caseNowMs, readDemoFacts } from '../../cases/run-case.ts';
import { decide } from '../decide.ts';
import { indexFacts } from '../indexed-facts.ts';
import { laidOutWithoutArguments } from './without-arguments.ts';

type Tool = TenantFacts['tools'][number];
type Class = DataClass | null;

function factsWith(change: Partial<Tool>, handling: 'full' | 'safe_form' = 'full'): TenantFacts {
  const facts = readDemoFacts();
  const of = (one: Tool): Tool => (one.id === 'tol_list' ? { ...one, ...change } : one);
  const dataFlows = facts.dataFlows.map((one) => ({ ...one, handling }));
  return { ...facts, tools: facts.tools.map(of), dataFlows };
}

function laidOut(facts: TenantFacts, dataClass: Class, kept = true, tool = 'filesystem_list_directory') {
  const asked = { file: '', name: '', agent: 'report-reader', tool, arguments: {}, kind: '', reasons: [] };
  const { recorded } = recordCase(asked, facts);
  recorded.action.dataClass = dataClass;
  return laidOutWithoutArguments(indexFacts(facts), recorded, kept);
}
const can = (facts: TenantFacts, dataClass: Class, kept = true): boolean =>
  typeof laidOut(facts, dataClass, kept) !== 'string';
const classes: readonly Class[] = [
  'public',
  'internal',
  'confidential',
  'personal',
  'special_category',
  null,
];
const possible = (facts: TenantFacts, kept = true): readonly Class[] =>
  classes.filter((one) => can(facts, one, kept));

const untargeted = { targetPointers: [], targetRoot: null };
const under = (dataClass: DataClass, place = 'x') => ({ under: place, dataClass });

test('a call has the class of its tool, or a higher one of a place that it may be aimed at, or one that nobody can know', () => {
  const places = [under('public', 'a'), under('personal', 'b')];
  assert.deepEqual(possible(factsWith({ targetClasses: places })), ['internal', 'personal', null]);
  assert.deepEqual(possible(factsWith({ targetClasses: [] })), ['internal', null]);
  assert.deepEqual(
    possible(factsWith({ targetClasses: [under('personal', 'x\\y'), under('special_category')] })),
    ['personal', 'special_category', null],
    'a place that cannot be read is everywhere',
  );
});

test('what is aimed at nothing has the highest class of its places', () => {
  const places = [under('personal'), under('public')];
  assert.deepEqual(possible(factsWith({ ...untargeted, targetClasses: places })), ['personal']);
  assert.deepEqual(possible(factsWith({ ...untargeted, targetClasses: [] })), ['internal']);
});

test('of a call that was not kept nobody knows whether its arguments could be read', () => {
  const aimless = factsWith({ ...untargeted, targetClasses: [] });
  assert.deepEqual(possible(aimless, false), ['internal', null]);
  assert.deepEqual(possible(factsWith({ targetClasses: [] }), false), ['internal', null]);
});

test('another class is told, with its name', () => {
  assert.equal(laidOut(factsWith({}), 'public'), 'it says dataClass public, which can not be');
  assert.equal(laidOut(factsWith(untargeted), null), 'it says dataClass none, which can not be');
});

test('a safe form that sets arguments may or may not have fitted', () => {
  const forms = (facts: TenantFacts, dataClass: Class = 'internal') => {
    const ways = laidOut(facts, dataClass);
    return typeof ways === 'string' ? ways : ways.map(({ safeForm }) => safeForm);
  };
  const safeForm = { rowsMax: 5, mask: true };
  const setting = { ...safeForm, arguments: [{ pointer: '/dry', value: true, makes: 'dry_run' as const }] };
  assert.deepEqual(forms(factsWith({ safeForm }, 'safe_form')), ['reduced']);
  assert.deepEqual(forms(factsWith({ safeForm: setting }, 'safe_form')), ['reduced', 'misfit']);
  assert.deepEqual(forms(factsWith({ safeForm: setting })), ['whole']);
  assert.deepEqual(forms(factsWith({ safeForm: null }, 'safe_form')), ['whole']);
  assert.deepEqual(forms(factsWith({ safeForm }, 'safe_form'), null), ['whole'], 'nobody knows the class');
});

test('an action whose class nobody knows is not whole', () => {
  const whole = laidOut(factsWith({}), 'internal');
  const unknown = laidOut(factsWith({}), null);
  assert.ok(typeof whole !== 'string' && typeof unknown !== 'string');
  assert.deepEqual(
    [whole[0]?.action?.dataClass, whole[0]?.action?.target, unknown[0]?.action],
    ['internal', null, null],
  );
});

test('a tool that is not there is laid out as it is', () => {
  const ways = laidOut(readDemoFacts(), null, true, 'no_such_tool');
  assert.ok(typeof ways !== 'string');
  assert.deepEqual(
    ways.map(({ tool }) => tool),
    ['unknown'],
  );
});

const rule = (last: number, cedar: string) => ({
  id: `tru_0000000000000000000000000${String(last)}`,
  version: 1,
  name: `Rule ${String(last)}`,
  fix: 'Do not.',
  cedar,
});
const forbids = (when: string) => `forbid(principal, action, resource) when { ${when} };`;

test('of the rules of the tenant those are asked that read nothing of the call, each by itself', () => {
  const say = (...texts: string[]) => {
    const tenantRules = texts.map((cedar, at) => rule(at + 1, cedar));
    const ways = laidOut({ ...factsWith({ targetClasses: [] }), tenantRules }, 'internal');
    assert.ok(typeof ways !== 'string');
    const [resolved] = ways;
    assert.ok(resolved);
    const usage = { agentCalls: 0, toolCalls: 0 };
    const said = decide(resolved.indexed, { resolved, nowMs: caseNowMs, usage, approval: null });
    return said.tenantRules?.map(({ id, verdict }) => [Number(id.slice(-1)), verdict]);
  };
  const always = forbids('context.hourUtc < 30');
  const never = forbids('context.hourUtc > 30');
  const errs = forbids('context.hourUtc * 9223372036854775807 > 1');
  for (const reads of [
    'context.arguments.hasTag("/path")',
    'context has target && context.target == "x"',
    'context.targets.contains("x")',
    'context has amount && context.amount.greaterThan(decimal("1.0"))',
  ]) {
    const other = forbids(`${reads} || context.hourUtc < 30`);
    assert.deepEqual(say(other), [], reads);
    assert.deepEqual(say(always, other), [[1, 'block']], reads);
    assert.deepEqual(say(never, other), [[1, 'no_match']], reads);
    assert.deepEqual(say(errs, other), [[1, 'fault']], reads);
  }
  const late = forbids('context.now.toTime().toHours() < 30');
  assert.deepEqual(say(late, always), [
    [1, 'block'],
    [2, 'block'],
  ]);
});
