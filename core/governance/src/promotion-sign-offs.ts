/** Who signs a promotion, by name: the higher the level, the more of them, each another person. */
import type { AtfLevel } from '@gamut/kernel/agentic-terms';

export const signOffCapacities = ['business', 'security', 'risk_committee'] as const;
export type SignOffCapacity = (typeof signOffCapacities)[number];

const needed: Readonly<Record<Exclude<AtfLevel, 'intern'>, readonly SignOffCapacity[]>> = {
  junior: ['business'],
  senior: ['business', 'security'],
  principal: ['business', 'security', 'risk_committee'],
};

export function signOffsFor(to: Exclude<AtfLevel, 'intern'>): readonly SignOffCapacity[] {
  return needed[to];
}
