/** Choosing a person's tenant role and the roles beside it, each with what it lets them do, as platform's own table says. */
import { SelectField } from '../../../parts/field.tsx';
import { termText } from '../../../parts/wording.ts';
import { useRoles, type RoleChoice } from './person.ts';

interface RoleFieldsProps {
  readonly value: RoleChoice;
  readonly onPick: (choice: RoleChoice) => void;
}

export function RoleFields({ value, onPick }: RoleFieldsProps) {
  const { data } = useRoles();
  const rows = data?.roles ?? [];
  const tenantRoles = rows.filter(({ kind }) => kind === 'tenant');
  const additive = rows.filter(({ kind }) => kind === 'additive');
  const says = rows.find(({ role }) => role === value.role)?.says;
  const toggle = (role: string, on: boolean) => {
    const others = value.additiveRoles.filter((name) => name !== role);
    onPick({ ...value, additiveRoles: on ? [...others, role] : others });
  };
  return (
    <>
      <SelectField
        label="Role"
        help={says ? `May: ${says}.` : undefined}
        value={value.role}
        onChange={(event) => onPick({ ...value, role: event.target.value })}
      >
        {tenantRoles.length === 0 ? <option value={value.role}>{termText(value.role)}</option> : null}
        {tenantRoles.map(({ role }) => (
          <option key={role} value={role}>
            {termText(role)}
          </option>
        ))}
      </SelectField>
      {additive.length > 0 ? (
        <fieldset className="fieldset">
          <legend>Beside it</legend>
          {additive.map(({ role, says: what }) => (
            <label key={role} className="check">
              <input
                type="checkbox"
                checked={value.additiveRoles.includes(role)}
                onChange={(event) => toggle(role, event.target.checked)}
              />
              <span>
                {termText(role)} <span className="aside">{what}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
    </>
  );
}
