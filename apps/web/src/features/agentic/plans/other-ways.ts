/** In which ways agents hold their tools, so that taking one way says what stays by another, before it is sent. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import type { Page } from '../../../api/page.ts';
import type { ToolsetGrant } from './plan.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Way {
  /** Of the permission, or of the grant. */
  readonly id: string;
  readonly agent: Named;
  /** As agents see it. */
  readonly tool: string;
  readonly by: string;
  readonly toolsetId: string | null;
}

async function readWays(agent: Named, signal: AbortSignal): Promise<Way[]> {
  const [{ permissions }, { data }] = await Promise.all([
    getJson<Noun<'Agent'>>(`/v1/agents/${agent.id}`, {}, signal),
    getJson<Page<ToolsetGrant>>('/v1/toolset-grants', { agentId: agent.id, limit: 200 }, signal),
  ]);
  return [
    ...permissions.map(({ id, tool }) => ({ id, agent, tool, by: 'its own permission', toolsetId: null })),
    ...data.flatMap(({ id, tools, toolset }) =>
      tools.map((tool) => ({ id, agent, tool, by: `the toolset ${toolset.name}`, toolsetId: toolset.id })),
    ),
  ];
}

/** Of these agents, and of these tools alone; nothing is read while there is none. */
export function useWays(agents: readonly Named[], tools: readonly string[]) {
  return useQuery({
    queryKey: ['agents', 'ways', ...agents.map(({ id }) => id)],
    queryFn: async ({ signal }) => {
      const ways: Way[] = [];
      // one after the other: however many agents hold it, nobody is asked for all at once
      for (const agent of agents) ways.push(...(await readWays(agent, signal)));
      return ways;
    },
    select: (ways) => ways.filter(({ tool }) => tools.includes(tool)),
    enabled: agents.length > 0 && tools.length > 0,
  });
}
