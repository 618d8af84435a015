/** One webhook: how it stands, how far it is, what was tried and what came back. */
import { useParams } from '@tanstack/react-router';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, plural } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import { useMay } from '../session/session.ts';
import { DeliveryRegister } from './delivery-register.tsx';
import { EndpointActions } from './endpoint-actions.tsx';
import { behindText, endpointVerdict, useEndpoint, type Endpoint } from './endpoint.ts';
import { PingSection } from './ping-section.tsx';

function Standing({ endpoint }: { readonly endpoint: Endpoint }) {
  const { failingSince, formerSecretUntil, attempts } = endpoint;
  return (
    <Section title="Standing">
      <Particulars
        rows={[
          ['Status', <Mark key="s" {...endpointVerdict(endpoint)} />],
          ...(endpoint.statusReason ? [['Reason', `“${endpoint.statusReason}”`] as const] : []),
          ['Delivered', behindText(endpoint.behind)],
          ['At entry', count(endpoint.cursor)],
          ...(failingSince
            ? [
                ['Failing since', <Time key="f" at={failingSince} />] as const,
                ['Tries again', <Time key="n" at={endpoint.nextAttemptAt} />] as const,
                ['Tried', `${count(attempts)} ${plural(attempts, 'time')}`] as const,
              ]
            : []),
          [
            'Events',
            <code key="e" className="wrap-anywhere">
              {endpoint.events.join(', ')}
            </code>,
          ],
          ...(formerSecretUntil ? [['Secret before', <Time key="u" at={formerSecretUntil} />] as const] : []),
          ['Added', <Time key="c" at={endpoint.createdAt} />],
        ]}
      />
    </Section>
  );
}

function StandingNote({ endpoint }: { readonly endpoint: Endpoint }) {
  if (endpoint.status === 'active') return null;
  return (
    <div className="note note-block">
      <p>
        <strong>Paused: nothing is delivered.</strong> {endpoint.statusReason}
      </p>
      <p>Resumed, it goes on after entry {count(endpoint.cursor)} and leaves nothing out.</p>
    </div>
  );
}

export function EndpointPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: endpoint, error, refetch } = useEndpoint(id);
  const mayPing = useMay('integration.update');
  if (!endpoint) return <Unread what="the webhook" error={error} retry={refetch} />;
  return (
    <Page
      title={endpoint.name}
      lead={<code className="wrap-anywhere">{endpoint.url}</code>}
      actions={<EndpointActions endpoint={endpoint} />}
    >
      <StandingNote endpoint={endpoint} />
      <div className="columns">
        <div className="column">
          <DeliveryRegister id={id} />
        </div>
        <div className="column">
          <Standing endpoint={endpoint} />
          {mayPing ? <PingSection endpoint={endpoint} /> : null}
        </div>
      </div>
    </Page>
  );
}
