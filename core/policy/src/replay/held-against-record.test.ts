/**
 * Guarantees where the arguments of a call are not known: whatever reads none of them is held against the record to the word, what
 * reads them can only have added to it, and nothing laxer than the rules alone demand is let through.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision } from '@gamut/protocol/decision';
import {
  blockedFor,
  caseOf,
  doubt,
  replaced,
  stepOf,
  type Control,
  oneOfEach,
} from '../../cases/forge-record.ts';
import { recordCase, type Editable } from '../../cases/record-case.ts';
import { reason } from '../reason-codes.ts';

const without = (control: Control, verdict: string): string =>
  `its trace differs at ${control}, which says "${verdict}" without an argument`;

const { allowed, paid, asked, blocked, reduced, stopped, incident, observed, faulty, ruled } = oneOfEach;

test('what a control saw that reads no argument is held against the record, step by step', () => {
  for (const one of [allowed, asked, blocked, reduced, stopped, incident])
    for (const { control, verdict } of recordCase(one).recorded.decision.trace) {
      const told = doubt(one, (recorded) => (stepOf(recorded, control).saw += '!'));
      const free = control === 'well_formed' && verdict !== 'not_run';
      assert.equal(told, free ? undefined : without(control, verdict), `${one.name}: ${control}`);
    }
});

test('of a control that reads nothing the verdict is held against the record too, and whether it ran', () => {
  for (const { control, verdict } of recordCase(blocked).recorded.decision.trace)
    if (!['tool_permitted', 'limits', 'well_formed'].includes(control))
      assert.equal(
        doubt(blocked, (recorded) => (stepOf(recorded, control).verdict = 'block')),
        without(control, verdict),
        control,
      );
  assert.equal(
    doubt(stopped, (recorded) => (stepOf(recorded, 'well_formed').verdict = 'pass')),
    without('well_formed', 'not_run'),
  );
  assert.equal(
    doubt(blocked, (recorded) => (stepOf(recorded, 'well_formed').control = 'limits')),
    without('well_formed', 'pass'),
  );
});

test('what control 6 saw hangs on the arguments only while the agent is observed', () => {
  const edit = (recorded: Editable) => (stepOf(recorded, 'tool_permitted').saw += '!');
  assert.equal(doubt(observed, edit), undefined);
  assert.equal(doubt(blocked, edit), without('tool_permitted', 'block'));
  assert.equal(
    doubt(observed, (recorded) => (stepOf(recorded, 'limits').saw += '!')),
    without('limits', 'pass'),
  );
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
  const as = (kind: Decision['kind']) => (recorded: Editable) => (recorded.decision.kind = kind);
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
    'it says block, and without any argument its rules say block_and_open_incident (tool_not_permitted, approval_gate_missing, playbook_missing, critical_finding_open, critical_incident_open)',
  );
});

test('a reason that reads no argument is there to the word, and none stands beside it that is not so', () => {
  const missing = (code: string) => `it does not say ${code}, which reads no argument`;
  const added = (code: string) => `it says ${code}, which reads no argument and is not so`;
  assert.equal(doubt(blocked, replaced('arguments_invalid')), missing('tool_not_permitted'));
  assert.equal(doubt(asked, replaced('arguments_invalid')), missing('level_needs_approval'));
  assert.equal(doubt(allowed, replaced('tool_stopped')), added('tool_stopped'));
  for (const one of [asked, blocked, reduced, incident, observed, faulty, ruled])
    assert.equal(doubt(one, blockedFor('tool_stopped')), added('tool_stopped'), one.name);
  assert.equal(
    doubt(reduced, ({ decision }) => void decision.reasons.push(reason('logged_high_risk', 'High.'))),
    added('logged_high_risk'),
  );
  assert.equal(
    doubt(
      blocked,
      ({ decision }) =>
        ((decision.reasons[0] as Editable['decision']['reasons'][number]).message = 'Otherwise.'),
    ),
    missing('tool_not_permitted'),
  );
});

test('a reason that reads some of the arguments is there by its code, in whatever words', () => {
  const limited = caseOf('14-', 'block', 'transaction_limit_reached');
  const reworded = ({ decision }: Editable): void => {
    for (const one of decision.reasons)
      if (one.code === 'transaction_limit_reached') one.message = 'Much more.';
  };
  assert.equal(doubt(limited), undefined);
  assert.equal(doubt(limited, reworded), undefined);
  assert.equal(
    doubt(limited, replaced('amount_invalid')),
    'it does not say transaction_limit_reached, which reads no argument',
  );
});

test('what was observed may be a refusal, where the arguments kept the period from reaching the call', () => {
  const refused = (recorded: Editable): void => {
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
      const first = decision.reasons[0] as Editable['decision']['reasons'][number];
      first.message = first.message.replace('\u0007', '\u{fffd}');
    }),
    undefined,
  );
});
