/** An open circuit breaker, loudly: why it opened, and closing it once someone has looked. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Time } from '../../../parts/time.tsx';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import { useBehaviour } from './behaviour.ts';

interface BreakerBannerProps {
  readonly agent: { readonly id: string; readonly name: string };
}

export function BreakerBanner({ agent }: BreakerBannerProps) {
  const breaker = useBehaviour(agent.id).data?.breaker;
  const may = useMay('breaker.close');
  const change = useRecordChange();
  const [open, setOpen] = useState(false);
  if (!breaker) return null;
  return (
    <div className="stopped" role="region" aria-label={`Circuit breaker of ${agent.name}`}>
      <div>
        <p className="stopped-what">The circuit breaker is open: every call of {agent.name} is blocked.</p>
        <p>
          It opened by itself on <Time at={breaker.openedAt} />: {breaker.reason}
        </p>
      </div>
      {may ? (
        <Button onPress={() => setOpen(true)}>Close the breaker</Button>
      ) : (
        <p className="stopped-who">An administrator can close it.</p>
      )}
      {open ? (
        <ReasonDialog
          title={`Close the breaker of ${agent.name}`}
          consequence="Its calls are decided again from this moment on. If it departs from what is normal once more, the breaker opens again."
          act="Close the breaker"
          weight="act"
          isOpen
          onClose={() => setOpen(false)}
          perform={(reason) => change('POST', `/v1/agents/${agent.id}/breaker/close`, { reason })}
        />
      ) : null}
    </div>
  );
}
