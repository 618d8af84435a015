/** What may not be struck out of what an approver is shown, place by place, and in which words nobody is asked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject, JsonValue } from '@gamut/kernel/canonical-json';
import { samples } from '../../redaction/src/samples.ts';
import { readDemoFacts } from '../cases/run-case.ts';
import { indexFacts } from './indexed-facts.ts';
import { resolveAction } from './resolve-action.ts';
import {
  approverCharsMax,
  isCutOff,
  lostIn,
  shownToApprover,
  whyNotShownWhole,
} from './shown-to-approver.ts';

const facts = readDemoFacts();
Object.assign(facts.tools.find(({ id }) => id === 'tol_pay') ?? {}, { inputSchema: { type: 'object' } });
const indexed = indexFacts(facts);
const ask = (args: unknown, tool = 'payments_pay') =>
  resolveAction(indexed, { agentId: 'claims-triage', tool, arguments: args });
const secret = samples.find(([kind]) => kind === 'github_token')?.[1] ?? '';
const mark = '[redacted:github_token]';

test('what is shown has the shape of what was sent, and marks stand inside of texts alone', () => {
  const lost = (sent: JsonValue, seen: unknown) => lostIn(sent, JSON.stringify(seen), []);
  for (const [sent, seen] of [
    ['x', mark],
    [
      { a: ['x', 1, null, true], b: {} },
      { a: [mark, 1, null, true], b: {} },
    ],
  ] as const)
    assert.equal(lost(sent as JsonValue, seen), undefined);
  for (const [sent, seen, pointer] of [
    ['x', 1, ''],
    [1, 2, ''],
    [null, {}, ''],
    [true, 'x', ''],
    [{}, 'x', ''],
    [{}, 1, ''],
    [{}, null, ''],
    [{}, [], ''],
    [[], {}, ''],
    [{ a: 1 }, { b: 1 }, ''],
    [{ a: 1 }, { a: 1, b: 1 }, ''],
    [{ a: 1, b: 1 }, { a: 1 }, ''],
    [{ a: 'x', 'b/c~d': [{ e: 'y' }] }, { a: mark, 'b/c~d': [{ e: 1 }] }, '/b~1c~0d/0/e'],
    [{ a: [1, 'x'] }, { a: [1] }, '/a'],
    [{ a: { x: 1 } }, { a: { constructor: 1 } }, '/a'],
  ] as const)
    assert.equal(lost(sent as JsonValue, seen), pointer, JSON.stringify(sent));
  assert.equal(lostIn({}, '{"a":', []), '', 'what cannot be read any more');
});

test('whom a call reaches and how much it moves stand there to the letter', () => {
  const sent: JsonObject = { to: ['a', 'b'], amount: '5', note: 'x' };
  const lost = (seen: JsonObject) =>
    lostIn(sent, JSON.stringify({ ...sent, ...seen }), ['/none', '/to', '/amount']);
  assert.equal(lost({}), undefined);
  assert.equal(lost({ note: mark }), undefined);
  assert.equal(lost({ to: ['a', mark] }), '/to');
  assert.equal(lost({ amount: mark }), '/amount');
  const amount = (pointer: string | null) => {
    const tools = facts.tools.map((one) => (one.id === 'tol_pay' ? { ...one, amountPointer: pointer } : one));
    const call = {
      agentId: 'claims-triage',
      tool: 'payments_pay',
      arguments: { to: 'claimant:7', amount: secret },
    };
    return shownToApprover(resolveAction(indexFacts({ ...facts, tools }), call)).kind;
  };
  assert.deepEqual([amount('/amount'), amount(null)], ['struck', 'whole']);
});

test('what a call holds that no tool is known for is shown with its marks', () => {
  assert.deepEqual(shownToApprover(ask({ to: secret }, 'none')), {
    kind: 'whole',
    text: `{"to":"${mark}"}`,
    exact: false,
  });
});

test('what is no arguments at all is struck as a whole', () => {
  assert.deepEqual(shownToApprover(ask('none')), { kind: 'struck', pointer: '' });
});

test('a long text beside a secret is shown', () => {
  const shown = (note: string) => shownToApprover(ask({ to: 'claimant:7', amount: 1, note }));
  assert.equal(shown(`${'x '.repeat(450)}${secret}`).kind, 'whole');
});

test('why nobody is asked is said with the place', () => {
  const why = (args: unknown) => {
    const { code, message } = whyNotShownWhole(ask(args)) ?? {};
    return code === undefined ? undefined : `${code}: ${String(message)}`;
  };
  const hides = (where: string) =>
    `approval_shown_struck: A person has to approve this, and a secret in ${where} hides what they would approve.`;
  assert.equal(why({ to: 'claimant:7', amount: 1 }), undefined);
  assert.equal(why('none'), hides('the arguments'));
  assert.equal(why({ to: secret, amount: 1 }), hides('the argument at "/to"'));
  assert.equal(why({ to: 'claimant:7', amount: secret }), hides('the argument at "/amount"'));
  assert.equal(
    why({ to: 'claimant:7', amount: 1, deep: [[{ [secret]: 1 }]] }),
    hides('the argument at "/deep/0/0"'),
  );
  const long = { note: 'x'.repeat(approverCharsMax) };
  assert.equal(
    why(long),
    'approval_shown_cut: A person has to approve this, and its arguments are too long to be shown whole: 60011 characters of at most 60000.',
  );
});

test('what was cut off says at its end how long it was', () => {
  assert.ok(isCutOff('x… (60001 characters in all)'));
  assert.ok(isCutOff('… (600001 characters in all)'));
  for (const text of [
    'x',
    'x… (6000 characters in all)',
    'x… (60001 characters in all)"}',
    'x… (many characters in all)',
  ])
    assert.ok(!isCutOff(text), text);
});
