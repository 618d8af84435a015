/** What waits for a person, and what people answered before. */
import { useRouterState } from '@tanstack/react-router';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { approvalVerdict } from '../../../parts/verdict.ts';
import { askedFor } from '../decisions/decision.ts';
import type { ApprovalRow } from './approval.ts';

const columns: readonly Column<ApprovalRow>[] = [
  {
    head: 'Standing',
    className: 'tight',
    plain: true,
    cell: ({ status }) => <Mark {...approvalVerdict(status)} />,
  },
  {
    head: 'Action',
    className: 'grow',
    plain: true,
    cell: (row) => <AppLink href={`/approvals/${row.id}`}>{askedFor(row)}</AppLink>,
  },
  { head: 'Agent', className: 'tight', cell: ({ agentName }) => agentName },
  {
    head: `Asked (${zoneNow()})`,
    className: 'tight',
    cell: ({ requestedAt }) => <Time at={requestedAt} form="cell" />,
  },
  {
    head: 'Until',
    className: 'tight',
    cell: ({ status, expiresAt, decidedByName, decidedAt }) =>
      status === 'pending' ? (
        <Time at={expiresAt} form="cell" />
      ) : decidedByName ? (
        <>by {decidedByName}</>
      ) : decidedAt ? (
        <Time at={decidedAt} form="cell" />
      ) : null,
  },
];

const views: readonly (readonly [string, string])[] = [
  ['Waiting', 'pending'],
  ['Approved', 'approved'],
  ['Used', 'consumed'],
  ['Refused', 'refused'],
  ['Expired', 'expired'],
  ['All', ''],
];

export function ApprovalsPage() {
  const status = useRouterState({
    select: (state) => new URLSearchParams(state.location.searchStr).get('status') ?? 'pending',
  });
  const asked = status === 'all' ? '' : status;
  const list = useList<ApprovalRow>(['approvals', 'list'], '/v1/approvals', { status: asked }, 5000);
  const empty =
    asked === 'pending' ? (
      <Empty
        what="Nothing waits for a person."
        why="An action that needs one appears here, sealed, the moment an agent asks for it."
        action={<AppLink href="/approvals?status=all">Show all approvals</AppLink>}
      />
    ) : (
      <Empty
        what="No approval of this kind."
        why="Approvals are kept for ever, with what happened next."
        action={<AppLink href="/approvals">Show what waits</AppLink>}
      />
    );
  return (
    <Page
      title="Approvals"
      lead="A person says yes or no to one exact action. If the agent changes a byte of it, the answer no longer applies."
    >
      <nav className="filter-views" aria-label="Views">
        {views.map(([name, value]) => (
          <AppLink
            key={name}
            href={`/approvals?status=${value === '' ? 'all' : value}`}
            aria-current={asked === value ? 'true' : undefined}
          >
            {name}
          </AppLink>
        ))}
      </nav>
      <Listing what="approvals" list={list} empty={empty}>
        <Register
          caption="Approvals"
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/approvals/${id}`}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
