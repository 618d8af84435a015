/** Choosing among the tools that are pinned, and among toolsets. */
import type { ActionType } from '@gamut/kernel/agentic-terms';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import type { Page } from '../../../api/page.ts';
import { useList } from '../../../api/use-list.ts';
import { useAllConnectors } from '../connectors/all-connectors.ts';
import { TermChecks } from '../term-checks.tsx';
import type { Toolset, ToolsetGrant } from './plan.ts';

export interface ToolChoice {
  readonly id: string;
  readonly name: string;
  readonly actionType: ActionType | null;
  readonly hasAmount: boolean;
}

export function useToolChoices(): readonly ToolChoice[] {
  const connectors = useAllConnectors().data ?? [];
  return connectors.flatMap((connector) =>
    connector.tools.flatMap(({ id, name, actionType, amountPointer }) =>
      id === null
        ? []
        : [{ id, name: `${connector.name}_${name}`, actionType, hasAmount: amountPointer !== null }],
    ),
  );
}

/** Names of the tools that an agent is permitted, alone or with a toolset: a plan gives it no other. */
export function usePermittedTools(agentId: string): ReadonlySet<string> {
  const { data } = useQuery({
    queryKey: ['agents', agentId, 'tools'],
    queryFn: async ({ signal }) => {
      const [agent, grants] = await Promise.all([
        getJson<Noun<'Agent'>>(`/v1/agents/${agentId}`, {}, signal),
        getJson<Page<ToolsetGrant>>('/v1/toolset-grants', { agentId, limit: 200 }, signal),
      ]);
      return [...agent.permissions.map(({ tool }) => tool), ...grants.data.flatMap(({ tools }) => tools)];
    },
    enabled: agentId !== '',
  });
  return new Set(data);
}

export function useToolsets() {
  return useList<Toolset>(['toolsets', 'list'], '/v1/toolsets', { limit: 200 }, 30_000);
}

interface ToolChecksProps {
  readonly legend: string;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly only?: (tool: ToolChoice) => boolean;
  readonly error?: string | undefined;
}

export function ToolChecks({ legend, chosen, onChange, only = () => true, error }: ToolChecksProps) {
  const tools = useToolChoices().filter(only);
  const names = new Map(tools.map(({ id, name }) => [id, name]));
  return (
    <TermChecks
      legend={legend}
      terms={tools.map(({ id }) => id)}
      chosen={chosen}
      text={(id) => names.get(id) ?? id}
      onChange={onChange}
      error={error}
    />
  );
}

export function ToolsetChecks({ legend, chosen, onChange }: Omit<ToolChecksProps, 'only' | 'error'>) {
  const toolsets = useToolsets().rows;
  if (toolsets.length === 0) return null;
  const names = new Map(toolsets.map(({ id, name, version }) => [id, `${name} (version ${version})`]));
  return (
    <TermChecks
      legend={legend}
      terms={toolsets.map(({ id }) => id)}
      chosen={chosen}
      text={(id) => names.get(id) ?? id}
      onChange={onChange}
    />
  );
}
