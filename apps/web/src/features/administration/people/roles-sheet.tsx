/** Changes a person's roles: what they lose is gone on their next request. */
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { usePeopleChange, type Member, type RoleChoice } from './person.ts';
import { RoleFields } from './role-fields.tsx';

export function RolesSheet({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const { setRoles } = usePeopleChange();
  const { waiting, error, act } = useActing();
  const [choice, setChoice] = useState<RoleChoice>({
    role: member.role,
    additiveRoles: member.additiveRoles,
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await act(() => setRoles(member.id, choice))) onClose();
  };
  return (
    <Sheet title={`Roles of ${member.name}`} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p>What they lose is gone on their next request. They are signed out and sign in again.</p>
        <RoleFields value={choice} onPick={setChoice} />
        {error ? <Refusal error={error} /> : null}
        <div className="buttons">
          <Button type="submit" weight="act" isDisabled={waiting}>
            {waiting ? 'Waiting for the journal …' : 'Set roles'}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </form>
    </Sheet>
  );
}
