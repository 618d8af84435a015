/** Says loudly, on every page it concerns, that something is stopped: what, by whom, when, why, and the release. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Time } from '../../../parts/time.tsx';
import { useMay } from '../../administration/session/session.ts';
import {
  stoppedSentence,
  stoppedText,
  stopsOf,
  useEngagedStops,
  useStopChange,
  type KillSwitch,
  type StopTarget,
} from './kill-switch.ts';

export function ReleaseSheet({ of, onClose }: { readonly of: KillSwitch; readonly onClose: () => void }) {
  const { release } = useStopChange();
  return (
    <ReasonDialog
      title={`Release ${stoppedText(of)}`}
      consequence="Calls are decided again from this moment on, by all controls. What was cut off stays in doubt until someone has looked."
      act="Release"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(reason) => release(of.id, reason)}
    />
  );
}

function Banner({ engaged }: { readonly engaged: KillSwitch }) {
  const may = useMay('kill_switch.release');
  const [open, setOpen] = useState(false);
  return (
    <div className="stopped" role="region" aria-label={`Stopped: ${stoppedText(engaged)}`}>
      <div>
        <p className="stopped-what">{stoppedSentence(engaged)}</p>
        <p>
          {engaged.engagedBy} stopped it on <Time at={engaged.engagedAt} />: “{engaged.reason}”
        </p>
      </div>
      {may ? (
        <Button onPress={() => setOpen(true)}>Release</Button>
      ) : (
        <p className="stopped-who">An administrator can release it.</p>
      )}
      {open ? <ReleaseSheet of={engaged} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

/** The stops of these targets; nothing where none is engaged. */
export function StopBanner({ of }: { readonly of: readonly StopTarget[] }) {
  const engaged = useEngagedStops();
  const mine = of.flatMap((target) => stopsOf(engaged, target));
  return mine.map((one) => <Banner key={one.id} engaged={one} />);
}

const wholeTenant: readonly StopTarget[] = [{ target: 'tenant', name: 'everything' }];

/** On every page of the console while the whole organisation is stopped. */
export function EverythingStopped() {
  return <StopBanner of={wholeTenant} />;
}
