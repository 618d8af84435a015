/** One connector: its standing, each tool as pinned and as the server says now, and the guards that hold around it. */
import { useParams } from '@tanstack/react-router';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { TimeWithDistance } from '../../../parts/time.tsx';
import { standingVerdict } from '../../../parts/verdict.ts';
import { count, termText } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import type { StopTarget } from '../stops/kill-switch.ts';
import { StopBanner } from '../stops/stop-banner.tsx';
import { StopButton } from '../stops/stop-button.tsx';
import { ConnectorActions } from './connector-actions.tsx';
import { changedTools, reachedBy, useConnector, type Connector } from './connector.ts';
import { ToolsSections } from './tools-section.tsx';

function Isolation({ connector }: { readonly connector: Connector }) {
  if (connector.transport !== 'stdio') return null;
  return (
    <Section title="What isolates it" aside="as Gateway found it">
      {connector.isolation.length === 0 ? (
        <p className="prose">
          Gateway has not started it yet. It does when an agent first needs one of its tools.
        </p>
      ) : (
        <Particulars
          rows={connector.isolation.map(({ guard, holds, how }) => [
            termText(guard),
            <span key={guard}>
              <Mark
                {...(holds ? { mark: 'plain', text: 'holds' } : { mark: 'degrade', text: 'does not hold' })}
              />{' '}
              <span className="aside">{how}</span>
            </span>,
          ])}
        />
      )}
    </Section>
  );
}

function Standing({ connector }: { readonly connector: Connector }) {
  const {
    status,
    statusReason,
    observedAt,
    reachable,
    detail,
    credentialHeaders,
    callTimeoutMs,
    answerBytesMax,
  } = connector;
  return (
    <Section title="Standing">
      <Particulars
        rows={[
          ['Status', <Mark key="s" {...standingVerdict(status)} />],
          ...(statusReason ? [['Reason', `“${statusReason}”`] as const] : []),
          ['Reached by', reachedBy(connector)],
          ['Seen', observedAt ? <TimeWithDistance key="t" at={observedAt} /> : 'not yet'],
          ...(reachable === false
            ? [['Now', <Mark key="r" mark="degrade" text={detail ?? 'not reachable'} />] as const]
            : []),
          [
            'Credential',
            credentialHeaders.length === 0
              ? 'none needed'
              : `${credentialHeaders.join(', ')}, sealed to Gateway`,
          ],
          ['Deadline', `${count(callTimeoutMs / 1000)} s a call`],
          ['Answer', `at most ${count(Math.round(answerBytesMax / 1000))} kB`],
        ]}
      />
    </Section>
  );
}

function Changed({ connector }: { readonly connector: Connector }) {
  const changed = changedTools(connector).length;
  if (changed === 0) return null;
  return (
    <div className="note note-block">
      <p>
        <strong>{changed === 1 ? 'One tool is' : `${count(changed)} tools are`} not what was pinned.</strong>{' '}
        Calls to {changed === 1 ? 'it' : 'them'} are blocked until someone has read the change and pinned it
        again.
      </p>
    </div>
  );
}

/** The connector itself, and each of its tools. */
const stopsHere = (connector: Connector): readonly StopTarget[] => [
  { target: 'connector', id: connector.id, name: connector.name },
  ...connector.tools.flatMap(({ id, name }) => (id === null ? [] : [{ target: 'tool' as const, id, name }])),
];

export function ConnectorPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: connector, error, refetch } = useConnector(id);
  if (!connector) return <Unread what="the connector" error={error} retry={refetch} />;
  return (
    <Page
      title={connector.name}
      lead={connector.title}
      actions={
        <>
          <StopButton of={{ target: 'connector', id: connector.id, name: connector.name }} />
          <ConnectorActions connector={connector} />
        </>
      }
    >
      <StopBanner of={stopsHere(connector)} />
      <Changed connector={connector} />
      <div className="columns">
        <div className="column">
          <ToolsSections connector={connector} />
        </div>
        <div className="column">
          <Standing connector={connector} />
          <Isolation connector={connector} />
        </div>
      </div>
    </Page>
  );
}
