/** One support access: who asked for what and why, the answer, and everything that was looked at and refused under it. */
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, plural, termText } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import { useSession } from '../session/session.ts';
import {
  openAnswers,
  supportVerdict,
  useSupportAnswer,
  useSupportUses,
  type OpenAnswer,
  type SupportAccess,
  type SupportUses,
} from './support-access.ts';

type Use = SupportUses['uses'][number];

const columns: readonly Column<Use>[] = [
  {
    head: `When (${zoneNow()})`,
    className: 'tight',
    plain: true,
    cell: ({ at }) => <Time at={at} form="cell" />,
  },
  {
    head: 'What',
    className: 'grow',
    plain: true,
    cell: ({ what, event }) => (
      <>
        {what} <code className="aside">{event}</code>
      </>
    ),
  },
  {
    head: 'Journal',
    className: 'end',
    cell: ({ seq }) => <AppLink href={`/journal/audit/${seq}`}>{count(seq)}</AppLink>,
  },
];

function Answers({ access }: { readonly access: SupportAccess }) {
  const { permissions } = useSession();
  const answer = useSupportAnswer();
  const [asking, setAsking] = useState<OpenAnswer>();
  return (
    <>
      {openAnswers(access.status, permissions).map((open) => (
        <Button key={open.answer} weight={open.weight} onPress={() => setAsking(open)}>
          {open.name}
        </Button>
      ))}
      {asking ? (
        <ReasonDialog
          title={`${asking.name}: ${access.operator.name}`}
          consequence={asking.consequence}
          act={asking.name}
          weight={asking.weight}
          isOpen
          onClose={() => setAsking(undefined)}
          perform={(reason) => answer(access.id, asking.answer, reason)}
        />
      ) : null}
    </>
  );
}

function Standing({ access }: { readonly access: SupportAccess }) {
  const { status, openUntil, answeredAt, answeredBy, openedAt, lastUsedAt, endedAt } = access;
  const isOpen = status === 'asked' || status === 'approved';
  return (
    <Section title="Standing">
      <Particulars
        rows={[
          ['Standing', <Mark key="s" {...supportVerdict(status)} />],
          ['Who', `${access.operator.name}, ${access.operator.email}`],
          ['As', `${termText(access.role)}, read-only`],
          ['For', `${count(access.hours)} ${plural(access.hours, 'hour')}`],
          ['Asked', <Time key="a" at={access.askedAt} />],
          ...(isOpen
            ? [[status === 'asked' ? 'Lapses' : 'Ends', <Time key="u" at={openUntil} />] as const]
            : []),
          ...(answeredAt
            ? [
                ['Answered', <Time key="w" at={answeredAt} />] as const,
                ['By', answeredBy?.name ?? ''] as const,
              ]
            : []),
          ...(openedAt ? [['Opened', <Time key="o" at={openedAt} />] as const] : []),
          ...(lastUsedAt ? [['Last used', <Time key="l" at={lastUsedAt} />] as const] : []),
          ...(endedAt ? [['Ended', <Time key="e" at={endedAt} />] as const] : []),
        ]}
      />
    </Section>
  );
}

export function SupportAccessPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useSupportUses(id);
  if (!data) return <Unread what="the support access" error={error} retry={refetch} />;
  const { access, uses } = data;
  return (
    <Page
      title={`Support access of ${access.operator.name}`}
      lead={`“${access.reason}”`}
      actions={<Answers access={access} />}
    >
      <div className="columns">
        <div className="column">
          <Section title="What was looked at" aside="each reading and each refusal, newest first">
            {uses.length === 0 ? (
              <Empty what="Nothing was looked at." why="Each reading under this access is recorded here." />
            ) : (
              <Register
                caption="What was looked at"
                columns={columns}
                rows={uses}
                rowKey={({ seq }) => String(seq)}
              />
            )}
          </Section>
        </div>
        <div className="column">
          <Standing access={access} />
        </div>
      </div>
    </Page>
  );
}
