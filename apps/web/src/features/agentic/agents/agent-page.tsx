/** One agent: what it is for, who answers for it, how far it may go, what it may touch, what it did last. */
import { useParams } from '@tanstack/react-router';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Register } from '../../../parts/register.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Empty, Loading, Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { standingVerdict } from '../../../parts/verdict.ts';
import { termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { decisionColumns } from '../decisions/decision-columns.tsx';
import type { DecisionRow } from '../decisions/decision.ts';
import { decisionsHref } from '../decisions/filter.ts';
import { StopBanner } from '../stops/stop-banner.tsx';
import { AgentActions } from './agent-actions.tsx';
import { boundaries, useAgent, type Agent } from './agent.ts';
import { CredentialsSection } from './credentials-section.tsx';
import { DataSection } from './data-section.tsx';
import { ToolsSection } from './tools-section.tsx';

function BoundarySection({ level }: { readonly level: string | null }) {
  const boundary = level === null ? undefined : boundaries[level];
  return (
    <Section
      title={level ? `Level: ${termText(level)}` : 'No level'}
      aside={<AppLink href="/help/agentic-stack">Agentic Trust Framework</AppLink>}
    >
      {boundary ? (
        <div className="boundary">
          <div>
            <p>May</p>
            <p>{boundary.may}</p>
          </div>
          <div>
            <p>May not</p>
            <p>{boundary.mayNot}</p>
          </div>
        </div>
      ) : (
        <p className="prose">Without a level every action is blocked. Set one to say how far it may go.</p>
      )}
    </Section>
  );
}

function Standing({ agent }: { readonly agent: Agent }) {
  const missing = <Mark mark="degrade" text="no one; actions are blocked" />;
  return (
    <Section title="Standing">
      <Particulars
        rows={[
          ['Status', <Mark key="s" {...standingVerdict(agent.status)} />],
          ...(agent.statusReason ? [['Reason', `“${agent.statusReason}”`] as const] : []),
          ['Human owner', agent.humanOwner?.name ?? missing],
          ['Security owner', agent.securityOwner?.name ?? missing],
          ['Risk tier', termText(agent.tier)],
          [
            'Red-team test',
            agent.redTeamTest ? <RedTeam key="r" test={agent.redTeamTest} /> : 'none on record',
          ],
          [
            'Findings',
            agent.openFindings > 0 ? (
              <Mark key="f" mark="block" text={`${agent.openFindings} open`} />
            ) : (
              'none open'
            ),
          ],
          [
            'Incidents',
            agent.openIncidents > 0 ? (
              <AppLink key="i" href="/incidents">
                {agent.openIncidents} open
              </AppLink>
            ) : (
              'none open'
            ),
          ],
          ['Last seen', agent.lastSeenAt ? <Time key="l" at={agent.lastSeenAt} /> : 'never'],
          ['Registered', <Time key="c" at={agent.createdAt} />],
          [
            'Id',
            <code key="id" className="wrap-anywhere">
              {agent.id}
            </code>,
          ],
        ]}
      />
    </Section>
  );
}

function RedTeam({ test }: { readonly test: NonNullable<Agent['redTeamTest']> }) {
  return (
    <>
      {test.result === 'passed' ? 'passed' : <Mark mark="block" text="failed" />} <Time at={test.testedAt} />
    </>
  );
}

function LastDecisions({ agent }: { readonly agent: Agent }) {
  const filter = `agent:${agent.name}`;
  const list = useList<DecisionRow>(['decisions', 'of-agent'], '/v1/decisions', { filter, limit: 6 });
  return (
    <Section
      title="What it did last"
      aside={<AppLink href={decisionsHref(filter)}>All its decisions</AppLink>}
    >
      <Listing
        what="its decisions"
        list={list}
        empty={
          <Empty
            what="It has not acted yet."
            why="Each call it makes through Gateway is decided and recorded."
            action={<AppLink href={`/connect?agent=${agent.id}`}>Connect it</AppLink>}
          />
        }
      >
        <Register
          caption={`Last decisions about ${agent.name}`}
          columns={decisionColumns.filter(({ head }) => head !== 'Agent')}
          rows={list.rows.slice(0, 6)}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/decisions/${id}`}
        />
      </Listing>
    </Section>
  );
}

export function AgentPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: agent, error, refetch } = useAgent(id);
  const mayDecisions = useMay('decision.read');
  if (error && !agent) return <Refusal error={error} retry={() => void refetch()} />;
  if (!agent) return <Loading what="the agent" />;
  return (
    <Page title={agent.name} lead={agent.purpose} actions={<AgentActions agent={agent} />}>
      <StopBanner of={[{ target: 'agent', id: agent.id, name: agent.name }]} />
      {agent.status === 'suspended' ? (
        <div className="note note-block">
          <p>
            <strong>Suspended: every call is blocked.</strong>{' '}
            {agent.statusReason ? `“${agent.statusReason}”` : ''}
          </p>
        </div>
      ) : null}
      <div className="columns">
        <div className="column">
          <BoundarySection level={agent.level} />
          <ToolsSection agent={agent} />
          {mayDecisions ? <LastDecisions agent={agent} /> : null}
          <CredentialsSection agent={agent} />
        </div>
        <div className="column">
          <Standing agent={agent} />
          <DataSection agent={agent} />
        </div>
      </div>
    </Page>
  );
}
