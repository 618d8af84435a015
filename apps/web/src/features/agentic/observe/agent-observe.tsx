/** Observe mode of one agent: opening a period, what was drafted from the newest one, and the periods that were. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { Button } from '../../../parts/button.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { useMay } from '../../administration/session/session.ts';
import type { Agent } from '../agents/agent.ts';
import { DraftSection } from './draft-section.tsx';
import { endText, notObservable, type ObservePeriod } from './observe.ts';
import { OpenPeriodSheet } from './open-period-sheet.tsx';

const columns: readonly Column<ObservePeriod>[] = [
  {
    head: `From (${zoneNow()})`,
    className: 'tight',
    cell: ({ startedAt, startedBy }) => (
      <>
        <Time at={startedAt} form="cell" /> <span className="aside">{startedBy}</span>
      </>
    ),
  },
  {
    head: 'Until',
    className: 'tight',
    cell: ({ endedAt, endsAt }) => <Time at={endedAt ?? endsAt} form="cell" />,
  },
  { head: 'Through', cell: ({ connectors }) => connectors.map(({ name }) => name).join(', ') },
  {
    head: 'Why',
    className: 'grow',
    cell: ({ reason, endReason }) => (
      <>
        “{reason}”{endReason ? <span className="aside"> Ended: “{endReason}”</span> : null}
      </>
    ),
  },
  {
    head: 'End',
    className: 'tight',
    cell: ({ endedHow, endedBy }) => (
      <>
        {endText(endedHow)} {endedBy ? <span className="aside">{endedBy}</span> : null}
      </>
    ),
  },
];

function OpenAct({ agent, isRunning }: { readonly agent: Agent; readonly isRunning: boolean }) {
  const may = useMay('observe_period.open');
  const [open, setOpen] = useState(false);
  const gap = notObservable(agent);
  if (isRunning) return null;
  if (gap !== undefined) return <p className="prose">{gap}</p>;
  if (!may) return <p className="prose">An administrator can open a period.</p>;
  return (
    <div className="buttons">
      <Button onPress={() => setOpen(true)}>Observe this agent</Button>
      {open ? <OpenPeriodSheet agent={agent} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

export function AgentObserve({ agent }: { readonly agent: Agent }) {
  const list = useList<ObservePeriod>(['observe-periods', agent.id], '/v1/observe-periods', {
    agentId: agent.id,
  });
  const newest = list.rows[0];
  const open = <OpenAct agent={agent} isRunning={newest?.state === 'running'} />;
  return (
    <>
      <Section title="Observe mode" aside="kept for ever">
        <p className="prose">
          For a time an agent may read through tools that nobody has permitted, and what it uses becomes the
          least that it needs. It never reaches payments, deletion or export, and every other control judges
          as always.
        </p>
        <Listing
          what="observe periods"
          list={list}
          empty={
            <Empty
              what="It was never observed."
              why="Its tools are those that people permitted."
              action={open}
            />
          }
        >
          <Register
            caption="Observe periods"
            columns={columns}
            rows={list.rows}
            rowKey={({ id }) => id}
            more={list.more}
          />
          {open}
        </Listing>
      </Section>
      {newest ? <DraftSection key={newest.id} periodId={newest.id} /> : null}
    </>
  );
}
