/**
 * Guarantees of the replay of one decision: what was honestly recorded follows to the word, what was changed afterwards is named with
 * what is not so, and what nobody can derive is told as that and never passed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision } from '@gamut/protocol/decision';
import type { TenantFacts } from '@gamut/protocol/facts';
import { recordCase, type Editable } from '../../cases/record-case.ts';
import { caseFacts, readCases, type DecisionCase, type MadeUpCase } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import type { CompiledRules } from '../tenant-rules/compile-rules.ts';
import { replayDecision, type Replayed } from './replay-decision.ts';

/** Platform counts before it commits, so this one is never recorded. */
const cases = readCases().filter(({ name }) => !name.startsWith('before platform has counted'));
type Edit = (recorded: Editable) => void;

const nothing: Edit = () => undefined;

function replay(one: MadeUpCase, edit: Edit = nothing, facts?: TenantFacts): Replayed {
  const { facts: own, recorded, kept } = recordCase(one);
  edit(recorded);
  return replayDecision(recorded, { indexed: indexFacts(facts ?? own), arguments: kept });
}
const caseOf = (kind: string, more: (one: DecisionCase) => boolean = () => true): DecisionCase => {
  const found = cases.find((one) => one.kind === kind && more(one));
  assert.ok(found, kind);
  return found;
};
const follows: Replayed = { outcome: 'follows', detail: '' };
const differs = (detail: string): Replayed => ({ outcome: 'differs', detail });
const said = (code: string, control: Decision['reasons'][number]['control'] = null) => ({
  code,
  control,
  message: 'No.',
  fix: '',
  who: '',
});

const allowed = caseOf('allow');
const blocked = caseOf('block', ({ file }) => file.startsWith('06-'));
const logged = caseOf('allow_and_log', (one) => one.approval !== undefined);

test('every case follows as it was recorded', () => {
  for (const one of cases) assert.deepEqual(replay(one), follows, `${one.file}: ${one.name}`);
});

test('every case whose arguments are not there is told as unknown, and nothing honest is taken for false', () => {
  for (const one of cases) {
    const { facts, recorded } = recordCase(one);
    assert.deepEqual(
      replayDecision(recorded, { indexed: indexFacts(facts), arguments: undefined }),
      { outcome: 'arguments_unknown', detail: 'the kept arguments are not there' },
      `${one.file}: ${one.name}`,
    );
  }
});

test('what cannot be derived is told by what is missing', () => {
  const { facts, recorded, kept } = recordCase(allowed);
  const material = { indexed: indexFacts(facts), arguments: kept };
  const other = { ...recorded, policySha256: 'c'.repeat(64) };
  assert.deepEqual(replayDecision(other, material), {
    outcome: 'other_rules',
    detail: 'policy cccccccccccc',
  });
  const { judged: _, ...before } = recorded;
  assert.deepEqual(replayDecision(before, material), {
    outcome: 'inputs_unrecorded',
    detail: 'no moment of judgement',
  });
  assert.deepEqual(replayDecision(recorded, { ...material, indexed: undefined }), {
    outcome: 'facts_missing',
    detail: `facts ${recorded.facts.sha256.slice(0, 12)}`,
  });
});

const forgeries: readonly (readonly [string, DecisionCase, Edit, string])[] = [
  [
    'facts of another version',
    allowed,
    (one) => void one.facts.version++,
    'its facts are of another version than it says',
  ],
  [
    'another action digest',
    allowed,
    (one) => (one.action.sha256 = '0'.repeat(64)),
    'its kept arguments are whole, and give another action digest',
  ],
  [
    'another connector',
    allowed,
    (one) => (one.action.connector = 'payments'),
    'it says connector payments, its facts filesystem',
  ],
  ['no risk', allowed, (one) => (one.action.risk = null), 'it says risk none, its facts low'],
  ['another level', allowed, (one) => (one.agent.level = 'senior'), 'it says level senior, its facts intern'],
  ['no level', allowed, (one) => (one.agent.level = null), 'it says level none, its facts intern'],
  [
    'what a control saw',
    allowed,
    ({ decision }) => ((decision.trace[4] as { saw: string }).saw = 'level principal'),
    'its trace differs at level_boundary',
  ],
  [
    'the words of a reason',
    blocked,
    ({ decision }) => ((decision.reasons[0] as { message: string }).message = 'Because.'),
    'a reason is worded otherwise',
  ],
  [
    'a reason taken away',
    blocked,
    ({ decision }) => void decision.reasons.splice(0),
    'it says block, its rules say block (tool_unknown)',
  ],
  [
    'a block of a control in place of an allow',
    allowed,
    ({ decision }) => {
      decision.kind = 'block';
      decision.reasons = [said('tool_not_permitted', 'tool_permitted')];
    },
    'it says block (tool_not_permitted), its rules say allow',
  ],
  [
    'an approval that was used and is not said to be',
    logged,
    (one) => (one.usedApproval = null),
    'it says allow_and_log without an approval, and its own trace asks for one',
  ],
  [
    'an approval of another name',
    logged,
    (one) => (one.usedApproval = 'apr_2'),
    'it used apr_2, its rules apr_1',
  ],
  [
    'an approval where none was needed',
    allowed,
    (one) => (one.usedApproval = 'apr_2'),
    'it used apr_2, its rules none',
  ],
];
for (const [what, one, edit, detail] of forgeries)
  test(`${what} is named`, () => assert.deepEqual(replay(one, edit), differs(detail)));

