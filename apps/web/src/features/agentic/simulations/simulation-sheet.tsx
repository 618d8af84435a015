/** Asks what Gateway would decide: on which state, with which changes supposed, of one call or of the decisions of some days. Nothing is performed. */
import { useState } from 'react';
import { useGo } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { SelectField, TextArea, TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { AgentField } from '../pick-fields.tsx';
import { useRecordChange } from '../record-change.ts';
import { EditFieldset } from './edit-fields.tsx';
import { blankEdit, editOf, wrongIn, type EditFields } from './edit-kinds.ts';
import type { PolicySnapshot, Simulation } from './simulation.ts';
import { useChoices, type Choices } from './use-names.ts';

const daysMax = 7;
const untouched = {
  ...{ name: '', snapshotId: '', kind: 'call' as 'call' | 'days', agentId: '', tool: '' },
  ...{ args: '{}', days: String(daysMax) },
};
type Fields = typeof untouched;

/** Pure: the members of a JSON object; undefined where the text is none. */
function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

interface PartProps {
  readonly fields: Fields;
  readonly onChange: (fields: Fields) => void;
}

function CallFields({
  fields,
  onChange,
  choices,
  wrong,
}: PartProps & { readonly choices: Choices; readonly wrong: string | undefined }) {
  return (
    <>
      <div className="form-grid">
        <AgentField
          label="Called by the agent"
          value={fields.agentId}
          onPick={(agentId) => onChange({ ...fields, agentId })}
        />
        <SelectField
          label="Tool that is called"
          required
          value={fields.tool}
          onChange={(event) => onChange({ ...fields, tool: event.target.value })}
        >
          <option value="">Choose</option>
          {choices.tools.map(({ id, name }) => (
            <option key={id} value={name}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <TextArea
        label="With the arguments, as JSON (not kept)"
        className="mono"
        rows={4}
        value={fields.args}
        onChange={(event) => onChange({ ...fields, args: event.target.value })}
        error={wrong}
      />
    </>
  );
}

interface SheetProps {
  readonly snapshots: readonly PolicySnapshot[];
  readonly onClose: () => void;
}

function Asked({ fields, onChange, snapshots }: PartProps & Pick<SheetProps, 'snapshots'>) {
  return (
    <>
      <TextField
        label="Name"
        required
        maxLength={100}
        value={fields.name}
        onChange={(event) => onChange({ ...fields, name: event.target.value })}
      />
      <div className="form-grid">
        <SelectField
          label="On the state"
          value={fields.snapshotId}
          onChange={(event) => onChange({ ...fields, snapshotId: event.target.value })}
        >
          <option value="">that is in force</option>
          {snapshots.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="What is asked"
          value={fields.kind}
          onChange={(event) => onChange({ ...fields, kind: event.target.value === 'days' ? 'days' : 'call' })}
        >
          <option value="call">One call</option>
          <option value="days">The decisions of the last days</option>
        </SelectField>
        {fields.kind === 'days' ? (
          <TextField
            label={`How many days, ${daysMax} at most`}
            type="number"
            required
            min={1}
            max={daysMax}
            value={fields.days}
            onChange={(event) => onChange({ ...fields, days: event.target.value })}
          />
        ) : null}
      </div>
    </>
  );
}

function useEdits() {
  const [edits, set] = useState<readonly EditFields[]>([]);
  return {
    edits,
    add: () => set([...edits, blankEdit(Math.max(0, ...edits.map(({ key }) => key)) + 1)]),
    put: (next: EditFields) => set(edits.map((one) => (one.key === next.key ? next : one))),
    drop: (key: number) => set(edits.filter((one) => one.key !== key)),
  };
}

export function SimulationSheet({ snapshots, onClose }: SheetProps) {
  const change = useRecordChange();
  const go = useGo();
  const choices = useChoices();
  const [fields, setFields] = useState<Fields>(untouched);
  const { edits, add, put, drop } = useEdits();
  const { name, snapshotId, kind, agentId, tool, args, days } = fields;
  const sent = objectIn(args);
  const perform = async () => {
    const asked =
      kind === 'days' ? { kind, days: Number(days) } : { kind, agentId, tool, arguments: sent ?? {} };
    const { id } = await change<Simulation>('POST', '/v1/simulations', {
      ...{ name: name.trim(), asked, edits: edits.map(editOf) },
      ...(snapshotId === '' ? {} : { snapshotId }),
    });
    go(`/simulations/${id}`);
  };
  return (
    <FormSheet
      title="What would Gateway decide?"
      act="Simulate"
      wide
      onClose={onClose}
      ready={() => (kind === 'days' || sent !== undefined) && edits.every((edit) => !wrongIn(edit))}
      perform={perform}
    >
      <Asked fields={fields} onChange={setFields} snapshots={snapshots} />
      {kind === 'call' ? (
        <CallFields
          fields={fields}
          onChange={setFields}
          choices={choices}
          wrong={sent === undefined ? 'Write a JSON object: {"path": "reports"}.' : undefined}
        />
      ) : null}
      {edits.map((edit, at) => (
        <EditFieldset
          key={edit.key}
          edit={edit}
          number={at + 1}
          choices={choices}
          onChange={put}
          onRemove={() => drop(edit.key)}
        />
      ))}
      <div className="buttons">
        <Button onPress={add}>Suppose a change</Button>
      </div>
    </FormSheet>
  );
}
