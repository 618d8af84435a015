/** Has a tenant restored from a file in the folder of exports; all that was issued before is void. */
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import type { Tenant } from './tenant.ts';
import { useWork } from './use-work.ts';

interface RestoreSheetProps {
  readonly tenant: Tenant;
  readonly onClose: () => void;
}

export function RestoreSheet({ tenant, onClose }: RestoreSheetProps) {
  const work = useWork(tenant);
  const { waiting, error, act } = useActing();
  const [file, setFile] = useState('');
  const [sha256, setSha256] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const digest = sha256.trim() === '' ? {} : { sha256: sha256.trim() };
    void act(() => work('restore', { file: file.trim(), ...digest }));
  };
  return (
    <Sheet title={`Restore ${tenant.name}`} isOpen onClose={onClose}>
      <form onSubmit={submit}>
        <p>
          Replaces what it holds by what the file says. Sessions, tokens, open approvals and every decision
          given out before are void, and it stays suspended until it is reactivated.
        </p>
        <TextField
          label="File"
          required
          maxLength={201}
          spellCheck={false}
          autoFocus
          value={file}
          onChange={(event) => setFile(event.target.value)}
          help="Its plain name in the folder of exports."
        />
        <TextField
          label="SHA-256"
          maxLength={64}
          spellCheck={false}
          value={sha256}
          onChange={(event) => setSha256(event.target.value)}
          help="For a file that is not on record here."
        />
        {error ? <Refusal error={error} /> : null}
        <div className="buttons">
          <Button type="submit" weight="stop" isDisabled={waiting}>
            {waiting ? 'Waiting for the journal …' : 'Restore'}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </form>
    </Sheet>
  );
}
