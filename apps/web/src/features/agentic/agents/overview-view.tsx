/** An agent at a glance: how far it may go, how it stands, and what it did last. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { useBehaviour } from '../behaviour/behaviour.ts';
import { boundaries, type Agent } from './agent.ts';
import { viewHref } from './agent-views.ts';
import { DecisionsSection } from './decisions-section.tsx';
import { StandingSection } from './standing-section.tsx';

function LevelSection({ agent }: { readonly agent: Agent }) {
  const { level } = agent;
  const boundary = level === null ? undefined : boundaries[level];
  const behaviour = useBehaviour(agent.id).data;
  const mayRise = useMay('promotion.read') && level !== null && level !== 'principal';
  return (
    <Section
      title={level ? `Level: ${termText(level)}` : 'No level'}
      aside={
        <>
          {level ? (
            <>
              since <Time at={agent.levelSince} /> ·{' '}
            </>
          ) : null}
          <AppLink href="/help/agentic-stack">Agentic Trust Framework</AppLink>
        </>
      }
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
      {behaviour?.levelReason ? (
        <div className="note note-degrade note-apart">
          <p>
            <strong>A rule lowered its level.</strong> {behaviour.levelReason}
          </p>
        </div>
      ) : null}
      {mayRise ? (
        <p className="aside panel-foot">
          It rises by passing five gates:{' '}
          <AppLink href={viewHref(agent.id, 'promotion')}>what it lacks</AppLink>.
        </p>
      ) : null}
    </Section>
  );
}

export function OverviewView({ agent }: { readonly agent: Agent }) {
  const mayDecisions = useMay('decision.read');
  return (
    <div className="columns">
      <div className="column">
        <LevelSection agent={agent} />
        {mayDecisions ? <DecisionsSection agent={agent} rows={6} /> : null}
      </div>
      <div className="column">
        <StandingSection agent={agent} />
      </div>
    </div>
  );
}
