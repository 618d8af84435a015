/** Findings against one agent: recording one, and closing one with a reason. */
import { severities, type Severity } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import type { Noun } from '../../../api/nouns.ts';
import { useList } from '../../../api/use-list.ts';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { standingVerdict } from '../../../parts/verdict.ts';
import { termText } from '../../../parts/wording.ts';
import { useMay, useSession } from '../../administration/session/session.ts';
import { Made } from '../made.tsx';
import { useRecordChange } from '../record-change.ts';

type Finding = Noun<'Finding'>;
interface Named {
  readonly id: string;
  readonly name: string;
}

const settled: readonly string[] = ['closed', 'risk_accepted', 'false_positive'];
/** Of what was closed before it was kept, the record says only that it is. */
function Closed({ finding: { status, closedAt, closedBy } }: { readonly finding: Finding }) {
  if (closedAt !== null) return <Made at={closedAt} by={closedBy} />;
  return status === 'closed' ? 'not recorded' : 'not yet';
}

const told: readonly Column<Finding>[] = [
  {
    head: 'Status',
    className: 'tight',
    plain: true,
    cell: ({ status }) => <Mark {...standingVerdict(status)} text={termText(status)} />,
  },
  {
    head: 'Finding',
    className: 'grow',
    plain: true,
    cell: ({ title, closeReason }) => (
      <>
        {title}
        {closeReason === null ? null : <span className="aside limit-line">Closed: “{closeReason}”</span>}
      </>
    ),
  },
  { head: 'Severity', className: 'tight', cell: ({ severity }) => termText(severity) },
  {
    head: `Found (${zoneNow()})`,
    className: 'tight',
    cell: ({ createdAt, createdBy }) => <Made at={createdAt} by={createdBy} />,
  },
  {
    head: `Closed (${zoneNow()})`,
    className: 'tight',
    cell: (finding) => <Closed finding={finding} />,
  },
];

function RecordSheet({ agent, onClose }: { readonly agent: Named; readonly onClose: () => void }) {
  const change = useRecordChange();
  const [severity, setSeverity] = useState<Severity>('medium');
  const [title, setTitle] = useState('');
  return (
    <FormSheet
      title={`Record a finding against ${agent.name}`}
      act="Record"
      onClose={onClose}
      perform={() => change('POST', '/v1/findings', { agentId: agent.id, severity, title: title.trim() })}
    >
      <TermField
        label="Severity"
        terms={severities}
        value={severity}
        onPick={setSeverity}
        help={severity === 'critical' ? 'While it is open, every call of the agent is blocked.' : undefined}
      />
      <TextField
        label="What was found"
        required
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
    </FormSheet>
  );
}

function CloseDialog({ finding, onClose }: { readonly finding: Finding; readonly onClose: () => void }) {
  const change = useRecordChange();
  return (
    <ReasonDialog
      title="Close the finding"
      consequence={`“${finding.title}” no longer counts against the agent. It stays on record.`}
      act="Close finding"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(reason) => change('POST', `/v1/findings/${finding.id}/close`, { reason })}
    />
  );
}

export function AgentFindings({ agent }: { readonly agent: Named }) {
  const list = useList<Finding>(['findings', 'of-agent'], '/v1/findings', { agentId: agent.id });
  const [mayRecord, mayClose] = [useMay('finding.create'), useMay('finding.close')];
  const { user } = useSession();
  const [open, setOpen] = useState<'none' | 'record' | Finding>('none');
  const act: Column<Finding> = {
    head: 'Act',
    className: 'end',
    plain: true,
    cell: (finding) =>
      settled.includes(finding.status) ? null : finding.createdBy?.id === user.id ? (
        <span className="aside">you opened it: somebody else closes it</span>
      ) : (
        <RowAct act="Close" of={finding.title} onPress={() => setOpen(finding)} />
      ),
  };
  const close = () => setOpen('none');
  return (
    <Section title="Findings">
      <Listing
        what="findings"
        list={list}
        empty={<Empty what="No finding." why="An open critical finding blocks every call of the agent." />}
      >
        <Register
          caption="Findings"
          columns={mayClose ? [...told, act] : told}
          rows={list.rows}
          rowKey={({ id }) => id}
          more={list.more}
        />
      </Listing>
      {mayRecord ? (
        <div className="buttons">
          <Button onPress={() => setOpen('record')}>Record a finding</Button>
        </div>
      ) : null}
      {open === 'record' ? <RecordSheet agent={agent} onClose={close} /> : null}
      {typeof open === 'object' ? <CloseDialog finding={open} onClose={close} /> : null}
    </Section>
  );
}
