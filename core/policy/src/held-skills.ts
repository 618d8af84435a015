/** The skills in force of an agent that may act at all, by name: what it is told to do. Who is stopped is told nothing. */
import type { SkillFacts } from '@gamut/protocol/capability-facts';
import type { IndexedFacts } from './indexed-facts.ts';
import { mayAct } from './usable-tools.ts';

export function heldSkills(indexed: IndexedFacts, agentId: string): readonly SkillFacts[] {
  if (!mayAct(indexed, agentId)) return [];
  const inForce = indexed.skills.get(agentId)?.inForce ?? [];
  return inForce.map(({ facts }) => facts).sort((a, b) => (a.name < b.name ? -1 : 1));
}
