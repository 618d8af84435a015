/** Asks one tenant to be let in to look: for hours, under a role, with the reason that its administrators will read. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postAtDoor } from '../../../operator/door.ts';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';

export function AskSupportSheet({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient();
  const [tenant, setTenant] = useState('');
  const [hours, setHours] = useState('2');
  const [role, setRole] = useState('standard');
  return (
    <ReasonDialog
      title="Ask a tenant"
      consequence="They read your name and the reason. You see nothing of theirs until they approve."
      act="Ask"
      weight="act"
      isOpen
      onClose={onClose}
      perform={async (reason) => {
        const body = { tenant: tenant.trim(), hours: Number(hours), role, reason };
        await postAtDoor('/support-requests', body);
        await queries.invalidateQueries({ queryKey: ['/support-requests'] });
      }}
    >
      <TextField
        label="Tenant"
        required
        maxLength={40}
        spellCheck={false}
        value={tenant}
        onChange={(event) => setTenant(event.target.value)}
        help="Its short name."
      />
      <TextField
        label="Hours"
        type="number"
        min={1}
        max={24}
        value={hours}
        onChange={(event) => setHours(event.target.value)}
      />
      <SelectField label="To read as" value={role} onChange={(event) => setRole(event.target.value)}>
        <option value="standard">Standard</option>
        <option value="advanced">Advanced</option>
      </SelectField>
    </ReasonDialog>
  );
}
