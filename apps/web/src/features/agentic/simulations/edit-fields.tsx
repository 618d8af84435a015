/** What is supposed in a simulation: one change of governance after the other, none of which is made. */
import { agentStatuses, atfLevels, dataClasses, dataHandlings } from '@gamut/kernel/agentic-terms';
import { Button } from '../../../parts/button.tsx';
import { SelectField } from '../../../parts/field.tsx';
import { termText } from '../../../parts/wording.ts';
import type { FactsEdit } from './simulation.ts';
import type { Choice, Choices } from './use-names.ts';

type Kind = Exclude<FactsEdit['kind'], 'set_access' | 'add_gate' | 'set_plan_stage'>;

/** As it stands in the form; which of the members count is the kind's matter. */
export interface EditFields {
  readonly key: number;
  readonly kind: Kind;
  readonly agentId: string;
  readonly thing: string;
  readonly handling: string;
}

export const blankEdit = (key: number): EditFields => ({
  ...{ key, kind: 'permit_tool', agentId: '', thing: '', handling: 'full' },
});

interface KindRow {
  readonly text: string;
  readonly ofAgent: boolean;
  /** What else is chosen; without it the agent is all. */
  readonly label?: string;
  readonly things?: (choices: Choices) => readonly Choice[];
  /** The member of the request that takes it. */
  readonly member?: string;
}

const terms = (all: readonly string[]) => (): readonly Choice[] =>
  all.map((id) => ({ id, name: termText(id) }));
const tool = { ofAgent: true, label: 'Tool', things: ({ tools }: Choices) => tools, member: 'toolId' };
const toolset = {
  ...{ ofAgent: true, label: 'Toolset', member: 'toolsetId' },
  things: ({ toolsets }: Choices) => toolsets,
};
const skill = { ofAgent: true, label: 'Skill', things: ({ skills }: Choices) => skills, member: 'skillId' };

const kinds: Readonly<Record<Kind, KindRow>> = {
  permit_tool: { text: 'Permit a tool', ...tool },
  take_tool: { text: 'Take a tool away', ...tool },
  set_level: {
    text: 'Set its level',
    ofAgent: true,
    label: 'Level',
    things: terms(atfLevels),
    member: 'level',
  },
  set_status: {
    ...{ text: 'Set its status', ofAgent: true, label: 'Status', member: 'status' },
    things: terms(agentStatuses),
  },
  set_data_flow: {
    ...{ text: 'Set a data flow', ofAgent: true, label: 'Data class', member: 'dataClass' },
    things: terms(dataClasses),
  },
  grant_toolset: { text: 'Grant a toolset', ...toolset },
  take_toolset: { text: 'Take a toolset away', ...toolset },
  assign_skill: { text: 'Assign a skill', ...skill },
  take_skill: { text: 'Take a skill away', ...skill },
  end_plan: { text: 'End its plan', ofAgent: true },
  remove_gate: {
    ...{ text: 'Remove a gate', ofAgent: false, label: 'Gate', member: 'gateId' },
    things: ({ gates }: Choices) => gates,
  },
};
const kindNames = Object.keys(kinds) as readonly Kind[];

/** As the interface takes it. */
export function editOf({ kind, agentId, thing, handling }: EditFields): object {
  const { ofAgent, member } = kinds[kind];
  return {
    kind,
    ...(ofAgent ? { agentId } : {}),
    ...(member ? { [member]: thing } : {}),
    ...(kind === 'set_data_flow' ? { handling } : {}),
  };
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onPick: (id: string) => void;
}

function Pick({ label, value, choices, onPick }: PickProps) {
  return (
    <SelectField label={label} required value={value} onChange={(event) => onPick(event.target.value)}>
      <option value="">Choose</option>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

interface EditFieldsProps {
  readonly edit: EditFields;
  readonly number: number;
  readonly choices: Choices;
  readonly onChange: (edit: EditFields) => void;
  readonly onRemove: () => void;
}

export function EditFieldset({ edit, number, choices, onChange, onRemove }: EditFieldsProps) {
  const { ofAgent, label, things } = kinds[edit.kind];
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
            onPick={(thing) => onChange({ ...edit, thing })}
          />
        ) : null}
        {edit.kind === 'set_data_flow' ? (
          <Pick
            label="How it may handle it"
            value={edit.handling}
            choices={terms(dataHandlings)()}
            onPick={(handling) => onChange({ ...edit, handling })}
          />
        ) : null}
      </div>
      <div className="buttons">
        <Button onPress={onRemove}>Leave out {number}</Button>
      </div>
    </fieldset>
  );
}
