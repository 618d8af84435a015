/** Guarantees of a record against itself and against its facts, before anything is derived: its kind is what its own trace allows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordCase, type Editable } from '../../cases/record-case.ts';
import { readCases, type DecisionCase } from '../../cases/run-case.ts';
import { kindDoubt } from './compare-decisions.ts';

const cases = readCases();
type Edit = (recorded: Editable) => void;
function doubt(one: DecisionCase, edit: Edit = () => undefined): string | undefined {
  const { recorded } = recordCase(one);
  edit(recorded);
  return kindDoubt(recorded);
}
const caseOf = (kind: string, more: (one: DecisionCase) => boolean = () => true): DecisionCase => {
  const found = cases.find((one) => one.kind === kind && more(one));
  assert.ok(found, kind);
  return found;
};
const allowed = caseOf('allow');
const blocked = caseOf('block');
const asked = caseOf('require_approval');
const reduced = caseOf('degrade');
const observed = caseOf('allow_and_log', ({ reasons }) => reasons.includes('logged_observed'));
const said = (code: string) => ({ code, control: null, message: 'No.', fix: '', who: '' });

test('nothing that was honestly recorded contradicts itself, and a block stands over any trace', () => {
  for (const one of cases) {
    assert.equal(doubt(one), undefined, one.name);
    for (const kind of ['block', 'block_and_open_incident'] as const)
      assert.equal(
        doubt(one, ({ decision }) => (decision.kind = kind)),
        undefined,
        one.name,
      );
  }
});

/** Of its own trace alone, before anything is derived. */
const contradictions: readonly (readonly [string, DecisionCase, Edit, string])[] = [
  [
    'an allow over a trace that blocks',
    blocked,
    ({ decision }) => (decision.kind = 'allow'),
    'it says allow, and its own trace does not let anything pass',
  ],
  [
    'an allow over a control that never ran',
    allowed,
    ({ decision }) => ((decision.trace[12] as { verdict: string }).verdict = 'not_run'),
    'it says allow, and its own trace does not let anything pass',
  ],
  [
    'an allow over twelve controls',
    allowed,
    ({ decision }) => void decision.trace.pop(),
    'it says allow, and its own trace does not let anything pass',
  ],
  [
    'an allow over a rule that could not be judged',
    allowed,
    ({ decision }) => (decision.tenantRules = [{ id: 'tru_1', version: 1, verdict: 'fault' }]),
    'it says allow, and its own trace does not let anything pass',
  ],
  [
    'a question that no control asks',
    allowed,
    ({ decision }) => (decision.kind = 'require_approval'),
    'it says require_approval, and no control in its trace asks for one',
  ],
  [
    'a question passed off as an allow',
    asked,
    ({ decision }) => (decision.kind = 'allow'),
    'it says allow without an approval, and its own trace asks for one',
  ],
  [
    'a reduced answer passed off as a whole one',
    reduced,
    ({ decision }) => (decision.kind = 'allow'),
    'it says allow, and its own trace does not',
  ],
  [
    'a whole answer passed off as a reduced one',
    allowed,
    ({ decision }) => (decision.kind = 'degrade'),
    'it says degrade, and its own trace does not',
  ],
  [
    'a mark of observe mode that no control set',
    allowed,
    ({ decision }) => {
      decision.kind = 'allow_and_log';
      decision.reasons = [said('logged_observed')];
    },
    'it says allow_and_log, and its trace and its reasons do not agree on what was observed',
  ],
];
for (const [what, one, edit, detail] of contradictions)
  test(`${what} contradicts itself`, () => assert.equal(doubt(one, edit), detail));

test('what was observed is recorded as that and as nothing else', () => {
  const detail = (kind: string) =>
    `it says ${kind}, and its trace and its reasons do not agree on what was observed`;
  assert.equal(
    doubt(observed, ({ decision }) => (decision.kind = 'allow')),
    detail('allow'),
  );
  assert.equal(
    doubt(observed, ({ decision }) => (decision.reasons = [])),
    detail('allow_and_log'),
  );
});
