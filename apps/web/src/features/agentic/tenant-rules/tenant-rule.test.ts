/** The words of a rule say where it stands and what it would change, and what platform refused is found at its line and its test. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProblem } from '../../../api/problem.ts';
import { blankRule, blankTest, fieldsLike, versionOf, wrongTest, wrongTests } from './rule-form.ts';
import {
  callText,
  cedarFaults,
  isReplayFresh,
  nextText,
  replayText,
  testFaults,
  type RuleVersion,
} from './tenant-rule.ts';

const refused = parseProblem(422, {
  code: 'validation_failed',
  message: 'This is no rule that tightens.',
  errors: [
    { pointer: '/cedar', message: 'Line 4: attribute `x` not found (did you mean `y`?)' },
    { pointer: '/cedar', message: 'A rule has at most 4096 bytes.' },
    { pointer: '/tests/1', message: 'a payment by day: expected no_match, found block' },
    { pointer: 7, message: 'no fault' },
    null,
  ],
});

test('what is wrong with the text is found at its line, and with a test at its place', () => {
  assert.deepEqual(cedarFaults(refused), [
    { line: 4, text: 'attribute `x` not found (did you mean `y`?)' },
    { line: undefined, text: 'A rule has at most 4096 bytes.' },
  ]);
  assert.deepEqual([...testFaults(refused)], [[1, 'a payment by day: expected no_match, found block']]);
  assert.deepEqual([cedarFaults(undefined), cedarFaults(new Error('x'))], [[], []]);
});

test('the replay is said in one sentence, with grouped figures', () => {
  assert.equal(
    replayText({ wouldChange: 3, decided: 1151 }),
    'Would change 3 of 1,151 decisions of the last seven days.',
  );
});

test('a replay older than a day is looked at again before anybody publishes', () => {
  const at = new Date('2026-01-06T12:00:00Z');
  assert.ok(isReplayFresh({ replayedAt: '2026-01-05T12:00:00Z' }, at));
  assert.ok(!isReplayFresh({ replayedAt: '2026-01-05T11:59:59Z' }, at));
  assert.ok(!isReplayFresh({ replayedAt: null }, at));
  const version = { status: 'validated', replayedAt: null } as RuleVersion;
  assert.match(nextText(version, at), /Next it is replayed/);
  assert.match(
    nextText({ ...version, replayedAt: at.toISOString() }, at),
    /who did not write it may publish/,
  );
});

test('what is written comes out as it was, through the form and back', () => {
  const version = versionOf({ ...blankRule, why: ' By day. ', fix: ' Pay by day. ' });
  assert.equal(version.why, 'By day.');
  const full = {
    name: 'all of it',
    expect: 'require_approval' as const,
    given: {
      actionType: 'external' as const,
      tool: 'mail_send',
      connector: 'mail',
      agentId: 'agt_1',
      level: 'senior' as const,
      tier: 'high' as const,
      risk: 'high' as const,
      dataClass: 'personal' as const,
      targets: ['a@example.com', 'b@example.com'],
      amount: 12.5,
      currency: 'EUR',
      dataDomains: ['claims', 'people'],
      at: '2026-01-06T03:00:00.000Z',
      arguments: { to: 'a@example.com', urgent: true, times: 2 },
    },
  };
  const again = versionOf(fieldsLike('r', { ...version, tests: [full] }));
  assert.deepEqual(again.tests, [full]);
  assert.match(callText(full), /^external · through mail_send · of mail · by agt_1 · level senior/);
});

test('what can’t be sent is said at its test', () => {
  assert.equal(wrongTest(blankTest(1, { name: 'x' })), undefined);
  assert.match(wrongTest(blankTest(1)) ?? '', /in words/);
  assert.match(wrongTest(blankTest(1, { name: 'x', amount: '-1' })) ?? '', /amount/);
  assert.match(wrongTest(blankTest(1, { name: 'x', currency: 'eur' })) ?? '', /currency/);
  assert.match(wrongTest(blankTest(1, { name: 'x', at: 'night' })) ?? '', /time/);
  for (const written of ['[1]', '{', '7'])
    assert.match(wrongTest(blankTest(1, { name: 'x', arguments: written })) ?? '', /arguments/, written);
  assert.match(wrongTests([blankTest(1)]) ?? '', /leaves alone/);
  assert.equal(wrongTests([blankTest(1), blankTest(2, { expect: 'no_match' })]), undefined);
});
