/** Departures of all agents from what is normal for them, and what is done about each kind. */
import { Page } from '../../../parts/page.tsx';
import { useInAddress, Views } from '../../../parts/views.tsx';
import { OwnRulesSection } from './agent-rules-section.tsx';
import { AlertsSection } from './alerts-section.tsx';
import { RulesSection } from './rules-section.tsx';

const views = [
  { id: 'open', name: 'To settle' },
  { id: 'all', name: 'All' },
] as const;

export function BehaviourPage() {
  const shown = useInAddress('view') === 'all' ? 'all' : 'open';
  return (
    <Page
      title="Behaviour"
      lead="Gamut learns what is normal for each agent from its own decisions, and names what departs from it. There is no model in it: the same calls give the same alerts."
    >
      <Views label="Alerts" path="/behaviour" views={views} current={shown} />
      <div className="columns">
        <div className="column">
          {shown === 'open' ? (
            <AlertsSection key="open" title="To settle" status="open" />
          ) : (
            <AlertsSection key="all" title="All departures" />
          )}
        </div>
        <div className="column">
          <RulesSection />
          <OwnRulesSection />
        </div>
      </div>
    </Page>
  );
}
