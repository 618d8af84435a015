/** Rules read the currency of an amount and the data domains of a tool; where a call has several currencies, they can't. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseNowMs, readDemoFacts } from '../../cases/run-case.ts';
import { decide } from '../decide.ts';
import { indexFacts } from '../indexed-facts.ts';
import { resolveAction } from '../resolve-action.ts';
import { checkRule } from './read-rule.ts';

const when = (condition: string): string => `forbid(principal, action, resource) when { ${condition} };`;

test('a rule reads the currency of the amount, and the data domains of the tool', () => {
  const pay = (args: object, rule: string, more: object): string[] => {
    const demo = readDemoFacts();
    const tools = demo.tools.map((one) => (one.name === 'pay' ? { ...one, ...more } : one));
    const named = {
      id: `tru_${'1'.padStart(26, '0')}`,
      version: 1,
      name: 'Rule 1',
      fix: 'Wait.',
      cedar: rule,
    };
    const indexed = indexFacts({ ...demo, tools, tenantRules: [named] });
    const whole = { to: 'claimant:7', amount: 900, ...args };
    const resolved = resolveAction(indexed, {
      agentId: 'claims-triage',
      tool: 'payments_pay',
      arguments: whole,
    });
    const usage = { agentCalls: 0, toolCalls: 0 };
    const decision = decide(indexed, { resolved, nowMs: caseNowMs, usage, approval: null });
    return decision.reasons.map((one) => one.code);
  };
  const inYen = { amountCurrency: { code: 'JPY', unit: 'major' as const } };
  const inEuro = { amountCurrency: { code: 'EUR', unit: 'major' as const } };
  const yen = when('context has currency && context.currency == "JPY"');
  assert.ok(pay({}, yen, inYen).includes('tenant_rule_forbids'));
  for (const other of [inEuro, {}])
    assert.ok(!pay({}, yen, other).some((code) => code.startsWith('tenant_rule')));
  const dear = when(
    'context has amount && context.amount.greaterThan(decimal("500.0")) && !(context has currency)',
  );
  assert.ok(pay({}, dear, {}).includes('tenant_rule_forbids'));
  assert.ok(!pay({}, dear, inEuro).includes('tenant_rule_forbids'));
  const several = {
    amountPointer: '/each/*/amount',
    amountCurrency: { pointer: '/each/*/currency', unit: 'major' as const },
  };
  const each = [
    { amount: 1, currency: 'EUR' },
    { amount: 1, currency: 'JPY' },
  ];
  assert.ok(pay({ each }, yen, several).includes('tenant_rule_fault'), 'one text can not say several');
  const claims = when('resource.dataDomains.contains("claims")');
  assert.ok(pay({}, claims, { dataDomains: ['claims', 'people'] }).includes('tenant_rule_forbids'));
  for (const dataDomains of [['people'], undefined])
    assert.ok(!pay({}, claims, { dataDomains }).some((code) => code.startsWith('tenant_rule')));
  for (const rule of [yen, dear, claims]) assert.ok('effect' in checkRule(rule), rule);
});
