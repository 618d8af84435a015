/**
 * Guarantees where the arguments of a call are not known: whatever reads none of them is held against the record to the word, what
 * reads them can only have added to it, and nothing laxer than the rules alone demand is let through.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision } from '@gamut/protocol/decision';
import { recordCase, type Editable } from '../../cases/record-case.ts';
import { readCases, type DecisionCase } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import { reason, reasonRows, type ReasonCode } from '../reason-codes.ts';
import { replayDecision } from './replay-decision.ts';

type Recorded = Editable;
type Step = Recorded['decision']['trace'][number];
type Control = Step['control'];
type Reason = Recorded['decision']['reasons'][number];

const cases = readCases();
const caseOf = (file: string, kind: string, ...codes: string[]): DecisionCase => {
  const found = cases.find(
    (one) =>
      one.file.startsWith(file) && one.kind === kind && codes.every((code) => one.reasons.includes(code)),
  );
  assert.ok(found, `${file} ${kind} ${codes.join()}`);
  return found;
};

/** @returns what is not so; undefined where nothing speaks against the record */
function doubt(one: DecisionCase, edit: (recorded: Recorded) => void = () => undefined): string | undefined {
  const { facts, recorded } = recordCase(one);
  edit(recorded);
  const { outcome, detail } = replayDecision(recorded, { indexed: indexFacts(facts), arguments: undefined });
  assert.ok(outcome === 'differs' || outcome === 'arguments_unknown', outcome);
  return outcome === 'differs' ? detail : undefined;
}
const stepOf = ({ decision }: Recorded, control: Control): Step =>
  decision.trace.find((step) => step.control === control) as Step;
const without = (control: Control, verdict: string): string =>
  `its trace differs at ${control}, which says "${verdict}" without an argument`;

const allowed = caseOf('demo', 'allow');
const paid = caseOf('demo', 'allow_and_log');
const asked = caseOf('', 'require_approval', 'level_needs_approval');
const blocked = caseOf('18-', 'block', 'tool_not_permitted');
const reduced = caseOf('08-', 'degrade');
const stopped = caseOf('01-', 'block', 'agent_unknown');
const incident = caseOf('11-', 'block_and_open_incident', 'critical_finding_open');
const observed = caseOf('18-', 'allow_and_log', 'logged_observed');
const faulty = caseOf('17-', 'block', 'tenant_rule_fault');
const ruled = caseOf('17-', 'require_approval', 'tenant_rule_asks');

/** A block with one more reason before what was there. */
const blockedFor =
  (code: ReasonCode | 'token_used' | 'facts_moved' | 'replayed') =>
  (recorded: Recorded): void => {
    const { decision } = recorded;
    const none = { code, control: null, message: 'No.', fix: '', who: '' };
    const known = (one: string): one is ReasonCode => Object.hasOwn(reasonRows, one);
    decision.kind = 'block';
    decision.reasons = [known(code) ? reason(code, 'No.') : none, ...decision.reasons];
    const step = decision.trace.find(({ control }) => control === decision.reasons[0]?.control);
    if (step !== undefined) step.verdict = 'block';
  };
const replaced =
  (code: Parameters<typeof blockedFor>[0]) =>
  (recorded: Recorded): void => {
    recorded.decision.reasons = [];
    blockedFor(code)(recorded);
  };

test('what a control saw that reads no argument is held against the record, step by step', () => {
  for (const one of [allowed, asked, blocked, reduced, stopped, incident])
    for (const { control, verdict } of recordCase(one).recorded.decision.trace) {
      const told = doubt(one, (recorded) => (stepOf(recorded, control).saw += '!'));
      const free = control === 'well_formed' && verdict !== 'not_run';
      assert.equal(told, free ? undefined : without(control, verdict), `${one.name}: ${control}`);
    }
});

test('what control 6 saw hangs on the arguments only while the agent is observed', () => {
  const edit = (recorded: Recorded) => (stepOf(recorded, 'tool_permitted').saw += '!');
  assert.equal(doubt(observed, edit), undefined);
  assert.equal(doubt(blocked, edit), without('tool_permitted', 'block'));
});

