/** Every tool that is pinned, across connectors: what it may do, how risky, how its answers are trusted, who may use it, and its Stop. */
import { useState } from 'react';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Empty } from '../../../parts/states.tsx';
import { termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { useAllConnectors } from '../connectors/all-connectors.ts';
import { driftOf, type Connector, type ConnectorTool } from '../connectors/connector.ts';
import { driftVerdict } from '../connectors/drift-verdict.ts';
import { candidateOf, PinSheet } from '../connectors/pin-sheet.tsx';
import { stopsOf, useEngagedStops } from '../stops/kill-switch.ts';
import { StopBanner } from '../stops/stop-banner.tsx';
import { StopRowAct } from '../stops/stop-button.tsx';
import { ToolDetail } from './tool-detail.tsx';

export interface ToolRow {
  readonly id: string;
  readonly name: string;
  readonly connector: Connector;
  readonly tool: ConnectorTool;
}

const targetOf = ({ id, name }: ToolRow) => ({ target: 'tool' as const, id, name });

function Standing({ row }: { readonly row: ToolRow }) {
  const engaged = useEngagedStops();
  const { connector, tool } = row;
  const byConnector = { target: 'connector' as const, id: connector.id, name: connector.name };
  if (stopsOf(engaged, targetOf(row)).length > 0) return <Mark mark="block" text="Stopped" />;
  if (stopsOf(engaged, byConnector).length > 0) return <Mark mark="block" text="Connector stopped" />;
  if (connector.status !== 'active') return <Mark mark="degrade" text={`Connector ${connector.status}`} />;
  return <Mark {...driftVerdict(driftOf(tool, connector.observedAt !== null))} />;
}

const risky: readonly string[] = ['high', 'critical'];

const told: readonly Column<ToolRow>[] = [
  {
    head: 'Tool',
    className: 'grow',
    plain: true,
    cell: ({ name, connector }) => (
      <AppLink href={`/connectors/${connector.id}`}>
        <code className="wrap-anywhere">{name}</code>
      </AppLink>
    ),
  },
  { head: 'Action', className: 'tight', cell: ({ tool }) => termText(tool.actionType ?? '') },
  { head: 'Data', className: 'tight', cell: ({ tool }) => termText(tool.dataClass ?? '') },
  {
    head: 'Risk',
    className: 'tight',
    cell: ({ tool: { risk } }) =>
      risk && risky.includes(risk) ? <strong>{termText(risk)}</strong> : termText(risk ?? ''),
  },
  { head: 'Answers', className: 'tight', cell: ({ tool }) => tool.answerTrust },
  {
    head: 'Safe form',
    className: 'tight',
    cell: ({ tool }) => (tool.safeForm ? 'declared' : <span className="aside">none</span>),
  },
  { head: 'Standing', className: 'tight', plain: true, cell: (row) => <Standing row={row} /> },
];

interface ActsProps {
  readonly row: ToolRow;
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly classify: (() => void) | undefined;
}

function Acts({ row, isOpen, toggle, classify }: ActsProps) {
  return (
    <span className="row-acts">
      <RowAct act={isOpen ? 'Less' : 'More'} of={row.name} onPress={toggle} />
      {classify && candidateOf(row.tool) ? <RowAct act="Classify" of={row.name} onPress={classify} /> : null}
      <StopRowAct of={targetOf(row)} />
    </span>
  );
}

function rowsOf(connectors: readonly Connector[]): readonly ToolRow[] {
  return connectors.flatMap((connector) =>
    connector.tools.flatMap((tool) =>
      tool.id === null ? [] : [{ id: tool.id, name: `${connector.name}_${tool.name}`, connector, tool }],
    ),
  );
}

const nothing = (
  <Empty
    what="No tool is pinned."
    why="Only a tool that someone has read, classified and pinned on its connector’s page can be permitted to an agent."
    action={<AppLink href="/connectors">Go to the connectors</AppLink>}
  />
);

export function ToolsPage() {
  const { data, isPending, error, refetch } = useAllConnectors();
  const may = useMay('connector.update');
  const [opened, setOpened] = useState<string>();
  const [classifying, setClassifying] = useState<ToolRow>();
  const rows = rowsOf(data ?? []);
  const candidate = classifying ? candidateOf(classifying.tool) : undefined;
  const act: Column<ToolRow> = {
    head: 'Act',
    className: 'end',
    plain: true,
    cell: (row) => (
      <Acts
        row={row}
        isOpen={row.id === opened}
        toggle={() => setOpened(row.id === opened ? undefined : row.id)}
        classify={may ? () => setClassifying(row) : undefined}
      />
    ),
  };
  return (
    <Page
      title="Tools"
      lead="What agents may be permitted to use, as it was read, classified and pinned. Type, data class and risk come from here, never from the caller."
    >
      <StopBanner of={rows.map(targetOf)} />
      <Listing what="tools" list={{ rows, isPending, error, refetch: () => void refetch() }} empty={nothing}>
        <Register
          caption="Tools"
          columns={[...told, act]}
          rows={rows}
          rowKey={({ id }) => id}
          below={(row) => (row.id === opened ? <ToolDetail tool={row.tool} /> : undefined)}
        />
      </Listing>
      {classifying && candidate ? (
        <PinSheet
          connector={classifying.connector}
          candidate={candidate}
          onClose={() => setClassifying(undefined)}
        />
      ) : null}
    </Page>
  );
}
