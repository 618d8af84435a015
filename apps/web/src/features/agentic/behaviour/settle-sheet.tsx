/** Settles an alert: it is normal from now on, or it is not and is raised again. Either way with a word why. */
import { useState } from 'react';
import { SelectField } from '../../../parts/field.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { useRecordChange } from '../record-change.ts';
import { kindText, type BehaviourAlert } from './behaviour.ts';

export function SettleSheet({
  alert,
  onClose,
}: {
  readonly alert: BehaviourAlert;
  readonly onClose: () => void;
}) {
  const change = useRecordChange();
  const [verdict, setVerdict] = useState<'accepted' | 'dismissed'>('dismissed');
  return (
    <ReasonDialog
      title={`Settle: ${kindText(alert.kind)}`}
      consequence={`${alert.agentName}: ${alert.saw}`}
      act="Settle"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(note) => change('POST', `/v1/behaviour-alerts/${alert.id}/settle`, { verdict, note })}
    >
      <SelectField
        label="What you found"
        value={verdict}
        onChange={(event) => setVerdict(event.target.value === 'accepted' ? 'accepted' : 'dismissed')}
      >
        <option value="dismissed">Not normal: raise it again when it happens again</option>
        <option value="accepted">Normal from now on: it is not raised again</option>
      </SelectField>
    </ReasonDialog>
  );
}
