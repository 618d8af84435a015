/** What agents asked without acting, newest first: who feels their way along the rules is seen here, and in no list of decisions. */
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { useInAddress } from '../../../parts/views.tsx';
import { count, lowerTerm } from '../../../parts/wording.ts';
import type { DecisionRow } from '../decisions/decision.ts';
import { answerVerdict, questionsHref } from './question.ts';

const columns: readonly Column<DecisionRow>[] = [
  {
    head: `When (${zoneNow()})`,
    className: 'tight',
    plain: true,
    cell: ({ at }) => <Time at={at} form="cell" />,
  },
  {
    head: 'Answer',
    className: 'tight',
    plain: true,
    cell: ({ kind }) => <Mark {...answerVerdict(kind)} />,
  },
  { head: 'Agent', className: 'tight', plain: true, cell: ({ agentName }) => agentName },
  {
    head: 'Asked about',
    className: 'grow',
    plain: true,
    cell: ({ id, tool, reasonCodes }) => (
      <>
        <AppLink href={`/questions/${id}`}>
          <code>{tool}</code>
        </AppLink>{' '}
        <span className="aside">{reasonCodes.map(lowerTerm).join(', ')}</span>
      </>
    ),
  },
  { head: 'Journal', className: 'end', cell: ({ seq }) => <code>{count(seq)}</code> },
];

/** @param name of the one agent, where the address names one and it has asked something */
function Whose({ agent, name }: { readonly agent: string; readonly name: string | undefined }) {
  return (
    <nav className="filter-views" aria-label="Whose questions">
      <AppLink href="/questions" aria-current={agent === '' ? 'true' : undefined}>
        All agents
      </AppLink>
      {agent === '' ? null : (
        <AppLink href={questionsHref(agent)} aria-current="true">
          {name ?? 'One agent'}
        </AppLink>
      )}
    </nav>
  );
}

function NoRows({ agent }: { readonly agent: string }) {
  return (
    <Empty
      what={agent === '' ? 'No agent has asked anything.' : 'This agent has asked nothing.'}
      why="An agent may ask Gateway whether it may do something, without doing it (AuthZEN). What it asks and what it is answered is recorded here."
      action={
        agent === '' ? (
          <AppLink href="/decisions">Show all decisions</AppLink>
        ) : (
          <AppLink href="/questions">Show all questions</AppLink>
        )
      }
    />
  );
}

export function QuestionsPage() {
  const agent = useInAddress('agent');
  const list = useList<DecisionRow>(['questions', agent], '/v1/questions', {
    agentId: agent === '' ? undefined : agent,
  });
  return (
    <Page
      title="Questions"
      lead="What agents asked Gateway without acting, and what they were answered. Nothing follows from a question: no call, no approval, no incident."
    >
      <Whose agent={agent} name={list.rows[0]?.agentName} />
      <Listing what="questions" list={list} empty={<NoRows agent={agent} />}>
        <Register
          caption="Questions, newest first"
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/questions/${id}`}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
