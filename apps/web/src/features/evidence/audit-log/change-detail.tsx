/** What an audit record says beyond its row: before and after side by side, the names and ids, its hash in the journal. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Particulars } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, termText } from '../../../parts/wording.ts';
import type { AuditEvent } from './audit-event.ts';
import { changedMembers } from './changed-members.ts';

const wordsOf = (name: string): string =>
  termText(
    name.replaceAll(/([a-z0-9])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`),
  );

function ChangedTable({ event }: { readonly event: AuditEvent }) {
  const members = changedMembers(event.before, event.after);
  if (members.length === 0) return <p className="prose">The record names no values.</p>;
  return (
    <table className="changed" aria-label="Before and after">
      <thead>
        <tr>
          <td />
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ name, before, after, changed }) => (
          <tr key={name} className={changed ? 'differs' : undefined}>
            <th scope="row">{wordsOf(name)}</th>
            <td>{before ?? <span className="aside">nothing</span>}</td>
            <td>{after ?? <span className="aside">nothing</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const named = ({ name, id }: { readonly name?: string; readonly id: string }) => (
  <>
    {name ? `${name} ` : ''}
    <code className="aside wrap-anywhere">{id}</code>
  </>
);

export function ChangeDetail({ event }: { readonly event: AuditEvent }) {
  return (
    <div className="change-detail">
      <ChangedTable event={event} />
      <Particulars
        rows={[
          ['Event', <code key="e">{event.event}</code>],
          ['Who', named(event.actor)],
          [termText(event.subject.kind), named(event.subject)],
          ['When', <Time key="t" at={event.at} />],
          [
            'Journal',
            <AppLink key="j" href={`/journal/audit/${event.seq}`}>{`entry ${count(event.seq)}`}</AppLink>,
          ],
          [
            'Hash',
            <code key="h" className="wrap-anywhere">
              {event.hash}
            </code>,
          ],
        ]}
      />
    </div>
  );
}