test('a refusal at the commit follows with the reasons that it was put before, and with no other', () => {
  const refuse: Edit = ({ decision }) => {
    decision.kind = 'block';
    decision.reasons = [said('token_used'), ...decision.reasons];
  };
  assert.deepEqual(replay(allowed, refuse), { outcome: 'refused_at_commit', detail: 'token_used' });
  assert.deepEqual(replay(blocked, refuse), { outcome: 'refused_at_commit', detail: 'token_used' });
  const without: Edit = (one) => {
    one.decision.kind = 'block';
    one.decision.reasons = [said('token_used'), said('tool_unknown', 'tool_permitted')];
  };
  assert.deepEqual(
    replay(allowed, without),
    differs('it says block (token_used, tool_unknown), its rules say allow'),
  );
  assert.deepEqual(
    replay(allowed, (one) => {
      refuse(one);
      one.decision.trace.reverse();
    }).outcome,
    'differs',
  );
  assert.deepEqual(
    replay(allowed, ({ decision }) => {
      decision.reasons = [said('token_used')];
    }).outcome,
    'differs',
    'what lets pass is no refusal',
  );
});

test('a block of Gateway follows as far as its controls, alone and where the commit refused it too', () => {
  const gateways: Edit = ({ decision }) => {
    decision.kind = 'block';
    decision.reasons = [said('tool_schema_changed')];
  };
  assert.deepEqual(replay(allowed, gateways), {
    outcome: 'blocked_by_gateway',
    detail: 'tool_schema_changed',
  });
  assert.deepEqual(
    replay(allowed, (one) => {
      gateways(one);
      one.decision.reasons.unshift(said('replayed'));
    }),
    { outcome: 'refused_at_commit', detail: 'replayed' },
  );
  for (const reasons of [
    [said('tool_schema_changed', 'tool_permitted')],
    [said('tool_schema_changed'), said('facts_moved')],
    [said('token_used', 'tool_permitted'), said('agent_unknown')],
  ])
    assert.equal(
      replay(allowed, (one) => {
        one.decision.kind = 'block';
        one.decision.reasons = reasons;
      }).outcome,
      'differs',
    );
});

test('a block before any control names only what Gateway or the commit can have seen', () => {
  const unheard = (...codes: string[]) =>
    replay(blocked, ({ decision }) => {
      decision.trace = [];
      decision.reasons = codes.map((code) => said(code));
    });
  assert.deepEqual(unheard('facts_unavailable', 'tenant_sealed'), {
    outcome: 'before_any_control',
    detail: 'facts_unavailable, tenant_sealed',
  });
  for (const codes of [[], ['tool_unknown'], ['facts_unavailable', 'tool_unknown']])
    assert.deepEqual(unheard(...codes), differs('no control was asked, and nothing says why'));
});

test('a long list of reasons is cut at the commit, and is the same up to there', () => {
  const long = cases.find((one) => recordCase(one).recorded.decision.reasons.length > 31);
  if (long === undefined) return;
  assert.equal(
    replay(long, ({ decision }) => {
      decision.reasons = [said('replayed'), ...decision.reasons].slice(0, 32);
    }).outcome,
    'refused_at_commit',
  );
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
});
