/** Guarantees of a replay that has no arguments, or no rules of the tenant, to go by: what can be told all the same is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordCase, type Editable } from '../../cases/record-case.ts';
import { caseFacts, readCases, type DecisionCase } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import type { CompiledRules } from '../tenant-rules/compile-rules.ts';
import { replayDecision, type Replayed } from './replay-decision.ts';

type Edit = (recorded: Editable) => void;
const nothing: Edit = () => undefined;
const caseOf = (kind: string, more: (one: DecisionCase) => boolean = () => true): DecisionCase => {
  const found = readCases().find((one) => one.kind === kind && more(one));
  assert.ok(found, kind);
  return found;
};
const differs = (detail: string): Replayed => ({ outcome: 'differs', detail });
const said = (code: string, control: 'tool_permitted' | null = null) => ({
  code,
  control,
  message: 'No.',
  fix: '',
  who: '',
});
const allowed = caseOf('allow');

test('a data class that the tool can not have is named, also where the arguments are not known', () => {
  const { facts, recorded } = recordCase(allowed);
  recorded.action.dataClass = 'public';
  const indexed = indexFacts(facts);
  assert.deepEqual(
    replayDecision(recorded, { indexed, arguments: undefined }),
    differs('it says dataClass public, which can not be'),
  );
});

test('of a call that was kept its class is known where it is aimed at nothing', () => {
  const aimless = caseOf('block', ({ tool }) => tool === 'everything_echo');
  const { facts, recorded } = recordCase(aimless);
  recorded.action.dataClass = null;
  const indexed = indexFacts(facts);
  const of = (kept: string | undefined) => replayDecision(recorded, { indexed, arguments: kept }).detail;
  const known = 'it says dataClass none, which can not be';
  assert.equal(of('{"message":"[redacted:secret]"}'), known);
  assert.equal(of('{"message":"x… (100000 characters in all)'), known);
  assert.notEqual(of(undefined), known);
  recorded.action.tool = 'everything_echo\u{fffd}';
  assert.notEqual(of('{"message":"x"}'), known);
});

test('rules of the tenant that cannot be read here are told, and what they cannot have changed is held against the record', () => {
  const ruled = caseOf(
    'block',
    ({ file, reasons }) => file === '17-tenant-rules.yaml' && reasons.includes('tenant_rule_forbids'),
  );
  const facts = caseFacts(ruled);
  const broken: CompiledRules = { kind: 'broken', rules: [], why: 'no engine' };
  const unreadable = (edit: Edit = nothing) => {
    const { recorded, kept } = recordCase(ruled, facts);
    edit(recorded);
    const indexed = { ...indexFacts(facts), tenantRules: broken };
    return replayDecision(recorded, { indexed, arguments: kept });
  };
  assert.deepEqual(unreadable(), { outcome: 'rules_unreadable', detail: 'no engine' });
  assert.equal(
    unreadable(({ decision }) => ((decision.trace[2] as { saw: string }).saw = 'nobody')).outcome,
    'differs',
  );
  // what was wrong with the rules is worded otherwise where nobody can read them
  const faulty = caseOf('block', ({ reasons }) => reasons.includes('tenant_rule_fault'));
  const { facts: own, recorded, kept } = recordCase(faulty);
  const indexed = { ...indexFacts(own), tenantRules: broken };
  assert.deepEqual(replayDecision(recorded, { indexed, arguments: kept }), {
    outcome: 'rules_unreadable',
    detail: 'no engine',
  });
  recorded.decision.reasons.push(said('tool_stopped', 'tool_permitted'));
  assert.equal(replayDecision(recorded, { indexed, arguments: kept }).outcome, 'rules_unreadable');
});
