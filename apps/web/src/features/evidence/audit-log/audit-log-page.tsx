/** What people did and what they were refused, in words; filtered by the server, each record with its before and after. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { FilterBar, useFilterInAddress } from '../../../parts/filter-bar.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { subjectHref, type AuditEvent } from './audit-event.ts';
import {
  auditFilterKeys,
  auditLogHref,
  auditTermOf,
  withAuditTerm,
  wrongAuditFilter,
} from './audit-filter.ts';
import { ChangeDetail } from './change-detail.tsx';
import { usePeopleNames } from './people-names.ts';
import { ExportSection } from './export-section.tsx';

const views: readonly (readonly [string, string])[] = [
  ['All', ''],
  ['People', 'person.*,password.*,api_token.*'],
  ['Sign-in', 'session.*,sessions.*,sign_in_link.*'],
  ['Agents', 'agent.*,agent_credential.*,tool_permission.*,data_flow.*'],
  ['Approvals', 'approval.*'],
  ['Refused', 'access.denied'],
  ['Who read it', 'audit_log.*,journal.*'],
];
const spans: readonly (readonly [string, string])[] = [
  ['any time', ''],
  ['24 hours', '24h'],
  ['7 days', '7d'],
  ['30 days', '30d'],
];

type Names = ReadonlyMap<string, string>;

function Subject({ subject, names }: Pick<AuditEvent, 'subject'> & { readonly names: Names }) {
  const text =
    subject.name ?? names.get(subject.id) ?? `${termText(subject.kind)} ${subject.id.slice(0, 8)}…`;
  const href = subjectHref(subject);
  return href ? <AppLink href={href}>{text}</AppLink> : text;
}

function columnsFor(
  names: Names,
  open: string,
  setOpen: (key: string) => void,
): readonly Column<AuditEvent>[] {
  return [
    {
      head: `When (${zoneNow()})`,
      className: 'tight',
      plain: true,
      cell: ({ at }) => <Time at={at} form="cell" />,
    },
    { head: 'Who', className: 'tight', plain: true, cell: ({ actor }) => actor.name },
    { head: 'What', className: 'tight', plain: true, cell: ({ event }) => termText(event.replace('.', ' ')) },
    {
      head: 'To what',
      className: 'grow',
      plain: true,
      cell: ({ subject }) => <Subject subject={subject} names={names} />,
    },
    { head: 'Why', cell: ({ reason }) => (reason ? `“${reason}”` : null) },
    {
      head: 'Journal',
      className: 'end',
      cell: ({ seq }) => <AppLink href={`/journal/audit/${seq}`}>{count(seq)}</AppLink>,
    },
    {
      head: 'Change',
      className: 'end',
      plain: true,
      cell: ({ seq }) => (
        <button
          type="button"
          className="text-button"
          aria-expanded={open === String(seq)}
          onClick={() => setOpen(open === String(seq) ? '' : String(seq))}
        >
          {open === String(seq) ? 'Hide' : 'Show'}
          <span className="visually-hidden"> the change of entry {count(seq)}</span>
        </button>
      ),
    },
  ];
}

interface ViewLinkProps {
  readonly filter: string;
  readonly term: string;
  readonly name: string;
  readonly value: string;
}

function ViewLink({ filter, term, name, value }: ViewLinkProps) {
  return (
    <AppLink
      href={auditLogHref(withAuditTerm(filter, term, value))}
      aria-current={auditTermOf(filter, term) === value ? 'true' : undefined}
    >
      {name}
    </AppLink>
  );
}

function Views({ filter }: { readonly filter: string }) {
  return (
    <nav className="filter-views" aria-label="Views">
      {views.map(([name, value]) => (
        <ViewLink key={name} filter={filter} term="event" name={name} value={value} />
      ))}
      <span className="views-apart" aria-hidden="true" />
      {spans.map(([name, value]) => (
        <ViewLink key={name} filter={filter} term="since" name={name} value={value} />
      ))}
    </nav>
  );
}

const noRows = (filter: string) =>
  filter === '' ? (
    <Empty
      what="Nobody has changed anything yet."
      why="Each change, and each refused one, is written here with who, what and why."
    />
  ) : (
    <Empty
      what="No record matches."
      why="The log has none under this filter; it may have others."
      action={<AppLink href="/audit-log">Show all records</AppLink>}
    />
  );

export function AuditLogPage() {
  const filter = useFilterInAddress();
  const asked = wrongAuditFilter(filter) ? '' : filter;
  const [open, setOpen] = useState('');
  // each reading is recorded, so the page does not read again by itself
  const list = useList<AuditEvent>(['audit-events'], '/v1/audit-events', { filter: asked }, false);
  const mayExport = useMay('audit_event.export');
  const names = usePeopleNames();
  return (
    <Page
      title="Audit log"
      lead="Every change a person made was written here before it took effect; what they were refused, and who read or took this log, is here too."
    >
      <FilterBar
        path="/audit-log"
        of="Audit log"
        label={`Filter by ${auditFilterKeys.join(', ')}, or by any word`}
        placeholder="event:agent.* actor:usr_… since:7d refund"
        filter={filter}
        wrongWith={wrongAuditFilter}
      />
      <Views filter={filter} />
      <Listing what="the audit log" list={list} empty={noRows(filter)}>
        <Register
          caption="Audit events, newest first"
          columns={columnsFor(names, open, setOpen)}
          rows={list.rows}
          rowKey={({ seq }) => String(seq)}
          below={(event) => (open === String(event.seq) ? <ChangeDetail event={event} /> : undefined)}
          more={list.more}
        />
      </Listing>
      {mayExport ? <ExportSection filter={asked} /> : null}
    </Page>
  );
}
