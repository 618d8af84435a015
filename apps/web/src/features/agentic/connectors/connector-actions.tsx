/** Activate, quarantine, disable a connector, each with a reason. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { useMay } from '../../administration/session/session.ts';
import { useConnectorChange, type Connector } from './connector.ts';

interface StatusAct {
  readonly status: string;
  readonly act: string;
  readonly weight: 'act' | 'stop';
  readonly consequence: string;
}

const statusActs: readonly StatusAct[] = [
  {
    status: 'active',
    act: 'Activate',
    weight: 'act',
    consequence: 'Agents may use its pinned tools again, as far as their permissions reach.',
  },
  {
    status: 'quarantined',
    act: 'Quarantine',
    weight: 'stop',
    consequence:
      'No agent can call it until someone activates it. Its record stays, and you can look at what changed.',
  },
  {
    status: 'disabled',
    act: 'Disable',
    weight: 'stop',
    consequence: 'No agent can call it, and its tools are no longer offered.',
  },
];

export function ConnectorActions({ connector }: { readonly connector: Connector }) {
  const [asking, setAsking] = useState<StatusAct>();
  const may = useMay('connector.update');
  const { setStatus } = useConnectorChange(connector.id);
  if (!may) return null;
  return (
    <>
      {statusActs
        .filter(({ status }) => status !== connector.status)
        .map((option) => (
          <Button
            key={option.status}
            weight={option.weight === 'stop' ? 'stop' : 'plain'}
            onPress={() => setAsking(option)}
          >
            {option.act}
          </Button>
        ))}
      {asking ? (
        <ReasonDialog
          title={`${asking.act} ${connector.name}`}
          consequence={asking.consequence}
          act={asking.act}
          weight={asking.weight}
          isOpen
          onClose={() => setAsking(undefined)}
          perform={(reason) => setStatus(asking.status, reason)}
        />
      ) : null}
    </>
  );
}
