/**
 * What an agent's live configuration says of each of the 25 controls, and what a person's assessment adds where a machine can't see:
 * (level, what was observed, the assessment) → a statement. A person's word never turns an observed gap into a met control.
 */
import type { AtfLevel } from '@gamut/kernel/agentic-terms';
import { atfControls, type Strength } from './atf-controls.ts';

export const attestedResults = ['met', 'partly_met', 'not_met', 'not_applicable'] as const;
export type AttestedResult = (typeof attestedResults)[number];

/** Of one control, seen in the configuration that is enforced now. `unseen`: no machine can see it. */
export interface Observation {
  readonly verdict: 'met' | 'not_met' | 'unseen';
  readonly saw: string;
  /** Address of what shows it, under the interface's own origin. */
  readonly evidence: string;
}

export const controlStates = [
  'met',
  'not_met',
  'attested',
  'partly_attested',
  'unassessed',
  'not_applicable',
] as const;
export type ControlState = (typeof controlStates)[number];

export interface ConformanceRow {
  readonly id: string;
  readonly element: string;
  readonly name: string;
  readonly asks: string;
  readonly strength: Strength;
  readonly state: ControlState;
  readonly saw: string;
  readonly evidence: string;
  readonly attestation: { readonly result: AttestedResult; readonly rationale: string } | null;
}

export interface Conformance {
  readonly level: AtfLevel;
  /** Every control that is a must at this level is met, attested or does not apply. */
  readonly conforms: boolean;
  readonly open: readonly string[];
  readonly controls: readonly ConformanceRow[];
}

const settled: ReadonlySet<ControlState> = new Set(['met', 'attested', 'not_applicable']);

export function judgeConformance(
  level: AtfLevel,
  observed: Readonly<Record<string, Observation>>,
  attested: Readonly<Record<string, { readonly result: AttestedResult; readonly rationale: string }>>,
): Conformance {
  const controls = atfControls.map((control): ConformanceRow => {
    const { id, element, name, asks } = control;
    const seen = observed[id] ?? { verdict: 'unseen', saw: 'nothing looks at it yet', evidence: '' };
    const attestation = Object.hasOwn(attested, id) ? (attested[id] ?? null) : null;
    const state = stateOf(seen.verdict, attestation?.result);
    const { saw, evidence } = seen;
    return { id, element, name, asks, strength: control.applies[level], state, saw, evidence, attestation };
  });
  const open = controls
    .filter(({ strength, state }) => strength === 'must' && !settled.has(state))
    .map(({ id }) => id);
  return { level, conforms: open.length === 0, open, controls };
}

function stateOf(verdict: Observation['verdict'], attested: AttestedResult | undefined): ControlState {
  if (verdict !== 'unseen') return verdict;
  if (attested === 'met') return 'attested';
  if (attested === 'partly_met') return 'partly_attested';
  if (attested === 'not_met') return 'not_met';
  return attested === 'not_applicable' ? 'not_applicable' : 'unassessed';
}
