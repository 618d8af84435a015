/** What an administrator may do to a webhook: pause and resume, change, deliver again, a new secret, remove. */
import { useState } from 'react';
import { useGo } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { useMay } from '../session/session.ts';
import { EndpointForm } from './endpoint-form.tsx';
import { useEndpointChange, type Endpoint } from './endpoint.ts';
import { ReplayDialog } from './replay-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';

type Act = 'status' | 'change' | 'replay' | 'rotate' | 'remove';

interface Acting {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}

function StatusDialog({ endpoint, onClose }: Acting) {
  const { setStatus } = useEndpointChange();
  const pausing = endpoint.status === 'active';
  return (
    <ReasonDialog
      title={`${pausing ? 'Pause' : 'Resume'} ${endpoint.name}`}
      consequence={
        pausing
          ? 'Nothing is delivered there until someone resumes it. What happens meanwhile waits, and comes afterwards.'
          : 'It goes on where it stopped; nothing in between is left out.'
      }
      act={pausing ? 'Pause' : 'Resume'}
      weight={pausing ? 'stop' : 'act'}
      isOpen
      onClose={onClose}
      perform={(reason) => setStatus(endpoint.id, pausing ? 'paused' : 'active', reason)}
    />
  );
}

function ChangeSheet({ endpoint, onClose }: Acting) {
  const { update } = useEndpointChange();
  return (
    <Sheet title={`Change ${endpoint.name}`} isOpen onClose={onClose}>
      <EndpointForm
        initial={endpoint}
        act="Change"
        send={async (fields) => {
          await update(endpoint.id, fields);
          onClose();
        }}
      />
    </Sheet>
  );
}

function RemoveDialog({ endpoint, onClose }: Acting) {
  const { remove } = useEndpointChange();
  const go = useGo();
  return (
    <ConfirmDialog
      title={`Remove ${endpoint.name}`}
      consequence="Nothing is delivered there any more, and its secret is forgotten. What was done with it stays in the audit log."
      act="Remove"
      onClose={onClose}
      onDone={() => go('/integrations')}
      perform={() => remove(endpoint.id)}
    />
  );
}

function OpenAct({ act, ...acting }: Acting & { readonly act: Act }) {
  if (act === 'status') return <StatusDialog {...acting} />;
  if (act === 'change') return <ChangeSheet {...acting} />;
  if (act === 'replay') return <ReplayDialog {...acting} />;
  if (act === 'rotate') return <RotateDialog {...acting} />;
  return <RemoveDialog {...acting} />;
}

export function EndpointActions({ endpoint }: { readonly endpoint: Endpoint }) {
  const [act, setAct] = useState<Act>();
  const [mayUpdate, mayReplay, mayDelete] = [
    useMay('integration.update'),
    useMay('integration.replay'),
    useMay('integration.delete'),
  ];
  const acts: readonly (readonly [Act, string, 'plain' | 'stop', boolean])[] = [
    [
      'status',
      endpoint.status === 'active' ? 'Pause' : 'Resume',
      endpoint.status === 'active' ? 'stop' : 'plain',
      mayUpdate,
    ],
    ['change', 'Change', 'plain', mayUpdate],
    ['replay', 'Deliver again', 'plain', mayReplay],
    ['rotate', 'New secret', 'plain', mayUpdate],
    ['remove', 'Remove', 'stop', mayDelete],
  ];
  return (
    <>
      {acts
        .filter(([, , , may]) => may)
        .map(([key, name, weight]) => (
          <Button key={key} weight={weight} onPress={() => setAct(key)}>
            {name}
          </Button>
        ))}
      {act ? <OpenAct act={act} endpoint={endpoint} onClose={() => setAct(undefined)} /> : null}
    </>
  );
}