test('the steps are those of the thirteen controls in their order', () => {
  assert.equal(
    doubt(blocked, ({ decision }) => void decision.trace.reverse()),
    without('agent_registered', 'pass'),
  );
  assert.equal(
    doubt(blocked, ({ decision }) => void decision.trace.pop()),
    without('well_formed', 'pass'),
  );
});

test('a control that reads arguments can have been stricter, and never laxer', () => {
  for (const verdict of ['pass', 'degrade', 'observed', 'require_approval', 'not_run'] as const)
    assert.equal(
      doubt(blocked, (recorded) => (stepOf(recorded, 'tool_permitted').verdict = verdict)),
      without('tool_permitted', 'block'),
      verdict,
    );
  assert.equal(doubt(allowed, blockedFor('amount_invalid')), undefined);
  assert.equal(doubt(blocked, blockedFor('arguments_invalid')), undefined);
  assert.equal(
    doubt(blocked, (recorded) => (stepOf(recorded, 'limits').verdict = 'require_approval')),
    'its trace says require_approval at limits, and its reasons do not',
  );
  assert.equal(
    doubt(asked, ({ decision }) => decision.reasons.push(reason('amount_over_limit', 'Over.'))),
    'its trace says pass at tool_permitted, and its reasons do not',
  );
});

test('the kind is what the reasons make', () => {
  const as = (kind: Decision['kind']) => (recorded: Recorded) => (recorded.decision.kind = kind);
  assert.equal(doubt(allowed, as('allow_and_log')), 'it says allow_and_log, and its own reasons say allow');
  assert.equal(doubt(allowed, as('block')), 'it says block, and its own reasons say allow');
  assert.equal(doubt(paid, as('allow')), 'it says allow, and its own reasons say allow_and_log');
  assert.equal(doubt(asked, as('block')), 'it says block, and its own reasons say require_approval');
  assert.equal(doubt(reduced, as('block')), 'it says block, and its own reasons say degrade');
  assert.equal(
    doubt(observed, as('block_and_open_incident')),
    'it says block_and_open_incident, and its own reasons say allow_and_log',
  );
  assert.equal(
    doubt(incident, as('block')),
    'it says block, and without any argument its rules say block_and_open_incident (critical_finding_open)',
  );
});

test('a reason that reads no argument is there to the word, and none stands beside it that is not so', () => {
  const missing = (code: string) => `it does not say ${code}, which reads no argument`;
  const added = (code: string) => `it says ${code}, which reads no argument and is not so`;
  assert.equal(doubt(blocked, replaced('arguments_invalid')), missing('tool_not_permitted'));
  assert.equal(doubt(asked, replaced('arguments_invalid')), missing('level_needs_approval'));
  assert.equal(doubt(allowed, replaced('tool_stopped')), added('tool_stopped'));
  for (const one of [asked, blocked, reduced, incident, faulty, ruled])
    assert.equal(doubt(one, blockedFor('tool_stopped')), added('tool_stopped'), one.name);
  assert.equal(
    doubt(reduced, ({ decision }) => void decision.reasons.push(reason('logged_high_risk', 'High.'))),
    added('logged_high_risk'),
  );
  assert.equal(
    doubt(blocked, ({ decision }) => ((decision.reasons[0] as Reason).message = 'Otherwise.')),
    missing('tool_not_permitted'),
  );
});

test('what was observed may be a refusal, where the arguments kept the period from reaching the call', () => {
  const refused = (recorded: Recorded): void => {
    replaced('tool_not_permitted')(recorded);
  };
  assert.equal(doubt(observed, refused), undefined);
  assert.equal(doubt(allowed, refused), 'it says tool_not_permitted, which reads no argument and is not so');
});

test('a name with control characters is recorded without them, and is the same reason', () => {
  const unknown = { ...caseOf('06-', 'block', 'tool_unknown'), tool: 'no\u0007thing' };
  assert.match(recordCase(unknown).recorded.decision.reasons[0]?.message ?? '', /\u0007/);
  assert.equal(doubt(unknown), undefined);
  assert.equal(
    doubt(unknown, ({ decision }) => {
      const first = decision.reasons[0] as Reason;
      first.message = first.message.replace('\u0007', '\u{fffd}');
    }),
    undefined,
  );
});

