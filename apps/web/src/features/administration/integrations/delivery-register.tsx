/** What was tried: each attempt with what the other side answered and how long it took. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count } from '../../../parts/wording.ts';
import { endpointsPath, type Delivery } from './endpoint.ts';

function Said({ delivery }: { readonly delivery: Delivery }) {
  return (
    <div className="delivery-said">
      {delivery.detail ? <p>{delivery.detail}</p> : null}
      {delivery.response ? <pre className="code-block">{delivery.response}</pre> : null}
      <p className="aside wrap-anywhere">
        message <code>{delivery.messageId}</code>
      </p>
    </div>
  );
}

function columnsFor(open: string, setOpen: (id: string) => void): readonly Column<Delivery>[] {
  return [
    {
      head: `When (${zoneNow()})`,
      className: 'tight',
      plain: true,
      cell: ({ at }) => <Time at={at} form="cell" />,
    },
    { head: 'Event', className: 'grow', plain: true, cell: ({ event }) => <code>{event}</code> },
    {
      head: 'Journal',
      className: 'end',
      cell: ({ seq }) =>
        seq === null ? null : <AppLink href={`/journal/audit/${seq}`}>{count(seq)}</AppLink>,
    },
    { head: 'Attempt', className: 'end', cell: ({ attempt }) => count(attempt) },
    {
      head: 'Outcome',
      className: 'tight',
      plain: true,
      cell: ({ outcome, status }) => (
        <Mark
          mark={outcome === 'delivered' ? 'plain' : 'degrade'}
          text={`${outcome === 'delivered' ? 'Taken' : 'Not taken'}, ${status === null ? 'no answer' : String(status)}`}
        />
      ),
    },
    { head: 'Took', className: 'end', cell: ({ latencyMs }) => `${count(latencyMs)} ms` },
    {
      head: 'Said',
      className: 'end',
      plain: true,
      cell: ({ id, event }) => (
        <button
          type="button"
          className="text-button"
          aria-expanded={open === id}
          onClick={() => setOpen(open === id ? '' : id)}
        >
          {open === id ? 'Hide' : 'Show'}
          <span className="visually-hidden"> the answer to {event}</span>
        </button>
      ),
    },
  ];
}

export function DeliveryRegister({ id }: { readonly id: string }) {
  const path = `${endpointsPath}/${encodeURIComponent(id)}/deliveries`;
  const list = useList<Delivery>(['webhook-endpoints', id, 'deliveries'], path, {}, 5000);
  const [open, setOpen] = useState('');
  return (
    <Section title="Deliveries" aside="every attempt, newest first">
      <Listing
        what="deliveries"
        list={list}
        empty={
          <Empty
            what="Nothing was sent yet."
            why="The next record that its events name is, or a test message that you send."
          />
        }
      >
        <Register
          caption="Deliveries, newest first"
          columns={columnsFor(open, setOpen)}
          rows={list.rows}
          rowKey={(delivery) => delivery.id}
          below={(delivery) => (open === delivery.id ? <Said delivery={delivery} /> : undefined)}
          more={list.more}
        />
      </Listing>
    </Section>
  );
}
