/** The conformance statement of an agent over the 25 controls of the Agentic Trust Framework, and the words of its parts. */
import type { Noun } from '../../../api/nouns.ts';
import type { Verdict } from '../../../parts/verdict.ts';

export type Conformance = Noun<'AtfConformance'>;
export type ControlRow = Conformance['controls'][number];
export type Assessment = Noun<'AtfAssessment'>;
export type Result = Assessment['controls'][number]['result'];

export const results: readonly Result[] = ['met', 'partly_met', 'not_met', 'not_applicable'];

const states: Readonly<Record<ControlRow['state'], Verdict>> = {
  met: { mark: 'plain', text: 'Met, as observed' },
  not_met: { mark: 'block', text: 'Not met' },
  attested: { mark: 'plain', text: 'Met, as a person says' },
  partly_attested: { mark: 'degrade', text: 'Partly met' },
  unassessed: { mark: 'wait', text: 'Nobody has looked' },
  not_applicable: { mark: 'off', text: 'Does not apply' },
};
export const stateVerdict = (state: ControlRow['state']): Verdict => states[state];

const elements: Readonly<Record<string, string>> = {
  identity: 'Identity: who is it?',
  behaviour: 'Behaviour: what is it doing?',
  data: 'Data: what goes in and comes out?',
  segmentation: 'Segmentation: where may it go?',
  incident: 'Incident: what if it goes wrong?',
};
export const elementText = (element: string): string => elements[element] ?? element;

const strengths: Readonly<Record<ControlRow['strength'], string>> = {
  must: 'must at its level',
  should: 'should at its level',
  may: 'may at its level',
};
export const strengthText = (strength: ControlRow['strength']): string => strengths[strength];

/** Pure: the controls by element, in the framework's order. */
export function byElement(
  controls: readonly ControlRow[],
): readonly (readonly [string, readonly ControlRow[]])[] {
  const names = [...new Set(controls.map(({ element }) => element))];
  return names.map((name) => [name, controls.filter(({ element }) => element === name)] as const);
}

/** Pure: where the console shows what an address of the API shows; undefined when it is no page here. */
export function pageOf(evidence: string): string | undefined {
  const agent = /^\/v1\/agents\/(agt_[a-z0-9]+)(\/behaviour)?$/.exec(evidence);
  if (agent) return `/agents/${agent[1] ?? ''}?view=${agent[2] ? 'behaviour' : 'access'}`;
  const alerts = /^\/v1\/behaviour-alerts\?agentId=(agt_[a-z0-9]+)$/.exec(evidence);
  if (alerts) return `/agents/${alerts[1] ?? ''}?view=behaviour`;
  if (evidence === '/v1/behaviour-rules') return '/behaviour';
  return /^\/v1\/(decisions|connectors|kill-switches)(\?|$)/.test(evidence)
    ? evidence.slice('/v1'.length)
    : undefined;
}
