/** Every time that somebody broke the glass, which of them still want a review, and which are late. */
import { useState } from 'react';
import type { Noun } from '../../../api/nouns.ts';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { ApprovalViews } from './approval-views.tsx';
import { ReviewSheet, reviewVerdict } from './break-glass.tsx';

type Use = Noun<'BreakGlassUse'>;

const columns = (review: (use: Use) => void): readonly Column<Use>[] => [
  { head: 'Review', className: 'tight', plain: true, cell: (use) => <Mark {...reviewVerdict(use)} /> },
  {
    head: 'Action',
    className: 'grow',
    plain: true,
    cell: ({ approvalId, tool, agentName }) => (
      <>
        <AppLink href={`/approvals/${approvalId}`}>
          <code>{tool}</code>
        </AppLink>{' '}
        <span className="aside">{agentName}</span>
      </>
    ),
  },
  {
    head: 'Who and why',
    cell: ({ person, reason, reviewNote, reviewedBy }) => (
      <>
        {person.name}: “{reason}”
        {reviewNote ? (
          <span className="aside">
            {' '}
            {reviewedBy?.name}: “{reviewNote}”
          </span>
        ) : null}
      </>
    ),
  },
  { head: `Broken (${zoneNow()})`, className: 'tight', cell: ({ at }) => <Time at={at} form="cell" /> },
  {
    head: 'Review due',
    className: 'tight',
    cell: ({ reviewDueAt, reviewedAt }) => <Time at={reviewedAt ?? reviewDueAt} form="cell" />,
  },
  {
    head: 'Act',
    className: 'end',
    plain: true,
    cell: (use) =>
      use.mayReview && use.status === 'to_review' ? (
        <RowAct act="Review" of={`${use.tool} by ${use.person.name}`} onPress={() => review(use)} />
      ) : null,
  },
];

export function EmergenciesPage() {
  const list = useList<Use>(['approvals', 'emergencies'], '/v1/break-glass-uses');
  const [reviewing, setReviewing] = useState<Use>();
  const late = list.rows.filter(({ overdue, status }) => overdue && status === 'to_review').length;
  return (
    <Page
      title="Emergencies"
      lead="An administrator may let one action pass when those who would approve can’t be reached. Somebody else reviews it within a day."
    >
      <ApprovalViews shown="emergencies" />
      {late > 0 ? (
        <div className="note note-block">
          <p>
            <strong>{late === 1 ? 'One review is overdue.' : `${late} reviews are overdue.`}</strong> Whoever
            broke the glass can’t review it.
          </p>
        </div>
      ) : null}
      <Listing
        what="emergencies"
        list={list}
        empty={
          <Empty
            what="Nobody has broken the glass."
            why="It is done on the page of the approval that waits, by an administrator, with a reason."
            action={<AppLink href="/approvals">Show what waits</AppLink>}
          />
        }
      >
        <Register
          caption="Emergencies"
          columns={columns(setReviewing)}
          rows={list.rows}
          rowKey={({ id }) => id}
          more={list.more}
        />
      </Listing>
      {reviewing ? <ReviewSheet use={reviewing} onClose={() => setReviewing(undefined)} /> : null}
    </Page>
  );
}
