/** What rules are asked about a call, exactly: all of it where they read it, each target by itself, and no more than they can read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimalOf } from '@gamut/kernel/exact-decimal';
import { callLimits, ruleAmount, ruleQuestions, type RuleCall } from './rule-question.ts';
import { costlyParts, type CostlyPart } from './read-rule.ts';

const call: RuleCall = {
  agent: {
    id: 'agt_1',
    name: 'claims-triage',
    level: 'senior',
    tier: 'high',
    humanOwner: { id: 'usr_1', name: 'Somebody' },
    securityOwner: { id: 'usr_2', name: 'Somebody else' },
  },
  tool: {
    id: 'tol_1',
    name: 'payments_pay',
    connector: 'payments',
    risk: 'high',
    dataClass: 'internal',
    dataDomains: ['claims'],
  },
  action: {
    actionType: 'financial',
    dataClass: 'confidential',
    arguments: { to: 'x', list: [1, null], 'a/b~c': { d: true } },
  },
  targets: ['claimant:7', 'claimant:8'],
  amount: 12.5,
  currency: 'EUR',
  nowMs: Date.parse('2026-11-22T13:14:15Z'),
};
const ask = (reads: readonly CostlyPart[], change: Partial<RuleCall> = {}) =>
  ruleQuestions({ ...call, ...change }, new Set(reads));
const asked = (...of: Parameters<typeof ask>) => {
  const questions = ask(...of);
  assert.ok(typeof questions !== 'string', String(questions));
  return questions;
};
const bare = { dataClass: 'confidential', dataClassRank: 3, hourUtc: 13, weekdayUtc: 7 };
const agent = {
  uid: { type: 'Agent', id: 'agt_1' },
  attrs: {
    name: 'claims-triage',
    level: 'senior',
    levelRank: 3,
    tier: 'high',
    tierRank: 3,
    humanOwner: 'usr_1',
    securityOwner: 'usr_2',
  },
  parents: [],
};
const tool = {
  uid: { type: 'Tool', id: 'tol_1' },
  attrs: {
    name: 'payments_pay',
    connector: 'payments',
    risk: 'high',
    riskRank: 3,
    dataClass: 'internal',
    dataClassRank: 2,
    dataDomains: ['claims'],
  },
  parents: [],
};
const names = { principal: 'agt_1', action: 'financial', resource: 'tol_1' };

test('a rule that reads nothing costly is asked once, about the agent, the tool and the hour', () => {
  assert.deepEqual(asked([]), [
    { ...names, context: { ...bare, target: 'claimant:7' }, entities: [agent, tool] },
  ]);
});

test('a rule that reads all is told all, for each target', () => {
  const context = {
    ...bare,
    targets: ['claimant:7', 'claimant:8'],
    amount: { __extn: { fn: 'decimal', arg: '12.5000' } },
    currency: 'EUR',
    now: { __extn: { fn: 'datetime', arg: '2026-11-22T13:14:15.000Z' } },
    arguments: { __entity: { type: 'Arguments', id: 'call' } },
  };
  const tags = { '/to': 'x', '/list/0': '1', '/list/1': 'null', '/a~1b~0c/d': 'true' };
  const entities = [agent, tool, { uid: { type: 'Arguments', id: 'call' }, attrs: {}, parents: [], tags }];
  assert.deepEqual(
    asked(costlyParts),
    call.targets.map((target) => ({ ...names, context: { ...context, target }, entities })),
  );
});

test('without a target it is asked once, and without an amount it is told none', () => {
  for (const reads of [[], ['target']] as const)
    assert.deepEqual(
      asked(reads, { targets: [] }).map(({ context }) => context),
      [bare],
    );
  assert.deepEqual(
    asked(['amount', 'currency'], { amount: null, currency: null, targets: [] }).map(
      ({ context }) => context,
    ),
    [bare],
  );
});

test('an agent without level or owners has none, and days count from Monday', () => {
  const nobody = { ...call.agent, level: null, humanOwner: null, securityOwner: null };
  const [question] = asked([], { agent: nobody, nowMs: Date.parse('2026-11-23T00:00:00Z') });
  assert.deepEqual(question?.entities[0]?.attrs, {
    name: 'claims-triage',
    level: 'none',
    levelRank: 0,
    tier: 'high',
    tierRank: 3,
  });
  assert.deepEqual([question?.context['hourUtc'], question?.context['weekdayUtc']], [0, 1]);
});

test('what can not be laid out exactly is a fault for rules that read it, and for no other', () => {
  const { targetsMax, leavesMax, charsMax } = callLimits;
  const args = (of: RuleCall['action']['arguments']) => ({ action: { ...call.action, arguments: of } });
  const leaves = (count: number) =>
    args(Object.fromEntries(Array.from({ length: count }, (_, at) => [`m${String(at)}`, ''])));
  const text = (chars: number) => args({ to: 'x'.repeat(chars) });
  const list = (count: number) => Array.from({ length: count }, () => 'x');
  const tooMany = 'the arguments hold more than rules can read';
  const tooFine = 'the amount has more digits than rules can read';
  for (const [part, fits, over, why] of [
    [
      'target',
      { targets: list(targetsMax) },
      { targets: list(targetsMax + 1) },
      'the call has more than 16 targets, and a rule reads them one by one',
    ],
    ['arguments', leaves(leavesMax), leaves(leavesMax + 1), tooMany],
    ['arguments', text(charsMax - 3), text(charsMax - 2), tooMany],
    ['arguments', args({ deep: list(leavesMax) }), args({ deep: list(leavesMax + 1) }), tooMany],
    [
      'arguments',
      args({ e: Array.from({ length: 4 * leavesMax - 2 }, () => []) }),
      args({ e: Array.from({ length: 4 * leavesMax - 1 }, () => []) }),
      tooMany,
    ],
    ['amount', { amount: 922_337_203_685_477 }, { amount: 922_337_203_685_478 }, tooFine],
    ['amount', { amount: 0.0001 }, { amount: 0.000_01 }, tooFine],
    ['amount', { amount: 0 }, { amount: NaN }, tooFine],
    [
      'amount',
      { amount: null },
      { amount: 'several' },
      'the call is in several currencies, and rules read one amount',
    ],
  ] as const) {
    assert.ok(Array.isArray(ask([part], fits)), why);
    assert.equal(ask([part], over), why);
    assert.ok(Array.isArray(ask([], over)), why);
  }
  assert.equal(asked(['target'], { targets: list(targetsMax) }).length, targetsMax);
});

test('rules read one amount that a number holds', () => {
  const of = (value: number) => {
    const amount = decimalOf(value);
    assert.ok(amount);
    return amount;
  };
  const none = { amount: null, currency: null };
  assert.deepEqual(ruleAmount('none'), none);
  assert.deepEqual(ruleAmount({ sums: [] }), none);
  const [euros, dollars] = ['EUR', 'USD'].map((currency) => ({ currency, amount: of(12.5) }));
  assert.ok(euros && dollars);
  assert.deepEqual(ruleAmount({ sums: [euros] }), { amount: 12.5, currency: 'EUR' });
  assert.deepEqual(ruleAmount({ sums: [euros, dollars] }), { amount: 'several', currency: null });
  const large = { currency: null, amount: { units: 10n ** 30n + 1n, scale: 0 } };
  assert.deepEqual(ruleAmount({ sums: [large] }), { amount: NaN, currency: null });
});
