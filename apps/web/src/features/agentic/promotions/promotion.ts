/** The promotion of an agent by one level, the words of its parts, and who may do what to it. Platform judges again. */
import type { Noun } from '../../../api/nouns.ts';
import type { Verdict } from '../../../parts/verdict.ts';

export type Promotion = Noun<'Promotion'>;
export type Capacity = Promotion['signOffs'][number]['capacity'];
export type JudgedGate = Promotion['gates'][number];
export type PromotionAct = 'approve' | 'refuse' | 'withdraw';

const capacities: Readonly<Record<Capacity, string>> = {
  business: 'for the business',
  security: 'for security',
  risk_committee: 'for the risk committee',
};
export const capacityText = (capacity: Capacity): string => capacities[capacity];

const needed: Readonly<Record<Promotion['to'], readonly Capacity[]>> = {
  junior: ['business'],
  senior: ['business', 'security'],
  principal: ['business', 'security', 'risk_committee'],
};

/** Pure: the signatures that are still wanting. */
export const unsigned = ({ to, signOffs }: Pick<Promotion, 'to' | 'signOffs'>): readonly Capacity[] =>
  needed[to].filter((capacity) => !signOffs.some((one) => one.capacity === capacity));

const statuses: Readonly<Record<Promotion['status'], Verdict>> = {
  requested: { mark: 'wait', text: 'Asked for' },
  approved: { mark: 'plain', text: 'Approved' },
  refused: { mark: 'block', text: 'Refused' },
  withdrawn: { mark: 'off', text: 'Withdrawn' },
};
export const promotionVerdict = (status: Promotion['status']): Verdict => statuses[status];

/** Pure: `3 of 5 gates pass`. */
export function gatesText(gates: readonly Pick<JudgedGate, 'passed'>[]): string {
  const passed = gates.filter((gate) => gate.passed).length;
  return `${passed} of ${gates.length} gates pass`;
}

const levels = ['intern', 'junior', 'senior', 'principal'] as const;
export type Level = (typeof levels)[number];

/** Pure: the level above; undefined at the top. */
export const levelAbove = (level: Level): Level | undefined => levels[levels.indexOf(level) + 1];
