/**
 * The 25 controls of the Agentic Trust Framework 0.9.1 with their strength at each level, and what each asks for in our own
 * words. Ids, names and strengths are the framework's (CC BY 4.0, see data/LICENSES).
 */
import type { AtfLevel } from '@gamut/kernel/agentic-terms';

export const atfElements = ['identity', 'behaviour', 'data', 'segmentation', 'incident'] as const;
export type AtfElement = (typeof atfElements)[number];

export const strengths = ['may', 'should', 'must'] as const;
export type Strength = (typeof strengths)[number];

export interface AtfControl {
  readonly id: string;
  readonly element: AtfElement;
  readonly name: string;
  readonly asks: string;
  readonly applies: Readonly<Record<AtfLevel, Strength>>;
}

const at = (intern: Strength, junior: Strength, senior: Strength, principal: Strength) => ({
  intern,
  junior,
  senior,
  principal,
});

// prettier-ignore
export const atfControls: readonly AtfControl[] = [
  { id: 'I-1', element: 'identity', name: 'Unique Identifier', asks: 'The agent has an id of its own that no other agent shares and that outlives its releases.', applies: at('must', 'must', 'must', 'must') },
  { id: 'I-2', element: 'identity', name: 'Credential Binding', asks: 'Its credential belongs to it alone, can be withdrawn, and is what its identity is proved by.', applies: at('should', 'must', 'must', 'must') },
  { id: 'I-3', element: 'identity', name: 'Ownership Chain', asks: 'A named person answers for it, and a named person for its security; there is no gap when one leaves.', applies: at('must', 'must', 'must', 'must') },
  { id: 'I-4', element: 'identity', name: 'Purpose Declaration', asks: 'What it is for is written down, and what it does can be held against that.', applies: at('must', 'must', 'must', 'must') },
  { id: 'I-5', element: 'identity', name: 'Capability Manifest', asks: 'What it can do (tools, data, models) is listed, and the list is kept true.', applies: at('should', 'should', 'must', 'must') },
  { id: 'B-1', element: 'behaviour', name: 'Structured Logging', asks: 'All that it does is recorded in a form that a machine can search.', applies: at('must', 'must', 'must', 'must') },
  { id: 'B-2', element: 'behaviour', name: 'Action Attribution', asks: 'Each action can be traced to the agent, the decision and the person behind it.', applies: at('must', 'must', 'must', 'must') },
  { id: 'B-3', element: 'behaviour', name: 'Behavioral Baseline', asks: 'What is normal for it is known: tools, targets, rates, refusals.', applies: at('should', 'must', 'must', 'must') },
  { id: 'B-4', element: 'behaviour', name: 'Anomaly Detection', asks: 'A departure from what is normal is noticed in time to act on it.', applies: at('should', 'should', 'must', 'must') },
  { id: 'B-5', element: 'behaviour', name: 'Explainability', asks: 'Why an action was taken or refused can be explained from the record.', applies: at('may', 'should', 'must', 'must') },
  { id: 'D-1', element: 'data', name: 'Schema Validation', asks: 'What goes in is checked against a schema before anything is done with it.', applies: at('should', 'must', 'must', 'must') },
  { id: 'D-2', element: 'data', name: 'Injection Prevention', asks: 'Instructions hidden in data do not become actions.', applies: at('should', 'must', 'must', 'must') },
  { id: 'D-3', element: 'data', name: 'PII/PHI Protection', asks: 'Personal and health data are found and protected, in and out.', applies: at('must', 'must', 'must', 'must') },
  { id: 'D-4', element: 'data', name: 'Output Validation', asks: 'What comes out is checked before anyone or anything relies on it.', applies: at('may', 'should', 'must', 'must') },
  { id: 'D-5', element: 'data', name: 'Data Lineage', asks: 'Where data came from and where it went can be followed.', applies: at('may', 'should', 'should', 'must') },
  { id: 'S-1', element: 'segmentation', name: 'Resource Allowlist', asks: 'It reaches the resources on its list, and nothing else.', applies: at('must', 'must', 'must', 'must') },
  { id: 'S-2', element: 'segmentation', name: 'Action Boundaries', asks: 'The kinds of action it may take are bounded by its level.', applies: at('must', 'must', 'must', 'must') },
  { id: 'S-3', element: 'segmentation', name: 'Rate Limiting', asks: 'How often it acts is limited.', applies: at('should', 'must', 'must', 'must') },
  { id: 'S-4', element: 'segmentation', name: 'Transaction Limits', asks: 'How much one action may move is limited.', applies: at('may', 'should', 'must', 'must') },
  { id: 'S-5', element: 'segmentation', name: 'Blast Radius Containment', asks: 'If it goes wrong, what it can damage is contained.', applies: at('may', 'should', 'must', 'must') },
  { id: 'R-1', element: 'incident', name: 'Circuit Breaker', asks: 'Repeated failure or odd behaviour stops it without anyone having to notice first.', applies: at('should', 'must', 'must', 'must') },
  { id: 'R-2', element: 'incident', name: 'Kill Switch', asks: 'A person can stop it at once, and the stop holds.', applies: at('must', 'must', 'must', 'must') },
  { id: 'R-3', element: 'incident', name: 'Session Revocation', asks: 'Its sessions and credentials can be ended while it runs.', applies: at('may', 'should', 'must', 'must') },
  { id: 'R-4', element: 'incident', name: 'State Rollback', asks: 'What it changed can be put back.', applies: at('may', 'may', 'should', 'must') },
  { id: 'R-5', element: 'incident', name: 'Graceful Degradation', asks: 'When a part fails, it does less, safely, rather than more.', applies: at('may', 'should', 'must', 'must') },
];
