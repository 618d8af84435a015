/** Suspend and reactivate, each with a reason that the journal keeps. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { useMay } from '../../administration/session/session.ts';
import { useAgentChange, type Agent } from './agent.ts';

export function AgentActions({ agent }: { readonly agent: Agent }) {
  const [asking, setAsking] = useState(false);
  const [maySuspend, mayReactivate] = [useMay('agent.suspend'), useMay('agent.reactivate')];
  const change = useAgentChange();
  if (agent.status === 'retired') return null;
  const suspending = agent.status === 'active';
  if (suspending ? !maySuspend : !mayReactivate) return null;
  const act = suspending ? 'Suspend' : agent.status === 'proposed' ? 'Activate' : 'Reactivate';
  return (
    <>
      <Button weight={suspending ? 'stop' : 'plain'} onPress={() => setAsking(true)}>
        {act}
      </Button>
      <ReasonDialog
        title={`${act} ${agent.name}`}
        consequence={
          suspending
            ? 'Its very next call is blocked, and calls in flight are stopped. Its record stays.'
            : 'It may act again through Gateway, within its level and permissions.'
        }
        act={act}
        weight={suspending ? 'stop' : 'act'}
        isOpen={asking}
        onClose={() => setAsking(false)}
        perform={(reason) =>
          suspending ? change.suspend(agent.id, reason) : change.reactivate(agent.id, reason)
        }
      />
    </>
  );
}
