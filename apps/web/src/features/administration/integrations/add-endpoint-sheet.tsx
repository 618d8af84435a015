/** Adds a webhook endpoint and shows its secret once. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { EndpointForm } from './endpoint-form.tsx';
import { useEndpointChange } from './endpoint.ts';
import { SecretNote } from './secret-note.tsx';

const blank = { name: '', url: '', events: ['*'] };

export function AddEndpointSheet({ onClose }: { readonly onClose: () => void }) {
  const { add } = useEndpointChange();
  const [secret, setSecret] = useState<string>();
  return (
    <Sheet title={secret ? 'Webhook added' : 'Add a webhook'} isOpen onClose={onClose}>
      {secret ? (
        <>
          <SecretNote secret={secret} />
          <div className="buttons">
            <Button onPress={onClose}>I have it</Button>
          </div>
        </>
      ) : (
        <EndpointForm
          initial={blank}
          act="Add"
          send={async (fields) => setSecret((await add(fields)).secret)}
        />
      )}
    </Sheet>
  );
}
