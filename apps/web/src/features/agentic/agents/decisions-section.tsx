/** The decisions about one agent, newest first: a few on its overview, all of them on their own view. */
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Register } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { decisionColumns } from '../decisions/decision-columns.tsx';
import type { DecisionRow } from '../decisions/decision.ts';
import { decisionsHref } from '../decisions/filter.ts';
import { questionsHref } from '../questions/question.ts';
import type { Agent } from './agent.ts';

const columns = decisionColumns.filter(({ head }) => head !== 'Agent');

interface DecisionsSectionProps {
  readonly agent: Agent;
  /** Only so many; without it, all, page after page. */
  readonly rows?: number;
}

export function DecisionsSection({ agent, rows }: DecisionsSectionProps) {
  const filter = `agent:${agent.name}`;
  const list = useList<DecisionRow>(['decisions', 'of-agent'], '/v1/decisions', {
    filter,
    limit: rows ?? 50,
  });
  return (
    <Section
      title={rows ? 'What it did last' : 'Decisions about it'}
      aside={
        <>
          <AppLink href={questionsHref(agent.id)}>What it asked without acting</AppLink>
          {' · '}
          <AppLink href={decisionsHref(filter)}>{rows ? 'All its decisions' : 'Filter and export'}</AppLink>
        </>
      }
    >
      <Listing
        what="its decisions"
        list={list}
        empty={
          <Empty
            what="It has not acted yet."
            why="Each call it makes through Gateway is decided and recorded."
            action={<AppLink href={`/connect?agent=${agent.id}`}>Connect it</AppLink>}
          />
        }
      >
        <Register
          caption={`Decisions about ${agent.name}`}
          columns={columns}
          rows={rows ? list.rows.slice(0, rows) : list.rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/decisions/${id}`}
          more={rows ? undefined : list.more}
        />
      </Listing>
    </Section>
  );
}
