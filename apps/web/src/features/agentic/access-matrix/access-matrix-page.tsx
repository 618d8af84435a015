/** The access matrix: agents down, data domains of systems across. It permits nothing; it bounds what permissions and toolsets give. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../../../api/client.ts';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Empty, Refusal } from '../../../parts/states.tsx';
import { count, plural } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { useAllConnectors } from '../connectors/all-connectors.ts';
import { useRecordChange } from '../record-change.ts';
import {
  bindingOf,
  cellsOf,
  cellText,
  pathOf,
  requirementPath,
  verdictOf,
  type AgentAccess,
  type Cell,
  type Requirement,
} from './access-matrix.ts';
import { AccessSheet, type SystemChoice } from './access-sheet.tsx';

interface Acts {
  readonly set: ((agentId: string) => void) | undefined;
  readonly free: ((agent: AgentAccess) => void) | undefined;
}

function columns(
  cells: readonly Cell[],
  required: boolean,
  { set, free }: Acts,
): readonly Column<AgentAccess>[] {
  const cellColumn = (cell: Cell): Column<AgentAccess> => ({
    head: cellText(cell),
    className: 'tight',
    cell: (agent) => {
      const verdict = verdictOf(agent, cell, required);
      const shown = verdict ? <Mark {...verdict} /> : <span className="aside">nothing</span>;
      if (!set || agent.status === 'retired') return shown;
      return (
        <button type="button" className="cell-act" onClick={() => set(agent.agentId)}>
          {shown}
          <span className="visually-hidden">
            {' '}
            change {cellText(cell)} for {agent.agentName}
          </span>
        </button>
      );
    },
  });
  return [
    {
      head: 'Agent',
      className: 'grow',
      plain: true,
      cell: ({ agentId, agentName }) => (
        <AppLink href={`/agents/${agentId}?view=access`}>{agentName}</AppLink>
      ),
    },
    {
      head: 'Matrix',
      className: 'tight',
      cell: (agent) => <Mark {...bindingOf(agent, required)} />,
    },
    ...cells.map(cellColumn),
    ...(set || free
      ? [
          {
            head: 'Act',
            className: 'end' as const,
            plain: true,
            cell: (agent: AgentAccess) =>
              agent.status === 'retired' ? null : (
                <>
                  {set ? <RowAct act="Set" of={agent.agentName} onPress={() => set(agent.agentId)} /> : null}{' '}
                  {free && agent.bound ? (
                    <RowAct act="Free" of={agent.agentName} onPress={() => free(agent)} />
                  ) : null}
                </>
              ),
          },
        ]
      : []),
  ];
}

function FreeDialog({ agent, onClose }: { readonly agent: AgentAccess; readonly onClose: () => void }) {
  const change = useRecordChange();
  return (
    <ReasonDialog
      title={`Free ${agent.agentName} from the matrix`}
      consequence="From the next call on its permissions and toolsets alone bound it, unless the organisation requires a matrix."
      act="Free it"
      weight="stop"
      isOpen
      onClose={onClose}
      perform={(reason) => change('POST', `${pathOf(agent.agentId)}/lift`, { reason })}
    />
  );
}

interface RequireDialogProps {
  readonly requirement: Requirement;
  readonly onClose: () => void;
}

function RequireDialog({ requirement: { required, unboundAgents }, onClose }: RequireDialogProps) {
  const change = useRecordChange();
  const unbound = `${count(unboundAgents)} ${plural(unboundAgents, 'agent')}`;
  return (
    <ReasonDialog
      title={required ? 'Require the matrix no longer' : 'Require the matrix of every agent'}
      consequence={
        required
          ? `Agents that nobody has written into the matrix (${unbound}) are bound by their permissions alone from then on.`
          : `Every agent that nobody has written into the matrix (${unbound}) is closed from its next call on.`
      }
      act={required ? 'Require it no longer' : 'Require it'}
      weight="stop"
      isOpen
      onClose={onClose}
      perform={(reason) => change('PUT', requirementPath, { required: !required, reason })}
    />
  );
}

/** One agent as it is now, with the state that a change of it is held against. */
function OneSheet({
  agentId,
  ...rest
}: { readonly agentId: string } & Omit<Parameters<typeof AccessSheet>[0], 'agent'>) {
  const { data, error, refetch } = useQuery({
    queryKey: ['access-matrix', agentId],
    queryFn: ({ signal }) => getJson<AgentAccess>(pathOf(agentId), {}, signal),
    staleTime: 0,
    gcTime: 0,
  });
  if (error && !data) return <Refusal error={error} retry={refetch} />;
  return data ? <AccessSheet key={agentId} agent={data} {...rest} /> : null;
}

