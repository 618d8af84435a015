/** The tool servers that Gateway may reach. */
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
import { count } from '../../../parts/wording.ts';
import { StoppedMark } from '../stops/stopped-mark.tsx';
import { reachedBy, type ConnectorRow } from './connector.ts';

function Seen({ observedAt, reachable }: Pick<ConnectorRow, 'observedAt' | 'reachable'>) {
  if (observedAt === null) return 'not yet';
  return reachable === false ? (
    <Mark mark="degrade" text="not reachable" />
  ) : (
    <Time at={observedAt} form="cell" />
  );
}

const columns: readonly Column<ConnectorRow>[] = [
  {
    head: 'Connector',
    className: 'grow',
    plain: true,
    cell: ({ id, name, title }) => (
      <>
        <AppLink href={`/connectors/${id}`}>{name}</AppLink> <span className="aside">{title}</span>
      </>
    ),
  },
  { head: 'Reached by', cell: (connector) => reachedBy(connector) },
  { head: 'Tools', className: 'end', cell: ({ tools }) => count(tools) },
  {
    head: 'Changed',
    className: 'tight',
    cell: ({ changedTools }) =>
      changedTools > 0 ? <Mark mark="block" text={`${count(changedTools)} since pinned`} /> : 'none',
  },
  { head: `Seen (${zoneNow()})`, className: 'tight', cell: (connector) => <Seen {...connector} /> },
  {
    head: 'Status',
    className: 'tight',
    plain: true,
    cell: ({ id, name, status }) => (
      <StoppedMark of={{ target: 'connector', id, name }} otherwise={standingVerdict(status)} />
    ),
  },
];

export function ConnectorsPage() {
  const list = useList<ConnectorRow>(['connectors', 'list'], '/v1/connectors');
  return (
    <Page
      title="Connectors"
      lead="Tool servers that Gateway reaches for agents. Their keys live in Gateway; agents never see them."
    >
      <Listing
        what="connectors"
        list={list}
        empty={
          <Empty
            what="No connector is set up."
            why="Without one there is no tool an agent could be permitted to use."
            action={<AppLink href="/help/agentic-stack">How connectors work</AppLink>}
          />
        }
      >
        <Register
          caption="Connectors"
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/connectors/${id}`}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
