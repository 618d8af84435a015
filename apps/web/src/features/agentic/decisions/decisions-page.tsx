/** Every decision Gateway made, newest first. The filter is in the address, the server evaluates it, j/k/Enter walk the list. */
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink, useGo } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Page } from '../../../parts/page.tsx';
import { Register } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { useKeys } from '../../../shell/keyboard.ts';
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

export function useFilterInAddress(): string {
  return useRouterState({
    select: (state) => new URLSearchParams(state.location.searchStr).get('filter') ?? '',
  });
}

function FilterBar({ filter }: { readonly filter: string }) {
  const go = useGo();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState(filter);
  const [wrong, setWrong] = useState<string>();
  useEffect(() => {
    setText(filter);
    setWrong(parseFilter(filter).wrong);
  }, [filter]);
  useKeys({ '/': () => form.current?.querySelector('input')?.focus() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseFilter(text);
    setWrong(parsed.wrong);
    if (!parsed.wrong) go(decisionsHref(text.trim().replace(/\s+/g, ' ')));
  };
  return (
    <form ref={form} className="filter-bar" role="search" aria-label="Decisions" onSubmit={submit}>
      <TextField
        label={`Filter by ${filterKeys.join(', ')}`}
        className="mono"
        value={text}
        spellCheck={false}
        placeholder="decision:block agent:claims-triage tool:filesystem_* since:7d"
        onChange={(event) => setText(event.target.value)}
        error={wrong}
      />
      <Button type="submit">Filter</Button>
    </form>
  );
}

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

export function DecisionsPage() {
  const filter = useFilterInAddress();
  const { wrong } = parseFilter(filter);
  const list = useList<DecisionRow>(['decisions'], '/v1/decisions', { filter: wrong ? '' : filter }, 5000);
  return (
    <Page
      title="Decisions"
      lead="Every action an agent asked for, what Gateway decided, and where it stands in the journal."
    >
      <FilterBar filter={filter} />
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
