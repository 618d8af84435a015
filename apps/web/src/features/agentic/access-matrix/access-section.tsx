/** On an agent's own page: what the access matrix gives it, and what its tools would need beyond that. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Section } from '../../../parts/section.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import {
  bindingOf,
  cellsOf,
  cellText,
  keyOf,
  pathOf,
  requirementPath,
  verdictOf,
  type AgentAccess,
  type Requirement,
} from './access-matrix.ts';

export function AccessSection({ agentId }: { readonly agentId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['access-matrix', 'of', agentId],
    queryFn: async ({ signal }) => ({
      agent: await getJson<AgentAccess>(pathOf(agentId), {}, signal),
      required: (await getJson<Requirement>(requirementPath, {}, signal)).required,
    }),
  });
  return (
    <Section title="Access matrix" aside={<AppLink href="/access-matrix">All agents</AppLink>}>
      {error && !data ? <Refusal error={error} retry={refetch} /> : null}
      {data ? <Given {...data} /> : error ? null : <Loading what="the access matrix" />}
    </Section>
  );
}

function Given({ agent, required }: { readonly agent: AgentAccess; readonly required: boolean }) {
  const cells = cellsOf([agent], []);
  return (
    <>
      <p>
        <Mark {...bindingOf(agent, required)} />
      </p>
      {cells.length === 0 ? null : (
        <ul>
          {cells.map((cell) => (
            <li key={keyOf(cell)}>
              {cellText(cell)}, {verdictOf(agent, cell, required)?.text}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
