/** Overview: one computed sentence first, then what needs a person, then what agents did, then whether the record holds. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { useNow } from '../../../parts/now.ts';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Empty, Loading, Refusal } from '../../../parts/states.tsx';
import { Time, TimeWithDistance } from '../../../parts/time.tsx';
import { count } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { ObserveBanner } from '../observe/observe-banner.tsx';
import { StopButton } from '../stops/stop-button.tsx';
import { HoursChart } from './hours-chart.tsx';
import { leadSentence, needVerdict, useOverview, type NeedsYou, type Overview } from './overview.ts';

function NeedsYouList({ rows }: { readonly rows: readonly NeedsYou[] }) {
  const now = useNow(30_000);
  if (rows.length === 0) {
    return (
      <Empty
        what="Nothing waits for a person."
        why="No approval is open, no incident, no emergency, no departure, no critical finding. It shows here first when one comes."
      />
    );
  }
  return (
    <ul className="needs">
      {rows.map((row) => (
        <li key={row.id}>
          <Mark {...needVerdict(row, now)} />
          <AppLink href={row.href}>{row.title}</AppLink>
          <span className="aside">{row.by}</span>
        </li>
      ))}
    </ul>
  );
}

function RecordStanding({ journal }: Pick<Overview, 'journal'>) {
  return (
    <Section title="The record" aside={<AppLink href="/journal">Journal</AppLink>}>
      <Particulars
        rows={[
          ['Entries', count(journal.size)],
          [
            'Verified',
            journal.verifiedTo ? (
              <Mark key="v" mark="proof" text={`to ${count(journal.verifiedTo)}`} />
            ) : (
              'not yet; run it from the journal'
            ),
          ],
          ...(journal.verifiedAt
            ? [['When', <TimeWithDistance key="t" at={journal.verifiedAt} />] as const]
            : []),
        ]}
      />
    </Section>
  );
}

function AgentStanding({ agents }: Pick<Overview, 'agents'>) {
  return (
    <Section title="Agents" aside={<AppLink href="/agents">All agents</AppLink>}>
      <Particulars
        rows={[
          ['Active', count(agents.active)],
          [
            'Suspended',
            agents.suspended > 0 ? <Mark key="s" mark="block" text={count(agents.suspended)} /> : '0',
          ],
        ]}
      />
    </Section>
  );
}

function Headline({ clauses }: { readonly clauses: Overview['headline'] }) {
  return clauses.map((clause, i) => (
    <span key={clause.text}>
      {i > 0 ? ' ' : ''}
      {clause.href ? <AppLink href={clause.href}>{clause.text}</AppLink> : clause.text}
    </span>
  ));
}

export function OverviewPage() {
  const may = useMay('overview.read');
  const { data, error, refetch } = useOverview();
  const now = useNow(60_000);
  if (!may) {
    return (
      <Page title="Overview">
        <Empty
          what="Your role shows no records."
          why="You are signed in, and may read nothing yet. An administrator of your organisation can give you a role."
        />
      </Page>
    );
  }
  if (error && !data) {
    return (
      <Page title="Overview">
        <Refusal error={error} retry={refetch} />
      </Page>
    );
  }
  if (!data) return <Loading what="the record" />;
  return (
    <Page
      title="Overview"
      heading={<Headline clauses={data.headline} />}
      lead={leadSentence(data, now)}
      actions={<StopButton of={{ target: 'tenant', name: 'everything' }} />}
    >
      <ObserveBanner />
      <div className="columns">
        <div className="column">
          <Section title="Needs you" aside={data.needsYou.length > 0 ? 'Soonest first' : undefined}>
            <NeedsYouList rows={data.needsYou} />
          </Section>
          <Section
            title={`Agent decisions, last ${data.hours.length} hours`}
            aside="Grey is normal. Colour is what was not simply allowed."
          >
            <HoursChart hours={data.hours} />
          </Section>
        </div>
        <div className="column">
          <RecordStanding journal={data.journal} />
          <AgentStanding agents={data.agents} />
          <p className="aside">
            Counted since <Time at={data.since} />.
          </p>
        </div>
      </div>
    </Page>
  );
}
