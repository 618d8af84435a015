/** The platform's own stream: what operators and provisioning did, newest first. It outlives a deleted tenant. */
import { useState } from 'react';
import type { Noun } from '../../../api/nouns.ts';
import { useDoorList } from '../../../operator/use-door-list.ts';
import { Listing } from '../../../parts/listing.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Particulars } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, termText } from '../../../parts/wording.ts';
import { changedMembers } from '../../evidence/audit-log/changed-members.ts';

type ControlEntry = Noun<'AuditEvent'>;

function Detail({ entry }: { readonly entry: ControlEntry }) {
  const members = changedMembers(entry.before, entry.after);
  return (
    <div className="change-detail">
      <Particulars
        rows={[
          ...members.map(
            ({ name, before, after }) =>
              [
                termText(name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()),
                before === undefined ? (after ?? 'nothing') : `${before}, then ${after ?? 'nothing'}`,
              ] as const,
          ),
          [
            'About',
            <code key="s" className="wrap-anywhere">{`${entry.subject.kind} ${entry.subject.id}`}</code>,
          ],
          [
            'Hash',
            <code key="h" className="wrap-anywhere">
              {entry.hash}
            </code>,
          ],
        ]}
      />
    </div>
  );
}

const columns = (
  opened: number | undefined,
  open: (seq: number) => void,
): readonly Column<ControlEntry>[] => [
  { head: 'Entry', className: 'tight', cell: ({ seq }) => count(seq) },
  {
    head: `When (${zoneNow()})`,
    className: 'tight',
    plain: true,
    cell: ({ at }) => <Time at={at} form="cell" />,
  },
  { head: 'Who', className: 'tight', cell: ({ actor }) => actor.name },
  {
    head: 'What',
    className: 'grow',
    plain: true,
    cell: ({ event, subject, reason }) => (
      <>
        {termText(event.replace('.', ': '))} {subject.name ?? null}{' '}
        {reason === null ? null : <span className="aside">{`“${reason}”`}</span>}
      </>
    ),
  },
  {
    head: 'Detail',
    className: 'end',
    plain: true,
    cell: ({ seq }) => (
      <RowAct act={opened === seq ? 'Close' : 'Open'} of={`entry ${count(seq)}`} onPress={() => open(seq)} />
    ),
  },
];

export function ControlAuditPage() {
  const list = useDoorList<ControlEntry>('/audit-events', {}, 10_000);
  const [opened, setOpened] = useState<number>();
  return (
    <Page
      title="Platform journal"
      lead={
        <>
          What operators and provisioning did, in a stream of its own that no tenant’s end takes along. What
          concerns a tenant stands in that tenant’s audit log as well.{' '}
          <code>gamut journal export --platform</code> writes the file that verifies without us.
        </>
      }
    >
      <Listing
        what="the platform’s journal"
        list={list}
        empty={<Empty what="Nothing was done yet." why="The first act of an operator stands here." />}
      >
        <Register
          caption="The platform’s own journal, newest first"
          columns={columns(opened, (seq) => setOpened(opened === seq ? undefined : seq))}
          rows={list.rows}
          rowKey={({ seq }) => String(seq)}
          below={(entry) => (entry.seq === opened ? <Detail entry={entry} /> : undefined)}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
