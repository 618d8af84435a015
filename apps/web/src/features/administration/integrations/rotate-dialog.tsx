/** A new signing secret, shown once; the one before signs as well for a while, so that the other side can change over. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { SelectField } from '../../../parts/field.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { useEndpointChange, type Endpoint } from './endpoint.ts';
import { SecretNote } from './secret-note.tsx';

interface RotateDialogProps {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}

export function RotateDialog({ endpoint, onClose }: RotateDialogProps) {
  const { rotate } = useEndpointChange();
  const [hours, setHours] = useState('24');
  const [secret, setSecret] = useState<string>();
  if (secret !== undefined) {
    return (
      <Sheet title="New secret" isOpen onClose={onClose}>
        <SecretNote secret={secret} />
        <div className="buttons">
          <Button onPress={onClose}>I have it</Button>
        </div>
      </Sheet>
    );
  }
  return (
    <ReasonDialog
      title={`New secret for ${endpoint.name}`}
      consequence="Messages are signed with a new secret from now on."
      act="Make a new secret"
      weight="act"
      isOpen
      onClose={onClose}
      onDone={() => undefined}
      perform={async (reason) => setSecret((await rotate(endpoint.id, Number(hours), reason)).secret)}
    >
      <SelectField
        label="The one before signs as well for"
        value={hours}
        onChange={(event) => setHours(event.target.value)}
        help="Choose no time at all if somebody else may know it."
      >
        <option value="0">no time at all</option>
        <option value="1">1 hour</option>
        <option value="24">24 hours</option>
        <option value="168">7 days</option>
      </SelectField>
    </ReasonDialog>
  );
}
