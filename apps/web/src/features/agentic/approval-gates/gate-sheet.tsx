/** Writes an approval gate: what it speaks about, how many must approve, of which role or by name, and for how long it waits. */
import { actionTypes, dataClasses, type ActionType, type DataClass } from '@gamut/kernel/agentic-terms';
import { useState } from 'react';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { FormSheet } from '../../../parts/form-sheet.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { useAllConnectors } from '../connectors/all-connectors.ts';
import { usePeopleChoices } from '../pick-fields.tsx';
import { useRecordChange } from '../record-change.ts';
import { TermChecks } from '../term-checks.tsx';
import { hourMs, hoursToMs, wrongApprovers, type Gate } from './gate.ts';

const roles = ['agent_operator', 'administrator', 'advanced', 'standard'] as const;

const untouched = {
  name: '',
  actionTypes: [] as readonly ActionType[],
  dataClasses: [] as readonly DataClass[],
  toolIds: [] as readonly string[],
  mode: 'each_time' as Gate['mode'],
  approverRole: 'agent_operator' as (typeof roles)[number],
  needed: '1',
  approverIds: [] as readonly string[],
  breakGlass: 'allowed' as Gate['breakGlass'],
  hours: '24',
};
type Fields = typeof untouched;

/** A new gate that begins as another one; whoever changes a gate writes the new one first, so that both hold meanwhile. */
function fieldsLike(gate: Gate | undefined): Fields {
  if (!gate) return untouched;
  const { actionTypes: types, dataClasses: classes, toolIds, mode, approverIds, breakGlass } = gate;
  return {
    name: `${gate.name}, changed`.slice(0, 100),
    actionTypes: types,
    dataClasses: classes,
    toolIds,
    mode,
    approverRole: roles.find((role) => role === gate.approverRole) ?? 'administrator',
    needed: String(gate.approversNeeded),
    approverIds,
    breakGlass,
    hours: String(gate.expiresAfterMs / hourMs),
  };
}

const bodyOf = ({ name, needed, hours, ...rest }: Fields) => ({
  ...rest,
  name: name.trim(),
  approversNeeded: Number(needed),
  expiresAfterMs: hoursToMs(Number(hours)),
});

interface PartProps {
  readonly fields: Fields;
  readonly onChange: (fields: Fields) => void;
}

function ApproverFields({ fields, onChange, wrong }: PartProps & { readonly wrong: string | undefined }) {
  const people = usePeopleChoices('approval.decide');
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  return (
    <>
      <div className="form-grid">
        <TextField
          label="How many must approve"
          type="number"
          required
          min={1}
          max={5}
          value={fields.needed}
          onChange={(event) => onChange({ ...fields, needed: event.target.value })}
          error={wrong}
        />
        <TermField
          label="With the role"
          terms={roles}
          value={fields.approverRole}
          onPick={(approverRole) => onChange({ ...fields, approverRole })}
          help={fields.approverIds.length > 0 ? 'Only the people named below count.' : undefined}
        />
      </div>
      <TermChecks
        legend="Or only these people; none ticked: whoever holds the role"
        terms={people.map(({ id }) => id)}
        chosen={fields.approverIds}
        text={nameOf}
        onChange={(approverIds) => onChange({ ...fields, approverIds })}
      />
    </>
  );
}

function TermsOfWait({ fields, onChange }: PartProps) {
  return (
    <div className="form-grid">
      <SelectField
        label="When"
        value={fields.mode}
        onChange={(event) =>
          onChange({ ...fields, mode: event.target.value === 'covers' ? 'covers' : 'each_time' })
        }
      >
        <option value="each_time">it asks each time</option>
        <option value="covers">it covers, and asks when another control does</option>
      </SelectField>
      <TextField
        label="Waits for so many hours"
        type="number"
        required
        min={0.1}
        max={720}
        step="any"
        value={fields.hours}
        onChange={(event) => onChange({ ...fields, hours: event.target.value })}
      />
      <SelectField
        label="In an emergency"
        value={fields.breakGlass}
        onChange={(event) =>
          onChange({ ...fields, breakGlass: event.target.value === 'forbidden' ? 'forbidden' : 'allowed' })
        }
      >
        <option value="allowed">an administrator may break the glass</option>
        <option value="forbidden">nobody may break the glass</option>
      </SelectField>
    </div>
  );
}

function ToolFields({ fields, onChange }: PartProps) {
  const connectors = useAllConnectors().data ?? [];
  const names = new Map(
    connectors.flatMap((connector) =>
      connector.tools.flatMap(({ id, name }) =>
        id === null ? [] : [[id, `${connector.name}_${name}`] as const],
      ),
    ),
  );
  return (
    <details className="field" open={fields.toolIds.length > 0}>
      <summary>Only some tools</summary>
      <TermChecks
        legend="None ticked: all tools"
        terms={[...names.keys()]}
        chosen={fields.toolIds}
        text={(id) => names.get(id) ?? id}
        onChange={(toolIds) => onChange({ ...fields, toolIds })}
      />
    </details>
  );
}

interface GateSheetProps {
  /** The gate that the new one begins as. */
  readonly like?: Gate | undefined;
  readonly onClose: () => void;
}

export function GateSheet({ like, onClose }: GateSheetProps) {
  const change = useRecordChange();
  const [fields, setFields] = useState<Fields>(() => fieldsLike(like));
  const [tried, setTried] = useState(false);
  const wrong = wrongApprovers(Number(fields.needed), fields.approverIds);
  const noType = fields.actionTypes.length === 0 ? 'Tick at least one.' : undefined;
  const ready = () => {
    setTried(true);
    return !wrong && !noType;
  };
  return (
    <FormSheet
      title="Write an approval gate"
      act="Add gate"
      wide
      onClose={onClose}
      ready={ready}
      perform={() => change('POST', '/v1/approval-gates', bodyOf(fields))}
    >
      <TextField
        label="Name"
        required
        maxLength={100}
        value={fields.name}
        onChange={(event) => setFields({ ...fields, name: event.target.value })}
      />
      <TermChecks
        legend="Speaks about actions of these kinds"
        terms={actionTypes}
        chosen={fields.actionTypes}
        onChange={(chosen) => setFields({ ...fields, actionTypes: chosen })}
        error={tried ? noType : undefined}
      />
      <TermChecks
        legend="Only on these data classes; none ticked: on all"
        terms={dataClasses}
        chosen={fields.dataClasses}
        onChange={(chosen) => setFields({ ...fields, dataClasses: chosen })}
      />
      <ToolFields fields={fields} onChange={setFields} />
      <ApproverFields fields={fields} onChange={setFields} wrong={tried ? wrong : undefined} />
      <TermsOfWait fields={fields} onChange={setFields} />
    </FormSheet>
  );
}
