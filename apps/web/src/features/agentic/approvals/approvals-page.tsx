/** What waits for a person, first of all for this one; what they answered; and everything that was ever asked. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Page } from '../../../parts/page.tsx';
import { Register } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { useInAddress } from '../../../parts/views.tsx';
import { useMay } from '../../administration/session/session.ts';
import { approvalColumns } from './approval-columns.tsx';
import type { ApprovalRow } from './approval.ts';
import { ApprovalViews } from './approval-views.tsx';

const statuses: readonly string[] = ['pending', 'approved', 'consumed', 'refused', 'expired', 'all'];

/** Whoever may decide sees first what waits for them; who only reads, what waits at all. */
function useShown(): string {
  const mayDecide = useMay('approval.decide');
  const [view, status] = [useInAddress('view'), useInAddress('status')];
  if (view === 'mine' || view === 'waiting_for_me') return view;
  if (statuses.includes(status)) return status;
  return mayDecide ? 'waiting_for_me' : 'pending';
}

function queryOf(shown: string): { readonly view?: string; readonly status?: string } {
  if (shown === 'mine' || shown === 'waiting_for_me') return { view: shown };
  return shown === 'all' ? {} : { status: shown };
}

function Nothing({ shown }: { readonly shown: string }) {
  if (shown === 'waiting_for_me' || shown === 'pending')
    return (
      <Empty
        what={shown === 'pending' ? 'Nothing waits for a person.' : 'Nothing waits for you.'}
        why="An action that needs a person appears here, sealed, the moment an agent asks for it."
        action={<AppLink href="/approvals?status=all">Show all approvals</AppLink>}
      />
    );
  return (
    <Empty
      what={shown === 'mine' ? 'You have answered none yet.' : 'No approval of this kind.'}
      why="Approvals are kept for ever, with what happened next."
      action={<AppLink href="/approvals">Show what waits</AppLink>}
    />
  );
}

export function ApprovalsPage() {
  const shown = useShown();
  const list = useList<ApprovalRow>(['approvals', 'list'], '/v1/approvals', queryOf(shown), 5000);
  const { data: counts } = useQuery({
    queryKey: ['approvals', 'counts'],
    queryFn: ({ signal }) => getJson<Noun<'ApprovalCounts'>>('/v1/approval-counts', {}, signal),
    refetchInterval: 10_000,
  });
  return (
    <Page
      title="Approvals"
      lead="A person says yes or no to one exact action. If the agent changes a byte of it, the answer no longer applies."
    >
      <ApprovalViews shown={shown} counts={counts} />
      <Listing what="approvals" list={list} empty={<Nothing shown={shown} />}>
        <Register
          caption="Approvals"
          columns={approvalColumns}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/approvals/${id}`}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
