/** Where the audit log is delivered: webhooks with how far each is, and how a SIEM reads it by itself. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { useMay } from '../session/session.ts';
import { AddEndpointSheet } from './add-endpoint-sheet.tsx';
import { behindText, endpointsPath, endpointVerdict, type Endpoint } from './endpoint.ts';
import { SiemSection } from './siem-section.tsx';

const columns: readonly Column<Endpoint>[] = [
  {
    head: 'Webhook',
    className: 'grow',
    plain: true,
    cell: ({ id, name, url }) => (
      <>
        <AppLink href={`/integrations/${id}`}>{name}</AppLink>{' '}
        <span className="aside wrap-anywhere">{url}</span>
      </>
    ),
  },
  { head: 'Events', cell: ({ events }) => <code className="wrap-anywhere">{events.join(', ')}</code> },
  { head: 'Delivered', className: 'tight', plain: true, cell: ({ behind }) => behindText(behind) },
  {
    head: 'Status',
    className: 'tight',
    plain: true,
    cell: (endpoint) => <Mark {...endpointVerdict(endpoint)} />,
  },
];

export function IntegrationsPage() {
  const list = useList<Endpoint>(['webhook-endpoints', 'list'], endpointsPath, {}, 5000);
  const [adding, setAdding] = useState(false);
  const mayAdd = useMay('integration.create');
  const add = mayAdd ? <Button onPress={() => setAdding(true)}>Add a webhook</Button> : undefined;
  return (
    <Page
      title="Integrations"
      lead="The audit log, delivered to you or read by you, in order and without a gap: what an outage holds back comes afterwards."
    >
      <Section title="Webhooks" aside="signed as Standard Webhooks says">
        <Listing
          what="webhooks"
          list={list}
          empty={
            <Empty
              what="The audit log is delivered nowhere."
              why="A webhook sends each record to an address of yours, signed, and again until it was taken."
              action={add}
            />
          }
        >
          <Register
            caption="Webhooks"
            columns={columns}
            rows={list.rows}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `/integrations/${id}`}
            more={list.more}
          />
          {add ? <div className="buttons">{add}</div> : null}
        </Listing>
      </Section>
      <SiemSection />
      {adding ? <AddEndpointSheet onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
