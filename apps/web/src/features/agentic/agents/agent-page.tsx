/** One agent in full: its overview, and a view each for access, credentials, behaviour, promotion, conformance, record, decisions. */
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../../parts/page.tsx';
import { useView, Views } from '../../../parts/views.tsx';
import { Unread } from '../../../parts/unread.tsx';
import { useSession } from '../../administration/session/session.ts';
import { AgentConformance } from '../assessments/agent-conformance.tsx';
import { AgentBehaviour } from '../behaviour/agent-behaviour.tsx';
import { BreakerBanner } from '../behaviour/breaker-banner.tsx';
import { AgentObserve } from '../observe/agent-observe.tsx';
import { ObserveBanner } from '../observe/observe-banner.tsx';
import { AgentPromotion } from '../promotions/agent-promotion.tsx';
import { StopBanner } from '../stops/stop-banner.tsx';
import { AccessView } from './access-view.tsx';
import { AgentActions } from './agent-actions.tsx';
import { agentPath, viewsFor, type AgentView } from './agent-views.ts';
import { useAgent, type Agent } from './agent.ts';
import { CredentialsSection } from './credentials-section.tsx';
import { DecisionsSection } from './decisions-section.tsx';
import { OverviewView } from './overview-view.tsx';
import { RecordView } from './record-view.tsx';

const shown: Readonly<Record<AgentView, (agent: Agent) => ReactNode>> = {
  overview: (agent) => <OverviewView agent={agent} />,
  access: (agent) => <AccessView agent={agent} />,
  observe: (agent) => <AgentObserve agent={agent} />,
  credentials: (agent) => <CredentialsSection agent={agent} />,
  behaviour: (agent) => <AgentBehaviour agent={agent} />,
  promotion: (agent) => <AgentPromotion agent={agent} />,
  conformance: (agent) => <AgentConformance agent={agent} />,
  record: (agent) => <RecordView agent={agent} />,
  decisions: (agent) => <DecisionsSection agent={agent} />,
};

function Suspended({ agent }: { readonly agent: Agent }) {
  if (agent.status !== 'suspended') return null;
  return (
    <div className="note note-block">
      <p>
        <strong>Suspended: every call is blocked.</strong>{' '}
        {agent.statusReason ? `“${agent.statusReason}”` : ''}
      </p>
    </div>
  );
}

export function AgentPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { permissions } = useSession();
  const { data: agent, error, refetch } = useAgent(id);
  const views = viewsFor(permissions);
  const view = useView(views);
  if (!agent) return <Unread what="the agent" error={error} retry={refetch} />;
  return (
    <Page title={agent.name} lead={agent.purpose} actions={<AgentActions agent={agent} />}>
      <StopBanner of={[{ target: 'agent', id: agent.id, name: agent.name }]} />
      <BreakerBanner agent={agent} />
      <ObserveBanner agentId={agent.id} />
      <Suspended agent={agent} />
      <Views label={`Views of ${agent.name}`} path={agentPath(agent.id)} views={views} current={view} />
      {view ? shown[view](agent) : null}
    </Page>
  );
}
