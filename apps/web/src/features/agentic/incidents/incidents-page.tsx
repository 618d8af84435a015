/** Incidents that Gateway opened, and closing one with a note. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sendJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { standingVerdict } from '../../../parts/verdict.ts';
import { count, plural, termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';

type Incident = Noun<'Incident'>;

function columns(close: ((incident: Incident) => void) | undefined): readonly Column<Incident>[] {
  return [
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
      cell: ({ title, openedByDecision, closeNote }) => (
        <>
          {openedByDecision ? <AppLink href={`/decisions/${openedByDecision}`}>{title}</AppLink> : title}{' '}
          {closeNote ? <span className="aside">closed: “{closeNote}”</span> : null}
        </>
      ),
    },
    {
      head: 'Agent',
      className: 'tight',
      cell: ({ agentId, agentName }) => <AppLink href={`/agents/${agentId}`}>{agentName}</AppLink>,
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
      cell: ({ openedAt }) => <Time at={openedAt} form="cell" />,
    },
    {
      head: 'Act',
      className: 'end',
      plain: true,
      cell: (incident) =>
        incident.status === 'open' && close ? (
          <button type="button" className="text-button" onClick={() => close(incident)}>
            Close<span className="visually-hidden"> {incident.title}</span>
          </button>
        ) : null,
    },
  ];
}

export function IncidentsPage() {
  const list = useList<Incident>(['incidents'], '/v1/incidents');
  const queries = useQueryClient();
  const may = useMay('incident.close');
  const [closing, setClosing] = useState<Incident>();
  const perform = async (note: string) => {
    await sendJson('POST', `/v1/incidents/${closing?.id ?? ''}/close`, { note });
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['incidents'] }),
      queries.invalidateQueries({ queryKey: ['overview'] }),
    ]);
  };
  return (
    <Page
      title="Incidents"
      lead="When a critical control fails while a critical finding is open, Gateway stops the call and opens one."
    >
      <Listing
        what="incidents"
        list={list}
        empty={
          <Empty
            what="No incident has been opened."
            why="Gateway opens one by itself; nothing needs to be done here until then."
          />
        }
      >
        <Register
          caption="Incidents"
          columns={columns(may ? setClosing : undefined)}
          rows={list.rows}
          rowKey={({ id }) => id}
          more={list.more}
        />
      </Listing>
      <ReasonDialog
        title="Close the incident"
        consequence={`“${closing?.title ?? ''}” no longer counts against the agent. The incident stays on record.`}
        act="Close incident"
        weight="act"
        isOpen={closing !== undefined}
        onClose={() => setClosing(undefined)}
        perform={perform}
      />
    </Page>
  );
}
