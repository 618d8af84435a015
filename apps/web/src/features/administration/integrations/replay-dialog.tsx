/** Has records delivered again from a point on. A message sent twice carries the same id, so whoever receives it can tell. */
import { useState } from 'react';
import { TextField } from '../../../parts/field.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { count } from '../../../parts/wording.ts';
import { useEndpointChange, type Endpoint } from './endpoint.ts';

interface ReplayDialogProps {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}

export function ReplayDialog({ endpoint, onClose }: ReplayDialogProps) {
  const { replay } = useEndpointChange();
  const [after, setAfter] = useState('0');
  return (
    <ReasonDialog
      title={`Deliver to ${endpoint.name} again`}
      consequence="Every record after this number that its events name is sent again, in order. A message that was sent before carries the id that it had."
      act="Deliver again"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(reason) => replay(endpoint.id, Number(after), reason)}
    >
      <TextField
        label="After journal entry number"
        type="number"
        inputMode="numeric"
        min={0}
        step={1}
        required
        value={after}
        onChange={(event) => setAfter(event.target.value)}
        help={`0 begins with the first record. It is at entry ${count(endpoint.cursor)} now.`}
      />
    </ReasonDialog>
  );
}