function useRequirement() {
  return useQuery({
    queryKey: ['access-matrix', 'requirement'],
    queryFn: ({ signal }) => getJson<Requirement>(requirementPath, {}, signal),
  });
}

interface Asked {
  readonly set?: string;
  readonly free?: AgentAccess;
  readonly require?: true;
}

interface SheetsProps {
  readonly asked: Asked;
  readonly cells: readonly Cell[];
  readonly systems: readonly SystemChoice[];
  readonly requirement: Requirement | undefined;
  readonly onClose: () => void;
}

function Sheets({ asked, cells, systems, requirement, onClose }: SheetsProps) {
  if (asked.set) return <OneSheet agentId={asked.set} cells={cells} systems={systems} onClose={onClose} />;
  if (asked.free) return <FreeDialog agent={asked.free} onClose={onClose} />;
  return asked.require && requirement ? <RequireDialog requirement={requirement} onClose={onClose} /> : null;
}

function NoAgents() {
  return (
    <Empty
      what="No agent is registered."
      why="What each may reach is written down once it is."
      action={<AppLink href="/agents">Go to the agents</AppLink>}
    />
  );
}

function NoCells() {
  return (
    <p className="prose">
      No tool is pinned yet. A tool’s record names the data domains that it touches:{' '}
      <AppLink href="/connectors">connectors</AppLink>.
    </p>
  );
}

export function AccessMatrixPage() {
  const list = useList<AgentAccess>(['access-matrix', 'agents'], '/v1/access-matrix', { limit: 100 });
  const { data: connectors = [] } = useAllConnectors();
  const { data: requirement } = useRequirement();
  const [asked, setAsked] = useState<Asked>({});
  const [maySet, mayLift, mayRequire] = [
    useMay('access_matrix.set'),
    useMay('access_matrix.lift'),
    useMay('access_matrix.require'),
  ];
  const cells = cellsOf(list.rows, connectors);
  const required = requirement?.required ?? false;
  return (
    <Page
      title="Access matrix"
      lead="Which data domains of which systems each agent may read or write. It permits nothing: what an agent may use is its permissions, and an agent that the matrix binds stays inside of it."
      actions={
        mayRequire && requirement ? (
          <Button onPress={() => setAsked({ require: true })}>
            {required ? 'Require it no longer' : 'Require it of every agent'}
          </Button>
        ) : undefined
      }
    >
      {required ? (
        <p className="prose">
          The organisation requires a matrix: an agent that nobody wrote into it is closed.
        </p>
      ) : null}
      <Listing what="the access matrix" list={list} empty={<NoAgents />}>
        {cells.length === 0 ? <NoCells /> : null}
        <div className="wide-grid" role="region" aria-label="Access by agent" tabIndex={0}>
          <Register
            caption="Access by agent"
            columns={columns(cells, required, {
              set: maySet ? (agentId) => setAsked({ set: agentId }) : undefined,
              free: mayLift ? (agent) => setAsked({ free: agent }) : undefined,
            })}
            rows={list.rows}
            rowKey={({ agentId }) => agentId}
            more={list.more}
          />
        </div>
      </Listing>
      <Sheets
        asked={asked}
        cells={cells}
        systems={connectors}
        requirement={requirement}
        onClose={() => setAsked({})}
      />
    </Page>
  );
}
