/** Which agent may handle which class of data, and how: one table, agents down, classes across. An empty cell is a block. */
import { dataClasses, dataHandlings, type DataClass, type DataHandling } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import type { Noun } from '../../../api/nouns.ts';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import type { Verdict } from '../../../parts/verdict.ts';
import { termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { handlingText, type Agent } from '../agents/agent.ts';
import { AgentField } from '../pick-fields.tsx';
import { useRecordChange } from '../record-change.ts';
import { flowFor } from './flow-for.ts';

type Row = Pick<Agent, 'id' | 'name' | 'status' | 'dataFlows'>;

const handlings: Readonly<Record<DataHandling, Verdict>> = {
  full: { mark: 'plain', text: 'Whole' },
  safe_form: { mark: 'degrade', text: 'Safe form' },
  none: { mark: 'block', text: 'Not at all' },
};

interface Asked {
  readonly agentId: string;
  readonly dataClass: DataClass;
  readonly handling: DataHandling;
}

interface FlowSheetProps {
  readonly asked: Asked;
  /** What the page shows: whoever sets it has seen that. */
  readonly agents: readonly Row[];
  readonly onClose: () => void;
}

function FlowSheet({ asked, agents, onClose }: FlowSheetProps) {
  const change = useRecordChange();
  const [fields, setFields] = useState(asked);
  // as it stood when the sheet was opened: what came since is told, not overwritten
  const [seen] = useState(agents);
  const flows = seen.find(({ id }) => id === fields.agentId)?.dataFlows ?? [];
  const was = flowFor(flows, fields.dataClass) ?? null;
  return (
    <FormSheet
      title="Set a data flow"
      act="Set"
      onClose={onClose}
      perform={() => change<Noun<'DataFlow'>>('POST', '/v1/data-flows', { ...fields, was })}
    >
      <AgentField
        label="Agent"
        value={fields.agentId}
        onPick={(agentId) => setFields({ ...fields, agentId })}
      />
      <div className="form-grid">
        <TermField
          label="Data class"
          terms={dataClasses}
          value={fields.dataClass}
          onPick={(dataClass) => setFields({ ...fields, dataClass })}
        />
        <TermField
          label="How"
          terms={dataHandlings}
          value={fields.handling}
          text={handlingText}
          onPick={(handling) => setFields({ ...fields, handling })}
        />
      </div>
    </FormSheet>
  );
}

const columns = (set: ((asked: Asked) => void) | undefined): readonly Column<Row>[] => [
  {
    head: 'Agent',
    className: 'grow',
    plain: true,
    cell: ({ id, name }) => <AppLink href={`/agents/${id}?view=access`}>{name}</AppLink>,
  },
  ...dataClasses.map((dataClass) => ({
    head: termText(dataClass),
    className: 'tight' as const,
    cell: ({ id, name, status, dataFlows }: Row) => {
      const handling = flowFor(dataFlows, dataClass);
      const shown = handling ? <Mark {...handlings[handling]} /> : <span className="aside">not named</span>;
      if (!set || status === 'retired') return shown;
      return (
        <button
          type="button"
          className="cell-act"
          onClick={() => set({ agentId: id, dataClass, handling: handling ?? 'full' })}
        >
          {shown}
          <span className="visually-hidden">
            {' '}
            change {dataClass} for {name}
          </span>
        </button>
      );
    },
  })),
];

export function DataFlowsPage() {
  const list = useList<Row>(['agents', 'flows'], '/v1/agents', { limit: 100 });
  const may = useMay('data_flow.set');
  const [asked, setAsked] = useState<Asked>();
  const first = list.rows[0];
  return (
    <Page
      title="Data flows"
      lead="Which agent may handle which class of data: whole, only in the tool’s safe form, or not at all. A class that is not named for an agent is one it may not touch."
      actions={
        may && first ? (
          <Button onPress={() => setAsked({ agentId: '', dataClass: 'internal', handling: 'full' })}>
            Set a data flow
          </Button>
        ) : undefined
      }
    >
      <Listing
        what="data flows"
        list={list}
        empty={
          <Empty
            what="No agent is registered."
            why="What each may handle is set once it is."
            action={<AppLink href="/agents">Go to the agents</AppLink>}
          />
        }
      >
        <Register
          caption="Data classes by agent"
          columns={columns(may ? setAsked : undefined)}
          rows={list.rows}
          rowKey={({ id }) => id}
          more={list.more}
        />
      </Listing>
      {asked ? <FlowSheet asked={asked} agents={list.rows} onClose={() => setAsked(undefined)} /> : null}
    </Page>
  );
}
