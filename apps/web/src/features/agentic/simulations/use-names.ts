/** Names of all that a simulation can name: agents, tools, connectors, gates, toolsets, skills, people. */
import { useList } from '../../../api/use-list.ts';
import { shortId } from '../../../parts/wording.ts';
import { useAllConnectors } from '../connectors/all-connectors.ts';
import { useAgentChoices, usePeopleChoices } from '../pick-fields.tsx';
import type { SkillRow } from '../plans/plan.ts';
import { useToolChoices, useToolsets } from '../plans/tool-checks.tsx';
import type { NameOf } from './simulation.ts';

export interface Choice {
  readonly id: string;
  readonly name: string;
}

export interface Choices {
  readonly agents: readonly Choice[];
  readonly tools: readonly Choice[];
  readonly connectors: readonly Choice[];
  readonly gates: readonly Choice[];
  readonly toolsets: readonly Choice[];
  readonly skills: readonly Choice[];
}

export function useChoices(): Choices {
  return {
    agents: useAgentChoices(),
    tools: useToolChoices(),
    connectors: useAllConnectors().data ?? [],
    gates: useList<Choice>(['approval-gates', 'choices'], '/v1/approval-gates', { limit: 200 }, 30_000).rows,
    toolsets: useToolsets().rows,
    skills: useList<SkillRow>(['skills', 'choices'], '/v1/skills', { limit: 200 }, 30_000).rows,
  };
}

export function useNames(): NameOf {
  const people = usePeopleChoices();
  const names = new Map(
    [...Object.values(useChoices()).flat(), ...people].map(({ id, name }: Choice) => [id, name]),
  );
  return (id) => names.get(id) ?? shortId(id);
}
