/** What a rule says, to the word, and what is wrong with it: its effect, its scope, what it reads of a call, and every bound of its text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPolicy } from './cedar-engine.ts';
import { checkRule, costlyParts, readRule, ruleLimits } from './read-rule.ts';
import type { RuleCall } from './rule-question.ts';
import { sayProblems } from './say-problems.ts';
import { tryRule } from './try-rule.ts';

const when = (condition: string, before = '') =>
  `${before}forbid(principal, action, resource) when { ${condition} };`;
const read = (text: string) => {
  const rule = readRule(text);
  assert.ok('effect' in rule, JSON.stringify(rule));
  return rule;
};

const everything = [...costlyParts];
for (const [condition, ...reads] of [
  ['true'],
  ['context.hourUtc == 1'],
  ['principal.target == "x"'],
  ['principal has target'],
  ['context.target == "x"', 'target'],
  ['context has target', 'target'],
  ['context has arguments.x', 'arguments'],
  ['context.targets.contains("x") && context.arguments.hasTag("/x")', 'targets', 'arguments'],
  ['context.amount.lessThan(decimal("1.0")) || context.currency == "EUR"', 'amount', 'currency'],
  ['if context has now then true else false', 'now'],
  ['context == {}', ...everything],
  ['[context].contains(principal)', ...everything],
  ['{a: context}.a.hourUtc == 1', ...everything],
] as const)
  test(`what the rule reads of a call: ${condition}`, () =>
    assert.deepEqual([...read(when(condition)).reads].sort(), [...reads].sort()));

test('a rule is about every type of action, or about those of its scope', () => {
  for (const [scope, ...types] of [
    ['action'],
    ['action == Action::"read"', 'read'],
    ['action in Action::"read"', 'read'],
    ['action in [Action::"read", Action::"model"]', 'read', 'model'],
  ] as const)
    assert.deepEqual(read(`forbid(principal, ${scope}, resource);`).actionTypes, types);
});

test('a rule blocks, unless it says what else it does', () => {
  assert.equal(read(when('true')).effect, 'block');
  for (const effect of ['block', 'require_approval', 'degrade'] as const)
    assert.equal(read(when('true', `@effect("${effect}") `)).effect, effect);
});

const onePolicy = 'A rule is exactly one policy, and no template.';
for (const [what, text, said] of [
  ['nothing', '', onePolicy],
  ['two policies', `${when('true')} ${when('true')}`, onePolicy],
  ['a template', 'forbid(principal == ?principal, action, resource);', onePolicy],
  [
    'a policy beside a template',
    `${when('true')} forbid(principal == ?principal, action, resource);`,
    onePolicy,
  ],
  ['no policy', 'nonsense', 'Line 1: unexpected end of input (expected `(`)'],
  [
    'a permit',
    'permit(principal, action, resource);',
    'A rule only tightens: it is a forbid. What is allowed stands in permissions and gates.',
  ],
  [
    'another annotation',
    when('true', '@id("x") '),
    'A rule has no annotation but @effect; id means nothing here.',
  ],
  [
    'another effect',
    when('true', '@effect("allow") '),
    '@effect is one of block, require_approval, degrade.',
  ],
  [
    'a hidden character',
    when('principal.name == "\u200b"'),
    'A rule holds no hidden character; write it as an escape, such as \\u{200b}.',
  ],
  [
    'half a character',
    when('principal.name == "\ud800"'),
    'A rule holds no hidden character; write it as an escape, such as \\u{200b}.',
  ],
  [
    'too much text',
    `// ${'x'.repeat(ruleLimits.bytesMax - 2 - when('true').length)}\n${when('true')}`,
    'A rule has at most 4096 bytes.',
  ],
  ['too many brackets', when(`${'('.repeat(24)}true${')'.repeat(24)}`), 'A rule nests at most 24 deep.'],
  ['too many lists', when(`${'['.repeat(24)}${']'.repeat(24)} == []`), 'A rule nests at most 24 deep.'],
  [
    'too many operators',
    when(`${'true && '.repeat(201)}true`),
    'A rule has at most 200 operators and member accesses.',
  ],
] as const)
  test(`${what} is no rule, and it is said why`, () => {
    assert.deepEqual(readRule(text), [said]);
    assert.deepEqual(checkRule(text), [said]);
  });

test('a text at its bounds is a rule', () => {
  const fill = ruleLimits.bytesMax - 4 - when('true').length;
  for (const text of [
    `// ${'x'.repeat(fill)}\n${when('true')}`,
    when(`${'('.repeat(23)}true${')'.repeat(23)}`),
    when(`${'true && '.repeat(200)}true`),
    `${'\t\r\n'}${when('(true) && (true)')}`,
  ])
    assert.equal(read(text).effect, 'block');
});

test('brackets that are closed do not add up', () => {
  assert.equal(read(when(Array.from({ length: 40 }, () => '(true)').join(' && '))).effect, 'block');
});

test('what the validator finds is said once, without the names that it gives to the rule', () => {
  assert.deepEqual(checkRule(when('context.mood == "bad"')), [
    'Line 1: attribute `mood` in context not found (did you mean `now`?)',
  ]);
  assert.deepEqual(checkRule(when('principal.mood')), [
    'Line 1: attribute `mood` on entity type `Agent` not found (did you mean `name`?)',
  ]);
  const [incompatible = ''] = checkRule(when('context.hourUtc == "3"')) as string[];
  assert.match(incompatible, /^Line 1: the types Long and String are not compatible \(both operands/);
  const many = checkRule(
    when(Array.from({ length: 30 }, (_, at) => `principal.m${String(at)}`).join(' || ')),
  );
  assert.equal((many as string[]).length, 10);
  assert.ok('effect' in checkRule(when('context.hourUtc == 3')));
});

test('a text that overflows the parser is unreadable, and the next one is read', () => {
  const deep = readPolicy(when(`${'('.repeat(4000)}true${')'.repeat(4000)}`));
  assert.deepEqual(deep, { kind: 'unreadable', problems: ['The rule is nested too deep to be read.'] });
  assert.equal(readPolicy(when('true')).kind, 'read');
});

test('problems are told in the order of the text, with what is known of them', () => {
  const at = (start: number, label?: string) => [{ start, end: start, label: label ?? null }];
  const problem = (message: string, more: object) => ({ message, help: null, ...more }) as never;
  assert.deepEqual(
    sayProblems('é\nb\nc', [
      problem('third', { sourceLocations: at(5, 'here') }),
      problem('second', { sourceLocations: at(3), help: 'so' }),
      problem('none', { sourceLocations: [] }),
      problem('nowhere', {}),
    ]),
    ['none', 'nowhere', 'Line 2: second (so)', 'Line 3: third (here)'],
  );
});

test('a rule is tried as Gateway would judge it, and one that cannot be read faults', () => {
  const call: RuleCall = {
    agent: { id: 'a', name: 'a', level: 'senior', tier: 'high', humanOwner: null, securityOwner: null },
    tool: { id: 't', name: 't', connector: 'c', risk: 'low', dataClass: 'internal' },
    action: { actionType: 'read', dataClass: 'internal', arguments: {} },
    targets: [],
    amount: null,
    currency: null,
    nowMs: 0,
  };
  const trying = (cedar: string) =>
    tryRule({ id: `tru_${'1'.padStart(26, '0')}`, version: 1, name: 'Rule', fix: 'Ask.', cedar });
  const reads = trying('forbid(principal, action == Action::"read", resource) when { context has target };');
  const financial = { ...call, action: { ...call.action, actionType: 'financial' } } as const;
  assert.deepEqual([...(reads.needs(call.action) ?? ['none'])], ['target']);
  assert.equal(reads.needs(financial.action), undefined);
  assert.equal(reads.judge(call, false), 'no_match');
  assert.equal(reads.judge({ ...call, targets: ['x'] }, false), 'block');
  assert.equal(reads.judge(financial, false), 'no_match');
  const broken = trying('permit(principal, action, resource);');
  assert.deepEqual([broken.judge(call, true), broken.needs(call.action)?.size], ['fault', 0]);
  assert.equal(trying(when('true', '@effect("degrade") ')).judge(call, true), 'degrade');
});
