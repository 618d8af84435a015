/** A list of incidents, of one agent or of all, with the acts that are open on each. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { standingVerdict } from '../../../parts/verdict.ts';
import { count, plural, termText } from '../../../parts/wording.ts';
import { useSession } from '../../administration/session/session.ts';
import { IncidentDialog, type Incident, type IncidentAct } from './incident-acts.tsx';

const told: readonly Column<Incident>[] = [
  {
    head: 'Status',
    className: 'tight',
    plain: true,
    cell: ({ status }) => <Mark {...standingVerdict(status)} />,
  },
  {
    head: 'Incident',
    className: 'grow',
    plain: true,
    cell: ({ id, title }) => <AppLink href={`/incidents/${id}`}>{title}</AppLink>,
  },
  { head: 'Severity', className: 'tight', cell: ({ severity }) => termText(severity) },
  {
    head: 'Stopped',
    className: 'end',
    cell: ({ decisions }) => `${count(decisions)} ${plural(decisions, 'call')}`,
  },
  {
    head: `Opened (${zoneNow()})`,
    className: 'tight',
    cell: ({ openedAt, openedBy }) => (
      <>
        <Time at={openedAt} form="cell" /> <span className="aside">{openedBy ?? 'Gateway'}</span>
      </>
    ),
  },
];

const agentColumn: Column<Incident> = {
  head: 'Agent',
  className: 'tight',
  cell: ({ agentId, agentName }) => <AppLink href={`/agents/${agentId}`}>{agentName}</AppLink>,
};

/** Pure: the acts that an incident in this status is open to, for someone with these permissions. */
export function incidentActs(
  { status }: Pick<Incident, 'status'>,
  permissions: readonly string[],
): readonly IncidentAct[] {
  if (status === 'closed') return [];
  const from: readonly IncidentAct[] = status === 'open' ? ['contain', 'close'] : ['close'];
  return from.filter((act) => permissions.includes(`incident.${act}`));
}

const actNames: Readonly<Record<IncidentAct, string>> = { contain: 'Contained', close: 'Close' };

interface IncidentRegisterProps {
  readonly agentId?: string;
  readonly status?: string | undefined;
}

export function IncidentRegister({ agentId, status }: IncidentRegisterProps) {
  const list = useList<Incident>(['incidents', 'list'], '/v1/incidents', { agentId, status });
  const { permissions } = useSession();
  const [asking, setAsking] = useState<{ readonly incident: Incident; readonly act: IncidentAct }>();
  const actColumn: Column<Incident> = {
    head: 'Act',
    className: 'end',
    plain: true,
    cell: (incident) => {
      const open = incidentActs(incident, permissions);
      if (open.length === 0) return null;
      return (
        <span className="row-acts">
          {open.map((act) => (
            <RowAct
              key={act}
              act={actNames[act]}
              of={incident.title}
              onPress={() => setAsking({ incident, act })}
            />
          ))}
        </span>
      );
    },
  };
  return (
    <>
      <Listing
        what="incidents"
        list={list}
        empty={
          <Empty
            what={status ? 'No incident of this kind.' : 'No incident has been opened.'}
            why="Gateway opens one when a critical control fails while a critical finding is open; a person can open one too."
          />
        }
      >
        <Register
          caption="Incidents"
          columns={[...told, ...(agentId ? [] : [agentColumn]), actColumn]}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/incidents/${id}`}
          more={list.more}
        />
      </Listing>
      {asking ? <IncidentDialog {...asking} onClose={() => setAsking(undefined)} /> : null}
    </>
  );
}
