/** Support access: who of the platform asked to look, who may and until when. Nobody of the platform reads anything otherwise. */
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, lowerTerm, plural } from '../../../parts/wording.ts';
import { supportPath, supportVerdict, type SupportAccess } from './support-access.ts';

const columns: readonly Column<SupportAccess>[] = [
  {
    head: `Asked (${zoneNow()})`,
    className: 'tight',
    plain: true,
    cell: ({ askedAt }) => <Time at={askedAt} form="cell" />,
  },
  {
    head: 'Who',
    className: 'grow',
    plain: true,
    cell: ({ id, operator, reason }) => (
      <>
        <AppLink href={`/support/${id}`}>{operator.name}</AppLink>{' '}
        <span className="aside">{`“${reason}”`}</span>
      </>
    ),
  },
  {
    head: 'To read as',
    cell: ({ role, hours }) => `${lowerTerm(role)}, ${count(hours)} ${plural(hours, 'hour')}`,
  },
  {
    head: 'Last used',
    className: 'tight',
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} form="cell" /> : 'never'),
  },
  {
    head: 'Standing',
    className: 'tight',
    plain: true,
    cell: ({ status }) => <Mark {...supportVerdict(status)} />,
  },
];

export function SupportPage() {
  const list = useList<SupportAccess>(['support-access', 'list'], supportPath);
  return (
    <Page
      title="Support access"
      lead="Whoever runs Gamut reads nothing of yours unless an administrator here lets them: for a reason, for hours, read-only, and seen by you."
    >
      <Listing
        what="support access"
        list={list}
        empty={
          <Empty
            what="Nobody of the platform has asked to look."
            why="When somebody of support does, the question stands here with its reason until an administrator answers or it lapses."
          />
        }
      >
        <Register
          caption="Support access, newest first"
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/support/${id}`}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
