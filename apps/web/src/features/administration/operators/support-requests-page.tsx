/** Support's side of support access: ask a tenant, wait, take up what it approved, give it up. The tenant sees each of them. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Noun } from '../../../api/nouns.ts';
import { postAtDoor } from '../../../operator/door.ts';
import { useDoorList } from '../../../operator/use-door-list.ts';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import type { Verdict } from '../../../parts/verdict.ts';
import { count, lowerTerm, plural } from '../../../parts/wording.ts';
import { AskSupportSheet } from './ask-support-sheet.tsx';
import { TakeUpSheet } from './take-up-sheet.tsx';

type SupportRequest = Noun<'SupportRequest'>;

const verdicts: Readonly<Record<SupportRequest['status'], Verdict>> = {
  asked: { mark: 'wait', text: 'Waiting for an answer' },
  approved: { mark: 'degrade', text: 'May look' },
  refused: { mark: 'block', text: 'Refused' },
  ended: { mark: 'off', text: 'Ended' },
  lapsed: { mark: 'off', text: 'Lapsed' },
};

interface Doing {
  readonly act: 'open' | 'give-up';
  readonly request: SupportRequest;
}

const until = ({ status, openUntil, endedAt }: SupportRequest) =>
  status === 'asked' || status === 'approved' ? (
    <Time at={openUntil} form="cell" />
  ) : endedAt === null ? null : (
    <Time at={endedAt} form="cell" />
  );

const columns = (begin: (doing: Doing) => void): readonly Column<SupportRequest>[] => [
  {
    head: `Asked (${zoneNow()})`,
    className: 'tight',
    plain: true,
    cell: ({ askedAt }) => <Time at={askedAt} form="cell" />,
  },
  {
    head: 'Tenant',
    className: 'grow',
    plain: true,
    cell: ({ tenant, reason }) => (
      <>
        {tenant} <span className="aside">{`“${reason}”`}</span>
      </>
    ),
  },
  {
    head: 'To read as',
    cell: ({ role, hours }) => `${lowerTerm(role)}, ${count(hours)} ${plural(hours, 'hour')}`,
  },
  { head: 'Until', className: 'tight', cell: until },
  {
    head: 'Standing',
    className: 'tight',
    plain: true,
    cell: ({ status }) => <Mark {...verdicts[status]} />,
  },
  {
    head: 'Act',
    className: 'end',
    plain: true,
    cell: (request) => (
      <>
        {request.status === 'approved' ? (
          <RowAct act="Take up" of={request.tenant} onPress={() => begin({ act: 'open', request })} />
        ) : null}{' '}
        {request.status === 'approved' || request.status === 'asked' ? (
          <RowAct act="Give up" of={request.tenant} onPress={() => begin({ act: 'give-up', request })} />
        ) : null}
      </>
    ),
  },
];

function GiveUp({ request, onClose }: { readonly request: SupportRequest; readonly onClose: () => void }) {
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title={`Give up support access of ${request.tenant}`}
      consequence="The request, or the access that came of it, ends. The tenant sees that it did."
      act="Give up"
      onClose={onClose}
      perform={async () => {
        await postAtDoor(`/support-requests/${encodeURIComponent(request.id)}/give-up`, {});
        await queries.invalidateQueries({ queryKey: ['/support-requests'] });
      }}
    />
  );
}

export function SupportRequestsPage() {
  const list = useDoorList<SupportRequest>('/support-requests', {}, 3000);
  const [asking, setAsking] = useState(false);
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  return (
    <Page
      title="Support access"
      lead="A tenant lets you look for hours, under a role, and sees each reading. Nothing opens until its administrator approves; either of you can end it."
      actions={
        <Button weight="act" onPress={() => setAsking(true)}>
          Ask a tenant
        </Button>
      }
    >
      <Listing
        what="what you asked"
        list={list}
        empty={
          <Empty
            what="You have asked no tenant yet."
            why="Ask with the reason that they will read. Their administrator answers in their own console."
          />
        }
      >
        <Register
          caption="What you asked of tenants, newest first"
          columns={columns(setDoing)}
          rows={list.rows}
          rowKey={({ id }) => id}
          more={list.more}
        />
      </Listing>
      {asking ? <AskSupportSheet onClose={() => setAsking(false)} /> : null}
      {doing?.act === 'open' ? <TakeUpSheet request={doing.request} onClose={close} /> : null}
      {doing?.act === 'give-up' ? <GiveUp request={doing.request} onClose={close} /> : null}
    </Page>
  );
}
