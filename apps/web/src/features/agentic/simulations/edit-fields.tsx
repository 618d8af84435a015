/** What is supposed in a simulation: one change of governance after the other, none of which is made. */
import { actionTypes, dataHandlings } from '@gamut/kernel/agentic-terms';
import { Button } from '../../../parts/button.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { TermChecks } from '../term-checks.tsx';
import { accesses, kindNames, kinds, terms, wrongIn, type EditFields, type Kind } from './edit-kinds.ts';
import type { Choice, Choices } from './use-names.ts';

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  /** What stands where nothing is chosen, where that may be. */
  readonly none?: string | undefined;
  readonly onPick: (id: string) => void;
}

function Pick({ label, value, choices, none, onPick }: PickProps) {
  return (
    <SelectField
      label={label}
      required={none === undefined}
      value={value}
      onChange={(event) => onPick(event.target.value)}
    >
      <option value="">{none ?? 'Choose'}</option>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

interface PartProps {
  readonly edit: EditFields;
  readonly onChange: (edit: EditFields) => void;
}

function AccessFields({ edit, onChange }: PartProps) {
  return (
    <>
      <TextField
        label="Data domain, or nothing for tools that name none"
        className="mono"
        placeholder="customer"
        value={edit.dataDomain}
        error={wrongIn(edit)}
        onChange={(event) => onChange({ ...edit, dataDomain: event.target.value })}
      />
      <Pick
        label="What it may there"
        value={edit.access}
        choices={accesses}
        none="nothing: the row is taken away"
        onPick={(access) => onChange({ ...edit, access })}
      />
    </>
  );
}

function GateFields({ edit, onChange }: PartProps) {
  return (
    <>
      <TextField
        label="Name of the gate"
        required
        maxLength={100}
        value={edit.name}
        onChange={(event) => onChange({ ...edit, name: event.target.value })}
      />
      <SelectField
        label="What it does"
        value={edit.mode}
        onChange={(event) =>
          onChange({ ...edit, mode: event.target.value === 'covers' ? 'covers' : 'each_time' })
        }
      >
        <option value="each_time">it asks each time</option>
        <option value="covers">it covers, and asks when another control does</option>
      </SelectField>
    </>
  );
}

/** What only some kinds ask for beside the agent and one thing. */
function OwnFields({ edit, onChange }: PartProps) {
  switch (edit.kind) {
    case 'set_data_flow':
      return (
        <Pick
          label="How it may handle it"
          value={edit.handling}
          choices={terms(dataHandlings)()}
          onPick={(handling) => onChange({ ...edit, handling })}
        />
      );
    case 'set_access':
      return <AccessFields edit={edit} onChange={onChange} />;
    case 'set_plan_stage':
      return (
        <TextField
          label="Stage of its active plan, from 1"
          type="number"
          required
          min={1}
          max={16}
          value={edit.stage}
          onChange={(event) => onChange({ ...edit, stage: event.target.value })}
        />
      );
    case 'add_gate':
      return <GateFields edit={edit} onChange={onChange} />;
    default:
      return null;
  }
}

interface EditFieldsProps extends PartProps {
  readonly number: number;
  readonly choices: Choices;
  readonly onRemove: () => void;
}

export function EditFieldset({ edit, number, choices, onChange, onRemove }: EditFieldsProps) {
  const { ofAgent, label, things, none } = kinds[edit.kind];
  return (
    <fieldset className="fieldset part-fields">
      <legend>If {number}</legend>
      <div className="form-grid">
        <SelectField
          label="What would be changed"
          value={edit.kind}
          onChange={(event) => onChange({ ...edit, kind: event.target.value as Kind, thing: '' })}
        >
          {kindNames.map((kind) => (
            <option key={kind} value={kind}>
              {kinds[kind].text}
            </option>
          ))}
        </SelectField>
        {ofAgent ? (
          <Pick
            label="Of the agent"
            value={edit.agentId}
            choices={choices.agents}
            onPick={(agentId) => onChange({ ...edit, agentId })}
          />
        ) : null}
        {label && things ? (
          <Pick
            label={label}
            value={edit.thing}
            choices={things(choices)}
            none={none}
            onPick={(thing) => onChange({ ...edit, thing })}
          />
        ) : null}
        <OwnFields edit={edit} onChange={onChange} />
      </div>
      {edit.kind === 'add_gate' ? (
        <TermChecks
          legend="Actions that it speaks about"
          terms={actionTypes}
          chosen={edit.actionTypes}
          onChange={(chosen) => onChange({ ...edit, actionTypes: chosen })}
          error={wrongIn(edit)}
        />
      ) : null}
      <div className="buttons">
        <Button onPress={onRemove}>Leave out {number}</Button>
      </div>
    </fieldset>
  );
}
