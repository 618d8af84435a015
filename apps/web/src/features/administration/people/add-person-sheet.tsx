/** Adds a person and shows their set-up link once. */
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { usePeopleChange, type Invitation, type NewPerson } from './person.ts';
import { RoleFields } from './role-fields.tsx';
import { SetUpLinkNote } from './set-up-link-note.tsx';

const blank: NewPerson = { name: '', email: '', role: 'standard', additiveRoles: [] };

function AddPersonForm({ onAdded }: { readonly onAdded: (invitation: Invitation) => void }) {
  const { add } = usePeopleChange();
  const { waiting, error, act } = useActing();
  const [person, setPerson] = useState(blank);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act(async () => {
      onAdded(await add({ ...person, name: person.name.trim(), email: person.email.trim() }));
    });
  };
  return (
    <form onSubmit={submit}>
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
        help="They sign in with it."
      />
      <RoleFields value={person} onPick={(choice) => setPerson({ ...person, ...choice })} />
      {error ? <Refusal error={error} /> : null}
      <Button type="submit" weight="act" isDisabled={waiting}>
        {waiting ? 'Waiting for the journal …' : 'Add'}
      </Button>
    </form>
  );
}

export function AddPersonSheet({ onClose }: { readonly onClose: () => void }) {
  const [invitation, setInvitation] = useState<Invitation>();
  return (
    <Sheet title={invitation ? 'Person added' : 'Add a person'} isOpen onClose={onClose}>
      {invitation ? (
        <>
          <SetUpLinkNote invitation={invitation} />
          <div className="buttons">
            <Button onPress={onClose}>I have it</Button>
          </div>
        </>
      ) : (
        <AddPersonForm onAdded={setInvitation} />
      )}
    </Sheet>
  );
}
