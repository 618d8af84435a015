/** Every decision Gateway made, newest first. The filter is in the address, the server evaluates it, j/k/Enter walk the list. */
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { FilterBar, useFilterInAddress } from '../../../parts/filter-bar.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Page } from '../../../parts/page.tsx';
import { Register } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { decisionColumns } from './decision-columns.tsx';
import type { DecisionRow } from './decision.ts';
import { decisionsHref, filterKeys, parseFilter, termOf, withTerm } from './filter.ts';

const views: readonly (readonly [string, string])[] = [
  ['All', ''],
  ['Blocked', 'block'],
  ['Blocked, incident', 'block_and_open_incident'],
  ['Needs a person', 'require_approval'],
  ['Degraded', 'degrade'],
  ['Allowed, logged', 'allow_and_log'],
  ['Allowed', 'allow'],
];

const spans: readonly (readonly [string, string])[] = [
  ['any time', ''],
  ['last hour', '1h'],
  ['24 hours', '24h'],
  ['7 days', '7d'],
];

function Views({ filter }: { readonly filter: string }) {
  const [kind, since] = [termOf(filter, 'decision'), termOf(filter, 'since')];
  return (
    <nav className="filter-views" aria-label="Views">
      {views.map(([name, value]) => (
        <AppLink
          key={name}
          href={decisionsHref(withTerm(filter, 'decision', value))}
          aria-current={kind === value ? 'true' : undefined}
        >
          {name}
        </AppLink>
      ))}
      <span className="views-apart" aria-hidden="true" />
      {spans.map(([name, value]) => (
        <AppLink
          key={name}
          href={decisionsHref(withTerm(filter, 'since', value))}
          aria-current={since === value ? 'true' : undefined}
        >
          {name}
        </AppLink>
      ))}
    </nav>
  );
}

function NoRows({ filter }: { readonly filter: string }) {
  if (filter === '') {
    return (
      <Empty
        what="No agent has asked for anything yet."
        why="Each call an agent makes through Gateway is decided and recorded here before anything happens."
        action={<AppLink href="/connect">Connect an agent</AppLink>}
      />
    );
  }
  return (
    <Empty
      what="No decision matches."
      why="The record has none under this filter; it may have others."
      action={<AppLink href="/decisions">Show all decisions</AppLink>}
    />
  );
}

const wrongFilter = (text: string): string | undefined => parseFilter(text).wrong;

export function DecisionsPage() {
  const filter = useFilterInAddress();
  const { wrong } = parseFilter(filter);
  const list = useList<DecisionRow>(['decisions'], '/v1/decisions', { filter: wrong ? '' : filter }, 5000);
  return (
    <Page
      title="Decisions"
      lead="Every action an agent asked for, what Gateway decided, and where it stands in the journal."
    >
      <FilterBar
        path="/decisions"
        of="Decisions"
        label={`Filter by ${filterKeys.join(', ')}`}
        placeholder="decision:block agent:claims-triage tool:filesystem_* since:7d"
        filter={filter}
        wrongWith={wrongFilter}
      />
      <Views filter={filter} />
      <Listing what="decisions" list={list} empty={<NoRows filter={filter} />}>
        <Register
          caption="Decisions, newest first"
          columns={decisionColumns}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/decisions/${id}`}
          more={list.more}
        />
      </Listing>
    </Page>
  );
}
