/** Approval gates: which actions need people, how many, and who. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { Button } from '../../../parts/button.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Page } from '../../../parts/page.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Empty } from '../../../parts/states.tsx';
import { useMay } from '../../administration/session/session.ts';
import { usePeopleChoices } from '../pick-fields.tsx';
import { MadeLine } from '../made.tsx';
import { useRecordChange } from '../record-change.ts';
import { GateSheet } from './gate-sheet.tsx';
import { approversText, hoursText, speaksAbout, type Gate } from './gate.ts';

const told = (nameOf: (id: string) => string): readonly Column<Gate>[] => [
  {
    head: 'Gate',
    className: 'grow',
    plain: true,
    cell: ({ name, createdAt, createdBy }) => (
      <>
        <strong>{name}</strong>
        <MadeLine act="Written" at={createdAt} by={createdBy} />
      </>
    ),
  },
  { head: 'Speaks about', cell: speaksAbout },
  {
    head: 'When',
    className: 'tight',
    cell: ({ mode }) => (mode === 'each_time' ? 'asks each time' : 'covers'),
  },
  { head: 'Who approves', cell: (gate) => approversText(gate, nameOf) },
  { head: 'Waits', className: 'tight', cell: ({ expiresAfterMs }) => hoursText(expiresAfterMs) },
  {
    head: 'Emergency',
    className: 'tight',
    cell: ({ breakGlass }) => (breakGlass === 'allowed' ? 'glass may be broken' : 'no way past it'),
  },
];

type Opened = 'none' | 'new' | { readonly act: 'like' | 'remove'; readonly gate: Gate };

function RemoveGate({ gate, onClose }: { readonly gate: Gate; readonly onClose: () => void }) {
  const change = useRecordChange();
  return (
    <ReasonDialog
      title={`Remove ${gate.name}`}
      consequence="It is no stage of any approval from now on. Actions that only this gate covered are blocked by control 7."
      act="Remove"
      weight="stop"
      isOpen
      onClose={onClose}
      perform={(reason) => change('DELETE', `/v1/approval-gates/${gate.id}`, { reason })}
    />
  );
}

export function GatesPage() {
  const list = useList<Gate>(['approval-gates'], '/v1/approval-gates', {}, 30_000);
  const people = usePeopleChoices();
  const [mayAdd, mayRemove] = [useMay('approval_gate.create'), useMay('approval_gate.delete')];
  const [open, setOpen] = useState<Opened>('none');
  const close = () => setOpen('none');
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? 'somebody who left';
  const act: Column<Gate> = {
    head: 'Act',
    className: 'end',
    plain: true,
    cell: (gate) => (
      <span className="row-acts">
        {mayAdd ? (
          <RowAct act="Write one like" of={gate.name} onPress={() => setOpen({ act: 'like', gate })} />
        ) : null}
        {mayRemove ? (
          <RowAct act="Remove" of={gate.name} onPress={() => setOpen({ act: 'remove', gate })} />
        ) : null}
      </span>
    ),
  };
  const add = mayAdd ? <Button onPress={() => setOpen('new')}>Write a gate</Button> : undefined;
  return (
    <Page
      title="Approval gates"
      lead="A gate says which actions need people, how many of them, and who. Every gate that speaks about an action is a stage of its approval; one refusal refuses. To change one, write one like it, then remove the old."
      actions={add}
    >
      <Listing
        what="gates"
        list={list}
        empty={
          <Empty
            what="No gate stands."
            why="External, financial, code and admin actions need one; without it control 7 blocks them."
          />
        }
      >
        <Register
          caption="Approval gates"
          columns={mayAdd || mayRemove ? [...told(nameOf), act] : told(nameOf)}
          rows={list.rows}
          rowKey={({ id }) => id}
          more={list.more}
        />
      </Listing>
      {open === 'new' ? <GateSheet onClose={close} /> : null}
      {typeof open === 'object' && open.act === 'like' ? (
        <GateSheet like={open.gate} onClose={close} />
      ) : null}
      {typeof open === 'object' && open.act === 'remove' ? (
        <RemoveGate gate={open.gate} onClose={close} />
      ) : null}
    </Page>
  );
}
