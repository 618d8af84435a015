/**
 * How an agent rises and falls: five gates that every promotion passes, the sample thresholds of the Agentic Trust
 * Framework 0.9.1 (CC BY 4.0, see data/LICENSES), which a tenant can replace, and what demotes at once. In our own words.
 */
import type { AtfLevel } from '@gamut/kernel/agentic-terms';

export const promotionGates = [
  {
    id: 'performance',
    title: 'Performance',
    asks: 'Has it done its work well, for long enough, at its present level?',
  },
  {
    id: 'security_validation',
    title: 'Security validation',
    asks: 'Has somebody tried to break it, and been answered?',
  },
  {
    id: 'business_value',
    title: 'Business value',
    asks: 'Is there a measured benefit that the higher level would raise?',
  },
  {
    id: 'incident_record',
    title: 'Incident record',
    asks: 'What went wrong, and is the cause of each incident known?',
  },
  {
    id: 'governance_signoff',
    title: 'Governance sign-off',
    asks: 'Do the people who answer for it agree, by name?',
  },
] as const;
export type PromotionGateId = (typeof promotionGates)[number]['id'];

export interface PromotionThresholds {
  readonly to: Exclude<AtfLevel, 'intern'>;
  readonly daysAtLevelMin: number;
  readonly availabilityMin: number;
  /** Share of its proposals that people accepted (to senior) or of its results that were right (to principal). */
  readonly acceptanceMin: number | null;
  readonly accuracyMin: number | null;
  readonly evidence: readonly string[];
}

/** The framework gives these as examples; they are the defaults here. */
export const samplePromotionThresholds: readonly PromotionThresholds[] = [
  {
    to: 'junior',
    daysAtLevelMin: 14,
    availabilityMin: 0.99,
    acceptanceMin: null,
    accuracyMin: null,
    evidence: [],
  },
  {
    to: 'senior',
    daysAtLevelMin: 28,
    availabilityMin: 0.995,
    acceptanceMin: 0.95,
    accuracyMin: null,
    evidence: [
      'penetration test',
      'measured business improvement',
      'root-cause analysis of incidents',
      'sign-off by security',
    ],
  },
  {
    to: 'principal',
    daysAtLevelMin: 56,
    availabilityMin: 0.999,
    acceptanceMin: null,
    accuracyMin: 0.99,
    evidence: ['adversarial test', 'no critical incident', 'sign-off by the risk committee'],
  },
];

export const demotionRules = [
  { cause: 'critical_incident', effect: 'intern at once' },
  { cause: 'open_vulnerability', effect: 'held back until it is fixed' },
  { cause: 'three_minor_incidents', effect: 'one level down' },
] as const;

/** What the framework expects of the run time. */
export const runTimeExpectations = {
  killSwitchMsMax: 1_000,
  anomalyAlertMsMax: 60_000,
  baselineDays: 7,
  baselineActions: 1_000,
} as const;
