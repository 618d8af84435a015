/**
 * Guarantees of the replay of one decision: what was honestly recorded follows to the word, what was changed afterwards is named with
 * what is not so, and what nobody can derive is told as that and never passed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision } from '@gamut/protocol/decision';
import type { TenantFacts } from '@gamut/protocol/facts';
import { recordCase, type Editable } from '../../cases/record-case.ts';
import { readCases, type DecisionCase, type MadeUpCase } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
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
const unknownTool = caseOf('block', ({ reasons }) => reasons.includes('tool_unknown'));
const unknownAgent = caseOf('block', ({ reasons }) => reasons.includes('agent_unknown'));
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
  [
    'a tool that the facts do not have',
    unknownTool,
    (one) => (one.action.toolId = 'tol_1'),
    'it says toolId tol_1, its facts none',
  ],
  [
    'the level of an agent that the facts do not have',
    unknownAgent,
    (one) => (one.agent.level = 'senior'),
    'it says level senior, its facts none',
  ],
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
  const unknown = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`x${String(at)}`, 1]));
  const rules = Array.from({ length: 32 }, (_, at) => ({
    id: `tru_000000000000000000000000${String(10 + at)}`,
    version: 1,
    name: 'Never',
    fix: 'Do not.',
    cedar: 'forbid(principal, action, resource);',
  }));
  const long = { ...allowed, arguments: { ...unknown, path: '.' }, given: { tenantRules: rules } };
  const { reasons } = recordCase(long).recorded.decision;
  assert.ok(reasons.length > 31, String(reasons.length));
  const refused: Edit = ({ decision }) => {
    decision.kind = 'block';
    decision.reasons = [said('replayed'), ...decision.reasons].slice(0, 32);
  };
  assert.deepEqual(replay(long, refused), { outcome: 'refused_at_commit', detail: 'replayed' });
});

test('what passed is derived with what was counted before it, and a block without', () => {
  const uncounted = readCases().find(({ name }) =>
    name.startsWith('before platform has counted'),
  ) as DecisionCase;
  assert.match(replay(uncounted).detail, /its rules say block \(transactions_unknown\)$/);
  const blockedThen = {
    ...uncounted,
    given: { ...uncounted.given, 'connectors/payments/status': 'quarantined' },
  };
  assert.deepEqual(replay(blockedThen), follows);
  const incident = {
    ...uncounted,
    given: {
      ...uncounted.given,
      'openFindings/-': { id: 'fnd_9', agentId: uncounted.agent, severity: 'critical', title: 'Open' },
    },
  };
  assert.equal(recordCase(incident).recorded.decision.kind, 'block_and_open_incident');
  assert.deepEqual(replay(incident), follows);
});
