/** The first administrator of a tenant that has none: a set-up link that is shown once, and the operator gets in by nothing. */
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { SetUpLinkNote } from '../people/set-up-link-note.tsx';
import type { Invitation } from '../people/person.ts';
import { useTenantChange, type Tenant } from './tenant.ts';

interface InviteAdministratorSheetProps {
  readonly tenant: Tenant;
  readonly onClose: () => void;
}

export function InviteAdministratorSheet({ tenant, onClose }: InviteAdministratorSheetProps) {
  const change = useTenantChange();
  const { waiting, error, act } = useActing();
  const [person, setPerson] = useState({ name: '', email: '' });
  const [made, setMade] = useState<Invitation>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: person.name.trim(), email: person.email.trim() };
    const path = `/tenants/${encodeURIComponent(tenant.slug)}/administrators`;
    void act(async () => setMade(await change<Invitation>(path, body)));
  };
  return (
    <Sheet title={`First administrator of ${tenant.name}`} isOpen onClose={onClose}>
      {made ? (
        <>
          <SetUpLinkNote invitation={made} />
          <div className="buttons">
            <Button onPress={onClose}>I have it</Button>
          </div>
        </>
      ) : (
        <form onSubmit={submit}>
          <p>Only while nobody administers it. From then on its administrators add people themselves.</p>
          <TextField
            label="Name"
            required
            maxLength={200}
            autoFocus
            value={person.name}
            onChange={(event) => setPerson({ ...person, name: event.target.value })}
          />
          <TextField
            label="E-mail"
            type="email"
            required
            maxLength={320}
            value={person.email}
            onChange={(event) => setPerson({ ...person, email: event.target.value })}
          />
          {error ? <Refusal error={error} /> : null}
          <div className="buttons">
            <Button type="submit" weight="act" isDisabled={waiting}>
              {waiting ? 'Waiting for the journal …' : 'Make the link'}
            </Button>
            <Button onPress={onClose}>Cancel</Button>
          </div>
        </form>
      )}
    </Sheet>
  );
}
