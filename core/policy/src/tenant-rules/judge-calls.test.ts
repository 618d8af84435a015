/** What of a call comes before the rules of its tenant: all that they may read, and no call that is not whole. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseNowMs, readDemoFacts } from '../../cases/run-case.ts';
import { indexFacts, type IndexedTool } from '../indexed-facts.ts';
import { resolveAction, type ResolvedAction } from '../resolve-action.ts';
import type { PolicyQuestion } from './cedar-engine.ts';
import { permitAll, type CompiledRules } from './compile-rules.ts';
import { judgeTenantRules } from './judge-rules.ts';

const asked = { agentId: 'claims-triage', tool: 'payments_pay', arguments: { to: 'claimant:7', amount: 1 } };
const indexed = indexFacts(readDemoFacts());
const whole = resolveAction(indexed, asked);

/** @returns null, or what Cedar was asked */
function questions(change: Partial<ResolvedAction> = {}, ruled = true): PolicyQuestion[] | null {
  const found: PolicyQuestion[] = [];
  const ask = (question: PolicyQuestion) => {
    found.push(question);
    return { denied: false, matched: [permitAll.id], erred: [] };
  };
  const ofType = { rules: new Map(), policies: { ask }, reads: new Set(['targets', 'amount'] as const) };
  const tenantRules: CompiledRules = { kind: 'ready', byType: new Map([['financial', ofType]]) };
  const usage = { agentCalls: 0, toolCalls: 0 };
  const finding = judgeTenantRules({
    indexed: { ...indexed, tenantRules: ruled ? tenantRules : null },
    resolved: { ...whole, ...change },
    nowMs: caseNowMs,
    usage,
  });
  return finding === null ? null : found;
}

test('a call is judged when its tenant has rules, and it is whole, and its tool and its agent are known', () => {
  assert.equal(questions()?.length, 1);
  assert.equal(questions({}, false), null);
  assert.equal(questions({ action: null }), null);
  assert.equal(questions({ tool: 'unknown' }), null);
  assert.equal(questions({ agentId: 'nobody' }), null);
});

test('rules read the tool as its record says it is, and what the call is aimed at', () => {
  const { tool } = whole;
  assert.ok(typeof tool !== 'string');
  const { dataDomains: _none, ...bare } = tool.facts;
  const toolOf = (change: Partial<IndexedTool>) => {
    const [question] = questions({ tool: { ...tool, ...change } }) ?? [];
    return question?.entities.find(({ uid }) => 'type' in uid && uid.type === 'Tool')?.attrs;
  };
  const { connector, dataDomains } = toolOf({ facts: { ...bare, dataDomains: ['claims'] } }) ?? {};
  assert.deepEqual([connector, dataDomains], [tool.connector?.name, ['claims']]);
  assert.notEqual(tool.connector?.name, tool.facts.connectorId);
  const old = toolOf({ facts: bare, connector: undefined }) ?? {};
  assert.deepEqual([old['connector'], old['dataDomains']], [tool.facts.connectorId, []]);
  const [question] = questions() ?? [];
  assert.deepEqual(
    question?.context['targets'],
    whole.targets.map(({ text }) => text),
  );
  assert.ok(whole.targets.length > 0);
});
