/**
 * Guarantees of what rules of the tenant have said, where the arguments are not known: exactly those that were published are named, and
 * those of them that read none say what they must.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActionType } from '@gamut/kernel/agentic-terms';
import type { Decision, TenantRuleVerdict } from '@gamut/protocol/decision';
import { readDemoFacts } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import { rulesDiffer } from './rules-differ.ts';

const id = (last: number): string => `tru_0000000000000000000000000${String(last)}`;
const rule = (last: number, cedar: string) => ({
  id: id(last),
  version: last,
  name: 'Rule',
  fix: 'Do not.',
  cedar,
});
const plain = rule(1, 'forbid(principal, action == Action::"financial", resource);');
const hour = rule(2, 'forbid(principal, action, resource) when { context.hourUtc > 30 };');
const reading = rule(
  3,
  'forbid(principal, action, resource) when { context.arguments.hasTag("/to") && context.arguments.getTag("/to") == "x" };',
);

const indexedWith = (...tenantRules: (typeof plain)[]) => indexFacts({ ...readDemoFacts(), tenantRules });
type Verdict = TenantRuleVerdict['verdict'];
const says = (...rows: readonly (readonly [number, Verdict])[]): Decision => ({
  kind: 'block',
  reasons: [],
  trace: [],
  tenantRules: rows.map(([last, verdict]) => ({ id: id(last), version: last, verdict })),
});
const { tenantRules: _, ...none } = says();

function differ(
  rules: readonly (typeof plain)[],
  recorded: Decision,
  derived: Decision,
  type: ActionType | 'none' = 'financial',
): string | undefined {
  return rulesDiffer(indexedWith(...rules), type === 'none' ? undefined : type, recorded, derived);
}
const otherRules = 'it names other rules of the tenant than were published';
const whetherAsked = 'it and its rules do not agree on whether rules of the tenant were asked';

test('what the rules that read nothing must say stands there', () => {
  const must = says([1, 'block'], [2, 'no_match']);
  assert.equal(differ([plain, hour], must, must), undefined);
  assert.equal(
    differ([plain, hour], says([1, 'no_match'], [2, 'no_match']), must),
    `the rule ${id(1)} reads nothing of the call and says block, not what stands there`,
  );
  assert.equal(
    differ([plain, hour], says([1, 'block'], [2, 'fault']), must),
    `the rule ${id(2)} reads nothing of the call and says no_match, not what stands there`,
  );
  // what one rule says is not said by another
  assert.equal(
    differ([plain, hour], says([1, 'no_match'], [2, 'block']), must),
    `the rule ${id(1)} reads nothing of the call and says block, not what stands there`,
  );
});

test('a fault of one that reads the call is a fault of all', () => {
  const faults = says([1, 'fault'], [3, 'fault']);
  assert.equal(differ([plain, reading], faults, says([1, 'block'])), undefined);
  assert.equal(
    differ([plain, reading], says([1, 'no_match'], [3, 'fault']), says([1, 'block'])),
    `the rule ${id(1)} reads nothing of the call and says block, not what stands there`,
  );
});

test('what a rule that reads the call has said is not known', () => {
  for (const verdict of ['no_match', 'block', 'require_approval'] as const)
    assert.equal(differ([plain, reading], says([1, 'block'], [3, verdict]), says([1, 'block'])), undefined);
});

test('exactly the rules that were published are named, in their version', () => {
  const must = says([1, 'block']);
  assert.equal(differ([plain], says([2, 'block']), must), otherRules);
  assert.equal(differ([plain], says([1, 'block'], [2, 'no_match']), must), otherRules);
  assert.equal(differ([plain, reading], must, must), otherRules);
  assert.equal(differ([plain, reading], says([1, 'block'], [1, 'block']), must), otherRules);
  const [one] = must.tenantRules ?? [];
  const older = { ...must, tenantRules: one === undefined ? [] : [{ ...one, version: 9 }] };
  assert.equal(differ([plain], older, must), otherRules);
});

test('of another type of action only the rules about it are named', () => {
  assert.equal(differ([plain, hour], says([2, 'no_match']), says([2, 'no_match']), 'read'), undefined);
  assert.equal(differ([plain], says(), says(), 'read'), undefined);
  assert.equal(differ([plain], says(), says(), 'none'), undefined);
  assert.equal(differ([plain], says([1, 'block']), says(), 'none'), otherRules);
});

test('whether rules were asked at all is told', () => {
  assert.equal(differ([], none, none), undefined);
  assert.equal(differ([], says(), none), whetherAsked);
  assert.equal(differ([plain], none, says([1, 'block'])), whetherAsked);
});

test('rules that can not be asked here are held against nobody', () => {
  const broken = rule(4, 'permit(principal, action, resource);');
  assert.equal(differ([broken], none, says([4, 'fault'])), undefined);
  const unasked = { ...indexedWith(plain), tenantRules: null };
  assert.equal(rulesDiffer(unasked, 'financial', says([1, 'block']), none), undefined);
});
