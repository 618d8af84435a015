/** Opens an observe period: through which connectors, for how long, and why. It says what will be let through before it is. */
import { useState } from 'react';
import { SelectField } from '../../../parts/field.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import type { Agent } from '../agents/agent.ts';
import { useAllConnectors } from '../connectors/all-connectors.ts';
import { useRecordChange } from '../record-change.ts';
import { TermChecks } from '../term-checks.tsx';

const lengths: readonly (readonly [number, string])[] = [
  [1, 'an hour'],
  [24, 'a day'],
  [72, 'three days'],
  [168, 'a week'],
  [336, 'two weeks, the most there is'],
];

interface OpenPeriodSheetProps {
  readonly agent: Agent;
  readonly onClose: () => void;
}

export function OpenPeriodSheet({ agent, onClose }: OpenPeriodSheetProps) {
  const connectors = (useAllConnectors().data ?? []).filter(({ status }) => status === 'active');
  const change = useRecordChange();
  const [hours, setHours] = useState(168);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const nameOf = new Map(connectors.map(({ id, name }) => [id, name]));
  return (
    <ReasonDialog
      title={`Observe ${agent.name}`}
      consequence="For this time it may call tools that read and that nobody has permitted to it, so that you see what it needs. Every other control judges as always; payments, deletion, export and whatever changes something are refused as before."
      act="Open the period"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(reason) =>
        change('POST', '/v1/observe-periods', { agentId: agent.id, connectorIds: chosen, hours, reason })
      }
    >
      <TermChecks
        legend="Through these connectors"
        terms={connectors.map(({ id }) => id)}
        chosen={chosen}
        onChange={setChosen}
        text={(id) => nameOf.get(id) ?? id}
      />
      <SelectField
        label="For"
        value={String(hours)}
        onChange={(event) => setHours(Number(event.target.value))}
        help="It ends at that moment, or sooner when the agent is stopped or changed."
      >
        {lengths.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </SelectField>
    </ReasonDialog>
  );
}
