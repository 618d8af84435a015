/** What somebody may have done to a recorded case afterwards, for the tests that hold records against their rules without the arguments. */
import assert from 'node:assert/strict';
import { indexFacts } from '../src/indexed-facts.ts';
import { reason, reasonRows, type ReasonCode } from '../src/reason-codes.ts';
import { replayDecision } from '../src/replay/replay-decision.ts';
import { recordCase, type Editable } from './record-case.ts';
import { readCases, type DecisionCase } from './run-case.ts';

type Step = Editable['decision']['trace'][number];
export type Control = Step['control'];

const cases = readCases();
export const caseOf = (file: string, kind: string, ...codes: string[]): DecisionCase => {
  const found = cases.find(
    (one) =>
      one.file.startsWith(file) && one.kind === kind && codes.every((code) => one.reasons.includes(code)),
  );
  assert.ok(found, `${file} ${kind} ${codes.join()}`);
  return found;
};

/** A case of each kind of record that these tests doubt. */
export const oneOfEach = {
  allowed: caseOf('demo', 'allow'),
  paid: caseOf('demo', 'allow_and_log'),
  asked: caseOf('', 'require_approval', 'level_needs_approval'),
  blocked: caseOf('18-', 'block', 'tool_not_permitted'),
  reduced: caseOf('08-', 'degrade'),
  stopped: caseOf('01-', 'block', 'agent_unknown'),
  incident: caseOf('11-', 'block_and_open_incident', 'approval_gate_missing', 'critical_finding_open'),
  observed: caseOf('18-', 'allow_and_log', 'logged_observed'),
  faulty: caseOf('17-', 'block', 'tenant_rule_fault'),
  ruled: caseOf('17-', 'require_approval', 'tenant_rule_asks'),
} as const;

/** @returns what is not so; undefined where nothing speaks against the record */
export function doubt(
  one: DecisionCase,
  edit: (recorded: Editable) => void = () => undefined,
): string | undefined {
  const { facts, recorded } = recordCase(one);
  edit(recorded);
  const { outcome, detail } = replayDecision(recorded, { indexed: indexFacts(facts), arguments: undefined });
  assert.ok(outcome === 'differs' || outcome === 'arguments_unknown', outcome);
  return outcome === 'differs' ? detail : undefined;
}

export const stepOf = ({ decision }: Editable, control: Control): Step =>
  decision.trace.find((step) => step.control === control) as Step;

/** A block with one more reason before what was there. */
export const blockedFor =
  (code: ReasonCode | 'token_used' | 'facts_moved' | 'replayed') =>
  (recorded: Editable): void => {
    const { decision } = recorded;
    const none = { code, control: null, message: 'No.', fix: '', who: '' };
    const known = (one: string): one is ReasonCode => Object.hasOwn(reasonRows, one);
    decision.kind = 'block';
    decision.reasons = [known(code) ? reason(code, 'No.') : none, ...decision.reasons];
    const step = decision.trace.find(({ control }) => control === decision.reasons[0]?.control);
    if (step !== undefined) step.verdict = 'block';
  };

/** A block for this reason in place of what was there. */
export const replaced =
  (code: Parameters<typeof blockedFor>[0]) =>
  (recorded: Editable): void => {
    recorded.decision.reasons = [];
    blockedFor(code)(recorded);
  };
