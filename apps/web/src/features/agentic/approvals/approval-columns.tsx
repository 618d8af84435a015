/** The columns of a list of approvals: how each stands, what was asked, how many of the votes are there. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import type { Column } from '../../../parts/register.tsx';
import { Time } from '../../../parts/time.tsx';
import { approvalVerdict } from '../../../parts/verdict.ts';
import { askedFor } from '../decisions/decision.ts';
import { votesText, type ApprovalRow } from './approval.ts';

export const approvalColumns: readonly Column<ApprovalRow>[] = [
  {
    head: 'Standing',
    className: 'tight',
    plain: true,
    cell: ({ status, stoppedBy }) =>
      stoppedBy ? <Mark mark="block" text="Stopped" /> : <Mark {...approvalVerdict(status)} />,
  },
  {
    head: 'Action',
    className: 'grow',
    plain: true,
    cell: (row) => <AppLink href={`/approvals/${row.id}`}>{askedFor(row)}</AppLink>,
  },
  { head: 'Agent', className: 'tight', cell: ({ agentName }) => agentName },
  { head: 'Votes', className: 'tight', cell: votesText },
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
