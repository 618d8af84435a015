/**
 * The four levels of the Agentic Trust Framework and where each ends. One table for both halves of the product: the
 * console shows it, and control 5 of Gateway enforces it. Facts from the framework 0.9.1 (CC BY 4.0, see data/LICENSES),
 * in our own words.
 */
import type { ActionType, AtfLevel } from '@gamut/kernel/agentic-terms';

export const atfCredit =
  'Based on the Agentic Trust Framework 0.9.1 by MassiveScale.AI and the Cloud Security Alliance, CC BY 4.0; wording by Gamut.';

/**
 * `inside`: may be done, as far as the other controls allow. `approval`: a person approves each action. `elevation`: a
 * person lifts the agent over its boundary for this one action. `forbidden`: never at this level.
 */
export type Boundary = 'inside' | 'approval' | 'elevation' | 'forbidden';

export interface AtfLevelDescription {
  readonly level: AtfLevel;
  readonly title: string;
  readonly summary: string;
  readonly may: readonly string[];
  readonly mayNot: readonly string[];
  /** Every action type stands here: one that is added does not compile until each level answers for it. */
  readonly boundaries: Readonly<Record<ActionType, Boundary>>;
}

const reads = { read: 'inside', retrieve: 'inside', model: 'inside' } as const;

export const atfLevelDescriptions: readonly AtfLevelDescription[] = [
  {
    level: 'intern',
    title: 'Intern',
    summary: 'Looks and reports. Every new agent starts here.',
    may: ['read sources that it is permitted', 'analyse what it read', 'report'],
    mayNot: ['change anything', 'send anything', 'trigger anything'],
    boundaries: {
      ...reads,
      write_internal: 'forbidden',
      external: 'forbidden',
      financial: 'forbidden',
      code_modification: 'forbidden',
      admin: 'forbidden',
    },
  },
  {
    level: 'junior',
    title: 'Junior',
    summary: 'Prepares work; a person approves each action before it is performed.',
    may: [
      'all that an intern may',
      'draft and prepare',
      'execute what a person has approved, one action at a time',
    ],
    mayNot: ['act alone', 'change security settings', 'leave its scope'],
    boundaries: {
      ...reads,
      write_internal: 'approval',
      external: 'approval',
      financial: 'approval',
      code_modification: 'approval',
      admin: 'forbidden',
    },
  },
  {
    level: 'senior',
    title: 'Senior',
    summary: 'Executes approved types of action inside its scope; each is recorded in full.',
    may: [
      'all that a junior may',
      'execute action types that gates cover, inside its scope, each recorded in full',
    ],
    mayNot: ['change its own permissions', 'override a control', 'leave its scope'],
    boundaries: {
      ...reads,
      write_internal: 'inside',
      external: 'inside',
      financial: 'inside',
      code_modification: 'inside',
      admin: 'forbidden',
    },
  },
  {
    level: 'principal',
    title: 'Principal',
    summary: 'Directs itself inside its domain, and may ask to be elevated for one action.',
    may: ['all that a senior may', 'direct itself inside its domain', 'ask a person for elevation'],
    mayNot: ['change governance policy', 'promote agents', 'leave its domain'],
    boundaries: {
      ...reads,
      write_internal: 'inside',
      external: 'inside',
      financial: 'inside',
      code_modification: 'inside',
      admin: 'elevation',
    },
  },
];

export const atfBoundaries: Readonly<Record<AtfLevel, Readonly<Record<ActionType, Boundary>>>> =
  Object.fromEntries(atfLevelDescriptions.map(({ level, boundaries }) => [level, boundaries])) as Record<
    AtfLevel,
    Record<ActionType, Boundary>
  >;
