/** What agents of the reader did by themselves: told after each act, and marked as seen, one alone or all of them. */
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Empty, Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { outcomeVerdict } from '../../../parts/verdict.ts';
import { useInAddress, Views } from '../../../parts/views.tsx';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import { addressedText, allUpTo, type Notice } from './notice.ts';

const views = [
  { id: 'new', name: 'New' },
  { id: 'all', name: 'All' },
] as const;

function What({ notice, linked }: { readonly notice: Notice; readonly linked: boolean }) {
  const tool = <code>{notice.tool}</code>;
  return (
    <>
      {linked ? <AppLink href={`/decisions/${notice.decisionId}`}>{tool}</AppLink> : tool}{' '}
      <span className="aside">
        by {notice.agentName}, {addressedText(notice)}
      </span>
    </>
  );
}

const columns = (linked: boolean, see: (notice: Notice) => void): readonly Column<Notice>[] => [
  {
    head: 'Ended as',
    className: 'tight',
    plain: true,
    cell: ({ outcome }) => <Mark {...outcomeVerdict(outcome)} />,
  },
  {
    head: 'What was done',
    className: 'grow',
    plain: true,
    cell: (notice) => <What notice={notice} linked={linked} />,
  },
  {
    head: 'Action',
    className: 'tight',
    cell: ({ actionType }) => actionType?.replaceAll('_', ' ') ?? '',
  },
  {
    head: `Ended (${zoneNow()})`,
    className: 'tight',
    cell: ({ endedAt }) => <Time at={endedAt} form="cell" />,
  },
  {
    head: 'Seen',
    className: 'end',
    plain: true,
    cell: (notice) =>
      notice.seenAt === null ? (
        <RowAct act="Mark as seen" of={`${notice.tool} by ${notice.agentName}`} onPress={() => see(notice)} />
      ) : (
        <Time at={notice.seenAt} form="cell" />
      ),
  },
];

export function NoticesPage() {
  const shown = useInAddress('view') === 'all' ? 'all' : 'new';
  const list = useList<Notice>(['notices', 'list', shown], '/v1/notices', {
    seen: shown === 'new' ? 'false' : undefined,
  });
  const change = useRecordChange();
  const linked = useMay('decision.read');
  const { act, waiting, error } = useActing();
  const see = (body: { readonly seq: number; readonly andBefore?: boolean }): void => {
    void act(() => change('POST', '/v1/notices/seen', body));
  };
  const all = allUpTo(list.rows.filter(({ seenAt }) => seenAt === null));
  return (
    <Page
      title="Notices"
      lead="What agents at level senior or principal did, of those that you answer for. Each of their actions that changes something is told to both of their owners once it has ended."
      actions={
        all ? (
          <Button isDisabled={waiting} onPress={() => see(all)}>
            Mark all as seen
          </Button>
        ) : null
      }
    >
      <Views label="Notices" path="/notices" views={views} current={shown} />
      {error === undefined ? null : <Refusal error={error} />}
      <Listing
        what="notices"
        list={list}
        empty={
          <Empty
            what={shown === 'new' ? 'Nothing is new to you.' : 'You were never told of anything.'}
            why="Notices come for agents at level senior or principal whose human owner or security owner you are."
            action={shown === 'new' ? <AppLink href="/notices?view=all">Show all notices</AppLink> : null}
          />
        }
      >
        <Register
          caption="Notices, newest first"
          columns={columns(linked, ({ seq }) => see({ seq }))}
          rows={list.rows}
          rowKey={({ seq }) => String(seq)}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
