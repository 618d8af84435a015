/** Pieces of work as a list: what, of which tenant, how far. */
import type { ReactNode } from 'react';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { Time } from '../../../parts/time.tsx';
import { termText } from '../../../parts/wording.ts';
import { jobHref, jobText, jobVerdict, type Job } from './tenant.ts';
import type { useDoorList } from '../../../operator/use-door-list.ts';

const columns: readonly Column<Job>[] = [
  {
    head: `Asked (${zoneNow()})`,
    className: 'tight',
    plain: true,
    cell: ({ createdAt }) => <Time at={createdAt} form="cell" />,
  },
  {
    head: 'Work',
    className: 'grow',
    plain: true,
    cell: ({ id, kind, slug, reason }) => (
      <>
        <AppLink href={jobHref(id)}>{[jobText(kind), slug].filter(Boolean).join(' ')}</AppLink>{' '}
        {reason === null ? null : <span className="aside">{`“${reason}”`}</span>}
      </>
    ),
  },
  {
    head: 'Step',
    className: 'tight',
    cell: ({ status, step }) => (status === 'running' && step !== null ? termText(step) : null),
  },
  {
    head: 'Standing',
    className: 'tight',
    plain: true,
    cell: ({ status }) => <Mark {...jobVerdict(status)} />,
  },
  {
    head: 'Ended',
    className: 'tight',
    cell: ({ finishedAt }) => (finishedAt === null ? null : <Time at={finishedAt} form="cell" />),
  },
];

interface JobRegisterProps {
  readonly list: ReturnType<typeof useDoorList<Job>>;
  readonly empty: ReactNode;
}

export function JobRegister({ list, empty }: JobRegisterProps) {
  return (
    <Listing what="jobs" list={list} empty={<p className="prose">{empty}</p>}>
      <Register
        caption="Work of the provision process"
        columns={columns}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => jobHref(id)}
        more={list.more}
      />
    </Listing>
  );
}
