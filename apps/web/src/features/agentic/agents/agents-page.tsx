/** The agents there are: who answers for each, how far it may go, whether it runs. */
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { standingVerdict } from '../../../parts/verdict.ts';
import { termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { StoppedMark } from '../stops/stopped-mark.tsx';
import type { Agent } from './agent.ts';

const columns: readonly Column<Agent>[] = [
  {
    head: 'Agent',
    className: 'grow',
    plain: true,
    cell: ({ id, name, purpose }) => (
      <>
        <AppLink href={`/agents/${id}`}>{name}</AppLink> <span className="aside">{purpose}</span>
      </>
    ),
  },
  {
    head: 'Level',
    className: 'tight',
    cell: ({ level }) => (level ? termText(level) : <Mark mark="degrade" text="none" />),
  },
  { head: 'Tier', className: 'tight', cell: ({ tier }) => termText(tier) },
  { head: 'Owner', cell: ({ humanOwner }) => humanOwner?.name ?? <Mark mark="degrade" text="no one" /> },
  {
    head: `Last seen (${zoneNow()})`,
    className: 'tight',
    cell: ({ lastSeenAt }) => (lastSeenAt ? <Time at={lastSeenAt} form="cell" /> : 'never'),
  },
  {
    head: 'Status',
    className: 'tight',
    plain: true,
    cell: ({ id, name, status }) => (
      <StoppedMark of={{ target: 'agent', id, name }} otherwise={standingVerdict(status)} />
    ),
  },
];

export function AgentsPage() {
  const list = useList<Agent>(['agents', 'list'], '/v1/agents');
  const mayCreate = useMay('agent.create');
  const register = mayCreate ? (
    <AppLink className="button button-plain" href="/agents/new">
      Register an agent
    </AppLink>
  ) : undefined;
  return (
    <Page
      title="Agents"
      lead="An agent acts only through Gateway, only as far as its level reaches, and always in someone’s name."
      actions={register}
    >
      <Listing
        what="agents"
        list={list}
        empty={
          <Empty
            what="No agent is registered."
            why="What is not registered can’t act: Gateway blocks it."
            action={register}
          />
        }
      >
        <Register
          caption="Agents"
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/agents/${id}`}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
