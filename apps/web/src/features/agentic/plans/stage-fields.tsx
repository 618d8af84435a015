/** One stage of a plan as it is written: its tools, and who opens the next one. */
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { TermField } from '../../../parts/term-field.tsx';
import { usePeopleChoices } from '../pick-fields.tsx';
import { TermChecks } from '../term-checks.tsx';
import { ToolPick, type PickedTools } from './record-form.tsx';

export const signerRoles = ['agent_operator', 'administrator'] as const;

export interface StageFields extends PickedTools {
  /** Of the form alone, so that a stage keeps its place. */
  readonly key: number;
  readonly name: string;
  readonly approverRole: (typeof signerRoles)[number];
  readonly approverIds: readonly string[];
}

export const blankStage = (key: number): StageFields => ({
  key,
  name: '',
  toolIds: [],
  toolsetIds: [],
  approverRole: 'agent_operator',
  approverIds: [],
});

interface StageProps {
  readonly stage: StageFields;
  readonly number: number;
  readonly isLast: boolean;
  readonly tried: boolean;
  /** Names of the tools that the agent is permitted. */
  readonly permitted: ReadonlySet<string>;
  readonly onChange: (stage: StageFields) => void;
  readonly onRemove: (() => void) | undefined;
}

function Checkpoint({ stage, onChange }: Pick<StageProps, 'stage' | 'onChange'>) {
  const people = usePeopleChoices();
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  return (
    <>
      <TermField
        label="Its checkpoint is signed by whoever is"
        terms={signerRoles}
        value={stage.approverRole}
        onPick={(approverRole) => onChange({ ...stage, approverRole })}
        help={stage.approverIds.length > 0 ? 'Only the people named below count.' : undefined}
      />
      <TermChecks
        legend="Or only these people; none ticked: whoever holds the role"
        terms={people.map(({ id }) => id)}
        chosen={stage.approverIds}
        text={nameOf}
        onChange={(approverIds) => onChange({ ...stage, approverIds })}
      />
    </>
  );
}

export function StageFieldset(props: StageProps) {
  const { stage, number, isLast, tried, permitted, onChange, onRemove } = props;
  return (
    <fieldset className="fieldset part-fields">
      <legend>Stage {number}</legend>
      <TextField
        label="What happens in it"
        required
        maxLength={100}
        value={stage.name}
        onChange={(event) => onChange({ ...stage, name: event.target.value })}
      />
      <ToolPick
        legend="Tools that it may use"
        fields={stage}
        onChange={onChange}
        only={({ name }) => permitted.has(name)}
        tried={tried}
      />
      {isLast ? (
        <p className="aside">The last stage: a person completes the plan there.</p>
      ) : (
        <Checkpoint stage={stage} onChange={onChange} />
      )}
      {onRemove ? (
        <div className="buttons">
          <Button onPress={onRemove}>Leave out stage {number}</Button>
        </div>
      ) : null}
    </fieldset>
  );
}
