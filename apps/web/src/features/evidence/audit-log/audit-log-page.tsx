/** What people did, in words: who, what, to what, why, when, and where it stands in the journal. */
import type { Noun } from '../../../api/nouns.ts';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, termText } from '../../../parts/wording.ts';

type AuditEvent = Noun<'AuditEvent'>;

const pages: Readonly<Record<string, string>> = {
  agent: '/agents',
  approval: '/approvals',
  connector: '/connectors',
};

function Subject({ subject }: Pick<AuditEvent, 'subject'>) {
  const text = subject.name ?? `${termText(subject.kind)} ${subject.id.slice(0, 8)}…`;
  const page = pages[subject.kind];
  return page ? <AppLink href={`${page}/${subject.id}`}>{text}</AppLink> : text;
}

const columns: readonly Column<AuditEvent>[] = [
  {
    head: `When (${zoneNow()})`,
    className: 'tight',
    plain: true,
    cell: ({ at }) => <Time at={at} form="cell" />,
  },
  { head: 'Who', className: 'tight', plain: true, cell: ({ actor }) => actor.name },
  { head: 'What', className: 'tight', plain: true, cell: ({ event }) => termText(event.replace('.', ' ')) },
  { head: 'To what', className: 'grow', plain: true, cell: ({ subject }) => <Subject subject={subject} /> },
  { head: 'Why', cell: ({ reason }) => (reason ? `“${reason}”` : null) },
  {
    head: 'Journal',
    className: 'end',
    cell: ({ seq }) => <AppLink href={`/journal/audit/${seq}`}>{count(seq)}</AppLink>,
  },
];

export function AuditLogPage() {
  const list = useList<AuditEvent>(['audit-events'], '/v1/audit-events');
  return (
    <Page title="Audit log" lead="Every change a person made was written here before it took effect.">
      <Listing
        what="the audit log"
        list={list}
        empty={
          <Empty
            what="Nobody has changed anything yet."
            why="Each change, and each refused one, is written here with who, what and why."
          />
        }
      >
        <Register
          caption="Audit events, newest first"
          columns={columns}
          rows={list.rows}
          rowKey={({ seq }) => String(seq)}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
