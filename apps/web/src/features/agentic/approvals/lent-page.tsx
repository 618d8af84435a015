/** Rights to approve that people lent to one another: lending one's own, ending a loan, and how many votes each carried. */
import { useState } from 'react';
import type { Noun } from '../../../api/nouns.ts';
import { useList } from '../../../api/use-list.ts';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { TextArea, TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { reasonLengthMax } from '../../../parts/reason.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import type { Verdict } from '../../../parts/verdict.ts';
import { count } from '../../../parts/wording.ts';
import { useMay, useSession } from '../../administration/session/session.ts';
import { PersonField } from '../pick-fields.tsx';
import { useRecordChange } from '../record-change.ts';
import { ApprovalViews } from './approval-views.tsx';

type Loan = Noun<'ApprovalDelegation'>;

const states: Readonly<Record<Loan['state'], Verdict>> = {
  planned: { mark: 'wait', text: 'Planned' },
  in_force: { mark: 'plain', text: 'In force' },
  over: { mark: 'off', text: 'Over' },
  ended: { mark: 'off', text: 'Ended' },
  void: { mark: 'degrade', text: 'Void' },
};

const told: readonly Column<Loan>[] = [
  { head: 'State', className: 'tight', plain: true, cell: ({ state }) => <Mark {...states[state]} /> },
  {
    head: 'Right',
    className: 'grow',
    plain: true,
    cell: ({ from, to, reason }) => (
      <>
        {from.name} lends to {to.name} <span className="aside">“{reason}”</span>
      </>
    ),
  },
  {
    head: `From (${zoneNow()})`,
    className: 'tight',
    cell: ({ startsAt }) => <Time at={startsAt} form="cell" />,
  },
  {
    head: 'Until',
    className: 'tight',
    cell: ({ endsAt, endedAt, endedByName }) => (
      <>
        <Time at={endedAt ?? endsAt} form="cell" />{' '}
        {endedByName ? <span className="aside">{endedByName}</span> : null}
      </>
    ),
  },
  { head: 'Votes', className: 'end', cell: ({ votes }) => count(votes) },
];

const daysMax = 31;
const dayMs = 86_400_000;

function LendSheet({ onClose }: { readonly onClose: () => void }) {
  const change = useRecordChange();
  const { user } = useSession();
  const [to, setTo] = useState('');
  const [days, setDays] = useState('7');
  const [reason, setReason] = useState('');
  const perform = () =>
    change('POST', '/v1/approval-delegations', {
      toId: to,
      endsAt: new Date(Date.now() + Number(days) * dayMs).toISOString(),
      reason: reason.trim(),
    });
  return (
    <FormSheet title="Lend your right to approve" act="Lend" onClose={onClose} perform={perform}>
      <p className="prose">
        They decide in your place, and each vote says so. You two have one vote between you; it can’t be lent
        on, and it ends with a change of your roles.
      </p>
      <PersonField
        label="To"
        without={user.id}
        may="approval.decide"
        required
        value={to}
        onPick={setTo}
        help="Offered is whoever may decide by their own roles: agent operators and administrators."
      />
      <TextField
        label={`For how many days, ${daysMax} at most`}
        type="number"
        required
        min={1}
        max={daysMax}
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
      <TextArea
        label="Reason (kept in the journal)"
        required
        minLength={3}
        maxLength={reasonLengthMax}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormSheet>
  );
}

export function LentPage() {
  const list = useList<Loan>(['approvals', 'lent'], '/v1/approval-delegations', { view: 'all' });
  const change = useRecordChange();
  const { user } = useSession();
  const may = useMay('approval.delegate');
  const [open, setOpen] = useState<'none' | 'lend' | Loan>('none');
  const close = () => setOpen('none');
  const act: Column<Loan> = {
    head: 'Act',
    className: 'end',
    plain: true,
    cell: (loan) =>
      (loan.state === 'planned' || loan.state === 'in_force') &&
      [loan.from.id, loan.to.id].includes(user.id) ? (
        <RowAct act="End" of={`right lent to ${loan.to.name}`} onPress={() => setOpen(loan)} />
      ) : null,
  };
  const lend = may ? <Button onPress={() => setOpen('lend')}>Lend your right</Button> : undefined;
  return (
    <Page
      title="Lent rights"
      lead="Who may decide may lend their own right for a while to somebody who may decide as well. It is never more than their own."
      actions={lend}
    >
      <ApprovalViews shown="lent" />
      <Listing
        what="lent rights"
        list={list}
        empty={
          <Empty
            what="Nobody has lent a right."
            why="Lend yours before you are away, so that nothing waits for you."
          />
        }
      >
        <Register
          caption="Lent rights"
          columns={[...told, act]}
          rows={list.rows}
          rowKey={({ id }) => id}
          more={list.more}
        />
      </Listing>
      {open === 'lend' ? <LendSheet onClose={close} /> : null}
      {typeof open === 'object' ? (
        <ConfirmDialog
          title={`End the right lent to ${open.to.name}`}
          consequence="From now on they have no vote in this place. Votes already given stand."
          act="End it"
          onClose={close}
          perform={() => change('POST', `/v1/approval-delegations/${open.id}/end`)}
        />
      ) : null}
    </Page>
  );
}
