/** What rules say, in words; and whatever Cedar answers that cannot be is a block, since it would skip a rule that errs and allow. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDemoFacts } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import { resolveAction } from '../resolve-action.ts';
import type { PolicyAnswer } from './cedar-engine.ts';
import { compileRules, permitAll, type CompiledRules, type RulesOfType } from './compile-rules.ts';
import { judgeRules, judgeTenantRules } from './judge-rules.ts';
import type { RuleEffect } from './read-rule.ts';
import type { RuleCall } from './rule-question.ts';

const call: RuleCall = {
  agent: { id: 'a', name: 'a', level: 'senior', tier: 'high', humanOwner: null, securityOwner: null },
  tool: { id: 't', name: 't', connector: 'c', risk: 'low', dataClass: 'internal' },
  action: { actionType: 'financial', dataClass: 'internal', arguments: {} },
  targets: [],
  amount: null,
  currency: null,
  nowMs: 0,
};
const id = (last: number): string => `tru_${String(last).padStart(26, '0')}`;
const facts = (last: number) => ({
  id: id(last),
  version: last,
  name: `Rule ${String(last)}`,
  fix: 'Ask.',
  cedar: '',
});
const rule = (last: number): string => `rule:${id(last)}`;
const nothing: PolicyAnswer = { denied: false, matched: [permitAll.id], erred: [] };

function judged(
  answers: readonly (PolicyAnswer | undefined)[],
  effect: RuleEffect = 'block',
  reducible = false,
  more: Partial<RuleCall> = {},
) {
  let at = 0;
  const of: RulesOfType = {
    rules: new Map([1, 2].map((last) => [rule(last), { facts: facts(last), effect, reads: new Set() }])),
    policies: { ask: () => answers[at++] },
    reads: new Set(['target']),
  };
  const compiled: CompiledRules = { kind: 'ready', byType: new Map([['financial', of]]) };
  const { reasons, verdicts } = judgeRules(compiled, { ...call, ...more }, reducible);
  return {
    reasons: reasons.map(({ code, about, message, fix }) => [code, about, message, fix]),
    verdicts: verdicts.map((one) => [one.id === id(one.version), one.verdict]),
  };
}
const said = (verdict: string, code: string, message: string, about?: string) => ({
  reasons: [[code, about, `The rule Rule 2, version 2, ${message}`, 'Ask.']],
  verdicts: [
    [true, 'no_match'],
    [true, verdict],
  ],
});
const second: PolicyAnswer = { denied: true, matched: [rule(2)], erred: [] };

test('a rule that does not match says nothing', () => {
  assert.deepEqual(judged([nothing]), {
    reasons: [],
    verdicts: [
      [true, 'no_match'],
      [true, 'no_match'],
    ],
  });
});

test('a rule says what its effect is, in words', () => {
  assert.deepEqual(judged([second]), said('block', 'tenant_rule_forbids', 'forbids this.'));
  assert.deepEqual(
    judged([second], 'require_approval', true),
    said('require_approval', 'tenant_rule_asks', 'asks for a person.', `${id(2)}/2`),
  );
  assert.deepEqual(
    judged([second], 'degrade', true),
    said('degrade', 'tenant_rule_reduces', 'lets this through in the safe form only.'),
  );
  assert.deepEqual(
    judged([second], 'degrade', false),
    said(
      'require_approval',
      'tenant_rule_asks',
      'lets this through in a safe form only, and this call has none.',
      `${id(2)}/2`,
    ),
  );
});

test('a rule that errs is a fault of that rule', () => {
  const erring = judged([{ ...nothing, erred: [rule(2)] }]);
  assert.deepEqual(erring.verdicts, [
    [true, 'no_match'],
    [true, 'fault'],
  ]);
  const [[code, , message] = []] = erring.reasons;
  assert.deepEqual(
    [code, message],
    ['tenant_rule_fault', 'The rule Rule 2, version 2, could not be evaluated on this call.'],
  );
});

test('what matches or errs for one target matches or errs', () => {
  const targets = ['a', 'b', 'c'];
  const { verdicts } = judged([second, { ...nothing, erred: [rule(1)] }, nothing], 'block', false, {
    targets,
  });
  assert.deepEqual(verdicts, [
    [true, 'fault'],
    [true, 'block'],
  ]);
});

const cannotBe = 'Cedar gave an answer that cannot be';
for (const [what, why, answer] of [
  ['none', 'Cedar gave no answer', undefined],
  ['a denial by nobody', cannotBe, { denied: true, matched: [], erred: [] }],
  ['a denial by a rule that was not asked', cannotBe, { denied: true, matched: ['rule:other'], erred: [] }],
  ['a denial by the permit', cannotBe, { denied: true, matched: [permitAll.id], erred: [] }],
  ['an allow by nobody', cannotBe, { denied: false, matched: [], erred: [] }],
  ['an allow with a rule', cannotBe, { denied: false, matched: [permitAll.id, rule(1)], erred: [] }],
  ['an allow by a rule alone', cannotBe, { denied: false, matched: [rule(1)], erred: [] }],
  ['an error of a rule that was not asked', cannotBe, { ...nothing, erred: ['rule:other'] }],
  ['an error of the permit', cannotBe, { ...nothing, erred: [permitAll.id] }],
] as const)
  test(`every rule faults, and the call is blocked, when Cedar's answer is ${what}`, () => {
    const { reasons, verdicts } = judged([answer]);
    assert.deepEqual(verdicts, [
      [true, 'fault'],
      [true, 'fault'],
    ]);
    assert.equal(reasons.length, 1);
    assert.deepEqual(
      [reasons[0]?.[0], reasons[0]?.[2]],
      ['tenant_rule_fault', `The rules of this tenant could not be judged: ${why}.`],
    );
  });

test('what cannot be laid out for one is a fault of all', () => {
  const targets = Array.from({ length: 17 }, () => 'x');
  const { reasons, verdicts } = judged([], 'block', false, { targets });
  assert.deepEqual(verdicts, [
    [true, 'fault'],
    [true, 'fault'],
  ]);
  assert.match(
    String(reasons[0]?.[2]),
    /could not be judged: the call has more than 16 targets, and a rule reads them one by one\.$/,
  );
});

test('rules that are not ready block every call, and those that are about another type say nothing', () => {
  const rules = Array.from({ length: 40 }, (_, at) => facts(at));
  const { reasons, verdicts } = judgeRules({ kind: 'broken', rules, why: 'no engine' }, call, false);
  assert.equal(reasons[0]?.message, 'The rules of this tenant are not ready: no engine.');
  assert.deepEqual(
    verdicts,
    rules.slice(0, 32).map(({ id, version }) => ({ id, version, verdict: 'fault' })),
  );
  assert.deepEqual(judgeRules({ kind: 'ready', byType: new Map() }, call, false), {
    reasons: [],
    verdicts: [],
  });
});

test('why rules are not ready is told', () => {
  const why = (...texts: string[]) => {
    const compiled = compileRules(texts.map((cedar, at) => ({ ...facts(at), cedar })));
    return compiled?.kind === 'broken' ? [compiled.why, compiled.rules.length] : compiled?.kind;
  };
  const fine = 'forbid(principal, action == Action::"read", resource);';
  assert.equal(why(), undefined);
  assert.equal(why(fine), 'ready');
  assert.equal(why(...Array.from({ length: 32 }, () => fine)), 'ready');
  assert.deepEqual(why(...Array.from({ length: 33 }, () => fine)), [
    'there are more than may be published',
    33,
  ]);
  assert.deepEqual(why(fine, 'permit(principal, action, resource);'), ['Rule 1 cannot be read', 2]);
  const twice = compileRules([facts(1), facts(1)].map((one) => ({ ...one, cedar: fine })));
  assert.equal(twice?.kind === 'broken' ? twice.why : '', 'two have one id');
  const ready = compileRules([{ ...facts(1), cedar: fine }]);
  assert.deepEqual(ready?.kind === 'ready' ? [...ready.byType.keys()] : [], ['read']);
});

test('a rule reduces where the safe form stands in the call already or limits the answer alone, and else asks', () => {
  const demo = readDemoFacts();
  const limiting = { rowsMax: 5, mask: true };
  const setting = { ...limiting, arguments: [{ pointer: '/dry', value: true, makes: 'dry_run' as const }] };
  const code = (
    safeForm: typeof limiting | typeof setting | null,
    handling: 'full' | 'safe_form' = 'full',
  ) => {
    const properties = { path: { type: 'string' }, content: { type: 'string' }, dry: { type: 'boolean' } };
    const change = { safeForm, inputSchema: { type: 'object', properties } };
    const tools = demo.tools.map((one) => (one.id === 'tol_write' ? { ...one, ...change } : one));
    const dataFlows = demo.dataFlows.map((one) => ({ ...one, handling }));
    const cedar = '@effect("degrade") forbid(principal, action, resource);';
    const indexed = indexFacts({ ...demo, tools, dataFlows, tenantRules: [{ ...facts(1), cedar }] });
    const asked = {
      agentId: 'claims-triage',
      tool: 'filesystem_write_file',
      arguments: { path: 'open/a', content: 'x' },
    };
    const resolved = resolveAction(indexed, asked);
    const input = { indexed, resolved, nowMs: 0, usage: { agentCalls: 0, toolCalls: 0 } };
    return judgeTenantRules(input)?.reasons.map((one) => one.code);
  };
  assert.deepEqual(code(limiting), ['tenant_rule_reduces']);
  assert.deepEqual(code(setting, 'safe_form'), ['tenant_rule_reduces']);
  assert.deepEqual(code(setting), ['tenant_rule_asks']);
  assert.deepEqual(code(null), ['tenant_rule_asks']);
});
