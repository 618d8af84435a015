/**
 * Tenant rules only tighten, and whatever goes wrong with one blocks: hostile texts, errors, traps, two tenants at once.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decisionKinds } from '@gamut/kernel/agentic-terms';
import type { Decision } from '@gamut/protocol/decision';
import type { TenantFacts } from '@gamut/protocol/facts';
import type { TenantRuleFacts } from '@gamut/protocol/tenant-rule-facts';
import { caseNowMs, readDemoFacts } from '../../cases/run-case.ts';
import { approvalUsed, decide } from '../decide.ts';
import { indexFacts } from '../indexed-facts.ts';
import { resolveAction } from '../resolve-action.ts';
import { readPolicy, ParsedPolicies } from './cedar-engine.ts';
import { compileRules } from './compile-rules.ts';
import { checkRule, readRule, ruleLimits } from './read-rule.ts';
import { runs } from '../../../../tests/support/runs.ts';

const when = (condition: string, effect = 'block'): string =>
  `@effect("${effect}") forbid(principal, action, resource) when { ${condition} };`;

function ruleOf(cedar: string, at = 1): TenantRuleFacts {
  return { id: `tru_${String(at).padStart(26, '0')}`, version: 1, name: `Rule ${at}`, fix: 'Wait.', cedar };
}

function factsWith(rules: readonly string[]): TenantFacts {
  return { ...readDemoFacts(), tenantRules: rules.map((cedar, at) => ruleOf(cedar, at + 1)) };
}

interface Call {
  readonly agentId: string;
  readonly tool: string;
  readonly arguments: unknown;
}
const payment = {
  agentId: 'claims-triage',
  tool: 'payments_pay',
  arguments: { to: 'claimant:7', amount: 1 },
};

function decideOn(facts: TenantFacts, call: Call = payment): Decision {
  const indexed = indexFacts(facts);
  const usage = { agentCalls: 0, toolCalls: 0 };
  return decide(indexed, { resolved: resolveAction(indexed, call), nowMs: caseNowMs, usage, approval: null });
}

const hostile: Readonly<Record<string, string>> = {
  'a permit': 'permit(principal, action, resource);',
  'a template': 'forbid(principal == ?principal, action, resource);',
  'two policies': `${when('true')}\n${when('true')}`,
  nothing: '',
  'a comment alone': '// forbid(principal, action, resource);',
  'an effect of its own': when('true', 'allow'),
  'another annotation': '@id("x") forbid(principal, action, resource);',
  'an unknown attribute': when('context.mood == "bad"'),
  'an optional attribute that is not asked for first': when('context.amount.greaterThan(decimal("1.0"))'),
  'an unknown action type': 'forbid(principal, action == Action::"nope", resource);',
  'a comparison that types forbid': when('context.hourUtc == "3"'),
  'a rule that can never match': when('context.hourUtc == 1 && false'),
  'a hidden character': when('principal.name == "a\u202eb"'),
  'a lone surrogate': when('principal.name == "\ud800"'),
  'a nul': '\0',
  '2,000 brackets': when('('.repeat(2000) + 'true' + ')'.repeat(2000)),
  '2,000 lists': when('['.repeat(2000) + ']'.repeat(2000) + ' == []'),
  '2,000 members': when(`context${'.a'.repeat(2000)}`),
  '2,000 negations': when('!'.repeat(2000) + 'true'),
  'ten million characters': 'x'.repeat(10_000_000),
};

for (const [name, text] of Object.entries(hostile)) {
  test(`a rule that is ${name} is refused on upload, in sentences`, () => {
    const found = checkRule(text);
    assert.ok(Array.isArray(found) && found.length > 0);
    for (const one of found as string[]) assert.ok(one.length > 0 && one.length <= 300);
  });
}

test('a text at the bounds is read without a trap, and evaluated', () => {
  const { depthMax, operatorsMax } = ruleLimits;
  const half = Math.floor(operatorsMax / 2);
  for (const condition of [
    '('.repeat(depthMax - 2) + 'context.hourUtc == 12' + ')'.repeat(depthMax - 2),
    `${'true && '.repeat(half)}true`,
    `${'context.hourUtc + 1 > 0 || '.repeat(Math.floor(operatorsMax / 5))}true`,
    `${'if context.hourUtc == 1 then true else '.repeat(Math.floor(operatorsMax / 4))}true`,
    `principal.name like "${'*a'.repeat(half)}" || true`,
  ]) {
    const text = when(condition);
    const found = readRule(text);
    assert.ok('effect' in found, `${condition.slice(0, 40)}: ${JSON.stringify(found)}`);
    assert.equal(decideOn(factsWith([text])).kind, 'block');
  }
});

test('a trap in one text leaves every other rule at work: the broken instance is replaced', () => {
  const policies = new ParsedPolicies({ rule: when('true'), gamut: 'permit(principal, action, resource);' });
  const facts = factsWith([when('context.hourUtc == 12')]);
  assert.equal(policies.prepare(), true);
  for (let round = 0; round < 3; round++) {
    assert.equal(readPolicy(when('('.repeat(4000) + 'true' + ')'.repeat(4000))).kind, 'unreadable');
    assert.equal(decideOn(facts).kind, 'block');
    assert.equal(policies.prepare(), true);
  }
  assert.equal(decideOn(factsWith([when('context.hourUtc == 13')])).kind, 'allow_and_log');
});

test('what was parsed is parsed again when its place was taken, and never mixed up', () => {
  const first = indexFacts(factsWith([when('context.hourUtc == 12')]));
  const usage = { agentCalls: 0, toolCalls: 0 };
  const ask = (): string =>
    decide(first, { resolved: resolveAction(first, payment), nowMs: caseNowMs, usage, approval: null }).kind;
  assert.equal(ask(), 'block');
  const others = { gamut: 'permit(principal, action, resource);' };
  for (let i = 0; i < 300; i++) assert.ok(new ParsedPolicies(others).prepare());
  assert.equal(ask(), 'block');
});

test('two tenants with other rules under the same ids are each judged by their own', () => {
  const one = indexFacts(factsWith([when('true')]));
  const other = indexFacts({ ...factsWith([when('context.hourUtc == 3')]), tenant: 'tnt_other' });
  const usage = { agentCalls: 0, toolCalls: 0 };
  for (let round = 0; round < 4; round++) {
    const kinds = [one, other].map(
      (indexed) =>
        decide(indexed, {
          resolved: resolveAction(indexed, payment),
          nowMs: caseNowMs,
          usage,
          approval: null,
        }).kind,
    );
    assert.deepEqual(kinds, ['block', 'allow_and_log']);
  }
});

test('a refusal names the rule and what its author says to do; the trace names every rule that was asked', () => {
  const decision = decideOn(
    factsWith([when('context.hourUtc == 12'), when('context.hourUtc == 3'), when('true', 'degrade')]),
  );
  assert.deepEqual(
    decision.tenantRules?.map((one) => one.verdict),
    ['block', 'no_match', 'require_approval'],
  );
  const [forbids] = decision.reasons;
  assert.equal(forbids?.code, 'tenant_rule_forbids');
  assert.match(forbids?.message ?? '', /Rule 1, version 1/);
  assert.equal(forbids?.fix, 'Wait.');
});

test('without rules nothing is asked, and nothing is said about rules', () => {
  assert.equal('tenantRules' in decideOn(readDemoFacts()), false);
  assert.equal(compileRules([]), null);
});

test('a rule of one action type is not asked about another', () => {
  const facts = factsWith(['forbid(principal, action == Action::"admin", resource);']);
  assert.deepEqual(decideOn(facts).tenantRules, []);
});

test('of several targets each is asked about, and more than can be asked about blocks', () => {
  const facts = factsWith([when('context has target && context.target like "*secret*"')]);
  const tool = facts.tools.find((one) => one.id === 'tol_read');
  const permission = facts.toolPermissions.find(
    (one) => one.toolId === 'tol_read' && one.agentId === 'report-reader',
  );
  assert.ok(tool && permission);
  tool.targetPointers = ['/paths'];
  tool.inputSchema = { type: 'object', properties: { paths: { type: 'array', items: { type: 'string' } } } };
  const read = (paths: string[]): Decision =>
    decideOn(facts, { agentId: 'report-reader', tool: 'filesystem_read_text_file', arguments: { paths } });
  const codes = (decision: Decision): string[] => decision.reasons.map((one) => one.code);
  assert.ok(codes(read(['open/a.txt', 'open/secret.txt'])).includes('tenant_rule_forbids'));
  assert.deepEqual(
    codes(read(['open/a.txt', 'open/b.txt'])).filter((code) => code.startsWith('tenant_rule')),
    [],
  );
  const many = Array.from({ length: 17 }, (_one, at) => `open/${at}.txt`);
  assert.ok(codes(read(many)).includes('tenant_rule_fault'));
});

test('what cannot be laid out exactly blocks under a rule that reads it, and only there', () => {
  const pay = (args: unknown, rule: string): string[] =>
    decideOn(factsWith([rule]), { ...payment, arguments: args }).reasons.map((one) => one.code);
  const amounts = when('context has amount && context.amount.greaterThan(decimal("500.0"))');
  assert.ok(pay({ to: 'claimant:7', amount: 0.12345 }, amounts).includes('tenant_rule_fault'));
  assert.ok(pay({ to: 'claimant:7', amount: 2 ** 52 }, amounts).includes('tenant_rule_fault'));
  assert.ok(pay({ to: 'claimant:7', amount: 500.01 }, amounts).includes('tenant_rule_forbids'));
  assert.ok(!pay({ to: 'claimant:7', amount: 500 }, amounts).includes('tenant_rule_forbids'));
  assert.ok(
    !pay({ to: 'claimant:7', amount: 0.12345 }, when('context.hourUtc == 3')).includes('tenant_rule_fault'),
  );
  const recipients = when('context.arguments.hasTag("/to") && context.arguments.getTag("/to") == "x"');
  assert.ok(
    pay({ to: 'claimant:7', amount: 1, note: 'y'.repeat(40_000) }, recipients).includes('tenant_rule_fault'),
  );
});

test('an approval that answered a rule is the one that is used up', () => {
  const indexed = indexFacts(factsWith([when('true', 'require_approval')]));
  const approval = {
    id: 'apr_1',
    status: 'approved' as const,
    reasonCodes: [`tenant_rule_asks:${ruleOf('').id}/1`],
    expiresAt: new Date(caseNowMs + 60_000).toISOString(),
    decidedBy: null,
    note: null,
  };
  const usage = { agentCalls: 0, toolCalls: 0 };
  const decision = decide(indexed, {
    resolved: resolveAction(indexed, payment),
    nowMs: caseNowMs,
    usage,
    approval,
  });
  assert.equal(decision.kind, 'allow_and_log');
  assert.equal(approvalUsed(decision, approval), 'apr_1');
});

test('more rules than may be published, or two under one id, block', () => {
  const texts = Array.from({ length: ruleLimits.rulesMax + 1 }, () => when('false'));
  assert.equal(decideOn(factsWith(texts)).kind, 'block');
  const twice = factsWith([when('context.hourUtc == 3')]);
  twice.tenantRules?.push(ruleOf(when('context.hourUtc == 4'), 1));
  assert.equal(decideOn(twice).kind, 'block');
});

const condition = fc.constantFrom(
  'true',
  'context.hourUtc == 12',
  'context.hourUtc == 3',
  'principal.levelRank < 3',
  'resource.riskRank >= 3',
  'context.dataClass == "personal"',
  'context has amount && context.amount.greaterThan(decimal("10.0"))',
  'context.hourUtc * 9223372036854775807 > 1',
  'principal.nobody == 1',
  'context.targets.containsAny(["claimant:7"])',
  ')',
);
const effect = fc.constantFrom('block', 'require_approval', 'degrade', 'allow');
const rule = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(condition, effect).map(([text, kind]) => when(text, kind)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constant('permit(principal, action, resource);') },
);
const call = fc.constantFrom<Call>(
  payment,
  { ...payment, arguments: { to: 'claimant:7', amount: 900 } },
  { agentId: 'report-reader', tool: 'filesystem_read_text_file', arguments: { path: 'open/a.txt' } },
  {
    agentId: 'claims-triage',
    tool: 'filesystem_write_file',
    arguments: { path: 'open/a.txt', content: 'x' },
  },
  { agentId: 'nobody', tool: 'payments_pay', arguments: {} },
);

test('whatever the rules, the decision is never weaker than without them, and the same each time', () => {
  const free = readDemoFacts();
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), call, (rules, asked) => {
      const without = decideOn(free, asked);
      const withRules = decideOn(factsWith(rules), asked);
      assert.ok(
        decisionKinds.indexOf(withRules.kind) >= decisionKinds.indexOf(without.kind),
        `${without.kind} became ${withRules.kind}`,
      );
      assert.deepEqual(decideOn(factsWith(rules), asked), withRules);
      const codes = withRules.reasons.map((one) => one.code);
      if (without.kind.startsWith('block'))
        for (const { code } of without.reasons) assert.ok(codes.includes(code), code);
    }),
    { numRuns: runs(100) },
  );
});

test('twenty rules are asked in one question; the time of it is printed', (t) => {
  const texts = Array.from({ length: 20 }, (_one, at) =>
    when(`context has amount && context.amount.greaterThan(decimal("${500 + at}.0"))`),
  );
  const beganMs = performance.now();
  const indexed = indexFacts(factsWith(texts));
  const readyMs = performance.now() - beganMs;
  const usage = { agentCalls: 0, toolCalls: 0 };
  const resolved = resolveAction(indexed, payment);
  const rounds = 200;
  const startMs = performance.now();
  for (let i = 0; i < rounds; i++)
    assert.equal(
      decide(indexed, { resolved, nowMs: caseNowMs, usage, approval: null }).kind,
      'allow_and_log',
    );
  const eachUs = Math.round(((performance.now() - startMs) * 1000) / rounds);
  t.diagnostic(`made ready in ${readyMs.toFixed(1)} ms; ${eachUs} µs a decision under 20 rules`);
});
