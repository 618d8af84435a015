/** Says on the pages that it concerns that an agent is observed: since when, exactly until when, by whom and why; and ends it. */
import { useState } from 'react';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Time, TimeWithDistance } from '../../../parts/time.tsx';
import { useMay } from '../../administration/session/session.ts';
import { viewHref } from '../agents/agent-views.ts';
import { useRecordChange } from '../record-change.ts';
import { useRunningPeriods, type ObservePeriod } from './observe.ts';

function Banner({ period }: { readonly period: ObservePeriod }) {
  const may = useMay('observe_period.end');
  const change = useRecordChange();
  const [open, setOpen] = useState(false);
  return (
    <div className="note note-degrade" role="region" aria-label={`Observe mode of ${period.agentName}`}>
      <p>
        <strong>
          <AppLink href={viewHref(period.agentId, 'observe')}>{period.agentName}</AppLink> is observed: it may
          read through tools that nobody has permitted.
        </strong>{' '}
        Only through {period.connectors.map(({ name }) => name).join(', ')}, and until{' '}
        <TimeWithDistance at={period.endsAt} />.
      </p>
      <p>
        {period.startedBy} opened the period on <Time at={period.startedAt} />: “{period.reason}”
      </p>
      {may ? (
        <div className="buttons">
          <Button weight="stop" onPress={() => setOpen(true)}>
            End observe mode
          </Button>
        </div>
      ) : null}
      {open ? (
        <ReasonDialog
          title={`End observe mode of ${period.agentName}`}
          consequence="From its next call on, it may use what it is permitted and nothing else. What it was seen to need can still be accepted."
          act="End observe mode"
          weight="stop"
          isOpen
          onClose={() => setOpen(false)}
          perform={(reason) => change('POST', `/v1/observe-periods/${period.id}/end`, { reason })}
        />
      ) : null}
    </div>
  );
}

/** Of one agent, or of all that are observed now; nothing where none is. */
export function ObserveBanner({ agentId }: { readonly agentId?: string }) {
  return useRunningPeriods()
    .filter((one) => agentId === undefined || one.agentId === agentId)
    .map((one) => <Banner key={one.id} period={one} />);
}
