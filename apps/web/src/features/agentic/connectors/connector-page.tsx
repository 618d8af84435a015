/** One connector: its standing, each tool as pinned and as the server says now, and the guards that hold around it. */
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Empty, Loading, Refusal } from '../../../parts/states.tsx';
import { TimeWithDistance } from '../../../parts/time.tsx';
import { standingVerdict, type Verdict } from '../../../parts/verdict.ts';
import { count, lowerTerm, termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import {
  pinState,
  useConnector,
  useConnectorStatus,
  type ConnectorDetail,
  type ConnectorTool,
  type PinState,
} from './connector.ts';

const pinVerdicts: Readonly<Record<PinState, Verdict>> = {
  same: { mark: 'plain', text: 'As pinned' },
  changed: { mark: 'block', text: 'Changed, blocked' },
  gone: { mark: 'degrade', text: 'Gone' },
  unpinned: { mark: 'off', text: 'Not pinned, not offered' },
  unseen: { mark: 'off', text: 'Not seen yet' },
};

function toolColumns(observed: boolean): readonly Column<ConnectorTool>[] {
  return [
    {
      head: 'Tool',
      className: 'grow',
      plain: true,
      cell: ({ name, description }) => (
        <>
          <code>{name}</code> <span className="aside">{description.split('\n')[0]?.slice(0, 140)}</span>
        </>
      ),
    },
    {
      head: 'Action',
      className: 'tight',
      cell: ({ actionType }) => (actionType ? termText(actionType) : 'unclassified'),
    },
    { head: 'Data', className: 'tight', cell: ({ dataClass }) => (dataClass ? termText(dataClass) : null) },
    { head: 'Risk', className: 'tight', cell: ({ risk }) => (risk ? termText(risk) : null) },
    {
      head: 'Pinned',
      className: 'tight',
      cell: ({ pinnedSha256 }) => (pinnedSha256 ? <Hash value={pinnedSha256} /> : 'no'),
    },
    {
      head: 'Now',
      className: 'tight',
      cell: ({ observedSha256 }) => (observedSha256 ? <Hash value={observedSha256} /> : 'not seen'),
    },
    {
      head: 'Schema',
      className: 'tight',
      plain: true,
      cell: (tool) => <Mark {...pinVerdicts[pinState(tool, observed)]} />,
    },
  ];
}

interface StatusAct {
  readonly status: string;
  readonly act: string;
  readonly weight: 'act' | 'stop';
  readonly consequence: string;
}

const statusActs: readonly StatusAct[] = [
  {
    status: 'active',
    act: 'Activate',
    weight: 'act',
    consequence: 'Agents may use its pinned tools again, as far as their permissions reach.',
  },
  {
    status: 'quarantined',
    act: 'Quarantine',
    weight: 'stop',
    consequence:
      'No agent can call it until someone activates it. Its record stays, and you can look at what changed.',
  },
  {
    status: 'disabled',
    act: 'Disable',
    weight: 'stop',
    consequence: 'No agent can call it, and its tools are no longer offered.',
  },
];

function ConnectorActions({ connector }: { readonly connector: ConnectorDetail }) {
  const [asking, setAsking] = useState<StatusAct>();
  const may = useMay('connector.update');
  const setStatus = useConnectorStatus(connector.id);
  if (!may) return null;
  return (
    <>
      {statusActs
        .filter(({ status }) => status !== connector.status)
        .map((option) => (
          <Button
            key={option.status}
            weight={option.weight === 'stop' ? 'stop' : 'plain'}
            onPress={() => setAsking(option)}
          >
            {option.act}
          </Button>
        ))}
      {asking ? (
        <ReasonDialog
          title={`${asking.act} ${connector.name}`}
          consequence={asking.consequence}
          act={asking.act}
          weight={asking.weight}
          isOpen
          onClose={() => setAsking(undefined)}
          perform={(reason) => setStatus(asking.status, reason)}
        />
      ) : null}
    </>
  );
}

function Isolation({ connector }: { readonly connector: ConnectorDetail }) {
  if (connector.transport !== 'stdio') return null;
  return (
    <Section title="What isolates it" aside="as Gateway found it">
      {connector.isolation.length === 0 ? (
        <p className="prose">
          Gateway has not started it yet. It does when an agent first calls one of its tools.
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

export function ConnectorPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: connector, error, refetch } = useConnector(id);
  if (error) return <Refusal error={error} retry={() => void refetch()} />;
  if (!connector) return <Loading what="the connector" />;
  const observed = connector.observedAt !== null;
  const changed = connector.tools.filter((tool) => pinState(tool, observed) === 'changed').length;
  return (
    <Page title={connector.name} lead={connector.title} actions={<ConnectorActions connector={connector} />}>
      {changed > 0 ? (
        <div className="note note-block">
          <p>
            <strong>{changed === 1 ? 'One tool is' : `${changed} tools are`} not what was pinned.</strong>{' '}
            Calls to {changed === 1 ? 'it' : 'them'} are blocked until someone has read the change and pinned
            it again.
          </p>
        </div>
      ) : null}
      <div className="columns">
        <div className="column">
          <Section title="Tools" aside={`agents see them as ${connector.name}_tool`}>
            {connector.tools.length === 0 ? (
              <Empty
                what="No tool is pinned or seen yet."
                why="Gateway lists the server’s tools when it first reaches it."
              />
            ) : (
              <Register
                caption="Tools"
                columns={toolColumns(observed)}
                rows={connector.tools}
                rowKey={({ name }) => name}
              />
            )}
          </Section>
        </div>
        <div className="column">
          <Section title="Standing">
            <Particulars
              rows={[
                ['Status', <Mark key="s" {...standingVerdict(connector.status)} />],
                ...(connector.statusReason ? [['Reason', `“${connector.statusReason}”`] as const] : []),
                [
                  'Reached by',
                  connector.transport === 'stdio'
                    ? `stdio, catalogue entry ${connector.catalogue ?? ''}`
                    : (connector.url ?? ''),
                ],
                [
                  'Seen',
                  connector.observedAt ? <TimeWithDistance key="t" at={connector.observedAt} /> : 'not yet',
                ],
                ...(connector.reachable === false
                  ? [
                      [
                        'Now',
                        <Mark key="r" mark="degrade" text={lowerTerm(connector.detail ?? 'not reachable')} />,
                      ] as const,
                    ]
                  : []),
                ['Deadline', `${count(connector.callTimeoutMs / 1000)} s a call`],
                ['Answer', `at most ${count(Math.round(connector.answerBytesMax / 1000))} kB`],
              ]}
            />
          </Section>
          <Isolation connector={connector} />
        </div>
      </div>
    </Page>
  );
}
