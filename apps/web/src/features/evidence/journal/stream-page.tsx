/** The entries of one stream, newest first. */
import { useParams } from '@tanstack/react-router';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, shortId, termText } from '../../../parts/wording.ts';
import { streamNames, type JournalEntry } from './journal.ts';

const columns: readonly Column<JournalEntry>[] = [
  {
    head: 'Number',
    className: 'tight',
    plain: true,
    cell: ({ stream, seq }) => <AppLink href={`/journal/${stream}/${seq}`}>{count(seq)}</AppLink>,
  },
  {
    head: `When (${zoneNow()})`,
    className: 'tight',
    plain: true,
    cell: ({ at }) => <Time at={at} form="cell" />,
  },
  { head: 'What', className: 'grow', plain: true, cell: ({ kind }) => termText(kind.replace('.', ' ')) },
  {
    head: 'About',
    className: 'tight',
    cell: ({ subject }) => (subject ? <code title={subject}>{shortId(subject)}</code> : null),
  },
  { head: 'Previous', className: 'tight', cell: ({ prev }) => <Hash value={prev} /> },
  { head: 'Hash', className: 'tight', cell: ({ hash }) => <Hash value={hash} /> },
];

export function StreamPage() {
  const { stream } = useParams({ strict: false }) as { stream: string };
  const list = useList<JournalEntry>(
    ['journal', 'entries', stream],
    `/v1/journal/${encodeURIComponent(stream)}/entries`,
  );
  return (
    <Page
      title={streamNames[stream] ?? termText(stream)}
      lead="Newest first. Open an entry to see the chain around it and check it in your browser."
    >
      <Listing
        what="entries"
        list={list}
        empty={
          <Empty
            what="Nothing has been recorded in this stream."
            why="The first entry names the hash zero; every later one names its predecessor."
          />
        }
      >
        <Register
          caption={`Entries of ${stream}`}
          columns={columns}
          rows={list.rows}
          rowKey={({ seq }) => String(seq)}
          rowHref={({ seq }) => `/journal/${stream}/${seq}`}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
