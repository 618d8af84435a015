/** Stop: the kill switch of one agent, tool, connector or of everything. It says what it will do, asks why, and waits for the server. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { useMay } from '../../administration/session/session.ts';
import { stopConsequence, stopsOf, useEngagedStops, useStopChange, type StopTarget } from './kill-switch.ts';

interface StopSheetProps {
  readonly of: StopTarget;
  readonly onClose: () => void;
}

export function StopSheet({ of, onClose }: StopSheetProps) {
  const { engage } = useStopChange();
  const [revoke, setRevoke] = useState(false);
  const whose = of.target === 'agent' ? 'its tokens' : 'the tokens of all agents';
  return (
    <ReasonDialog
      title={of.target === 'tenant' ? 'Stop everything' : `Stop ${of.name}`}
      consequence={stopConsequence(of)}
      act="Stop now"
      weight="halt"
      isOpen
      onClose={onClose}
      perform={(reason) => engage(of, reason, revoke)}
    >
      {of.target === 'agent' || of.target === 'tenant' ? (
        <label className="check check-apart">
          <input type="checkbox" checked={revoke} onChange={(event) => setRevoke(event.target.checked)} />
          Revoke {whose} for good as well
        </label>
      ) : null}
    </ReasonDialog>
  );
}

/** Not shown to who may not stop it, nor while it is stopped: then the banner has the release. */
function useStoppable(of: StopTarget): boolean {
  const may = useMay('kill_switch.engage');
  const engaged = useEngagedStops();
  return may && stopsOf(engaged, of).length === 0;
}

export function StopButton({ of }: { readonly of: StopTarget }) {
  const [open, setOpen] = useState(false);
  if (!useStoppable(of)) return null;
  return (
    <>
      <Button weight="halt" onPress={() => setOpen(true)}>
        <svg className="halt-sign" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M3.6.5h4.8l3.1 3.1v4.8l-3.1 3.1H3.6L.5 8.4V3.6z" fill="currentColor" />
        </svg>
        {of.target === 'tenant' ? 'Stop everything' : 'Stop'}
      </Button>
      {open ? <StopSheet of={of} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** The same on a row of a register. */
export function StopRowAct({ of }: { readonly of: StopTarget }) {
  const [open, setOpen] = useState(false);
  if (!useStoppable(of)) return null;
  return (
    <>
      <RowAct act="Stop" of={of.name} onPress={() => setOpen(true)} />
      {open ? <StopSheet of={of} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
