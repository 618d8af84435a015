/** Who answers for the agent, how it stands, and what counts against it. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { standingVerdict } from '../../../parts/verdict.ts';
import { termText } from '../../../parts/wording.ts';
import { viewHref } from './agent-views.ts';
import type { Agent } from './agent.ts';

function RedTeam({ test }: { readonly test: NonNullable<Agent['redTeamTest']> }) {
  return (
    <>
      {test.result === 'passed' ? 'passed' : <Mark mark="block" text="failed" />} <Time at={test.testedAt} />
    </>
  );
}

function Against({ agent, open }: { readonly agent: Agent; readonly open: number }) {
  if (open === 0) return 'none open';
  return (
    <>
      <Mark mark="block" text={`${open} open`} />{' '}
      <AppLink className="aside" href={viewHref(agent.id, 'record')}>
        see them
      </AppLink>
    </>
  );
}

export function StandingSection({ agent }: { readonly agent: Agent }) {
  return (
    <Section title="Standing">
      <Particulars
        rows={[
          ['Status', <Mark key="s" {...standingVerdict(agent.status)} />],
          ...(agent.statusReason ? [['Reason', `“${agent.statusReason}”`] as const] : []),
          ['Human owner', <Owner key="h" owner={agent.humanOwner} />],
          ['Security owner', <Owner key="o" owner={agent.securityOwner} />],
          ['Risk tier', termText(agent.tier)],
          [
            'Red-team test',
            agent.redTeamTest ? <RedTeam key="r" test={agent.redTeamTest} /> : 'none on record',
          ],
          ['Findings', <Against key="f" agent={agent} open={agent.openFindings} />],
          ['Incidents', <Against key="i" agent={agent} open={agent.openIncidents} />],
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

function Owner({ owner }: { readonly owner: Agent['humanOwner'] }) {
  if (owner === null) return <Mark mark="degrade" text="no one; actions are blocked" />;
  if (owner.here) return owner.name;
  return <Mark mark="degrade" text={`${owner.name}, no longer here; actions are blocked`} />;
}
