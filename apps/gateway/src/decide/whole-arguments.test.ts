/** Guarantees of what Gateway hands in whole: where a number was struck out and somebody needs it, and never a secret. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, type JsonObject } from '@gamut/kernel/canonical-json';
import { indexFacts } from '@gamut/policy/indexed-facts';
import { resolveAction } from '@gamut/policy/resolve-action';
import type { Decision } from '@gamut/protocol/decision';
import { readDemoFacts } from '../../../../core/policy/cases/run-case.ts';
import { samples } from '../../../../core/redaction/src/samples.ts';
import { showArguments } from '../answers/show-arguments.ts';
import { wholeArguments } from './whole-arguments.ts';

const indexed = indexFacts(readDemoFacts());
const account = 'DE89 3704 0044 0532 0130 00';
const token = samples.find(([name]) => name === 'github_token')?.[1] ?? '';
const whole = (kind: Decision['kind'], args: JsonObject) => {
  const resolved = resolveAction(indexed, {
    agentId: 'claims-triage',
    tool: 'payments_pay',
    arguments: args,
  });
  const decision = { kind, reasons: [], trace: [] };
  return wholeArguments(resolved, decision, showArguments(resolved)).argumentsWhole;
};

test('a payment that asks, and one that passes, carries its account number whole', () => {
  const args = { to: account, amount: 12 };
  for (const kind of ['require_approval', 'allow', 'allow_and_log', 'degrade'] as const)
    assert.equal(whole(kind, args), canonicalJson(args), kind);
});

test('what is blocked carries nothing, and what holds no number carries nothing twice', () => {
  for (const kind of ['block', 'block_and_open_incident'] as const)
    assert.equal(whole(kind, { to: account, amount: 12 }), undefined, kind);
  assert.equal(whole('require_approval', { to: 'claimant:7', amount: 12 }), undefined);
});

test('a secret is handed in nowhere: an approver sees its mark, and what passed is not derivable anyway', () => {
  const args = { to: account, amount: 12, note: `with ${token}` };
  const asked = whole('require_approval', args) ?? '';
  assert.ok(asked.includes(account) && !asked.includes(token), asked);
  assert.match(asked, /\[redacted:github_token\]/);
  assert.equal(whole('allow_and_log', args), undefined);
  assert.equal(whole('require_approval', { to: 'claimant:7', amount: 12, note: token }), undefined);
});