test('a refusal at the commit stands before all that was there; Gateway stands in its place alone', () => {
  for (const one of [allowed, paid, asked, blocked, reduced, stopped, observed, faulty, ruled])
    assert.equal(doubt(one, blockedFor('token_used')), undefined, one.name);
  for (const one of [allowed, asked, reduced, observed])
    for (const edit of [
      replaced('facts_moved'),
      (recorded: Recorded) => {
        replaced('facts_moved')(recorded);
        blockedFor('replayed')(recorded);
      },
    ])
      assert.equal(doubt(one, edit), undefined, one.name);
  // where the controls block by themselves, nobody asks Gateway any more
  for (const one of [blocked, stopped, incident]) {
    assert.match(doubt(one, replaced('facts_moved')) ?? '', /^it does not say /, one.name);
    assert.notEqual(
      doubt(one, (recorded) => {
        replaced('facts_moved')(recorded);
        blockedFor('replayed')(recorded);
      }),
      undefined,
      one.name,
    );
  }
  assert.equal(doubt(allowed, blockedFor('facts_moved')), undefined);
  assert.equal(
    doubt(asked, blockedFor('facts_moved')),
    'it says facts_moved, which reads no argument and is not so',
  );
});

test('a refusal at the commit excuses nothing of what it stands before', () => {
  const refusedWithout = (recorded: Recorded): void => {
    recorded.decision.reasons = [];
    blockedFor('token_used')(recorded);
  };
  assert.equal(
    doubt(blocked, refusedWithout),
    'it says allow, and without any argument its rules say block (tool_not_permitted)',
  );
  assert.equal(
    doubt(asked, refusedWithout),
    'it says allow, and without any argument its rules say require_approval (level_needs_approval)',
  );
  assert.equal(doubt(incident, blockedFor('token_used')), undefined, 'the commit opens no incident');
  assert.equal(
    doubt(blocked, (recorded) => {
      blockedFor('tool_stopped')(recorded);
      blockedFor('token_used')(recorded);
    }),
    'it says tool_stopped, which reads no argument and is not so',
  );
});

test('an approval that was used is the one that was found, and was given', () => {
  assert.equal(doubt(paid), undefined);
  const none = (id: string) => `it used ${id}, and no such approval was found`;
  assert.equal(
    doubt(paid, (recorded) => (recorded.usedApproval = 'apr_2')),
    none('apr_2'),
  );
  assert.equal(
    doubt(
      paid,
      ({ judged }) =>
        (((judged as NonNullable<typeof judged>).found as { status: string }).status = 'pending'),
    ),
    none('apr_1'),
  );
  assert.equal(
    doubt(allowed, (recorded) => (recorded.usedApproval = 'apr_1')),
    none('apr_1'),
  );
  assert.equal(
    doubt(blocked, (recorded) => (recorded.usedApproval = 'apr_1')),
    `${none('apr_1')}, nor would one help`,
  );
});

test('of more reasons than a commit keeps, those that were cut off are not missed', () => {
  const many = (count: number) => (recorded: Recorded) => {
    recorded.decision.kind = 'block';
    recorded.decision.reasons = Array.from({ length: count }, () => reason('argument_unknown', 'Unknown.'));
    stepOf(recorded, 'well_formed').verdict = 'block';
  };
  assert.equal(doubt(blocked, many(31)), undefined);
  assert.equal(doubt(blocked, many(30)), 'it does not say tool_not_permitted, which reads no argument');
});

test('rules that can not be laid out fault together, and a fault explains that none of them says anything else', () => {
  const none = caseOf('17-', 'block', 'tenant_rule_forbids');
  assert.equal(doubt(none), undefined);
  assert.equal(
    doubt(none, replaced('arguments_invalid')),
    'it does not say tenant_rule_forbids, which reads no argument',
  );
});
